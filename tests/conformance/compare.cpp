// SPDX-License-Identifier: MIT
#include <conformance/compare.hpp>

#include <algorithm>
#include <cmath>

namespace conformance {

using nuage::Json;

namespace {

bool close(double a, double b) {
    constexpr double relative = 1e-8;
    constexpr double rounded_away = 5e-10;
    return a == b || std::abs(a - b) <= std::max(rounded_away, relative * std::max(std::abs(a), std::abs(b)));
}

/// With four decimals, not fewer: 35.0751, but not 2.5.
bool has_four_decimals(double value) {
    const auto is_whole = [](double v) { return close(v, std::round(v)); };
    return is_whole(value * 1e4) && !is_whole(value * 1e3);
}

}  // namespace

bool same(const Json& expected, const Json& actual) {
    if (expected.is_number_float() && actual.is_number_float()) return close(expected.get<double>(), actual.get<double>());
    // An integer where a real number is expected is a mistake in a type.
    if (expected.is_number_float() != actual.is_number_float()) return false;
    if (expected.is_array() && actual.is_array())
        return std::equal(expected.begin(), expected.end(), actual.begin(), actual.end(), same);
    if (expected.is_object() && actual.is_object()) {
        if (expected.size() != actual.size()) return false;
        for (const auto& [name, value] : expected.items())
            if (!actual.contains(name) || !same(value, actual.at(name))) return false;
        return true;
    }
    return expected == actual;
}

Json with_digits_of(const Json& expected, Json actual) {
    if (expected.is_number_float() && actual.is_number_float() && has_four_decimals(expected.get<double>()))
        return std::round(actual.get<double>() * 1e4) / 1e4;
    if (expected.is_array() && actual.is_array() && expected.size() == actual.size())
        for (std::size_t i = 0; i < actual.size(); ++i) actual[i] = with_digits_of(expected[i], std::move(actual[i]));
    if (expected.is_object() && actual.is_object())
        for (const auto& [name, value] : expected.items())
            if (actual.contains(name)) actual[name] = with_digits_of(value, std::move(actual[name]));
    return actual;
}

bool same_multiset(const Json& expected, const Json& actual) {
    if (!expected.is_array() || !actual.is_array()) return same(expected, actual);
    if (expected.size() != actual.size()) return false;
    std::vector<const Json*> left;
    for (const Json& item : actual) left.push_back(&item);
    for (const Json& item : expected) {
        const auto found = std::find_if(left.begin(), left.end(), [&](const Json* other) { return same(item, *other); });
        if (found == left.end()) return false;
        left.erase(found);
    }
    return true;
}

}  // namespace conformance
