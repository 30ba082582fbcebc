// SPDX-License-Identifier: MIT
// Threads that write numbered rows while servers come and go, and what must be true of the rows at the end.
#pragma once

#include <atomic>
#include <map>
#include <thread>

#include <support/catch.hpp>
#include <support/write_models.hpp>

namespace faults {

using namespace nuage::literals;

template <class F>
bool comes_true(F condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

/// Eight threads that write from construction to join().
class Writers {
public:
    static constexpr int threads = 8;

    Writers() {
        for (int t = 0; t < threads; ++t) running_.emplace_back([this, t] { write_rows(t, written_[static_cast<std::size_t>(t)]); });
    }
    Writers(const Writers&) = delete;
    Writers& operator=(const Writers&) = delete;
    ~Writers() { join(); }

    /// Waits until so many rows more have been acknowledged, or attempts have failed.
    [[nodiscard]] bool write(int rows) {
        const int before = acknowledged_;
        return comes_true([&] { return acknowledged_ >= before + rows; });
    }
    [[nodiscard]] bool fail(int attempts) {
        const int before = failed_;
        return comes_true([&] { return failed_ >= before + attempts; });
    }
    void join() {
        stop_ = true;
        for (std::thread& thread : running_) thread.join();
        running_.clear();
    }
    /// The acknowledged rows are there once, the refused ones are not.
    void check_rows() const {
        std::map<std::string, int> found;
        for (const std::string& title : write_models::Book::objects.flat("title"_f)) ++found[title];
        int missing = 0;
        int twice = 0;
        int refused_but_there = 0;
        for (const Written& thread : written_) {
            for (const std::string& title : thread.acknowledged) {
                if (found[title] == 0) ++missing;
                if (found[title] > 1) ++twice;
            }
            for (const std::string& title : thread.refused) refused_but_there += found[title];
            for (const std::string& title : thread.unknown) twice += found[title] > 1 ? 1 : 0;
        }
        CHECK(missing == 0);
        CHECK(twice == 0);
        CHECK(refused_but_there == 0);
    }

private:
    /// What became of the rows that one thread wrote.
    struct Written {
        std::vector<std::string> acknowledged, refused, unknown;
    };

    /// One row by one of the ways there are.
    static void write_row(int way, const std::string& title) {
        auto create = [&] { write_models::Book::objects.create("title"_f = title); };
        switch (way) {
            case 0: create(); break;
            case 1: nuage::atomic(create); break;
            case 2:
                nuage::atomic([&] {
                    create();
                    if (write_models::Book::objects.filter("title"_f = title).count() != 1) throw std::logic_error("a row does not see itself");
                });
                break;
            default: nuage::atomic({.retries = 2}, create); break;
        }
    }

    // No assertions here: this is not the test's thread.
    void write_rows(int thread, Written& written) {
        for (int i = 0; !stop_; ++i) {
            const std::string title = std::to_string(thread) + "/" + std::to_string(i);
            try {
                write_row(i % 4, title);
                written.acknowledged.push_back(title);
                ++acknowledged_;
            } catch (const nuage::DatabaseError& error) {
                (error.retryable() ? written.refused : written.unknown).push_back(title);
                ++failed_;
                std::this_thread::sleep_for(std::chrono::milliseconds(5));   // leaves the processor to the server
            }
        }
    }

    std::vector<Written> written_{threads};
    std::atomic<int> acknowledged_ = 0;
    std::atomic<int> failed_ = 0;
    std::atomic<bool> stop_ = false;
    std::vector<std::thread> running_;
};

}  // namespace faults
