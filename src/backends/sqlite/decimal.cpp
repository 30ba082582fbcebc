// SPDX-License-Identifier: MIT
#include "decimal.hpp"

#include <algorithm>
#include <charconv>

#include <nuage/db/driver.hpp>

namespace nuage::sqlite {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number taken apart: 0.`digits` times ten to the power of `point`.
struct Digits {
    bool negative = false;
    std::string digits;
    int point = 0;
};

std::optional<Digits> digits_of(std::string_view number) {
    Digits parts;
    std::size_t i = 0;
    if (i < number.size() && (number[i] == '-' || number[i] == '+')) parts.negative = number[i++] == '-';
    bool after_point = false;
    for (; i < number.size() && (is_digit(number[i]) || (number[i] == '.' && !after_point)); ++i) {
        if (number[i] == '.') {
            after_point = true;
            continue;
        }
        parts.digits += number[i];
        if (!after_point) ++parts.point;
    }
    if (parts.digits.empty()) return std::nullopt;
    if (i == number.size()) return parts;
    if (number[i] != 'e' && number[i] != 'E') return std::nullopt;
    if (++i < number.size() && number[i] == '+') ++i;
    int exponent = 0;
    const char* end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data() + i, end, exponent);
    if (error != std::errc() || stop != end || exponent > 1000 || exponent < -1000) return std::nullopt;
    parts.point += exponent;
    return parts;
}

/// Zeros on both sides of the digits, so that the point lies within them.
void place_point(Digits& parts) {
    if (parts.point < 1) {
        parts.digits.insert(0, static_cast<std::size_t>(1 - parts.point), '0');
        parts.point = 1;
    }
    const auto point = static_cast<std::size_t>(parts.point);
    if (parts.digits.size() < point) parts.digits.append(point - parts.digits.size(), '0');
}

void count_up(Digits& parts) {
    for (std::size_t i = parts.digits.size(); i-- > 0;) {
        if (parts.digits[i] != '9') {
            ++parts.digits[i];
            return;
        }
        parts.digits[i] = '0';
    }
    parts.digits.insert(parts.digits.begin(), '1');
    ++parts.point;
}

void round_to(Digits& parts, std::size_t places) {
    const std::size_t wanted = static_cast<std::size_t>(parts.point) + places;
    if (parts.digits.size() <= wanted) {
        parts.digits.append(wanted - parts.digits.size(), '0');
        return;
    }
    const char next = parts.digits[wanted];
    const bool exact_half = next == '5' && parts.digits.find_first_not_of('0', wanted + 1) == std::string::npos;
    const bool odd = (parts.digits[wanted - 1] - '0') % 2 != 0;
    parts.digits.resize(wanted);
    if (exact_half ? odd : next >= '5') count_up(parts);
}

std::string joined(const Digits& parts) {
    const auto point = static_cast<std::size_t>(parts.point);
    const std::size_t first = std::min(parts.digits.find_first_not_of('0'), point - 1);
    const bool is_zero = parts.digits.find_first_not_of('0') == std::string::npos;
    std::string text = parts.negative && !is_zero ? "-" : "";
    text.append(parts.digits, first, point - first);
    if (parts.digits.size() > point) text.append(1, '.').append(parts.digits, point);
    return text;
}

}  // namespace

std::optional<std::string> decimal_text(std::string_view number, std::uint8_t places) {
    std::optional<Digits> parts = digits_of(number);
    if (!parts) return std::nullopt;
    place_point(*parts);
    if (places != ColumnPlan::any_scale) round_to(*parts, places);
    return joined(*parts);
}

std::optional<std::string> decimal_text(double number, std::uint8_t places) {
    char text[40];
    const char* end = std::to_chars(text, text + sizeof text, number, std::chars_format::general, 15).ptr;
    return decimal_text(std::string_view(text, static_cast<std::size_t>(end - text)), places);
}

}  // namespace nuage::sqlite
