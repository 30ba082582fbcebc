// SPDX-License-Identifier: MIT
// Which line of a program runs a query. nuage.hpp does not include this.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace nuage {

/// A place in the source of a program.
struct CallSite {
    std::string file;          ///< empty when it is not known
    std::uint32_t line = 0;
    std::string function;      ///< empty when it is not known
    std::string address;       ///< "blog+0x1f30" where the program has no line numbers: for addr2line -Cife blog 0x1f30

    /// "views.cpp:42", or what is known instead.
    [[nodiscard]] std::string str() const;
};

namespace db {

/// The calls that a thread is in. Taking one copies some addresses; names and lines are looked up when they are wanted.
class CallStack {
public:
    CallStack() = default;
    /// Those beyond a frame; without one, all.
    [[nodiscard]] static CallStack here(const void* beyond = nullptr);
    /// The innermost call in source that is neither nuage's nor the standard library's: who ran the query.
    [[nodiscard]] CallSite site() const;

private:
    std::array<std::uintptr_t, 64> calls_{};
    std::size_t size_ = 0;
};

/// Whether nuage was built with libbacktrace. Then lines are found in programs built with -g or -g1.
[[nodiscard]] bool knows_lines();

}  // namespace db
}  // namespace nuage
