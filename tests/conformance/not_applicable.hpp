// SPDX-License-Identifier: MIT
// The cases that are not ported, and why: read from not_applicable.md.
#pragma once

#include <map>
#include <string>

namespace conformance {

struct NotPorted {
    std::string reason;
    bool not_yet;   ///< waits for a feature, rather than never
};

/// Adds the rows "| `id` | reason |" of a Markdown file; those below a heading "Not yet" wait for a feature.
void read_not_ported(const std::string& path, std::map<std::string, NotPorted>& cases);

}  // namespace conformance
