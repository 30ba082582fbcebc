// SPDX-License-Identifier: MIT
// What validation asks of a field's value beyond its type: bounds, patterns and functions of the user's.
#pragma once

#include <cstdint>
#include <string_view>

namespace nuage {

/// A bound of min_value, max_value or step, in the kind it was written in.
struct Bound {
    enum class Kind : std::uint8_t { none, integer, real, decimal };
    Kind kind = Kind::none;
    union {
        std::int64_t integer = 0;
        double real;
    };
    std::string_view decimal;   ///< digits of a decimal number
};

/// Checked by full_clean(), never by the database. https://docs.djangoproject.com/en/5.2/ref/validators/
struct FieldRules {
    /// Throws ValidationError when it does not like the value; not called for empty ones.
    using Function = void (*)(const void* member);
    static constexpr std::size_t most_functions = 4;

    /// The number of an enumerator, choice or not.
    std::int64_t (*choice_number)(const void* payload) = nullptr;
    Bound min_value;
    Bound max_value;
    Bound step;
    std::string_view regex;
    std::string_view regex_message;
    Function functions[most_functions]{};
    std::uint16_t min_length = 0;        ///< characters
    std::uint8_t function_count = 0;     ///< may be more than there is room for: the model's check says so
};

}  // namespace nuage
