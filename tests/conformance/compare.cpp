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
