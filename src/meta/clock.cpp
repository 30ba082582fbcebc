// SPDX-License-Identifier: MIT
#include <atomic>
#include <limits>

#include <nuage/meta/fixed_clock.hpp>

namespace nuage {

namespace {

constexpr std::int64_t running = std::numeric_limits<std::int64_t>::min();
std::atomic<std::int64_t> fixed_time{running};   // microseconds, as DateTime counts them

}  // namespace

DateTime now() {
    const std::int64_t fixed = fixed_time.load(std::memory_order_relaxed);
    if (fixed != running) [[unlikely]] return DateTime(std::chrono::microseconds(fixed));
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}
Date today() { return std::chrono::floor<std::chrono::days>(now()); }

FixedClock::FixedClock(DateTime time) : before_(fixed_time.exchange(time.time_since_epoch().count())) {}
FixedClock::~FixedClock() { fixed_time = before_; }

}  // namespace nuage
