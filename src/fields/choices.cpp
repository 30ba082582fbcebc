// SPDX-License-Identifier: MIT
#include <nuage/fields/choices.hpp>

#include <fmt/format.h>

#include <nuage/meta/errors.hpp>

namespace nuage::detail {

namespace {

[[noreturn]] void refuse(const Choices& table, const Value& value) {
    std::string known;
    for (const Choice& choice : table.choices) {
        if (!known.empty()) known += ", ";
        known += table.is_text ? Value(choice.stored).repr() : std::to_string(choice.number);
    }
    throw DataError(fmt::format("{} is no stored value of {}; choices: {}", value.repr(), table.enumeration, known));
}

}  // namespace

Value dump_choice(const Choices& table, std::int64_t number) {
    const Choice* choice = find_number(table.choices, number);
    if (choice == nullptr) refuse(table, number);
    return table.is_text ? Value(choice->stored) : Value(number);
}

std::int64_t load_choice(const Choices& table, const Value& stored) {
    if (!table.is_text) {
        if (stored.kind() != ValueKind::integer || find_number(table.choices, stored.integer()) == nullptr)
            refuse(table, stored);
        return stored.integer();
    }
    if (stored.kind() != ValueKind::text) refuse(table, stored);
    for (const Choice& choice : table.choices)
        if (choice.stored == stored.text()) return choice.number;
    refuse(table, stored);
}

}  // namespace nuage::detail
