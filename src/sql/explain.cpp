// SPDX-License-Identifier: MIT
#include <nuage/sql/explain.hpp>

#include <algorithm>

#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage {

namespace sql {

namespace {

constexpr std::string_view format_names[] = {"", "TEXT", "JSON", "XML", "YAML", "TRADITIONAL", "TREE"};

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> explain_options(const ExplainOptions& options) {
    std::vector<std::pair<std::string, std::string>> list;
    const auto add = [&](bool wanted, const char* name) {
        if (wanted) list.emplace_back(name, "TRUE");
    };
    add(options.analyze, "ANALYZE");
    add(options.verbose, "VERBOSE");
    add(options.buffers, "BUFFERS");
    add(options.settings, "SETTINGS");
    add(options.wal, "WAL");
    for (const auto& [name, value] : options.others) list.emplace_back(upper(name), upper(value));
    return list;
}

std::string_view explain_format(const Dialect& dialect, const ExplainOptions& options, std::initializer_list<ExplainFormat> known) {
    const std::string_view name = format_names[static_cast<std::size_t>(options.format)];
    if (name.empty() || std::find(known.begin(), known.end(), options.format) != known.end()) return name;
    std::string allowed;
    for (const ExplainFormat format : known) (allowed += allowed.empty() ? "" : ", ") += format_names[static_cast<std::size_t>(format)];
    throw ValueError(std::string(name) + " is not a recognized format. " +
                     (allowed.empty() ? "Database '" + std::string(dialect.name()) + "' has one form of plans only."
                                      : "Allowed formats: " + allowed));
}

void refuse_explain_options(const std::vector<std::pair<std::string, std::string>>& unknown) {
    std::string names;
    for (const auto& [name, value] : unknown) (names += names.empty() ? "" : ", ") += name;
    throw ValueError("Unknown options of explain(): " + names);
}

}  // namespace sql

void Dialect::explain(Text& out, const ExplainOptions& options) const {
    static_cast<void>(sql::explain_format(*this, options, {}));
    if (const auto asked = sql::explain_options(options); !asked.empty()) sql::refuse_explain_options(asked);
    out << "EXPLAIN ";
}

}  // namespace nuage
