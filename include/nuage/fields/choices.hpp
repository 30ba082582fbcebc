// SPDX-License-Identifier: MIT
// Enumerations as choices, stored as text or as integers.
#pragma once

#include <array>
#include <type_traits>
#include <utility>

#include <nuage/detail/for_each.hpp>
#include <nuage/fields/codec.hpp>

/// Declares how an enumeration is stored and shown; beside the enum, in its namespace and right after it:
///
///     enum class Status { draft, live, gone };
///     NUAGE_TEXT_CHOICES(Status, (draft, "draft", "Draft"), (live, "live", "On sale"), (gone, "gone", "Out of print"))
///
/// Each choice is (enumerator, stored text, label).
/// Django: https://docs.djangoproject.com/en/5.2/ref/models/fields/#enumeration-types
#define NUAGE_TEXT_CHOICES(Enum, ...) NUAGE_DETAIL_CHOICES(Enum, true, NUAGE_DETAIL_TEXT_CHOICE, __VA_ARGS__)

/// The same for an enumeration stored as the enumerators' numbers. Each choice is (enumerator, label).
///
///     enum class Tier { basic = 0, silver, gold };
///     NUAGE_INTEGER_CHOICES(Tier, (basic, "Basic"), (silver, "Silver"), (gold, "Gold"))
#define NUAGE_INTEGER_CHOICES(Enum, ...) NUAGE_DETAIL_CHOICES(Enum, false, NUAGE_DETAIL_INTEGER_CHOICE, __VA_ARGS__)

// A function, found by argument-dependent lookup: it works in any namespace, an unnamed one too. It gives the table by
// value, since a constexpr function cannot hold a static one in C++20; detail::choice_table keeps the copy.
#define NUAGE_DETAIL_CHOICES(Enum, is_text, item_macro, ...)                                                     \
    [[maybe_unused]] constexpr auto nuage_choices(Enum) {                                                        \
        using NuageEnum = Enum;                                                                                  \
        return ::nuage::detail::make_choices(#Enum, is_text,                                                     \
                                             {NUAGE_DETAIL_FOR_EACH(NUAGE_DETAIL_CHOICE, item_macro, __VA_ARGS__)}); \
    }                                                                                                            \
    static_assert(::nuage::detail::are_distinct(nuage_choices(Enum{})),                                          \
                  "two choices of " #Enum " share an enumerator or a stored value");
#define NUAGE_DETAIL_CHOICE(item_macro, item) item_macro item
#define NUAGE_DETAIL_TEXT_CHOICE(enumerator, stored, label) \
    ::nuage::Choice{static_cast<std::int64_t>(NuageEnum::enumerator), #enumerator, stored, label},
#define NUAGE_DETAIL_INTEGER_CHOICE(enumerator, label) \
    ::nuage::Choice{static_cast<std::int64_t>(NuageEnum::enumerator), #enumerator, {}, label},

namespace nuage {

namespace detail {

template <std::size_t N>
struct ChoiceTable {
    std::string_view enumeration;
    bool is_text;
    std::array<Choice, N> choices;
};

template <std::size_t N>
[[nodiscard]] constexpr ChoiceTable<N> make_choices(std::string_view enumeration, bool is_text,
                                                    const Choice (&choices)[N]) {
    return {enumeration, is_text, std::to_array(choices)};
}

template <std::size_t N>
[[nodiscard]] constexpr bool are_distinct(const ChoiceTable<N>& table) {
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const Choice& a = table.choices[i];
            const Choice& b = table.choices[j];
            if (a.number == b.number || (table.is_text && a.stored == b.stored)) return false;
        }
    return true;
}

}  // namespace detail

/// An enumeration with NUAGE_TEXT_CHOICES or NUAGE_INTEGER_CHOICES.
template <class E>
concept ChoiceEnum = std::is_enum_v<E> && requires(E e) { nuage_choices(e).choices; };

namespace detail {

template <ChoiceEnum E>
inline constexpr auto choice_table = nuage_choices(E{});

/// The table of an enumeration, its type forgotten.
struct Choices {
    std::string_view enumeration;
    std::span<const Choice> choices;
    bool is_text;
};
template <ChoiceEnum E>
inline constexpr Choices choices_view{choice_table<E>.enumeration, choice_table<E>.choices, choice_table<E>.is_text};

[[nodiscard]] constexpr const Choice* find_number(std::span<const Choice> choices, std::int64_t number) {
    for (const Choice& choice : choices)
        if (choice.number == number) return &choice;
    return nullptr;
}

/// The narrowest integer column that holds all numbers.
[[nodiscard]] constexpr FieldKind choice_kind(const Choices& table) {
    if (table.is_text) return FieldKind::text;
    FieldKind kind = FieldKind::small_integer;
    for (const Choice& choice : table.choices) {
        if (!std::in_range<std::int32_t>(choice.number)) return FieldKind::big_integer;
        if (!std::in_range<std::int16_t>(choice.number)) kind = FieldKind::integer;
    }
    return kind;
}

/// Throw DataError for what is no choice, with the value and the enumeration.
[[nodiscard]] Value dump_choice(const Choices& table, std::int64_t number);
[[nodiscard]] std::int64_t load_choice(const Choices& table, const Value& stored);

/// One member of each choice, in the order of declaration.
template <ChoiceEnum E>
[[nodiscard]] constexpr auto column_of_choices(std::string_view Choice::*member) {
    std::array<std::string_view, choice_table<E>.choices.size()> column;
    for (std::size_t i = 0; i < column.size(); ++i) column[i] = choice_table<E>.choices[i].*member;
    return column;
}

}  // namespace detail

/// What the columns and widgets of an enumeration show, in the order of declaration.
template <ChoiceEnum E>
[[nodiscard]] constexpr std::span<const Choice> choices_of() {
    return detail::choice_table<E>.choices;
}

/// The words for a value: Django's get_FOO_display(). Empty for a number that is no choice.
template <ChoiceEnum E>
[[nodiscard]] constexpr std::string_view label(E value) {
    for (const Choice& choice : choices_of<E>())
        if (choice.number == static_cast<std::int64_t>(value)) return choice.label;
    return {};
}

/// std::array of the enumerators' names.
template <ChoiceEnum E>
[[nodiscard]] constexpr auto names() {
    return detail::column_of_choices<E>(&Choice::name);
}
/// std::array of the labels.
template <ChoiceEnum E>
[[nodiscard]] constexpr auto labels() {
    return detail::column_of_choices<E>(&Choice::label);
}
/// std::array of the enumerators.
template <ChoiceEnum E>
[[nodiscard]] constexpr auto values() {
    std::array<E, detail::choice_table<E>.choices.size()> column{};
    for (std::size_t i = 0; i < column.size(); ++i) column[i] = static_cast<E>(choices_of<E>()[i].number);
    return column;
}

/// The enumerator of that name: from_name<Status>("live").
template <ChoiceEnum E>
[[nodiscard]] constexpr std::optional<E> from_name(std::string_view name) {
    for (const Choice& choice : choices_of<E>())
        if (choice.name == name) return static_cast<E>(choice.number);
    return std::nullopt;
}

template <ChoiceEnum E>
struct Codec<E> {
    static constexpr FieldKind kind = detail::choice_kind(detail::choices_view<E>);
    static Value dump(const E& value) {
        return detail::dump_choice(detail::choices_view<E>, static_cast<std::int64_t>(value));
    }
    static constexpr std::span<const Choice> choices() { return choices_of<E>(); }
    static std::int64_t number(const E& value) { return static_cast<std::int64_t>(value); }
    static E load(const Value& stored) { return static_cast<E>(detail::load_choice(detail::choices_view<E>, stored)); }
};

}  // namespace nuage
