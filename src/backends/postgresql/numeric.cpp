// SPDX-License-Identifier: MIT
#include "numeric.hpp"

#include <algorithm>
#include <charconv>

#include <nuage/meta/errors.hpp>

#include "types.hpp"

namespace nuage::postgresql {

namespace {

/// Head of a binary numeric. The value is the sum of digit[i] * 10000^(weight - i).
struct Numeric {
    int digits;
    int weight;
    unsigned sign;
    int scale;
    const char* data;

    explicit Numeric(std::string_view wire) {
        constexpr std::size_t head = 8;
        if (wire.size() < head) broken();
        digits = load<std::int16_t>(wire.data());
        weight = load<std::int16_t>(wire.data() + 2);
        sign = load<std::uint16_t>(wire.data() + 4);
        scale = load<std::int16_t>(wire.data() + 6);
        data = wire.data() + head;
        if (digits < 0 || wire.size() < head + 2 * static_cast<std::size_t>(digits)) broken();
    }
    [[noreturn]] static void broken() { throw DataError("a numeric arrived incomplete", {{}, "postgresql", {}}); }
    /// Four decimal digits.
    void write_group(std::string& out, int index) const {
        const int group = index >= 0 && index < digits ? load<std::int16_t>(data + 2 * index) : 0;
        for (int divisor = 1000; divisor > 0; divisor /= 10) out += static_cast<char>('0' + group / divisor % 10);
    }
};

void drop_leading_zeros(std::string& digits) {
    const std::size_t first = digits.find_first_not_of('0');
    if (first == std::string::npos) digits.assign(1, '0');
    else digits.erase(0, first);
}

constexpr unsigned negative = 0x4000, nan = 0xC000, infinity = 0xD000, minus_infinity = 0xF000;

/// A number as its digits without zeros around them, as 0.digits * 10^point.
struct Digits {
    std::string digits;
    long point = 0;
    long scale = 0;   ///< digits after the point, as written
    bool is_negative = false;

    explicit Digits(std::string_view text) {
        std::string_view rest = text;
        is_negative = rest.starts_with('-');
        if (is_negative || rest.starts_with('+')) rest.remove_prefix(1);
        const std::size_t mark = std::min(rest.find_first_of("eE"), rest.size());
        const std::string_view number = rest.substr(0, mark);
        const std::size_t whole = std::min(number.find('.'), number.size());
        digits = number.substr(0, whole);
        if (whole < number.size()) digits += number.substr(whole + 1);
        if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) refuse(text, "22P02");
        const long exponent = mark < rest.size() ? exponent_of(rest.substr(mark + 1), text) : 0;
        scale = std::max(0L, static_cast<long>(digits.size() - whole) - exponent);
        point = static_cast<long>(whole) + exponent;
        const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
        digits.erase(0, zeros);
        point -= static_cast<long>(zeros);
        digits.erase(digits.find_last_not_of('0') + 1);
        // What the format has room for: 14 bits for the scale, and more digits before the point than any column.
        constexpr long longest_scale = 0x3FFF, longest_whole = 131072;
        if (scale > longest_scale || (!digits.empty() && point > longest_whole)) refuse(text, "22003");
    }

private:
    [[noreturn]] static void refuse(std::string_view text, const char* code) {
        throw DataError("'" + std::string(text) + "' is no number that a numeric column holds", {{}, "postgresql", code});
    }
    static long exponent_of(std::string_view written, std::string_view text) {
        if (written.starts_with('+')) written.remove_prefix(1);
        int exponent = 0;
        const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), exponent);
        if (error != std::errc() || end != written.data() + written.size()) refuse(text, "22P02");
        return exponent;
    }
};

std::string numeric(int digits, long weight, unsigned sign, long scale) {
    std::string head(8, '\0');
    store(head.data(), static_cast<std::int16_t>(digits));
    store(head.data() + 2, static_cast<std::int16_t>(weight));
    store(head.data() + 4, static_cast<std::uint16_t>(sign));
    store(head.data() + 6, static_cast<std::int16_t>(scale));
    return head;
}

}  // namespace

std::string write_numeric(std::string_view text) {
    if (text == "NaN") return numeric(0, 0, nan, 0);
    if (text == "Infinity") return numeric(0, 0, infinity, 0);
    if (text == "-Infinity") return numeric(0, 0, minus_infinity, 0);
    Digits number(text);
    if (number.digits.empty()) return numeric(0, 0, 0, number.scale);
    // Groups of four digits are counted from the point.
    const long groups_before = number.point > 0 ? (number.point + 3) / 4 : -(-number.point / 4);
    number.digits.insert(0, static_cast<std::size_t>(groups_before * 4 - number.point), '0');
    number.digits.resize((number.digits.size() + 3) / 4 * 4, '0');
    const std::size_t groups = number.digits.size() / 4;
    std::string out = numeric(static_cast<int>(groups), groups_before - 1, number.is_negative ? negative : 0, number.scale);
    for (std::size_t i = 0; i < groups; ++i) {
        std::int16_t group = 0;
        for (std::size_t j = 0; j < 4; ++j) group = static_cast<std::int16_t>(group * 10 + (number.digits[i * 4 + j] - '0'));
        char bytes[sizeof group];
        store(bytes, group);
        out.append(bytes, sizeof bytes);
    }
    return out;
}

std::string read_numeric(std::string_view data) {
    const Numeric number(data);
    if (number.sign == nan) return "NaN";
    if (number.sign == infinity) return "Infinity";
    if (number.sign == minus_infinity) return "-Infinity";

    std::string whole;
    for (int i = 0; i <= number.weight; ++i) number.write_group(whole, i);
    drop_leading_zeros(whole);
    if (number.sign == negative) whole.insert(0, 1, '-');
    if (number.scale <= 0) return whole;

    std::string fraction;
    const auto scale = static_cast<std::size_t>(number.scale);
    for (int i = number.weight + 1; fraction.size() < scale; ++i) number.write_group(fraction, i);
    fraction.resize(scale);
    return whole + '.' + fraction;
}

}  // namespace nuage::postgresql
