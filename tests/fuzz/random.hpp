// SPDX-License-Identifier: MIT
// Numbers that are the same for a seed on every machine, which the distributions of <random> do not promise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fuzz {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    /// splitmix64.
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// 0 to n - 1.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class T, std::size_t N>
    const T& pick(const T (&items)[N]) {
        return items[below(N)];
    }

private:
    std::uint64_t state_;
};

}  // namespace fuzz
