// SPDX-License-Identifier: MIT
#include "index.hpp"

namespace packages {

namespace {

using Candidates = std::map<std::string_view, std::vector<const Package*>>;

const Package* best_of(const Candidates& candidates, std::string_view name, std::string_view architecture) {
    const auto found = candidates.find(name);
    if (found == candidates.end()) return nullptr;
    for (const Package* package : found->second)
        if (package->architecture == architecture) return package;
    return found->second.front();
}

}  // namespace

PackageIndex::PackageIndex(const std::vector<dpkg::Record>& records, const std::vector<Package>& packages) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i].installed) continue;
        real_[records[i].name].push_back(&packages[i]);
        for (const dpkg::Relation& relation : records[i].provides) provided_[relation.name].push_back(&packages[i]);
    }
}

const Package* PackageIndex::find(std::string_view name, std::string_view architecture) const {
    const Package* package = best_of(real_, name, architecture);
    return package != nullptr ? package : best_of(provided_, name, architecture);
}

}  // namespace packages
