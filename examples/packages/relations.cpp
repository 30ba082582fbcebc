// SPDX-License-Identifier: MIT
// The grammar of Depends: https://www.debian.org/doc/debian-policy/ch-relationships.html
#include <algorithm>

#include "parser.hpp"
#include "text.hpp"

namespace dpkg {

namespace {

/// Cuts off "(>= 1.0)"; what it holds is returned, the text before it is left. Lists of architectures and build
/// profiles may follow: they concern source packages, and are passed over.
std::string_view cut_version(std::string_view& text) {
    const std::string_view whole = text;
    const std::size_t open = std::min(text.find('('), text.size());
    text = trim(whole.substr(0, std::min(open, text.find_first_of("[<"))));
    if (open == whole.size()) return {};
    const std::size_t close = whole.find(')', open);
    if (close == std::string_view::npos) throw ParseError("'" + std::string(whole) + "' lacks a ')'");
    const std::string_view rest = trim(whole.substr(close + 1));
    if (!rest.empty() && rest.front() != '[' && rest.front() != '<')
        throw ParseError("'" + std::string(whole) + "' goes on after the ')'");
    return trim(whole.substr(open + 1, close - open - 1));
}

/// "(>=2.36)" and "( >= 2.36 )" mean the same.
std::string constraint_of(std::string_view inside) {
    if (inside.empty()) return {};
    const std::size_t version = inside.find_first_not_of("<>=");
    if (version == 0 || version == std::string_view::npos)
        throw ParseError("'(" + std::string(inside) + ")' is no version relation");
    return std::string(inside.substr(0, version)) + ' ' + std::string(trim(inside.substr(version)));
}

Relation parse_one(std::string_view text) {
    Relation relation;
    relation.constraint = constraint_of(cut_version(text));
    const std::size_t colon = text.find(':');
    relation.name = text.substr(0, colon);
    if (colon != std::string_view::npos) relation.qualifier = text.substr(colon + 1);
    if (relation.name.empty() || relation.name.find_first_of(" \t()[]<>=") != std::string::npos)
        throw ParseError("'" + std::string(text) + "' is no name of a package");
    return relation;
}

}  // namespace

std::vector<Relation> parse_relations(std::string_view text) {
    std::vector<Relation> relations;
    int group = 0;
    for (std::string_view rest = text; !rest.empty();) {
        std::string_view alternatives = trim(cut_until(rest, ','));
        if (alternatives.empty()) continue;  // a comma at the end is common
        int alternative = 0;
        while (!alternatives.empty()) {
            Relation relation = parse_one(trim(cut_until(alternatives, '|')));
            relation.group = group;
            relation.alternative = alternative++;
            relations.push_back(std::move(relation));
        }
        ++group;
    }
    return relations;
}

}  // namespace dpkg
