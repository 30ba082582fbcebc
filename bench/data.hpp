// SPDX-License-Identifier: MIT
// The rows both sides start from, and the workloads over them.
#pragma once

#include <cstdint>
#include <string_view>

#include "side.hpp"

namespace bench {

struct Data {
    explicit Data(std::int64_t rows);

    std::int64_t rows;
    std::vector<User> users;
    std::vector<Post> posts;
    std::vector<Contact> contacts;
    Tree tree;
    std::vector<std::string> names;   ///< for updates
};

/// One of the workloads; the i-th operation is the same on both sides.
struct Workload {
    std::string_view name;
    void (*once)(Side& side, Data& data, std::uint64_t i);
    /// Puts things in order before an operation; not measured. May be null, else operations are measured one by one.
    void (*before)(Side& side, Data& data) = nullptr;
    /// How many operations the instructions are counted of.
    std::uint64_t counted = 1;
    /// The only database it is for; empty: all.
    std::string_view database = {};
};

extern const std::vector<Workload> workloads;

/// Spreads consecutive numbers over a range, so that a lookup does not find its page warm from the one before.
[[nodiscard]] std::int64_t spread(std::uint64_t i, std::int64_t range);

/// Throws std::runtime_error when the sides do not do the same.
void require_same(Side& one, Side& other, Data& data);

}  // namespace bench
