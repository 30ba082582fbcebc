// SPDX-License-Identifier: MIT
// A clock that stands still, for tests. nuage.hpp does not include this.
#pragma once

#include <nuage/meta/types.hpp>

namespace nuage {

/// While it lives, now() and today() give a fixed time in all threads, and so do auto_now and auto_now_add:
///
///     const nuage::FixedClock clock(nuage::datetime(2024, 5, 17, 12, 34, 56));
///
/// The database's own clock goes on. Nested, the inner one counts until it ends.
class FixedClock {
public:
    explicit FixedClock(DateTime time);
    FixedClock(const FixedClock&) = delete;
    FixedClock& operator=(const FixedClock&) = delete;
    ~FixedClock();

private:
    std::int64_t before_;
};

}  // namespace nuage
