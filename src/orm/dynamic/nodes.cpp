// SPDX-License-Identifier: MIT
// Expressions of run-time names as nodes of a query, with the checks that templates make of literal ones.
#include <algorithm>

#include <nuage/filtered_relation.hpp>

#include "tree.hpp"

namespace nuage::detail {

namespace {

[[noreturn]] void refuse(const Text& sentence) { throw FieldError(sentence.str()); }

/// A key of several fields is no value that could be computed with.
void require_single(const ExpressionKind& kind) {
    if (kind.kind == FieldKind::composite_key)
        throw FieldError("[F087] '" + std::string(kind.name) + "' stands for several fields, which an expression cannot be computed of.");
}
ExpressionKind add_single(Clause& clause, const ModelInfo& names, const DynamicExpression& expression) {
    const ExpressionKind kind = add_dynamic(clause, names, expression);
    require_single(kind);
    return kind;
}

ExpressionKind add_literal(Clause& clause, const Value& value) {
    if (value.kind() == ValueKind::row) throw ValueError("[F087] a row of values is compared with a key of several fields, and nothing else");
    build::param(clause, value.kind());
    clause.values.push_back(value);
    return {kind_of_value(value.kind()), !value.is_null(), value.is_null()};
}

/// Whether databases can hold a value of one kind against one of the other. JSON documents are read as such: what is known
/// when the query runs only, such as a name of a query around this one, might be none.
bool comparable(const ExpressionKind& left, const ExpressionKind& right) {
    const bool document = (left.known && left.kind == FieldKind::json) || (right.known && right.kind == FieldKind::json);
    if (!left.known || !right.known) return !document;
    return mix(left.kind, right.kind);
}
std::string_view word_of(const ExpressionKind& kind) { return kind.known ? kind_word(kind.kind) : std::string_view("an expression"); }

ExpressionKind add_function(Clause& clause, const ModelInfo& names, const ExpressionTree& tree) {
    const auto& function = *static_cast<const FunctionDef*>(tree.definition);
    build::push(clause, NodeKind::function, tree.children.size());
    clause.nodes[clause.nodes.size() - 1].definition = &function;
    std::vector<ExpressionKind> operands;
    for (const DynamicExpression& child : tree.children) operands.push_back(add_single(clause, names, child));
    const Text sentence = function_sentence(function, operands);
    // Django: "Invalid lookup for DateField", "Cannot truncate DateField 'day' to DateTimeField".
    if (!sentence.empty() && (function.kinds & ~(kinds::dated | kinds::clocked)) == 0) throw ValueError(sentence.str());
    if (!sentence.empty()) refuse(sentence);
    ExpressionKind result{function.result};
    bool any = false;
    bool all = true;
    FieldKind common = operands.empty() ? function.result : operands[0].kind;
    bool common_known = operands.empty() || operands[0].known;
    for (const ExpressionKind& operand : operands) {
        any = any || operand.null;
        all = all && operand.null;
        if (!operand.known) continue;
        common = common_known ? common_kind(common, operand.kind) : operand.kind;
        common_known = true;
    }
    const FieldKind first = operands.empty() ? function.result : operands[0].kind;
    result.kind = function_kind(function, first, common);
    if (function.rule == FunctionResult::same) result.known = operands.empty() || operands[0].known;
    else if (function.rule == FunctionResult::common) result.known = common_known;
    result.null = may_be_null(function, any, all);
    return result;
}

ExpressionKind add_aggregate(Clause& clause, const ModelInfo& names, const ExpressionTree& tree);
ExpressionKind add_window(Clause& clause, const ModelInfo& names, const ExpressionTree& tree) {
    Clause order;
    for (const DynamicOrder& item : tree.orders) add_dynamic_order(order, names, item);
    clause.nodes.push_back({NodeKind::window, static_cast<std::uint8_t>(tree.frame.empty() ? 0 : 1), static_cast<std::uint16_t>(tree.children.size() - 1),
                            static_cast<std::uint32_t>(build::item_count(order)), nullptr});
    const ExpressionTree& operand = tree.children[0].tree();
    const ExpressionKind kind = operand.form == Form::aggregate ? add_aggregate(clause, names, operand) : add_function(clause, names, operand);
    for (std::size_t i = 1; i < tree.children.size(); ++i) add_single(clause, names, tree.children[i]);
    clause.add(order);
    clause.add(tree.frame);
    return kind;
}

ExpressionKind add_aggregate(Clause& clause, const ModelInfo& names, const ExpressionTree& tree) {
    const auto& aggregate = *static_cast<const AggregateDef*>(tree.definition);
    Clause order;
    for (const DynamicOrder& item : tree.orders) add_dynamic_order(order, names, item);
    clause.nodes.push_back({NodeKind::aggregate, tree.flags, aggregate.operands, static_cast<std::uint32_t>(build::item_count(order)), &aggregate});
    const ExpressionTree& operand = tree.children[0].tree();
    ExpressionKind kind;
    const bool counts = aggregate.result == AggregateResult::count;
    if (operand.form == Form::aggregate)
        throw FieldError("[A001] " + std::string(aggregate.called) + "() is computed of single rows; its operand is an aggregate itself.");
    if (operand.form == Form::name && operand.text == "*") {
        if (!counts) throw FieldError("[A005] " + std::string(aggregate.called) + "() is of a field; '*' is for Count() alone.");
        build::push(clause, NodeKind::star);
    } else {
        kind = counts ? add_dynamic(clause, names, tree.children[0]) : add_single(clause, names, tree.children[0]);
    }
    if (const Text sentence = aggregate_sentence(aggregate, kind); !sentence.empty()) refuse(sentence);
    std::size_t at = 1;
    for (; at < aggregate.operands; ++at) add_single(clause, names, tree.children[at]);
    if ((tree.flags & filtered) != 0) {
        build::push(clause, NodeKind::filter, 1);
        add_dynamic_condition(clause, names, tree.children[at++]);
    }
    const bool has_default = (tree.flags & defaulted) != 0;
    if (has_default) {
        const ExpressionKind otherwise = add_single(clause, names, tree.children[at]);
        if (kind.known && otherwise.known && !mix(aggregate_kind(aggregate, kind.kind), otherwise.kind))
            throw FieldError("[F088] " + std::string(aggregate.called) + "() is " + std::string(kind_word(aggregate_kind(aggregate, kind.kind))) +
                             "; its default is " + std::string(kind_word(otherwise.kind)) + '.');
    }
    clause.add(order);
    return {aggregate_kind(aggregate, kind.kind), counts || kind.known, !counts && !has_default};
}

ExpressionKind add_arithmetic(Clause& clause, const ModelInfo& names, const ExpressionTree& tree) {
    build::push(clause, NodeKind::arithmetic, 2, tree.flags);
    const ExpressionKind left = add_single(clause, names, tree.children[0]);
    const ExpressionKind right = add_single(clause, names, tree.children[1]);
    ExpressionKind result{FieldKind::text, left.known && right.known, left.null || right.null};
    if (!result.known) return result;
    const ArithmeticKind kind = arithmetic_kind(static_cast<char>(tree.flags), left.kind, right.kind);
    if (!kind.mixes)
        throw FieldError("[A004] the two sides of an arithmetic expression have types that do not mix: " + std::string(kind_word(left.kind)) + ' ' +
                         static_cast<char>(tree.flags) + ' ' + std::string(kind_word(right.kind)) + '.');
    result.kind = kind.kind;
    return result;
}

ExpressionKind add_choose(Clause& clause, const ModelInfo& names, const ExpressionTree& tree) {
    const std::size_t branches = tree.children.size() / 2;
    build::push(clause, NodeKind::choose, branches, tree.flags);
    ExpressionKind result{FieldKind::text, false, tree.flags == 0};
    const auto add_value = [&](const DynamicExpression& value) {
        const ExpressionKind kind = add_single(clause, names, value);
        result.null = result.null || kind.null;
        if (!kind.known) return;
        if (result.known && !mix(result.kind, kind.kind))
            throw FieldError("[F088] The values of a choice are of one type; one is " + std::string(kind_word(result.kind)) + ", and another " +
                             std::string(kind_word(kind.kind)) + '.');
        result.kind = result.known ? common_kind(result.kind, kind.kind) : kind.kind;
        result.known = true;
    };
    for (std::size_t i = 0; i < branches; ++i) {
        build::push(clause, NodeKind::filter, 1);
        const std::size_t condition = clause.nodes.size();
        add_dynamic_condition(clause, names, tree.children[2 * i]);
        if (clause.nodes[condition].kind == NodeKind::everything) throw_empty_when();
        add_value(tree.children[2 * i + 1]);
    }
    if (tree.flags != 0) add_value(tree.children.back());
    return result;
}

/// The only column of a query set that stands for a value.
const DynamicColumn& only_column(const DynamicQuerySet& query_set) {
    const std::vector<DynamicColumn>* columns = query_set.columns();
    if (columns == nullptr || columns->size() != 1 || columns->front().parts != 1)
        throw FieldError("[A009] a Subquery gives one value; choose a column with values({\"title\"})");
    return columns->front();
}

void add_keyword(Clause& clause, const ModelInfo& names, const ExpressionTree& tree) {
    if (tree.children.empty()) return build::dynamic_condition(clause, names, tree.text, tree.values, tree.list);
    const ResolvedPath path = build::resolve(names, tree.text);
    const LookupDef& lookup = *path.lookup;
    const ExpressionTree& operand = tree.children[0].tree();
    const bool is_query = operand.form == Form::subquery;
    if (lookup.operand == Operand::boolean || lookup.operand == Operand::pair || lookup.operand == Operand::key ||
        (lookup.operand == Operand::list && !is_query))
        throw FieldError("[T005] '" + std::string(lookup.name) + "' takes " +
                         (lookup.operand == Operand::list ? "a list of values or a query set" : "values") + ", and no expression.");
    build::lookup(clause, lookup, 1);
    build::path(clause, path);
    if (!is_query) {
        if (path.is_composite()) throw FieldError("[T021] " + std::string(path.model->name) + ".pk stands for several fields: it is compared with values.");
        const ExpressionKind given = add_single(clause, names, tree.children[0]);
        const bool pattern = lookup.operand == Operand::pattern;
        if (pattern && given.known && given.kind != FieldKind::text)
            throw FieldError("[T002] '" + tree.text + "' takes text; it was given " + std::string(word_of(given)) + '.');
        if (!pattern && !comparable(kind_of_path(path), given))
            throw FieldError("[T002] '" + tree.text + "' is compared with " + std::string(kind_word(path.kind())) + "; it was given " + std::string(word_of(given)) + '.');
        return;
    }
    const std::vector<DynamicColumn>* columns = operand.query->columns();
    const std::size_t wanted = path.is_composite() ? path.model->key_parts.size() : 1;
    std::size_t parts = 0;
    if (columns != nullptr)
        for (const DynamicColumn& column : *columns) parts += column.parts;
    if (columns != nullptr && parts != wanted)
        throw ValueError("[F089] '" + tree.text + "' is compared with a query set of " + std::to_string(wanted) + " column" + (wanted == 1 ? "" : "s") +
                         "; this one has " + std::to_string(parts) + '.');
    if (lookup.operand != Operand::list && lookup.operand != Operand::same) throw FieldError("[T005] '" + std::string(lookup.name) + "' takes text, and no query set.");
    build::keys_of(clause, operand.query->query(), build::key_name(path));
}

void add_comparison(Clause& clause, const ModelInfo& names, const ExpressionTree& tree) {
    const auto& lookup = *static_cast<const LookupDef*>(tree.definition);
    build::lookup(clause, lookup, 1);
    const ExpressionKind left = add_single(clause, names, tree.children[0]);
    const ExpressionKind right = add_single(clause, names, tree.children[1]);
    if (!comparable(left, right))
        throw FieldError("[T002] '" + std::string(left.name) + "' is " + std::string(word_of(left)) + "; '" + std::string(lookup.name) +
                         "' was given " + std::string(word_of(right)) + '.');
}

/// A foreign key of the model's own table, or its other end.
bool is_simple_relation(const ModelInfo& model, std::size_t at) {
    if (at == ModelInfo::none || at == ModelInfo::composite_position) return false;
    const FieldInfo& field = model.fields[at];
    if (field.inherited || !field.is_relation()) return false;
    return field.has_column() || !is_many_to_many(field);
}

}  // namespace

FieldInfo add_dynamic_relation(Clause& clause, const ModelInfo& model, std::string_view alias, const DynamicExpression& relation) {
    const ExpressionTree& tree = relation.tree();
    const std::size_t position = find_field(model, tree.text);
    if (!is_simple_relation(model, position))
        throw ValueError("[A011] FilteredRelation() takes the name of one foreign key of the model, or of its other end; '" + tree.text + "' is neither");
    const FieldInfo& standin = lasting_relation(alias, model, position);
    clause.nodes.push_back({NodeKind::relation, 0, 1, 0, &standin});
    Clause condition;
    add_dynamic_condition(condition, model, tree.children[0]);
    const std::uint32_t positions[] = {static_cast<std::uint32_t>(position)};
    add_filtered_condition(clause, condition, standin, positions);
    FieldInfo field = standin;
    field.name = lasting_name(alias).name;
    field.standin = &standin;
    return field;
}

ExpressionKind kind_of_path(const ResolvedPath& path) {
    ExpressionKind result{path.kind(), true, path.nullable};
    // What a typed annotation holds may be a Value.
    if (path.annotation) result.known = path.transform_count > 0 || path.is_json_path() || path.final_field().access->kind != ValueKind::null;
    if (path.is_json_path()) result.kind = FieldKind::json;
    for (std::size_t i = 0; i < path.transform_count; ++i) result.null = result.null || path.transforms[i]->null == NullResult::always;
    return result;
}

ExpressionKind add_dynamic(Clause& clause, const ModelInfo& names, const DynamicExpression& expression) {
    const ExpressionTree& tree = expression.tree();
    if (is_condition(tree.form)) {
        add_dynamic_condition(clause, names, expression);
        return {FieldKind::boolean, true, true};
    }
    switch (tree.form) {
        case Form::name: {
            const ResolvedPath path = build::resolve_plain(names, tree.text);
            build::path(clause, path);
            ExpressionKind kind = kind_of_path(path);
            kind.name = tree.text;
            return kind;
        }
        case Form::literal: return add_literal(clause, tree.values[0]);
        case Form::function:
            if (is_window_function(*static_cast<const FunctionDef*>(tree.definition)))
                throw FieldError("[A024] a window function stands in a window, such as window(call(\"rank\"), {.order_by = {\"-stock\"}})");
            return add_function(clause, names, tree);
        case Form::window: return add_window(clause, names, tree);
        case Form::aggregate: return add_aggregate(clause, names, tree);
        case Form::arithmetic: return add_arithmetic(clause, names, tree);
        case Form::choose: return add_choose(clause, names, tree);
        case Form::subquery: {
            const DynamicColumn& column = only_column(*tree.query);
            build::subquery(clause, tree.query->query(), NodeKind::subquery);
            return {kind_of_value(column.kind), column.kind != ValueKind::null, true};
        }
        case Form::exists:
            build::exists(clause, tree.query->query());
            return {FieldKind::boolean, true, false};
        case Form::relation: throw ValueError("[A011] FilteredRelation() is given to annotate() and alias() only");
        case Form::outer:
            clause.nodes.push_back({NodeKind::outer, 0, 0, tree.levels, tree.definition});
            return {FieldKind::text, false, true};
        default: break;
    }
    throw FieldError("[F084] no expression");
}

void add_dynamic_condition(Clause& clause, const ModelInfo& names, const DynamicExpression& condition) {
    const ExpressionTree& tree = condition.tree();
    const auto join = [&](NodeKind kind) {
        build::push(clause, kind, tree.children.size());
        for (const DynamicExpression& child : tree.children) add_dynamic_condition(clause, names, child);
    };
    switch (tree.form) {
        case Form::keyword: return add_keyword(clause, names, tree);
        case Form::comparison: return add_comparison(clause, names, tree);
        case Form::all_of: return join(NodeKind::all_of);
        case Form::any_of: return join(NodeKind::any_of);
        case Form::one_of: return join(NodeKind::one_of);
        case Form::negation: return join(NodeKind::negation);
        case Form::everything: return build::push(clause, NodeKind::everything);
        default: break;
    }
    // A boolean field that stands alone.
    build::push(clause, NodeKind::truth, 1);
    const ExpressionKind kind = add_single(clause, names, condition);
    if (kind.known && kind.kind != FieldKind::boolean)
        throw FieldError("[F084] A condition is wanted; '" + std::string(kind.name) + "' is " + std::string(kind_word(kind.kind)) + '.');
}

void add_dynamic_order(Clause& clause, const ModelInfo& names, const DynamicOrder& item) {
    if (!item.expression()) return build::order_by_text(clause, names, item.text());
    const ExpressionTree& tree = item.expression()->tree();
    if (tree.form == Form::name) return build::order_item(clause, build::resolve_plain(names, tree.text), tree.text, item.flags());
    build::push(clause, NodeKind::order, 1, item.flags());
    const std::size_t from = clause.nodes.size();
    add_single(clause, names, *item.expression());
    // Of windows only what annotate() named may be computed over groups.
    for (const Node* n = clause.nodes.begin() + from; n != clause.nodes.end(); ++n) {
        if (n->kind != NodeKind::window) continue;
        const Node* const end = n + subtree_size(n);
        for (const Node* inner = n + 2; inner < end; ++inner)
            if (inner->kind == NodeKind::aggregate) throw FieldError("[A010] An aggregate in a condition or an ordering must be named by annotate() first.");
    }
}

}  // namespace nuage::detail
