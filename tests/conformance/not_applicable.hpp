// SPDX-License-Identifier: MIT
// The cases that are not ported, or differ in their queries, and why: read from not_applicable.md.
#pragma once

#include <map>
#include <string>

namespace conformance {

enum class Listed {
    not_applicable,
    not_yet,         ///< waits for a feature
    fewer_queries,   ///< ported, and needs fewer queries than Django
    differs          ///< ported, and gives something else than Django on a database
};
struct ListedCase {
    std::string reason;
    Listed as;
    std::string databases{};   ///< of those that differ: "sqlite", "mysql, sqlite"
};

/// Adds the rows "| `id` | reason |" of a Markdown file, by the headings "Not yet", "Fewer queries" and "Differs on a database"
/// above them; rows of the last one are "| `id` | databases | reason |".
void read_listed(const std::string& path, std::map<std::string, ListedCase>& cases);

}  // namespace conformance
