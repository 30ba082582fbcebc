// SPDX-License-Identifier: MIT
// Queries of models, fields, functions and values that all arrive at run time, as from a URL or a settings file.
#pragma once

#include <map>

#include <nuage/annotations.hpp>
#include <nuage/dynamic_expressions.hpp>

namespace nuage {

namespace detail {

/// A column of a row: which values of the result it is.
struct DynamicColumn {
    std::string name;
    ValueKind kind = ValueKind::null;   ///< null: as it comes
    std::uint8_t decimal_places = ColumnPlan::any_scale;
    std::uint16_t parts = 1;            ///< more: a key of several fields
};
/// The names that rows of a typed query set have; objects have those of their model.
template <class Row>
struct dynamic_columns;
template <class Names, fixed_string... S>
struct dynamic_columns<ValuesRow<Names, S...>> {
    static std::vector<std::string> names() { return {std::string(S.view())...}; }
};
struct DynamicNames;

}  // namespace detail

/// A row by its names: row["title"].
class DynamicRow {
public:
    DynamicRow() = default;
    DynamicRow(std::shared_ptr<const std::vector<detail::DynamicColumn>> columns, std::vector<Value> values)
        : columns_(std::move(columns)), values_(std::move(values)) {}
    /// Throws FieldError for a name that the row does not have.
    [[nodiscard]] const Value& operator[](std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;
    /// In the order of the names.
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }
    friend bool operator==(const DynamicRow& a, const DynamicRow& b) { return a.names() == b.names() && a.values_ == b.values_; }

private:
    std::shared_ptr<const std::vector<detail::DynamicColumn>> columns_;   // of all rows of a query
    std::vector<Value> values_;
};

/// A query set that knows its model and names at run time only. What a typed query set checks when it is compiled is
/// checked when it is asked for, with the same sentences: FieldError, or ValueError and TypeError where Django throws them.
/// Rows have all columns of the model, and what annotate() added, unless values() chooses. A value; nothing is kept of rows
/// that were read.
class DynamicQuerySet {
public:
    /// All rows; those that the default manager gives.
    explicit DynamicQuerySet(const ModelInfo& model);
    /// Goes on from a typed query set.
    template <class M, class Row, class Names>
    DynamicQuerySet(const QuerySet<M, Row, Names>& query_set) : query_(query_set.query()), names_(&model_info<Names>()) {
        if constexpr (!std::derived_from<Row, M>) choose_columns(detail::dynamic_columns<Row>::names());
    }

    // ---- what rows -----------------------------------------------------------------------------------------------

    [[nodiscard]] DynamicQuerySet none() const;
    [[nodiscard]] DynamicQuerySet filter(std::string_view name, DynamicOperand operand) const;
    [[nodiscard]] DynamicQuerySet filter(const DynamicExpression& condition) const;
    /// All of them, in one call.
    [[nodiscard]] DynamicQuerySet filter(const std::vector<DynamicExpression>& conditions) const;
    [[nodiscard]] DynamicQuerySet exclude(std::string_view name, DynamicOperand operand) const;
    [[nodiscard]] DynamicQuerySet exclude(const DynamicExpression& condition) const;
    [[nodiscard]] DynamicQuerySet exclude(const std::vector<DynamicExpression>& conditions) const;
    [[nodiscard]] DynamicQuerySet order_by(const std::vector<DynamicOrder>& items) const;
    [[nodiscard]] DynamicQuerySet reverse() const;
    /// With names: the first row of those that have the same values there.
    [[nodiscard]] DynamicQuerySet distinct(const std::vector<std::string>& names = {}) const;
    [[nodiscard]] DynamicQuerySet slice(std::int64_t from, std::int64_t to) const;
    [[nodiscard]] DynamicQuerySet first(std::int64_t n) const { return slice(0, n); }
    [[nodiscard]] DynamicQuerySet skip(std::int64_t n) const { return slice(n, Query::no_limit); }
    [[nodiscard]] DynamicQuerySet using_db(std::string_view alias) const;

    [[nodiscard]] DynamicQuerySet union_(const std::vector<DynamicQuerySet>& others, UnionOptions options = {}) const;
    [[nodiscard]] DynamicQuerySet intersection(const std::vector<DynamicQuerySet>& others) const;
    [[nodiscard]] DynamicQuerySet difference(const std::vector<DynamicQuerySet>& others) const;
    [[nodiscard]] DynamicQuerySet as_derived() const;
    friend DynamicQuerySet operator&(const DynamicQuerySet& left, const DynamicQuerySet& right);
    friend DynamicQuerySet operator|(const DynamicQuerySet& left, const DynamicQuerySet& right);
    friend DynamicQuerySet operator^(const DynamicQuerySet& left, const DynamicQuerySet& right);

    // ---- what of each row ----------------------------------------------------------------------------------------

    [[nodiscard]] DynamicQuerySet annotate(std::string_view name, const DynamicExpression& expression) const;
    /// For a name that the rows do not have.
    [[nodiscard]] DynamicQuerySet alias(std::string_view name, const DynamicExpression& expression) const;
    [[nodiscard]] DynamicQuerySet values(const std::vector<std::string>& names = {}) const;
    [[nodiscard]] DynamicQuerySet dates(std::string_view name, std::string_view kind, std::string_view order = "ASC") const;
    [[nodiscard]] DynamicQuerySet datetimes(std::string_view name, std::string_view kind, std::string_view order = "ASC") const;

    // ---- running it ----------------------------------------------------------------------------------------------

    [[nodiscard]] std::vector<DynamicRow> fetch() const;
    /// The only row. Throws ObjectDoesNotExist or MultipleObjectsReturned.
    [[nodiscard]] DynamicRow get() const;
    [[nodiscard]] std::optional<DynamicRow> first() const;
    [[nodiscard]] std::optional<DynamicRow> last() const;
    [[nodiscard]] DynamicRow aggregate(std::string_view name, const DynamicExpression& expression) const;
    [[nodiscard]] DynamicRow aggregate(const std::vector<std::pair<std::string, DynamicExpression>>& expressions) const;
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] bool exists() const;
    /// Rows by the value of a unique field.
    [[nodiscard]] std::map<Value, DynamicRow> in_bulk(const std::vector<Value>& keys, std::string_view field = "pk") const;
    /// Rows matched.
    std::int64_t update(const std::vector<std::pair<std::string, DynamicOperand>>& values) const;
    Erased erase() const;
    [[nodiscard]] SqlText sql() const;
    [[nodiscard]] SqlText sql(const Dialect& dialect) const;
    [[nodiscard]] std::string explain(const ExplainOptions& options = {}) const;
    [[nodiscard]] const Query& query() const { return query_; }
    [[nodiscard]] const ModelInfo& model() const { return *query_.model; }
    /// What rows have.
    [[nodiscard]] std::vector<std::string> names() const;
    /// The columns that values() chose; nullptr: objects.
    [[nodiscard]] const std::vector<detail::DynamicColumn>* columns() const { return columns_.get(); }

private:
    using Columns = std::shared_ptr<const std::vector<detail::DynamicColumn>>;
    void choose_columns(const std::vector<std::string>& names);
    void add_conditions(NodeKind kind, std::span<const DynamicExpression> conditions);
    void add_annotation(std::string_view name, const DynamicExpression& expression, std::uint8_t flags);
    [[nodiscard]] detail::DynamicColumn column(std::string_view name) const;
    [[nodiscard]] DynamicQuerySet selected() const;
    [[nodiscard]] DynamicQuerySet truncated(std::string_view name, std::string_view kind, std::string_view order, bool with_time) const;
    [[nodiscard]] DynamicQuerySet combined(const std::vector<DynamicQuerySet>& others, int flags) const;
    [[nodiscard]] DynamicQuerySet joined(const DynamicQuerySet& other, NodeKind connective) const;
    [[nodiscard]] std::optional<DynamicRow> edge(bool last) const;

    Query query_;
    const ModelInfo* names_ = nullptr;                            // the model, or annotations beside its fields
    std::shared_ptr<const detail::DynamicNames> own_names_;       // shared by query sets that go on from this one
    Columns columns_;                                             // shared with rows
};

/// All rows of a model of NUAGE_APP by its name, "blog.Post". Throws ValueError for one that is not there.
[[nodiscard]] DynamicQuerySet dynamic_objects(std::string_view model);

}  // namespace nuage
