// SPDX-License-Identifier: MIT
// Expressions and conditions of names that arrive at run time.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nuage/meta/errors.hpp>
#include <nuage/meta/value.hpp>
#include <nuage/query/node.hpp>

namespace nuage {

class DynamicOperand;
class DynamicOrder;
class DynamicQuerySet;
namespace detail {
struct ExpressionTree;
}

/// What is computed, or tested, of names that arrive at run time: a name, a value, or what the functions of by_name make.
/// Nothing is looked up before a query set is given it; then mistakes are errors with the sentences and codes of the
/// compile-time checks. A value: copies share what they are made of.
class DynamicExpression {
public:
    /// A field, or a path to one: Django's F(). Text that is meant as text is Value("text").
    DynamicExpression(std::string_view name);
    DynamicExpression(const std::string& name) : DynamicExpression(std::string_view(name)) {}
    DynamicExpression(const char* name) : DynamicExpression(std::string_view(name)) {}
    DynamicExpression(Value value);
    template <class T>
        requires(std::integral<T> || std::floating_point<T>)
    DynamicExpression(T number) : DynamicExpression(Value(number)) {}
    explicit DynamicExpression(std::shared_ptr<const detail::ExpressionTree> tree) : tree_(std::move(tree)) {}

    /// For order_by().
    [[nodiscard]] DynamicOrder asc() const;
    [[nodiscard]] DynamicOrder desc() const;
    /// What it is made of.
    [[nodiscard]] const detail::ExpressionTree& tree() const { return *tree_; }

    friend DynamicExpression operator+(const DynamicExpression& left, const DynamicExpression& right);
    friend DynamicExpression operator-(const DynamicExpression& left, const DynamicExpression& right);
    friend DynamicExpression operator-(const DynamicExpression& operand);
    friend DynamicExpression operator*(const DynamicExpression& left, const DynamicExpression& right);
    friend DynamicExpression operator/(const DynamicExpression& left, const DynamicExpression& right);
    friend DynamicExpression operator%(const DynamicExpression& left, const DynamicExpression& right);
    /// Of conditions.
    friend DynamicExpression operator&(const DynamicExpression& left, const DynamicExpression& right);
    friend DynamicExpression operator|(const DynamicExpression& left, const DynamicExpression& right);
    friend DynamicExpression operator^(const DynamicExpression& left, const DynamicExpression& right);
    friend DynamicExpression operator~(const DynamicExpression& condition);

private:
    std::shared_ptr<const detail::ExpressionTree> tree_;   // never changed, so that copies cost nothing
};

/// What stands on the right of a lookup: a value (text is text), a list of them, an expression such as by_name::field("b"),
/// or a query set.
class DynamicOperand {
public:
    template <class T>
        requires(std::convertible_to<T, Value> && !std::same_as<std::remove_cvref_t<T>, DynamicOperand>)
    DynamicOperand(T&& value) : values_{Value(std::forward<T>(value))} {}
    DynamicOperand(std::vector<Value> values) : values_(std::move(values)), list_(true) {}
    DynamicOperand(std::initializer_list<Value> values) : values_(values), list_(true) {}
    DynamicOperand(DynamicExpression expression) : expression_(std::move(expression)) {}
    DynamicOperand(const DynamicQuerySet& query_set);

    [[nodiscard]] const std::vector<Value>& values() const { return values_; }
    [[nodiscard]] bool is_list() const { return list_; }
    [[nodiscard]] const std::optional<DynamicExpression>& expression() const { return expression_; }

private:
    std::vector<Value> values_;
    bool list_ = false;
    std::optional<DynamicExpression> expression_;
};

/// One item of an ordering: "name", "-name", "?", or an expression's asc() and desc().
class DynamicOrder {
public:
    DynamicOrder(std::string_view text) : text_(text) {}
    DynamicOrder(const std::string& text) : text_(text) {}
    DynamicOrder(const char* text) : text_(text) {}
    DynamicOrder(DynamicExpression expression, std::uint8_t flags = 0) : expression_(std::move(expression)), flags_(flags) {}
    /// Throw ValueError for both.
    [[nodiscard]] DynamicOrder nulls_first() const;
    [[nodiscard]] DynamicOrder nulls_last() const;

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::optional<DynamicExpression>& expression() const { return expression_; }
    [[nodiscard]] std::uint8_t flags() const { return flags_; }

private:
    [[nodiscard]] DynamicOrder with_nulls(std::uint8_t end) const;
    std::string text_;
    std::optional<DynamicExpression> expression_;
    std::uint8_t flags_ = 0;   // OrderFlags
};

/// What expressions are made by. Functions and aggregates are called as in nuage/functions.hpp ("Lower") or as in names ("lower").
namespace by_name {

/// Only different values; only of rows that satisfy a condition; in place of NULL, when there are none.
struct AggregateOptions {
    bool distinct = false;
    std::optional<DynamicExpression> filter{};
    std::optional<DynamicExpression> default_to{};
    std::string between = ", ";             ///< string_agg: what stands between the texts
    std::vector<DynamicOrder> order_by{};   ///< string_agg: the order of the texts
};
struct Branch {
    DynamicExpression condition;
    DynamicExpression then;
};

/// Of the rows of a window, those from so many before the current one (-3) to so many after; std::nullopt: no end.
struct WindowFrame {
    FrameUnit unit = FrameUnit::rows;
    std::optional<std::int32_t> from{};
    std::optional<std::int32_t> to{};
};
struct WindowOptions {
    std::vector<DynamicExpression> partition_by{};
    std::vector<DynamicOrder> order_by{};
    std::optional<WindowFrame> frame{};
};

[[nodiscard]] DynamicExpression field(std::string_view name);
[[nodiscard]] DynamicExpression value(Value value);
/// A keyword as a condition: where("price__gt", 10). Combine with & | ^ ~.
[[nodiscard]] DynamicExpression where(std::string_view name, DynamicOperand operand);
/// What Q() without arguments is.
[[nodiscard]] DynamicExpression everything();
/// An expression held against another one: by exact, gt, gte, lt or lte.
[[nodiscard]] DynamicExpression compare(const DynamicExpression& left, std::string_view lookup, const DynamicExpression& right);
/// A function of a table, such as call("lower", {"name"}). FieldError for one that is not there, ValueError for the wrong
/// number of operands.
[[nodiscard]] DynamicExpression call(std::string_view function, std::vector<DynamicExpression> operands = {});
/// aggregate("count", "*"), aggregate("sum", "pages", {.distinct = true}). ValueError for an order of anything but string_agg.
[[nodiscard]] DynamicExpression aggregate(std::string_view name, const DynamicExpression& operand, const AggregateOptions& options = {});
/// Django's Case(): the value of the first branch whose condition is true.
[[nodiscard]] DynamicExpression choose(std::vector<Branch> branches, std::optional<DynamicExpression> otherwise = {});
/// An aggregate, or a function such as call("rank"), for each row over the rows around it.
[[nodiscard]] DynamicExpression window(const DynamicExpression& expression, WindowOptions options = {});
/// As another type: "boolean", "integer", "real", "text", "date", "time", "datetime", or "decimal" with its digits and decimal
/// places. FieldError for another word.
[[nodiscard]] DynamicExpression cast(const DynamicExpression& expression, std::string_view type, std::uint8_t digits = 0, std::uint8_t decimal_places = 0);
/// Text as another collation compares it. ValueError for what is no name.
[[nodiscard]] DynamicExpression collate(const DynamicExpression& text, std::string_view collation);
/// The single value of a query set of one column; whether a query set has rows.
[[nodiscard]] DynamicExpression subquery(const DynamicQuerySet& query_set);
[[nodiscard]] DynamicExpression exists(const DynamicQuerySet& query_set);
/// Django's FilteredRelation(), for annotate() and alias(): the relation, but only with rows that satisfy the condition.
/// ValueError for an empty name.
[[nodiscard]] DynamicExpression filtered_relation(std::string_view relation, const DynamicExpression& condition);
/// A field of the query around a subquery; with `levels`, of one further out.
[[nodiscard]] DynamicExpression outer(std::string_view name, std::uint32_t levels = 0);

}  // namespace by_name
}  // namespace nuage
