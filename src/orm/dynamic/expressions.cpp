// SPDX-License-Identifier: MIT
// by_name: expressions and conditions as trees. What can be told without a model is refused here.
#include <nuage/dynamic_expressions.hpp>

#include <algorithm>

#include <nuage/functions/least_numbers.hpp>
#include <nuage/query/frame.hpp>

#include "tree.hpp"

namespace nuage {

namespace {

using detail::ExpressionTree;
using detail::Form;

/// Deeper trees would not fit the stack of who reads them, nor of databases.
constexpr std::uint16_t deepest = 200;
constexpr std::size_t widest = 10000;

DynamicExpression made(ExpressionTree tree) {
    for (const DynamicExpression& child : tree.children) tree.depth = std::max<std::uint16_t>(tree.depth, static_cast<std::uint16_t>(child.tree().depth + 1));
    if (tree.depth > deepest) throw ValueError("[F083] An expression is nested more than " + std::to_string(deepest) + " deep.");
    if (tree.children.size() > widest) throw ValueError("[F083] An expression has more than " + std::to_string(widest) + " parts.");
    return DynamicExpression(std::make_shared<const ExpressionTree>(std::move(tree)));
}

DynamicExpression arithmetic(char op, const DynamicExpression& left, const DynamicExpression& right) {
    return made({.form = Form::arithmetic, .flags = static_cast<std::uint8_t>(op), .children = {left, right}});
}

/// a & b & c is one condition of three.
DynamicExpression joined(Form form, const DynamicExpression& left, const DynamicExpression& right) {
    std::vector<DynamicExpression> children;
    if (left.tree().form == form) children = left.tree().children;
    else children.push_back(left);
    children.push_back(right);
    return made({.form = form, .children = std::move(children)});
}

bool is_literal(const DynamicExpression& expression, ValueKind kind) {
    return expression.tree().form == Form::literal && expression.tree().values[0].kind() == kind;
}

/// What functions of a number, such as Left(), and AtTimeZone() want of values that are given.
void check_literals(const FunctionDef& function, const std::vector<DynamicExpression>& operands) {
    for (std::size_t i = 0; i < operands.size(); ++i)
        if (is_literal(operands[i], ValueKind::integer)) functions::require_least(function, i, operands[i].tree().values[0].integer());
    if (operands.size() < 2) return;
    const DynamicExpression& second = operands[1];
    const bool zone = function.name == "at_zone" || function.name == "from_zone";
    if (!zone || !is_literal(second, ValueKind::text)) return;
    const std::string& name = second.tree().values[0].text();
    if (name.starts_with('+') || name.starts_with('-'))
        throw ValueError("'" + name + "' is no name of a time zone; an offset is given as a duration");
}

}  // namespace

DynamicExpression::DynamicExpression(std::string_view name) : DynamicExpression(made({.form = Form::name, .text = std::string(name)})) {}
DynamicExpression::DynamicExpression(Value value) : DynamicExpression(made({.form = Form::literal, .values = {std::move(value)}})) {}
DynamicOrder DynamicExpression::asc() const { return {*this, OrderFlags::ascending}; }
DynamicOrder DynamicExpression::desc() const { return {*this, OrderFlags::descending}; }

DynamicExpression operator+(const DynamicExpression& left, const DynamicExpression& right) { return arithmetic('+', left, right); }
DynamicExpression operator-(const DynamicExpression& left, const DynamicExpression& right) { return arithmetic('-', left, right); }
DynamicExpression operator-(const DynamicExpression& operand) { return arithmetic('*', operand, -1); }
DynamicExpression operator*(const DynamicExpression& left, const DynamicExpression& right) { return arithmetic('*', left, right); }
DynamicExpression operator/(const DynamicExpression& left, const DynamicExpression& right) { return arithmetic('/', left, right); }
DynamicExpression operator%(const DynamicExpression& left, const DynamicExpression& right) { return arithmetic('%', left, right); }
DynamicExpression operator&(const DynamicExpression& left, const DynamicExpression& right) { return joined(Form::all_of, left, right); }
DynamicExpression operator|(const DynamicExpression& left, const DynamicExpression& right) { return joined(Form::any_of, left, right); }
// Not a list: an empty condition says nothing beside two others, and beside each of them.
DynamicExpression operator^(const DynamicExpression& left, const DynamicExpression& right) {
    return made({.form = Form::one_of, .children = {left, right}});
}
DynamicExpression operator~(const DynamicExpression& condition) { return made({.form = Form::negation, .children = {condition}}); }

DynamicOperand::DynamicOperand(const DynamicQuerySet& query_set) : expression_(by_name::subquery(query_set)) {}

DynamicOrder DynamicOrder::with_nulls(std::uint8_t end) const {
    DynamicOrder copy = *this;
    if (!copy.expression_) {   // "-name" becomes one, so that it can be told more
        const bool descending = copy.text_.starts_with('-');
        copy.expression_ = DynamicExpression(std::string_view(copy.text_).substr(descending ? 1 : 0));
        copy.flags_ = descending ? OrderFlags::descending : OrderFlags::ascending;
    }
    copy.flags_ |= end;
    if ((copy.flags_ & OrderFlags::nulls_first) != 0 && (copy.flags_ & OrderFlags::nulls_last) != 0)
        throw ValueError("[T022] nulls_first() and nulls_last() exclude each other");
    return copy;
}
DynamicOrder DynamicOrder::nulls_first() const { return with_nulls(OrderFlags::nulls_first); }
DynamicOrder DynamicOrder::nulls_last() const { return with_nulls(OrderFlags::nulls_last); }

namespace by_name {

DynamicExpression field(std::string_view name) { return DynamicExpression(name); }
DynamicExpression value(Value value) { return DynamicExpression(std::move(value)); }

DynamicExpression where(std::string_view name, DynamicOperand operand) {
    ExpressionTree tree{.form = Form::keyword, .list = operand.is_list(), .text = std::string(name), .values = operand.values()};
    if (operand.expression()) tree.children.push_back(*operand.expression());
    return made(std::move(tree));
}
DynamicExpression everything() { return made({.form = Form::everything}); }

DynamicExpression compare(const DynamicExpression& left, std::string_view name, const DynamicExpression& right) {
    const std::size_t at = find_lookup(name);
    if (at == no_definition || lookups[at].operand != Operand::same)
        throw FieldError("[F084] An expression is compared by exact, gt, gte, lt or lte; '" + std::string(name) +
                         "' wants a name: give it one by alias().");
    return made({.form = Form::comparison, .definition = &lookups[at], .children = {left, right}});
}

DynamicExpression call(std::string_view name, std::vector<DynamicExpression> operands) {
    const FunctionDef* function = detail::find_function(name);
    if (function == nullptr) throw FieldError("[F085] There is no function '" + std::string(name.substr(0, 100)) + "'." + detail::suggested_function(name));
    check_literals(*function, operands);
    if (function == &functions::concat) {
        for (; operands.size() > 2; operands.pop_back()) {
            const DynamicExpression last = made({.form = Form::function, .definition = function, .children = {operands.end()[-2], operands.back()}});
            operands.end()[-2] = last;
        }
    }
    if (function == &functions::replace && operands.size() == 2) operands.emplace_back(Value(""));
    if ((function == &functions::lpad || function == &functions::rpad) && operands.size() == 2) operands.emplace_back(Value(" "));
    if (const detail::Text sentence = detail::arity_sentence(*function, operands.size()); !sentence.empty()) throw ValueError(sentence.str());
    return made({.form = Form::function, .definition = function, .children = std::move(operands)});
}

DynamicExpression aggregate(std::string_view name, const DynamicExpression& operand, const AggregateOptions& options) {
    const AggregateDef* found = nullptr;
    const bool sample = name == "SampleStdDev" || name == "SampleVariance";
    const std::string_view wanted = name == "stddev" ? "stddev_pop" : name == "variance" ? "var_pop" : sample ? name.substr(6) : name;
    for (const AggregateDef& aggregate : aggregates)
        if (aggregate.name == wanted || aggregate.called == wanted) {
            found = &aggregate;
            if (!sample) break;   // the sample's stands second
        }
    if (found == nullptr) {
        detail::Text out;
        detail::Nearest nearest(name);
        for (const AggregateDef& aggregate : aggregates) nearest.offer(aggregate.name);
        out << "[F085] There is no aggregate '" << name.substr(0, 100) << "'.";
        nearest.write(out);
        throw FieldError(out.str());
    }
    const bool star = operand.tree().form == Form::name && operand.tree().text == "*";
    const bool counts = found == &aggregates[aggregate_position::count];
    if (star && options.filter) throw ValueError("[A007] Count(\"*\") counts rows, and cannot be filtered; count a field, such as Count(\"pk\")");
    if (star && options.distinct) throw ValueError("[A007] Count(\"*\") counts rows, which are all different; count a field, such as Count(\"pk\")");
    if (counts && options.default_to) throw TypeError("[A008] Count() of no rows is 0, and takes no default_to()");
    const bool texts = found == &aggregates[aggregate_position::string_agg];
    if (!texts && !options.order_by.empty()) throw ValueError("[F098] " + std::string(found->called) + "() has no order; StringAgg() has one.");
    const auto flags = (options.distinct ? of_distinct : 0) | (options.filter ? filtered : 0) | (options.default_to ? defaulted : 0);
    ExpressionTree tree{.form = Form::aggregate, .flags = static_cast<std::uint8_t>(flags), .definition = found, .children = {operand}, .orders = options.order_by};
    if (texts) tree.children.emplace_back(Value(options.between));
    if (options.filter) tree.children.push_back(*options.filter);
    if (options.default_to) tree.children.push_back(*options.default_to);
    return made(std::move(tree));
}

DynamicExpression choose(std::vector<Branch> branches, std::optional<DynamicExpression> otherwise) {
    ExpressionTree tree{.form = Form::choose, .flags = static_cast<std::uint8_t>(otherwise ? 1 : 0)};
    for (Branch& branch : branches) {
        tree.children.push_back(std::move(branch.condition));
        tree.children.push_back(std::move(branch.then));
    }
    if (otherwise) tree.children.push_back(std::move(*otherwise));
    if (tree.children.empty()) throw ValueError("[F086] A choice has at least one branch.");
    return made(std::move(tree));
}

DynamicExpression window(const DynamicExpression& expression, WindowOptions options) {
    const ExpressionTree& operand = expression.tree();
    const bool fits = operand.form == Form::aggregate ||
                      (operand.form == Form::function && detail::is_window_function(*static_cast<const FunctionDef*>(operand.definition)));
    if (!fits) throw FieldError("[A025] a window is of an aggregate or a window function, such as call(\"rank\")");
    ExpressionTree tree{.form = Form::window, .children = {expression}, .orders = std::move(options.order_by)};
    for (DynamicExpression& partition : options.partition_by) tree.children.push_back(std::move(partition));
    for (const DynamicOrder& order : tree.orders)
        if (order.expression()) tree.depth = std::max<std::uint16_t>(tree.depth, static_cast<std::uint16_t>(order.expression()->tree().depth + 1));
    if (options.frame) tree.frame = build::frame(options.frame->unit, options.frame->from, options.frame->to);
    return made(std::move(tree));
}

DynamicExpression cast(const DynamicExpression& expression, std::string_view type, std::uint8_t digits, std::uint8_t decimal_places) {
    return made({.form = Form::function, .definition = &detail::lasting_cast(type, digits, decimal_places), .children = {expression}});
}

DynamicExpression collate(const DynamicExpression& text, std::string_view collation) {
    const bool is_name = !collation.empty() && collation.size() <= 64 && std::all_of(collation.begin(), collation.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
    if (!is_name) throw ValueError("[A023] the name of a collation is made of letters, digits, '_', '-' and '.'; it was " + Value(collation.substr(0, 100)).repr());
    return made({.form = Form::function, .definition = &detail::lasting_collation(collation), .children = {text}});
}

DynamicExpression subquery(const DynamicQuerySet& query_set) {
    return made({.form = Form::subquery, .query = std::make_shared<const DynamicQuerySet>(query_set)});
}
DynamicExpression exists(const DynamicQuerySet& query_set) {
    return made({.form = Form::exists, .query = std::make_shared<const DynamicQuerySet>(query_set)});
}
DynamicExpression filtered_relation(std::string_view relation, const DynamicExpression& condition) {
    if (relation.empty()) throw ValueError("[A011] FilteredRelation() takes the name of one foreign key of the model, or of its other end");
    return made({.form = Form::relation, .text = std::string(relation), .children = {condition}});
}
DynamicExpression outer(std::string_view name, std::uint32_t levels) {
    return made({.form = Form::outer, .levels = levels, .text = std::string(name), .definition = &detail::lasting_name(name)});
}

}  // namespace by_name
}  // namespace nuage
