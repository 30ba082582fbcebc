// SPDX-License-Identifier: MIT
#include <support/catch.hpp>

#include <nuage/meta/fixed_clock.hpp>

namespace {

constexpr nuage::DateTime noon = nuage::datetime(2024, 5, 17, 12);

}  // namespace

TEST_CASE("now() and today() stand still while a FixedClock lives, and go on after it") {
    {
        const nuage::FixedClock clock(noon);
        CHECK((nuage::now() == noon));
        CHECK((nuage::today() == nuage::date(2024, 5, 17)));
        {
            const nuage::FixedClock inner(nuage::datetime(1999, 12, 31, 23, 59, 59, 999'999));
            CHECK((nuage::today() == nuage::date(1999, 12, 31)));
        }
        CHECK((nuage::now() == noon));
    }
    CHECK((nuage::now() > noon));
}
