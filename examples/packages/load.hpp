// SPDX-License-Identifier: MIT
// From the records of a file to rows, all or none.
#pragma once

#include <vector>

#include "parser.hpp"
#include "reconcile.hpp"

namespace packages {

struct LoadReport {
    Changes maintainers{};
    Changes sections{};
    Changes packages{};
    Changes dependencies{};
};

/// Makes the database say what the records say. An exception leaves it as it was.
/// No two records may have the same name and architecture.
LoadReport load(const std::vector<dpkg::Record>& records);

}  // namespace packages
