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

Listed section_of(std::string_view heading) {
    if (heading.ends_with("Not yet")) return Listed::not_yet;
    if (heading.ends_with("Fewer queries")) return Listed::fewer_queries;
    if (heading.ends_with("Differs on a database")) return Listed::differs;
    return Listed::not_applicable;
}

}  // namespace

void read_listed(const std::string& path, std::map<std::string, ListedCase>& cases) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read '" + path + "'");
    Listed section = Listed::not_applicable;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) section = section_of(line);
        if (!line.starts_with("| `")) continue;
        std::size_t bar = line.find('|', 1);
        const std::size_t end = line.rfind('|');
        const std::string_view row = line;
        const std::string id(trimmed(row.substr(1, bar - 1)));
        ListedCase listed{{}, section};
        if (section == Listed::differs) {
            const std::size_t second = line.find('|', bar + 1);
            listed.databases = trimmed(row.substr(bar + 1, second - bar - 1));
            bar = second;
        }
        if (bar == end) throw std::runtime_error("'" + line + "' in " + path + " has no reason");
        listed.reason = trimmed(row.substr(bar + 1, end - bar - 1));
        if (!cases.emplace(id, std::move(listed)).second)
            throw std::runtime_error("'" + id + "' stands twice in " + path);
    }
}

}  // namespace conformance
