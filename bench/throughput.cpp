// SPDX-License-Identifier: MIT
#include "throughput.hpp"

#include <algorithm>
#include <barrier>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int rounds = 15;
constexpr double round_ns = 150e6;

/// Threads that wait to be sent off together. Each has its own side, which may be the same for all.
class Team {
public:
    Team(std::vector<Side*> sides, const Data& data)
        : sides_(std::move(sides)), data_(data), gate_(static_cast<std::ptrdiff_t>(sides_.size()) + 1), wrong_(sides_.size()) {
        for (std::size_t i = 0; i < sides_.size(); ++i) threads_.emplace_back([this, i] { work(i); });
    }
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;
    ~Team() {
        operations_ = 0;
        gate_.arrive_and_wait();
        for (std::thread& thread : threads_) thread.join();
    }

    /// Nanoseconds per operation, when each thread does so many.
    double run(std::uint64_t operations) {
        operations_ = operations;
        gate_.arrive_and_wait();
        const auto start = Clock::now();
        gate_.arrive_and_wait();
        const std::chrono::duration<double, std::nano> spent = Clock::now() - start;
        for (const std::exception_ptr& wrong : wrong_)
            if (wrong) std::rethrow_exception(wrong);
        return spent.count() / static_cast<double>(operations * sides_.size());
    }

private:
    void work(std::size_t number) {
        for (std::uint64_t round = 0;; ++round) {
            gate_.arrive_and_wait();
            if (operations_ == 0) return;
            try {
                for (std::uint64_t i = 0; i < operations_; ++i) {
                    const std::int64_t id = spread((round * sides_.size() + number) * operations_ + i, data_.rows) + 1;
                    if (sides_[number]->get(id).id != id) throw std::runtime_error("get: another user came");
                }
            } catch (...) {
                wrong_[number] = std::current_exception();
            }
            gate_.arrive_and_wait();
        }
    }

    std::vector<Side*> sides_;
    const Data& data_;
    std::uint64_t operations_ = 0;
    std::barrier<> gate_;
    std::vector<std::exception_ptr> wrong_;
    std::vector<std::thread> threads_;
};

double median(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

}  // namespace

Times measure_threads(int threads, Side& nuage, const std::vector<std::unique_ptr<Side>>& raw, const Data& data) {
    const auto count = static_cast<std::size_t>(threads);
    std::vector<Side*> own;
    for (std::size_t i = 0; i < count; ++i) own.push_back(raw.at(i).get());
    Team shared_team(std::vector<Side*>(count, &nuage), data);
    Team own_team(std::move(own), data);
    shared_team.run(100);   // connects
    const double once = own_team.run(500);
    const auto operations = static_cast<std::uint64_t>(std::max(100.0, round_ns / once / threads));
    std::vector<double> nuage_times;
    std::vector<double> raw_times;
    for (int round = 0; round < rounds; ++round) {
        if (round % 2 == 0) nuage_times.push_back(shared_team.run(operations));
        raw_times.push_back(own_team.run(operations));
        if (round % 2 != 0) nuage_times.push_back(shared_team.run(operations));
    }
    return {median(std::move(nuage_times)), median(std::move(raw_times))};
}

}  // namespace bench
