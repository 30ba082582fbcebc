// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace packages {

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)), total_(total), next_report_(0), terminal_(isatty(STDOUT_FILENO) == 1) {}

Progress::~Progress() {
    if (terminal_ && done_ > 0) std::putchar('\n');
}

void Progress::advance(std::size_t rows) {
    done_ += rows;
    if (done_ < next_report_ && done_ < total_) return;
    next_report_ = done_ + std::max<std::size_t>(total_ / 10, 1);
    fmt::print("{}  {:<24}{:>8} of {}{}", terminal_ ? "\r" : "", what_, done_, total_, terminal_ ? "" : "\n");
    std::fflush(stdout);
}

}  // namespace packages
