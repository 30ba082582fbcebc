// SPDX-License-Identifier: MIT
// Times of two sides, and operations for callgrind to count.
#pragma once

#include "data.hpp"

namespace bench {

/// Nanoseconds of one operation.
struct Times {
    double nuage = 0;
    double raw = 0;
};

/// Medians over rounds in which the sides take turns, so that both see the same machine.
[[nodiscard]] Times measure(const Workload& workload, Side& nuage, Side& raw, Data& data);

/// Runs operations in nuage_bench_counted(), where callgrind counts, after some outside of it to warm up.
void count(const Workload& workload, Side& side, Data& data, std::uint64_t operations);

}  // namespace bench
