// SPDX-License-Identifier: MIT
// Field options: what may stand after a name in NUAGE_MODEL.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>

#include <nuage/fields/field_traits.hpp>
#include <nuage/detail/fixed_string.hpp>
#include <nuage/meta/field_info.hpp>

namespace nuage::options {

/// Sets one thing in a FieldInfo; T is the member's type.
#define NUAGE_DETAIL_FLAG_OPTION(name, ...)            \
    struct name##_t {                                  \
        template <class T>                             \
        constexpr void apply(FieldInfo& field) const { \
            __VA_ARGS__;                               \
        }                                              \
    };                                                 \
    [[maybe_unused]] inline constexpr name##_t name {}

/// Makes the field the primary key. Without it, an integer member named `id` is an automatic one.
NUAGE_DETAIL_FLAG_OPTION(primary_key, field.primary_key = true);
/// The database generates the value: an identity column.
NUAGE_DETAIL_FLAG_OPTION(automatic, field.automatic = true; field.primary_key = true);
NUAGE_DETAIL_FLAG_OPTION(unique, field.unique = true);
NUAGE_DETAIL_FLAG_OPTION(index, field.index = true);
/// Validation accepts an empty value. Does not concern the database.
NUAGE_DETAIL_FLAG_OPTION(blank, field.blank = true);
/// 0 or more, enforced by a check constraint.
NUAGE_DETAIL_FLAG_OPTION(positive, field.positive = true);
/// Set to the present at every save().
NUAGE_DETAIL_FLAG_OPTION(auto_now, field.auto_now = true);
/// Set to the present when the row is inserted.
NUAGE_DETAIL_FLAG_OPTION(auto_now_add, field.auto_now_add = true);
/// Text of up to 254 characters in the form of an e-mail address.
NUAGE_DETAIL_FLAG_OPTION(email, field.format = TextFormat::email; if (field.max_length == 0) field.max_length = 254);
/// Text of up to 50 letters, digits, hyphens and underscores, indexed.
NUAGE_DETAIL_FLAG_OPTION(slug, field.format = TextFormat::slug; field.index = true;
                         if (field.max_length == 0) field.max_length = 50);
/// Text of up to 200 characters in the form of a URL.
NUAGE_DETAIL_FLAG_OPTION(url, field.format = TextFormat::url; if (field.max_length == 0) field.max_length = 200);
/// The database does not enforce that a foreign key's row exists.
NUAGE_DETAIL_FLAG_OPTION(no_db_constraint, field.db_constraint = false);
#undef NUAGE_DETAIL_FLAG_OPTION

struct max_length {
    std::uint16_t characters;
    constexpr explicit max_length(std::uint16_t n) : characters(n) {}
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.max_length = characters;
    }
};
/// digits(8, 2): up to 8 decimal digits, 2 of them after the point.
struct digits {
    std::uint8_t max, places;
    constexpr digits(std::uint8_t max_digits, std::uint8_t decimal_places) : max(max_digits), places(decimal_places) {}
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.max_digits = max;
        field.decimal_places = places;
    }
};

/// A number as the bound of a value: 3, 0.5, or the digits of a decimal as text: min_value("0.01").
constexpr Bound bound_of(std::int64_t number) {
    Bound bound;
    bound.kind = Bound::Kind::integer;
    bound.integer = number;
    return bound;
}
constexpr Bound bound_of(double number) {
    Bound bound;
    bound.kind = Bound::Kind::real;
    bound.real = number;
    return bound;
}
constexpr Bound bound_of(std::string_view digits) {
    Bound bound;
    bound.kind = Bound::Kind::decimal;
    bound.decimal = digits;
    return bound;
}
template <Bound FieldRules::*Member>
struct bound_option {
    Bound bound;
    template <std::integral N>
    constexpr explicit bound_option(N number) : bound(bound_of(static_cast<std::int64_t>(number))) {}
    constexpr explicit bound_option(double number) : bound(bound_of(number)) {}
    constexpr explicit bound_option(const char* digits) : bound(bound_of(std::string_view(digits))) {}
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.rules.*Member = bound;
    }
};
/// Validation refuses values below min_value(n), above max_value(n), and those that are no multiple of step(n).
using min_value = bound_option<&FieldRules::min_value>;
using max_value = bound_option<&FieldRules::max_value>;
using step = bound_option<&FieldRules::step>;

/// Validation refuses shorter text.
struct min_length {
    std::uint16_t characters;
    constexpr explicit min_length(std::uint16_t n) : characters(n) {}
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.rules.min_length = characters;
    }
};
/// Validation wants text in which the pattern (ECMAScript) is found: regex("^[A-Z]{2}$", "Two capital letters, please.").
struct regex {
    std::string_view pattern, message;
    constexpr explicit regex(std::string_view wanted, std::string_view said = "Enter a valid value.")
        : pattern(wanted), message(said) {}
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.rules.regex = pattern;
        field.rules.regex_message = message;
    }
};

template <auto Function, class T>
struct validator_call {
    using Payload = detail::without_optional_t<T>;
    static constexpr bool fits = requires(const Payload& value) { Function(value); };
    static void call(const void* member) {
        if constexpr (!std::same_as<T, Payload>) {
            const auto& optional = *static_cast<const T*>(member);
            if (optional) Function(*optional);
        } else {
            Function(*static_cast<const T*>(member));
        }
    }
};
template <auto Function>
struct validator_t {
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        static_assert(validator_call<Function, T>::fits,
                      "[M020] nuage: a validator<> is called with the member's value: it takes one argument of its type");
        if constexpr (validator_call<Function, T>::fits) {
            if (field.rules.function_count < FieldRules::most_functions)
                field.rules.functions[field.rules.function_count] = &validator_call<Function, T>::call;
            ++field.rules.function_count;
        }
    }
};
/// validator<is_even>: any function of the member's value that throws ValidationError where it does not like it. Up to 4.
template <auto Function>
inline constexpr validator_t<Function> validator{};

template <std::string_view FieldInfo::*Member>
struct text_option {
    std::string_view text;
    constexpr explicit text_option(std::string_view given) : text(given) {}
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.*Member = text;
    }
};
/// db_column("full_name"): the column's name in the table.
using db_column = text_option<&FieldInfo::column>;
/// The join table of a ManyToMany.
using db_table = text_option<&FieldInfo::join_table>;
/// For people: forms, messages, the admin.
using verbose_name = text_option<&FieldInfo::verbose_name>;
using help_text = text_option<&FieldInfo::help_text>;

struct on_delete_t {
    OnDelete action;
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.on_delete = action;
    }
};
template <auto Given>
struct set_to_t {
    template <class T>
    static void set(void* member) {
        const auto value = [] {
            if constexpr (requires { Given(); }) return Given();
            else return Given;
        }();
        // An object, nuage::key(…) or nullopt is what a relation is made of; else it is the key itself.
        if constexpr (std::is_constructible_v<T, decltype(value)>) *static_cast<T*>(member) = T(value);
        else static_cast<detail::ToOneState*>(member)->key = Value(value);
    }
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.on_delete = OnDelete::set_value;
        field.set_on_delete = &set_to_t::template set<T>;
    }
};
/// What becomes of the referring row when the object referred to is erased.
[[nodiscard]] constexpr on_delete_t on_delete(OnDelete action) { return {action}; }
template <auto Given>
[[nodiscard]] constexpr set_to_t<Given> on_delete(set_to_t<Given> value) {
    return value;
}
/// on_delete(set_to<5>), on_delete(set_to<find_somebody>): the row refers to another object, by its key or as the object
/// that a function gives when it is wanted.
template <auto Given>
inline constexpr set_to_t<Given> set_to{};
[[maybe_unused]] inline constexpr OnDelete cascade = OnDelete::cascade;
[[maybe_unused]] inline constexpr OnDelete protect = OnDelete::protect;
[[maybe_unused]] inline constexpr OnDelete restrict_delete = OnDelete::restrict;
[[maybe_unused]] inline constexpr OnDelete set_null = OnDelete::set_null;
[[maybe_unused]] inline constexpr OnDelete set_default = OnDelete::set_default;
[[maybe_unused]] inline constexpr OnDelete do_nothing = OnDelete::do_nothing;
[[maybe_unused]] inline constexpr OnDelete db_cascade = OnDelete::db_cascade;
[[maybe_unused]] inline constexpr OnDelete db_set_null = OnDelete::db_set_null;

template <auto Default>
struct default_to_t {
    template <class T>
    static void set(void* member) {
        if constexpr (requires { Default(); }) *static_cast<T*>(member) = Default();
        else *static_cast<T*>(member) = Default;
    }
    template <class T>
    constexpr void apply(FieldInfo& field) const {
        field.apply_default = &default_to_t::template set<T>;
    }
};
/// default_to<5> or default_to<nuage::Uuid::random>: given to a member that is still empty when its row is inserted.
/// A member initialiser is the simpler default; this one is not run for each row that is read.
template <auto Default>
inline constexpr default_to_t<Default> default_to{};

/// A value written into the table's description: a number, text, an enumerator, or an expression without fields.
template <class T>
struct DefaultValue {
    T value;
    constexpr DefaultValue(T given) : value(given) {}
};
template <std::size_t N>
struct DefaultValue<detail::fixed_string<N>> {
    detail::fixed_string<N> value;
    constexpr DefaultValue(const char (&given)[N + 1]) : value(given) {}
};
template <class T>
DefaultValue(T) -> DefaultValue<T>;
template <std::size_t N>
DefaultValue(const char (&)[N]) -> DefaultValue<detail::fixed_string<N - 1>>;

/// Adds an expression of M's fields to a clause. Defined with the expressions.
template <class M, auto Expression>
struct column_expression {
    static void add(Clause& clause);
};

template <auto Expression>
struct generated_t {
    template <class M, class T>
    constexpr void apply_in(FieldInfo& field) const {
        field.generated = &column_expression<M, Expression>::add;
        field.is_generated = true;
    }
};
/// (area, generated<"width"_f * "height"_f>): a column that the database computes from others of the row and keeps. Read
/// back when the object is saved.
template <auto Expression>
inline constexpr generated_t<Expression> generated{};

template <DefaultValue Value>
struct db_default_t {
    template <class M, class T>
    constexpr void apply_in(FieldInfo& field) const {
        field.db_default = &column_expression<M, Value>::add;
    }
};
/// (stock, db_default<10>): the column's DEFAULT. The database is left to fill in a member that is still empty when its row
/// is inserted; its value is read back.
template <DefaultValue Value>
inline constexpr db_default_t<Value> db_default{};

}  // namespace nuage::options

namespace nuage {
// Those whose names models like to use for members are reachable as nuage::… too.
using options::email;
using options::url;
using options::slug;
using options::index;
using options::unique;
}  // namespace nuage

/// Block-scope names win over members and globals of the same name.
// clang-format off
#define NUAGE_DETAIL_USING_OPTIONS \
    using nuage::options::primary_key; using nuage::options::automatic; using nuage::options::unique; \
    using nuage::options::index; using nuage::options::blank; using nuage::options::positive; \
    using nuage::options::auto_now; using nuage::options::auto_now_add; using nuage::options::email; \
    using nuage::options::slug; using nuage::options::url; using nuage::options::max_length; \
    using nuage::options::digits; using nuage::options::db_column; using nuage::options::db_table; using nuage::options::no_db_constraint; using nuage::options::verbose_name; \
    using nuage::options::help_text; using nuage::options::on_delete; using nuage::options::cascade; \
    using nuage::options::protect; using nuage::options::restrict_delete; using nuage::options::set_null; \
    using nuage::options::set_default; using nuage::options::do_nothing; using nuage::options::default_to; \
    using nuage::options::min_value; using nuage::options::max_value; using nuage::options::step; \
    using nuage::options::min_length; using nuage::options::regex; using nuage::options::validator; \
    using nuage::options::set_to; using nuage::options::db_cascade; using nuage::options::db_set_null; \
    using nuage::options::generated; using nuage::options::db_default
// clang-format on
