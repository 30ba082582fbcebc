// SPDX-License-Identifier: MIT
#include <conformance/not_applicable.hpp>

#include <fstream>
#include <stdexcept>
#include <string_view>

namespace conformance {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" `");
    const std::size_t to = text.find_last_not_of(" `");
    return from == std::string_view::npos ? std::string_view{} : text.substr(from, to - from + 1);
}

}  // namespace

void read_not_ported(const std::string& path, std::map<std::string, NotPorted>& cases) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read '" + path + "'");
    bool not_yet = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) not_yet = line.ends_with("Not yet");
        if (!line.starts_with("| `")) continue;
        const std::size_t bar = line.find('|', 1);
        const std::size_t end = line.rfind('|');
        if (bar == end) throw std::runtime_error("'" + line + "' in " + path + " has no reason");
        const std::string_view row = line;
        const std::string id(trimmed(row.substr(1, bar - 1)));
        if (!cases.emplace(id, NotPorted{std::string(trimmed(row.substr(bar + 1, end - bar - 1))), not_yet}).second)
            throw std::runtime_error("'" + id + "' stands twice in " + path);
    }
}

}  // namespace conformance
