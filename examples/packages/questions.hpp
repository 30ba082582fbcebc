// SPDX-License-Identifier: MIT
// What one may want to know about a machine's packages.
#pragma once

#include <string>

namespace packages {

struct Subject {
    std::string maintainer = "GCC";  ///< part of a maintainer's name
    std::string needed = "libc6";    ///< a package that others need
};

/// Prints each question, its SQL, the first rows of the answer, and how long it took.
void answer_questions(const Subject& subject);

}  // namespace packages
