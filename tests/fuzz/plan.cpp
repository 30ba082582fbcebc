// SPDX-License-Identifier: MIT
#include <fuzz/plan.hpp>

#include <limits>

#include <fuzz/hostile.hpp>
#include <nuage/query/lookups.hpp>
#include <nuage/query/builder.hpp>

namespace fuzz {

namespace {

using nuage::FieldKind;
using nuage::Value;
using nuage::ValueKind;

/// A field of the model, or of one that its relations lead to.
std::string random_path(Random& random, const nuage::ModelInfo& start) {
    std::string path;
    const nuage::ModelInfo* model = &start;
    const std::size_t deepest = random.one_in(100) ? 14 : 2;
    for (std::size_t depth = 0;; ++depth) {
        if (!path.empty()) path += "__";
        if (random.one_in(8)) return path + "pk";
        const nuage::FieldInfo& field = model->fields[random.below(model->fields.size())];
        path += field.name;
        if (!field.is_relation()) return path;
        if (depth == deepest || random.one_in(3)) return field.has_column() && random.one_in(4) ? path + "_id" : path;
        model = &field.target();
    }
}

/// With a transform, or a lookup, if there is one that the field has among a few that are tried.
void append(Random& random, const nuage::ModelInfo& model, std::string& name, bool lookup) {
    for (int tries = 0; tries < 8; ++tries) {
        const std::string_view last = lookup ? nuage::lookups[random.below(std::size(nuage::lookups))].name
                                             : nuage::transforms[random.below(std::size(nuage::transforms))].name;
        const std::string longer = name + "__" + std::string(last);
        if (nuage::resolve_path(model, longer).problem != nuage::PathProblem::none && !random.one_in(100)) continue;
        name = longer;
        return;
    }
}

}  // namespace

std::string random_name(Random& random, const nuage::ModelInfo& model, bool with_lookup) {
    if (random.one_in(60)) return hostile_name(random);
    std::string name = random_path(random, model);
    if (random.one_in(3)) append(random, model, name, false);
    if (with_lookup && !random.one_in(4)) append(random, model, name, true);
    if (random.one_in(60)) name += "__" + hostile_name(random);
    if (random.one_in(60)) name.insert(random.below(name.size() + 1), 1, "_'\"\\%;A\n"[random.below(8)]);
    return name;
}

namespace {

std::int64_t random_integer(Random& random) {
    constexpr std::int64_t edges[] = {0, 1, -1, 2, 7, 100, 32767, 32768, -32768, 2147483647, 2147483648, -2147483649, 9999, 10000,
                                      std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
    return random.one_in(2) ? random.pick(edges) : static_cast<std::int64_t>(random.below(60));
}
double random_real(Random& random) {
    constexpr double edges[] = {0.0, -0.0, 0.5, 2.5, 6.5, -1.5, 1e10, 1e19, -1e19, 1e300, 5e-324, 9.2233720368547758e18,
                                std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()};
    return random.pick(edges);
}

Value random_value(Random& random, ValueKind kind) {
    constexpr std::string_view decimals[] = {"0", "10", "-1.5", "99999999.9999", "0.0001", "24.00"};
    constexpr std::string_view documents[] = {"null", "1", "\"x\"", "[1, 2]", "{\"a\": {\"b\": null}}", "true"};
    constexpr std::string_view addresses[] = {"192.0.2.1", "2001:db8::ff00:42:8329", "::"};
    constexpr std::int64_t day_us = 86'400'000'000;
    switch (kind) {
        case ValueKind::null: return Value();
        case ValueKind::boolean: return Value(random.one_in(2));
        case ValueKind::integer: return Value(random_integer(random));
        case ValueKind::real: return Value(random_real(random));
        case ValueKind::text: return Value(random_text(random));
        case ValueKind::bytes: return Value(ValueKind::bytes, random_text(random));
        case ValueKind::date: return Value(ValueKind::date, static_cast<std::int64_t>(random.below(30'000)) - 5'000);
        case ValueKind::time: return Value(ValueKind::time, static_cast<std::int64_t>(random.below(day_us)));
        case ValueKind::datetime:
            return Value(ValueKind::datetime, static_cast<std::int64_t>(random.below(30'000)) * day_us / 2 + static_cast<std::int64_t>(random.below(day_us)));
        case ValueKind::duration: return Value(ValueKind::duration, random_integer(random));
        case ValueKind::uuid: {
            nuage::Uuid uuid;
            for (auto& octet : uuid.bytes) octet = static_cast<std::uint8_t>(random.one_in(2) ? 0 : random.below(256));
            return Value(uuid);
        }
        case ValueKind::decimal: return Value(ValueKind::decimal, std::string(random.pick(decimals)));
        case ValueKind::json: return Value(ValueKind::json, std::string(random.pick(documents)));
        case ValueKind::ip: return Value(ValueKind::ip, std::string(random.pick(addresses)));
        case ValueKind::row: return Value::row({Value(1), Value(random_text(random))});
    }
    return Value();
}

/// Mostly of the kind that the name wants, so that most queries reach the database.
ValueKind random_kind(Random& random, const nuage::ModelInfo& model, std::string_view name) {
    const auto any = static_cast<ValueKind>(random.below(static_cast<std::size_t>(ValueKind::row) + 1));
    if (random.one_in(60)) return any;
    const nuage::ResolvedPath path = nuage::resolve_path(model, name);
    if (path.problem != nuage::PathProblem::none) return any;
    if (path.lookup->operand == nuage::Operand::boolean) return ValueKind::boolean;
    if (path.lookup->operand == nuage::Operand::pattern) return ValueKind::text;
    if (path.lookup->operand != nuage::Operand::list && random.one_in(40)) return ValueKind::null;
    return path.is_composite() ? ValueKind::row : nuage::detail::value_kind_of(path.kind());
}

Condition random_keyword(Random& random, const nuage::ModelInfo& model) {
    Condition keyword;
    keyword.kind = Condition::Kind::keyword;
    keyword.name = random_name(random, model, true);
    const nuage::ResolvedPath path = nuage::resolve_path(model, keyword.name);
    const bool known = path.problem == nuage::PathProblem::none;
    const bool list = known && path.lookup->operand == nuage::Operand::list;
    const bool pair = known && path.lookup->operand == nuage::Operand::pair;
    keyword.list = random.one_in(100) ? random.one_in(2) : list || pair;
    std::size_t count = 1;
    if (keyword.list) count = pair && !random.one_in(20) ? 2 : random.one_in(30) ? 40 : random.below(5);
    for (std::size_t i = 0; i < count; ++i) keyword.values.push_back(random_value(random, random_kind(random, model, keyword.name)));
    return keyword;
}

}  // namespace

Value random_value_for(Random& random, const nuage::ModelInfo& model, std::string_view name) {
    return random_value(random, random_kind(random, model, name));
}

Condition random_condition(Random& random, const nuage::ModelInfo& model, std::size_t depth) {
    if (depth == 0 || random.one_in(2)) return random.one_in(30) ? Condition() : random_keyword(random, model);
    constexpr Condition::Kind kinds[] = {Condition::Kind::all_of, Condition::Kind::any_of, Condition::Kind::one_of, Condition::Kind::negation};
    Condition joined;
    joined.kind = random.pick(kinds);
    const std::size_t children = joined.kind == Condition::Kind::negation ? 1 : 2 + random.below(2);
    for (std::size_t i = 0; i < children; ++i) joined.children.push_back(random_condition(random, model, depth - 1));
    return joined;
}

std::string describe(const Condition& condition) {
    switch (condition.kind) {
        case Condition::Kind::nothing: return "Q()";
        case Condition::Kind::negation: return "~(" + describe(condition.children[0]) + ')';
        case Condition::Kind::keyword: break;
        default: {
            const char* joint = condition.kind == Condition::Kind::all_of ? " & " : condition.kind == Condition::Kind::any_of ? " | " : " ^ ";
            std::string text;
            for (const Condition& child : condition.children) text += (text.empty() ? "(" : joint) + describe(child);
            return text + ')';
        }
    }
    std::string text = Value(condition.name).repr() + " = ";
    if (condition.list) text += '[';
    for (std::size_t i = 0; i < condition.values.size(); ++i) text += (i == 0 ? "" : ", ") + condition.values[i].repr();
    return text + (condition.list ? "]" : "");
}

bool shares_out(const Condition& condition, const nuage::ModelInfo& model) {
    switch (condition.kind) {
        case Condition::Kind::nothing: case Condition::Kind::negation: return false;
        case Condition::Kind::keyword: {
            const nuage::ResolvedPath path = nuage::resolve_path(model, condition.name);
            if (path.transform_count != 0 || path.is_json_path()) return false;
            return !path.multi_valued;
        }
        default: break;
    }
    for (const Condition& child : condition.children)
        if (!shares_out(child, model)) return false;
    return true;
}

Plan random_plan(Random& random, const nuage::ModelInfo& model) {
    Plan plan;
    for (std::size_t calls = random.below(3) + 1; calls > 0; --calls) {
        Call call;
        call.exclude = random.one_in(3);
        for (std::size_t count = random.one_in(3) ? 2 : 1; count > 0; --count) call.conditions.push_back(random_condition(random, model, 3));
        plan.calls.push_back(std::move(call));
    }
    for (std::size_t names = random.below(3); names > 0; --names) {
        if (random.one_in(20)) plan.order.emplace_back("?");
        else plan.order.push_back((random.one_in(2) ? "-" : "") + random_name(random, model, random.one_in(30)));
    }
    if (random.one_in(4)) plan.slice = {static_cast<std::int64_t>(random.below(5)), static_cast<std::int64_t>(random.below(9))};
    plan.distinct = random.one_in(4);
    plan.reversed = random.one_in(4);
    return plan;
}

std::string describe(const Plan& plan) {
    std::string text;
    for (const Call& call : plan.calls) {
        text += call.exclude ? ".exclude(" : ".filter(";
        for (std::size_t i = 0; i < call.conditions.size(); ++i) text += (i == 0 ? "" : ", ") + describe(call.conditions[i]);
        text += ')';
    }
    if (plan.distinct) text += ".distinct()";
    if (!plan.order.empty()) text += ".order_by(";
    for (std::size_t i = 0; i < plan.order.size(); ++i) text += (i == 0 ? "" : ", ") + Value(plan.order[i]).repr();
    if (!plan.order.empty()) text += ')';
    if (plan.reversed) text += ".reverse()";
    if (plan.slice) text += '[' + std::to_string(plan.slice->first) + ':' + std::to_string(plan.slice->second) + ']';
    return text;
}

}  // namespace fuzz
