// SPDX-License-Identifier: MIT
// How much several threads get done at once: on nuage's pool, and by hand with a connection for each thread.
#pragma once

#include <memory>
#include <vector>

#include "measure.hpp"

namespace bench {

/// Numbers of threads that are compared.
inline constexpr int thread_counts[] = {1, 4, 16};

/// Nanoseconds that pass per `get`, of all threads together. `nuage` is used by all of them at once, of `raw` each thread
/// has its own. Medians over rounds in which the sides take turns.
[[nodiscard]] Times measure_threads(int threads, Side& nuage, const std::vector<std::unique_ptr<Side>>& raw, const Data& data);

}  // namespace bench
