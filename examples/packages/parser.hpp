// SPDX-License-Identifier: MIT
// Reads dpkg's status file, and lists of packages in the same form. Knows nothing of databases.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dpkg {

/// A file that cannot be read or does not make sense; the message names file and line.
class ParseError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One package of a relation such as "libc6:any (>= 2.36) | libc6-udeb". Packages of one group are alternatives.
struct Relation {
    int group = 0;
    int alternative = 0;
    std::string name{};
    std::string qualifier{};   ///< "any" in "perl:any"
    std::string constraint{};  ///< ">= 2.36"
    friend bool operator==(const Relation&, const Relation&) = default;
};

/// Fields that a paragraph does not have are empty.
struct Record {
    std::string name{};
    std::string version{};
    std::string architecture{};
    std::string priority{};
    std::string section{};
    std::string maintainer_name{};
    std::string maintainer_email{};
    std::string summary{};
    std::optional<std::int64_t> installed_kib{};
    bool installed = true;  ///< a list without Status fields speaks of packages as if they were installed
    bool essential = false;
    std::vector<Relation> depends{};
    std::vector<Relation> pre_depends{};
    std::vector<Relation> recommends{};
    std::vector<Relation> provides{};
};

/// Throws ParseError, also when there is no package in it. `source` names the text in messages.
[[nodiscard]] std::vector<Record> parse(std::string_view text, std::string_view source);
[[nodiscard]] std::vector<Record> parse_file(const std::string& path);

/// A list may hold several versions of a package; only the last one of each name and architecture is kept.
/// Gives the number of records dropped.
std::size_t keep_last_versions(std::vector<Record>& records);

/// The value of a Depends field. Throws ParseError without a place.
[[nodiscard]] std::vector<Relation> parse_relations(std::string_view text);

}  // namespace dpkg
