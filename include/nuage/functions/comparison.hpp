// SPDX-License-Identifier: MIT
// Functions that compare and convert: one line each.
#pragma once

#include <nuage/query/functions.hpp>

namespace nuage::functions {

inline constexpr std::uint8_t any_number = 64;
inline constexpr FunctionResult common = FunctionResult::common;

inline constexpr FunctionDef coalesce{{}, "coalesce", kinds::all, FieldKind::text, "COALESCE(%a)", "Coalesce", common, NullResult::all, 2, any_number};
inline constexpr FunctionDef greatest{{}, "greatest", kinds::ordered, FieldKind::text, "GREATEST(%a)", "Greatest", common, NullResult::any, 2, any_number, kinds::ordered};
inline constexpr FunctionDef least{{}, "least", kinds::ordered, FieldKind::text, "LEAST(%a)", "Least", common, NullResult::any, 2, any_number, kinds::ordered};
inline constexpr FunctionDef null_if{{}, "null_if", kinds::all, FieldKind::text, "NULLIF(%a)", "NullIf", FunctionResult::same, NullResult::always, 2, 2};

/// Keys and values in turn.
inline constexpr FunctionDef json_object{{}, "json_object", kinds::all, FieldKind::json, "JSON_OBJECT(%a)", "JSONObject", FunctionResult::fixed, NullResult::never, 0, 2 * any_number};
inline constexpr FunctionDef json_array{{}, "json_array", kinds::all, FieldKind::json, "JSON_ARRAY(%a)", "JSONArray", FunctionResult::fixed, NullResult::never, 0, any_number};
/// A document in another one, where databases would take it for text.
inline constexpr FunctionDef json_value{{}, "json_value", kinds::all, FieldKind::json, "%1", "JSONValue", FunctionResult::fixed, NullResult::any};

/// How CAST to a kind is called in tables of spellings.
[[nodiscard]] constexpr std::string_view cast_name(FieldKind kind) {
    switch (kind) {
        case FieldKind::boolean: return "cast.boolean";
        case FieldKind::small_integer: case FieldKind::integer: case FieldKind::big_integer: return "cast.integer";
        case FieldKind::date: return "cast.date";
        case FieldKind::time: return "cast.time";
        case FieldKind::datetime: return "cast.datetime";
        case FieldKind::text: return "cast.text";
        default: return "cast";
    }
}

}  // namespace nuage::functions
