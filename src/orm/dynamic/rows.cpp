// SPDX-License-Identifier: MIT
// DynamicQuerySet: running it.
#include <nuage/dynamic.hpp>

#include <algorithm>

#include <nuage/sql/dialect.hpp>

#include "tree.hpp"

namespace nuage {

namespace {

using detail::DynamicColumn;
using ColumnList = std::vector<DynamicColumn>;

/// Every value of a row is a Value, one behind the other.
RowPlan plan_of(const ColumnList& columns) {
    RowPlan plan;
    std::uint32_t offset = 0;
    for (const DynamicColumn& column : columns)
        for (std::size_t i = 0; i < column.parts; ++i) {
            plan.columns.push_back({&detail::access_for(column.kind), column.kind, offset, 0, column.decimal_places});
            offset += static_cast<std::uint32_t>(sizeof(Value));
        }
    return plan;
}
std::size_t width_of(const ColumnList& columns) {
    std::size_t width = 0;
    for (const DynamicColumn& column : columns) width += column.parts;
    return width;
}

/// Keys of several fields become one value.
std::vector<Value> gathered(const ColumnList& columns, std::vector<Value> values) {
    if (values.size() == columns.size()) return values;
    std::vector<Value> row;
    std::size_t at = 0;
    for (const DynamicColumn& column : columns) {
        if (column.parts == 1) {
            row.push_back(std::move(values[at++]));
            continue;
        }
        std::vector<Value> parts;
        for (std::size_t i = 0; i < column.parts; ++i) parts.push_back(std::move(values[at++]));
        row.push_back(Value::row(std::move(parts)));
    }
    return row;
}

struct Collected {
    std::size_t width;
    std::vector<std::vector<Value>> rows{};
    static void* append(void* self) {
        auto& all = *static_cast<Collected*>(self);
        return all.rows.emplace_back(all.width).data();
    }
};

/// What an aggregate is of no rows at all.
Value empty_result(const DynamicExpression& expression, const ExpressionKind& kind) {
    const detail::ExpressionTree& tree = expression.tree();
    if (tree.form == detail::Form::aggregate && (tree.flags & defaulted) != 0) {
        const detail::ExpressionTree& otherwise = tree.children.back().tree();
        return otherwise.form == detail::Form::literal ? otherwise.values[0] : Value();
    }
    if (kind.null || !kind.known) return Value();
    if (kind.kind == FieldKind::real) return Value(0.0);
    return (bit(kind.kind) & kinds::integers) != 0 ? Value(0) : Value();
}

}  // namespace

const Value& DynamicRow::operator[](std::string_view name) const {
    if (columns_)
        for (std::size_t i = 0; i < columns_->size(); ++i)
            if ((*columns_)[i].name == name) return values_[i];
    throw FieldError("[F009] '" + std::string(name) + "' was not given to values().");
}
std::vector<std::string> DynamicRow::names() const {
    std::vector<std::string> names;
    if (columns_)
        for (const DynamicColumn& column : *columns_) names.push_back(column.name);
    return names;
}

std::vector<DynamicRow> DynamicQuerySet::fetch() const {
    const DynamicQuerySet rows = selected();
    const ColumnList& columns = *rows.columns_;
    const RowPlan plan = plan_of(columns);
    Collected collected{width_of(columns)};
    db::select(rows.query_, &plan, {&collected, &Collected::append});
    std::vector<DynamicRow> result;
    result.reserve(collected.rows.size());
    for (std::vector<Value>& values : collected.rows) result.emplace_back(rows.columns_, gathered(columns, std::move(values)));
    return result;
}

DynamicRow DynamicQuerySet::get() const {
    DynamicQuerySet copy = *this;
    detail::limit_for_get(copy.query_);
    std::vector<DynamicRow> rows = copy.fetch();
    if (rows.size() == 1) return std::move(rows[0]);
    if (rows.empty()) throw ObjectDoesNotExist(detail::none_matches(query_.model->name));
    throw MultipleObjectsReturned(detail::several_match(query_.model->name, rows.size()));
}

std::optional<DynamicRow> DynamicQuerySet::edge(bool last) const {
    DynamicQuerySet copy = *this;
    detail::order_for_first(copy.query_, last);
    std::vector<DynamicRow> rows = copy.fetch();
    if (rows.empty()) return std::nullopt;
    return std::move(rows[0]);
}
std::optional<DynamicRow> DynamicQuerySet::first() const { return edge(false); }
std::optional<DynamicRow> DynamicQuerySet::last() const { return edge(true); }

DynamicRow DynamicQuerySet::aggregate(std::string_view name, const DynamicExpression& expression) const {
    return aggregate({{std::string(name), expression}});
}
DynamicRow DynamicQuerySet::aggregate(const std::vector<std::pair<std::string, DynamicExpression>>& expressions) const {
    if (expressions.empty()) throw TypeError("[A003] aggregate() takes aggregates; there is none");
    DynamicQuerySet all = *this;
    auto columns = std::make_shared<ColumnList>();
    std::vector<Value> row;
    for (const auto& [name, expression] : expressions) {
        all.add_annotation(name, expression, result);
        const ResolvedPath path = build::resolve_plain(*all.names_, name);
        ExpressionKind kind = detail::kind_of_path(path);
        columns->push_back({.name = name, .kind = kind.known ? detail::value_kind_of(kind.kind) : ValueKind::null});
        row.push_back(empty_result(expression, kind));
    }
    std::vector<Value> read(columns->size());
    if (db::aggregate(all.query_, plan_of(*columns), read.data())) row = std::move(read);
    return {std::move(columns), std::move(row)};
}

std::int64_t DynamicQuerySet::count() const { return db::count(query_); }
bool DynamicQuerySet::exists() const { return db::exists(query_); }

std::map<Value, DynamicRow> DynamicQuerySet::in_bulk(const std::vector<Value>& keys, std::string_view field) const {
    const ResolvedPath path = build::resolve_plain(*query_.model, field);
    if (columns_) throw TypeError("[T008] in_bulk() is for query sets of objects, not of values");
    if (path.hop_count > 0 || path.transform_count > 0 || path.is_json_path() || !is_unique(path.final_field()))
        throw ValueError("[F011] in_bulk() wants a unique field; '" + std::string(field) + "' is none");
    std::vector<std::string> names = this->names();
    names.emplace_back(field);   // also by another name than its own, such as "pk"
    std::map<Value, DynamicRow> result;
    constexpr std::size_t most = 10000;
    for (std::size_t from = 0; from < keys.size(); from += most) {
        const std::size_t to = std::min(keys.size(), from + most);
        std::vector<Value> some(keys.begin() + static_cast<std::ptrdiff_t>(from), keys.begin() + static_cast<std::ptrdiff_t>(to));
        for (DynamicRow& row : filter(std::string(field) + "__in", std::move(some)).order_by({}).values(names).fetch()) {
            Value key = row.values().back();
            result.emplace(std::move(key), std::move(row));
        }
    }
    return result;
}

std::int64_t DynamicQuerySet::update(const std::vector<std::pair<std::string, DynamicOperand>>& values) const {
    detail::refuse_combined(query_, "update");
    detail::require_unsliced(query_, "update");
    Clause assignments;
    for (const auto& [name, operand] : values) detail::add_dynamic_assignment(assignments, *query_.model, *names_, name, operand);
    if (assignments.empty()) return 0;
    build::settle_annotations(assignments, query_.select);
    Query query = query_;
    query.own_order = true;
    query.order.clear();
    build::clear_columns(query);
    return detail::update_rows(query, assignments);
}
Erased DynamicQuerySet::erase() const { return detail::erase_rows(query_); }

SqlText DynamicQuerySet::sql() const { return db::sql(selected().query_); }
SqlText DynamicQuerySet::sql(const Dialect& dialect) const { return db::sql(selected().query_, dialect); }
std::string DynamicQuerySet::explain(const ExplainOptions& options) const { return db::explain(selected().query_, options); }

}  // namespace nuage
