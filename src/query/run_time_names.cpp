// SPDX-License-Identifier: MIT
// Names that arrive at run time, and what is compared with them.
#include <map>
#include <mutex>

#include <nuage/meta/errors.hpp>
#include <nuage/query/builder.hpp>

namespace nuage::build {

namespace {

/// Queries and prepared statements refer to the keys as long as the program runs.
const JsonPathDef* interned(std::string_view keys) {
    static std::mutex mutex;
    static std::map<std::string, JsonPathDef, std::less<>> paths;
    const std::lock_guard lock(mutex);
    auto at = paths.find(keys);
    if (at == paths.end()) {
        constexpr std::size_t most = 65536;
        if (paths.size() == most)
            throw ValueError("[F081] More than " + std::to_string(most) + " different keys of JSON documents were given at run time. They are kept as "
                             "long as the program runs: take them from a fixed set.");
        at = paths.emplace(keys, JsonPathDef{}).first;
        at->second.keys = at->first;
    }
    return &at->second;
}

ResolvedPath lasting(ResolvedPath path, std::string_view text) {
    if (path.problem != PathProblem::none) throw FieldError(path_sentence(path, text).str());
    if (path.is_json_path() && path.json.keys.find('\0') != std::string_view::npos)
        throw FieldError("[F097] A key of a JSON document has a NUL character in it, which no database takes.");
    if (path.is_json_path()) path.lasting_json = interned(path.json.keys);
    return path;
}

}  // namespace

ResolvedPath resolve(const ModelInfo& model, std::string_view text) { return lasting(resolve_path(model, text), text); }
ResolvedPath resolve_plain(const ModelInfo& model, std::string_view text) { return lasting(resolve_name(model, text), text); }

namespace {

Given given_of(const Value& value) {
    constexpr Given table[] = {Given::null, Given::boolean, Given::integer, Given::real, Given::text, Given::bytes,
                               Given::date, Given::time, Given::datetime, Given::duration, Given::uuid, Given::decimal,
                               Given::json, Given::ip, Given::row};
    return table[static_cast<std::size_t>(value.kind())];
}

/// Kinds that have one way to be written: what arrives with a run-time name may be their text.
bool is_read_from_text(FieldKind kind) { return (bit(kind) & (kinds::temporal | bit(FieldKind::duration) | bit(FieldKind::decimal))) != 0; }

}  // namespace

void dynamic_condition(Clause& clause, const ModelInfo& model, std::string_view text, std::vector<Value> values,
                       bool is_list) {
    const ResolvedPath path = resolve(model, text);
    const LookupDef& definition = *path.lookup;
    const bool pair_wanted = definition.operand == Operand::pair;
    for (const Value& value : values) {
        OperandType type;
        type.given = given_of(value);
        if (type.given == Given::text && is_read_from_text(path.kind()) && definition.operand != Operand::pattern &&
            definition.operand != Operand::boolean)
            type.given = Given::any;
        type.list = is_list && !pair_wanted;
        type.pair = is_list && pair_wanted;
        if (type.list && type.given == Given::null) continue;
        // Codecs take their stored form here: a run-time value has no C++ type of its own.
        const detail::Text sentence = operand_sentence(path, definition, type);
        if (sentence.empty()) continue;
        if (type.given == Given::null) throw ValueError(sentence.str());
        throw FieldError(sentence.str());
    }
    if (pair_wanted) {
        if (values.size() != 2) throw FieldError("[T005] 'range' takes two values; it was given " + std::to_string(values.size()) + '.');
        pair(clause, path, definition, std::move(values[0]), std::move(values[1]));
    } else if (is_list) {
        if (definition.operand != Operand::list)
            throw FieldError("[T005] '" + std::string(definition.name) + "' takes one value, not several; use 'in' for a list.");
        list(clause, path, definition, std::move(values));
    } else {
        comparison(clause, path, definition, std::move(values[0]));
    }
}

void order_by_text(Clause& clause, const ModelInfo& model, std::string_view text) {
    if (text == "?") {
        push(clause, NodeKind::random);
        return;
    }
    std::uint8_t flags = OrderFlags::ascending;
    if (!text.empty() && text[0] == '-') {
        flags = OrderFlags::descending;
        text = text.substr(1);
    }
    order_item(clause, resolve_plain(model, text), text, flags);
}

}  // namespace nuage::build
