// SPDX-License-Identifier: MIT
// Tells how far a long job is: on a terminal in one line that changes, elsewhere in about ten lines.
#pragma once

#include <cstddef>
#include <string>

namespace packages {

class Progress {
public:
    Progress(std::string what, std::size_t total);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();
    void advance(std::size_t rows);

private:
    std::string what_;
    std::size_t total_;
    std::size_t done_ = 0;
    std::size_t next_report_;
    bool terminal_;
};

}  // namespace packages
