// SPDX-License-Identifier: MIT
// Rows with relations of every kind, and what several threads saw of them.
#pragma once

#include <array>

#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/relation_models.hpp>
#include <support/threads.hpp>

namespace blog {

using namespace nuage::literals;

inline constexpr int threads = 8;
/// As many rounds as posts: each has one that nobody has touched.
inline constexpr int rounds = 30;

/// Posts in the order of their ids, each with an author of its own, three comments and two tags. Every second author has
/// an account.
struct Fixture {
    test::AppTables tables{rel::nuage_app_rel()};
    Fixture();
};

/// A result for each thread and round; several threads may write at once.
template <class T>
class Seen {
public:
    explicit Seen(int of = rounds) : values_(static_cast<std::size_t>(of)) {}
    T& operator()(int thread, int round) { return values_[static_cast<std::size_t>(round)][static_cast<std::size_t>(thread)]; }
    [[nodiscard]] const std::array<T, threads>& of(int round) const { return values_[static_cast<std::size_t>(round)]; }
    /// How many rounds there were in which the threads did not all see the same.
    [[nodiscard]] int disagreements() const {
        int count = 0;
        for (const auto& round : values_)
            for (const T& value : round)
                if (value != round.front()) {
                    ++count;
                    break;
                }
        return count;
    }

private:
    std::vector<std::array<T, threads>> values_;
};

}  // namespace blog
