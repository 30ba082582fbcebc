// SPDX-License-Identifier: MIT
#include "numeric.hpp"

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

}  // namespace

std::string read_numeric(std::string_view data) {
    constexpr unsigned negative = 0x4000, nan = 0xC000, infinity = 0xD000, minus_infinity = 0xF000;
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

namespace {

bool rounds_up(char last, std::string_view dropped) {
    if (dropped[0] != '5') return dropped[0] > '5';
    if (dropped.find_first_not_of('0', 1) != std::string_view::npos) return true;
    return (last - '0') % 2 != 0;
}

void increment(std::string& digits) {
    for (std::size_t i = digits.size(); i > 0; --i) {
        if (digits[i - 1] != '9') {
            ++digits[i - 1];
            return;
        }
        digits[i - 1] = '0';
    }
    digits.insert(0, 1, '1');
}

}  // namespace

std::string rescaled(std::string_view number, std::uint8_t places) {
    const bool negative = number.starts_with('-');
    std::string_view rest = number.substr(negative ? 1 : 0);
    if (rest.find_first_not_of("0123456789.") != std::string_view::npos) return std::string(number);  // NaN, Infinity
    const std::size_t point = std::min(rest.find('.'), rest.size());
    const std::string_view fraction = rest.substr(std::min(point + 1, rest.size()));

    std::string digits(rest.substr(0, point));
    digits += fraction.substr(0, places);
    digits.append(places - std::min<std::size_t>(places, fraction.size()), '0');
    if (fraction.size() > places && rounds_up(digits.back(), fraction.substr(places))) increment(digits);

    const bool zero = digits.find_first_not_of('0') == std::string::npos;
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    return negative && !zero ? '-' + digits : digits;
}

}  // namespace nuage::postgresql
