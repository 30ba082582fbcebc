// SPDX-License-Identifier: MIT
// The grammar of Depends: https://www.debian.org/doc/debian-policy/ch-relationships.html
#include "parser.hpp"
#include "text.hpp"

namespace dpkg {

namespace {

/// Cuts off a bracketed part, such as "(>= 1.0)"; what it holds is returned, the text before it is left.
std::string_view cut_brackets(std::string_view& text, char open, char close) {
    const std::size_t from = text.find(open);
    if (from == std::string_view::npos) return {};
    const std::size_t to = text.find(close, from);
    if (to == std::string_view::npos) throw ParseError("'" + std::string(text) + "' lacks a '" + close + "'");
    if (!trim(text.substr(to + 1)).empty())
        throw ParseError("'" + std::string(text) + "' goes on after the '" + close + "'");
    const std::string_view inside = trim(text.substr(from + 1, to - from - 1));
    text = trim(text.substr(0, from));
    return inside;
}

/// "(>=2.36)" and "( >= 2.36 )" mean the same.
std::string constraint_of(std::string_view inside) {
    const std::size_t version = inside.find_first_not_of("<>=");
    if (inside.empty()) return {};
    if (version == 0 || version == std::string_view::npos)
        throw ParseError("'(" + std::string(inside) + ")' is no version relation");
    return std::string(inside.substr(0, version)) + ' ' + std::string(trim(inside.substr(version)));
}

Relation parse_one(std::string_view text) {
    Relation relation;
    cut_brackets(text, '<', '>');  // build profiles and architecture lists concern source packages
    cut_brackets(text, '[', ']');
    relation.constraint = constraint_of(cut_brackets(text, '(', ')'));
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
