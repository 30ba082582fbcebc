// SPDX-License-Identifier: MIT
// What expressions give, and the sentences of those that cannot be: for C++ types and for what arrives at run time.
#pragma once

#include <nuage/query/aggregates.hpp>
#include <nuage/query/sentences.hpp>

namespace nuage {

/// What is known of an expression before it is computed.
struct ExpressionKind {
    FieldKind kind = FieldKind::text;
    bool known = true;    ///< false: told at run time only, so that it may stand anywhere
    bool null = false;
    std::string_view name = "its operand";   ///< for sentences
};

/// The kind of a value that stands alone.
[[nodiscard]] constexpr FieldKind kind_of_value(ValueKind kind) {
    constexpr FieldKind table[] = {FieldKind::text, FieldKind::boolean, FieldKind::big_integer, FieldKind::real,
                                   FieldKind::text, FieldKind::binary, FieldKind::date, FieldKind::time,
                                   FieldKind::datetime, FieldKind::duration, FieldKind::uuid, FieldKind::decimal,
                                   FieldKind::json, FieldKind::ip, FieldKind::composite_key};
    return table[static_cast<std::size_t>(kind)];
}

struct ArithmeticKind {
    bool mixes;       ///< there is such arithmetic
    FieldKind kind;
};
/// int + float = float, decimal wins over integers, a difference of times is a duration.
[[nodiscard]] constexpr ArithmeticKind arithmetic_kind(char op, FieldKind left, FieldKind right) {
    const auto either = [&](FieldKind kind) { return left == kind || right == kind; };
    const auto is_of = [](FieldKind kind, KindSet set) { return (bit(kind) & set) != 0; };
    constexpr FieldKind duration = FieldKind::duration;
    if (is_of(left, kinds::numbers) && is_of(right, kinds::numbers)) {
        if (either(FieldKind::real)) return {!either(FieldKind::decimal), FieldKind::real};
        return {true, either(FieldKind::decimal) ? FieldKind::decimal : FieldKind::big_integer};
    }
    const auto moved = [](FieldKind kind) { return kind == FieldKind::date ? FieldKind::datetime : kind; };
    if (is_of(left, kinds::temporal) && is_of(right, kinds::temporal)) return {op == '-' && left == right, duration};
    if (is_of(left, kinds::temporal)) return {right == duration, moved(left)};
    if (left != duration) return {false, left};
    if (is_of(right, kinds::temporal)) return {op == '+', moved(right)};
    if (right == duration) return {op == '+' || op == '-', duration};
    return {is_of(right, kinds::integers) && (op == '*' || op == '/'), duration};
}

/// Whether values of two kinds can stand for each other.
[[nodiscard]] constexpr bool mix(FieldKind a, FieldKind b) {
    for (const KindSet set : {kinds::numbers, kinds::dated})
        if ((set & bit(a)) != 0 && (set & bit(b)) != 0) return true;
    return a == b;
}

/// Whether a function may give NULL, of operands of which any or all may be NULL.
[[nodiscard]] constexpr bool may_be_null(const FunctionDef& function, bool any, bool all) {
    return function.null == NullResult::always || (function.null == NullResult::any && any) || (function.null == NullResult::all && all);
}

namespace detail {

[[nodiscard]] constexpr std::string_view kinds_word(KindSet set) {
    if (set == kinds::text) return "text";
    if (set == kinds::integers) return "integers";
    if (set == kinds::numbers) return "numbers";
    if (set == kinds::dated) return "dates";
    if (set == kinds::clocked) return "times";
    if (set == kinds::moment) return "dates with a time";
    return "what has an order";
}

/// What is wrong with a function's operands; empty: nothing.
[[nodiscard]] constexpr Text function_sentence(const FunctionDef& function, std::span<const ExpressionKind> operands) {
    Text out;
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const ExpressionKind& operand = operands[i];
        const KindSet wanted = i == 0 ? function.kinds : function.others;
        const bool fits = !operand.known || (wanted & bit(operand.kind)) != 0;
        const bool alike = function.rule != FunctionResult::common || !operand.known || !operands[0].known || mix(operands[0].kind, operand.kind);
        if (fits && alike) continue;
        out << "[A020] " << function.called << "() ";
        if (fits) out << "takes operands of one type, and the first is " << kind_word(operands[0].kind);
        else if (i == 0) out << "is for " << kinds_word(function.kinds);
        else (out << "takes " << kinds_word(function.others) << " as operand ").number(static_cast<std::int64_t>(i + 1));
        return out << "; '" << operand.name << "' is " << kind_word(operand.kind) << '.';
    }
    return out;
}
[[nodiscard]] constexpr Text arity_sentence(const FunctionDef& function, std::size_t given) {
    Text out;
    if (given >= function.least && given <= function.most) return out;
    out << "[A021] " << function.called << "() takes ";
    out.number(function.least);
    if (function.most > function.least) out << (function.most == function.least + 1 ? " or " : " to ");
    if (function.most > function.least) out.number(function.most);
    out << " operands; it was given ";
    out.number(static_cast<std::int64_t>(given)) << '.';
    return out;
}
[[nodiscard]] constexpr Text aggregate_sentence(const AggregateDef& aggregate, const ExpressionKind& operand) {
    Text out;
    if (!operand.known || aggregate.result == AggregateResult::count || (aggregate.kinds & bit(operand.kind)) != 0) return out;
    const bool texts = aggregate.kinds == bit(FieldKind::text);
    return out << "[A005] " << aggregate.called << "() is for "
               << (texts ? "text" : aggregate.result == AggregateResult::same ? "what has an order" : "numbers and durations")
               << "; '" << operand.name << "' is " << kind_word(operand.kind) << '.';
}
[[nodiscard]] constexpr Text column_clash_sentence(std::string_view name) {
    Text out;
    return out << "[A012] '" << name << "' is a column of these rows already; give the expression another name.";
}
[[nodiscard]] constexpr Text clash_sentence(const ModelInfo& model, std::string_view name) {
    Text out;
    return out << "[A002] The annotation '" << name << "' conflicts with a field of " << model.name << "; give it another name.";
}

}  // namespace detail
}  // namespace nuage
