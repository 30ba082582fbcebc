// SPDX-License-Identifier: MIT
#include <nuage/db/rescale.hpp>

#include <algorithm>

namespace nuage {

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

}  // namespace nuage
