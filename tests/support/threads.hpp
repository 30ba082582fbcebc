// SPDX-License-Identifier: MIT
// Several threads that begin each round together.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

#include <nuage/meta/errors.hpp>

namespace test {

/// Runs work(thread, round) in each of the threads; all wait for each other before each round. The number of calls
/// that threw one of nuage's exceptions.
template <class F>
int failures_of_threads(int threads, int rounds, F work) {
    std::atomic<int> failed = 0;
    std::atomic<int> arrived = 0;
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t)
        running.emplace_back([&, t] {
            for (int round = 0; round < rounds; ++round) {
                ++arrived;
                while (arrived < threads * (round + 1)) std::this_thread::yield();
                try {
                    work(t, round);
                } catch (const nuage::Error&) {
                    ++failed;
                }
            }
        });
    for (std::thread& thread : running) thread.join();
    return failed;
}

}  // namespace test
