// SPDX-License-Identifier: MIT
// The lookups: one line each. A dialect overrides a spelling by name.
#pragma once

#include <iterator>
#include <span>
#include <string_view>

#include <nuage/meta/field_info.hpp>

namespace nuage {

/// Sets of field kinds, as bits.
using KindSet = std::uint32_t;
[[nodiscard]] constexpr KindSet bit(FieldKind kind) { return 1u << static_cast<unsigned>(kind); }

namespace kinds {
inline constexpr KindSet integers = bit(FieldKind::small_integer) | bit(FieldKind::integer) | bit(FieldKind::big_integer);
inline constexpr KindSet numbers = integers | bit(FieldKind::real) | bit(FieldKind::decimal);
inline constexpr KindSet temporal = bit(FieldKind::date) | bit(FieldKind::time) | bit(FieldKind::datetime);
inline constexpr KindSet dated = bit(FieldKind::date) | bit(FieldKind::datetime);
inline constexpr KindSet clocked = bit(FieldKind::time) | bit(FieldKind::datetime);
inline constexpr KindSet documents = bit(FieldKind::json);
inline constexpr KindSet all = ~KindSet{0};
inline constexpr KindSet ordered = all & ~(bit(FieldKind::json) | bit(FieldKind::boolean) | bit(FieldKind::binary));
inline constexpr KindSet single = ordered & ~bit(FieldKind::composite_key);
/// Kinds that a text pattern can be held against. Numbers and dates are compared in their text form.
inline constexpr KindSet textual = single;
}  // namespace kinds

/// What a lookup wants on its right.
enum class Operand : std::uint8_t {
    same,      ///< a value of the left side's kind
    pattern,   ///< text
    key,       ///< text, as it is
    list,      ///< several values of the left side's kind
    pair,      ///< two values of the left side's kind
    boolean    ///< true or false
};

/// How a text operand becomes a LIKE pattern.
enum class Wrap : std::uint8_t { none, contains, starts, ends, whole };

struct LookupDef : Definition {
    std::string_view name;
    KindSet kinds;          ///< left sides that have it
    Operand operand;
    Wrap wrap;
    std::string_view sql;   ///< %l the left side, %r the right side, %2 the second of a pair
};

/// The built-in lookups, Django's names and meanings (django_surface 1.6).
inline constexpr LookupDef lookups[] = {
    {{}, "exact", kinds::all, Operand::same, Wrap::none, "%l = %r"},
    {{}, "iexact", kinds::textual, Operand::pattern, Wrap::whole, "%l LIKE %r ESCAPE '\\'"},
    {{}, "contains", kinds::textual, Operand::pattern, Wrap::contains, "%l LIKE %r ESCAPE '\\'"},
    {{}, "icontains", kinds::textual, Operand::pattern, Wrap::contains, "%l LIKE %r ESCAPE '\\'"},
    {{}, "startswith", kinds::textual, Operand::pattern, Wrap::starts, "%l LIKE %r ESCAPE '\\'"},
    {{}, "istartswith", kinds::textual, Operand::pattern, Wrap::starts, "%l LIKE %r ESCAPE '\\'"},
    {{}, "endswith", kinds::textual, Operand::pattern, Wrap::ends, "%l LIKE %r ESCAPE '\\'"},
    {{}, "iendswith", kinds::textual, Operand::pattern, Wrap::ends, "%l LIKE %r ESCAPE '\\'"},
    {{}, "regex", kinds::textual, Operand::pattern, Wrap::none, "%l REGEXP %r"},
    {{}, "iregex", kinds::textual, Operand::pattern, Wrap::none, "%l REGEXP %r"},
    {{}, "in", kinds::all, Operand::list, Wrap::none, "%l IN (%r)"},
    {{}, "range", kinds::single, Operand::pair, Wrap::none, "%l BETWEEN %r AND %2"},
    {{}, "gt", kinds::ordered, Operand::same, Wrap::none, "%l > %r"},
    {{}, "gte", kinds::ordered, Operand::same, Wrap::none, "%l >= %r"},
    {{}, "lt", kinds::ordered, Operand::same, Wrap::none, "%l < %r"},
    {{}, "lte", kinds::ordered, Operand::same, Wrap::none, "%l <= %r"},
    {{}, "isnull", kinds::all, Operand::boolean, Wrap::none, "%l IS NULL"},
    // Of JSON documents; spelled by each dialect. Without a spelling: not supported.
    {{}, "contains", kinds::documents, Operand::same, Wrap::none, ""},
    {{}, "contained_by", kinds::documents, Operand::same, Wrap::none, ""},
    {{}, "has_key", kinds::documents, Operand::key, Wrap::none, ""},
    {{}, "has_keys", kinds::documents, Operand::list, Wrap::none, ""},
    {{}, "has_any_keys", kinds::documents, Operand::list, Wrap::none, ""},
};

/// Positions in `lookups` of those that code asks for by name.
namespace lookup_position {
inline constexpr std::size_t exact = 0, iexact = 1, in = 10, range = 11, gt = 12, gte = 13, lt = 14, lte = 15, isnull = 16,
                             has_key = 19, has_keys = 20, has_any_keys = 21;
}

/// What a name says behind a JSON field: "owner__name" of data__owner__name.
struct JsonPathDef : Definition {
    std::string_view keys;
};

/// Not found, for the positions below. (Positions, not pointers: with UBSan, g++ 12 takes no comparison of an array
/// element's address with null in constant evaluation.)
inline constexpr std::size_t no_definition = static_cast<std::size_t>(-1);

[[nodiscard]] constexpr std::size_t find_lookup(std::string_view name) {
    for (std::size_t i = 0; i < std::size(lookups); ++i)
        if (lookups[i].name == name) return i;
    return no_definition;
}

}  // namespace nuage
