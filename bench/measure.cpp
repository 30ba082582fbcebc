// SPDX-License-Identifier: MIT
#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace {

void run(const bench::Workload& workload, bench::Side& side, bench::Data& data, std::uint64_t from,
         std::uint64_t operations) {
    for (std::uint64_t i = from; i < from + operations; ++i) workload.once(side, data, i);
}

}  // namespace

// By its plain name callgrind finds it: --toggle-collect=nuage_bench_counted.
extern "C" [[gnu::noinline]] void nuage_bench_counted(const bench::Workload& workload, bench::Side& side,
                                                      bench::Data& data, std::uint64_t from,
                                                      std::uint64_t operations) {
    run(workload, side, data, from, operations);
}

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double slice_ns = 20e6;     // long enough for the clock, short enough that sides alternate often
constexpr double workload_ns = 6e9;   // all rounds together

double time_of(const Workload& workload, Side& side, Data& data, std::uint64_t from, std::uint64_t operations) {
    if (workload.before != nullptr) workload.before(side, data);
    const auto start = Clock::now();
    run(workload, side, data, from, operations);
    const std::chrono::duration<double, std::nano> spent = Clock::now() - start;
    return spent.count() / static_cast<double>(operations);
}

double median(std::vector<double> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

}  // namespace

Times measure(const Workload& workload, Side& nuage, Side& raw, Data& data) {
    time_of(workload, nuage, data, 0, 1);
    time_of(workload, raw, data, 0, 1);
    const double once = time_of(workload, raw, data, 1, 1);
    const bool alone = workload.before != nullptr;
    const auto operations = alone ? 1 : static_cast<std::uint64_t>(std::clamp(slice_ns / once, 1.0, 20'000.0));
    const double round_ns = 2 * once * static_cast<double>(operations);
    const auto rounds = static_cast<int>(std::clamp(workload_ns / round_ns, 5.0, 101.0));
    std::vector<double> nuage_times;
    std::vector<double> raw_times;
    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t from = static_cast<std::uint64_t>(round) * operations;
        // Who comes second finds the caches warm, or full of the other's data.
        if (round % 2 == 0) nuage_times.push_back(time_of(workload, nuage, data, from, operations));
        raw_times.push_back(time_of(workload, raw, data, from, operations));
        if (round % 2 != 0) nuage_times.push_back(time_of(workload, nuage, data, from, operations));
    }
    return {median(std::move(nuage_times)), median(std::move(raw_times))};
}

void count(const Workload& workload, Side& side, Data& data, std::uint64_t operations) {
    for (int i = 0; i < 2; ++i) {
        if (workload.before != nullptr) workload.before(side, data);
        run(workload, side, data, 0, 1);
    }
    if (workload.before == nullptr) return nuage_bench_counted(workload, side, data, 1, operations);
    for (std::uint64_t i = 1; i <= operations; ++i) {
        workload.before(side, data);
        nuage_bench_counted(workload, side, data, i, 1);
    }
}

}  // namespace bench
