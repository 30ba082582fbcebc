// SPDX-License-Identifier: MIT
// One row with a value in every column, to compute something of.
#pragma once

#include <nuage/functions.hpp>

#include <support/database.hpp>

namespace test {

struct OneSample : Rollback {
    OneSample() {
        using namespace nuage::literals;
        shop::Sample::objects.create("word"_f = "alpha", "prose"_f = "  two words  ", "tiny"_f = 4, "whole"_f = -7, "pos"_f = 12, "real"_f = 2.5,
                                     "amount"_f = 2.25_dec, "day"_f = nuage::date(2024, 2, 29), "clock"_f = nuage::Time(13, 45, 59, 250000),
                                     "moment"_f = nuage::datetime(2024, 2, 29, 23, 30, 15, 123456));
    }
    /// What the database computes, in the type that nuage says it has.
    template <class E>
    [[nodiscard]] static auto value(const E& expression) {
        using namespace nuage::literals;
        const auto values = shop::Sample::objects.annotate("v"_f = expression).flat("v"_f);
        return typename decltype(values)::value_type(values.at(0));
    }
};

}  // namespace test
