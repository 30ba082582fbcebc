// SPDX-License-Identifier: MIT
// Finds the package that a dependency speaks of.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models.hpp"
#include "parser.hpp"

namespace packages {

class PackageIndex {
public:
    /// `packages[i]` is what became of `records[i]`; both must outlive the index.
    PackageIndex(const std::vector<dpkg::Record>& records, const std::vector<Package>& packages);
    /// An installed package of that name, of the given architecture where there is one; else one that provides the
    /// name; else nullptr.
    [[nodiscard]] const Package* find(std::string_view name, std::string_view architecture) const;

private:
    std::map<std::string_view, std::vector<const Package*>> real_{};
    std::map<std::string_view, std::vector<const Package*>> provided_{};
};

}  // namespace packages
