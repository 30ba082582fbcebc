// SPDX-License-Identifier: MIT
#include <nuage/backends/mysql/dialect.hpp>

#include <charconv>
#include <memory>
#include <mutex>
#include <vector>

#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/mysql.hpp>
#include <nuage/sql/explain.hpp>
#include <nuage/sql/schema_editor.hpp>

#include "server.hpp"

namespace nuage::mysql {

namespace {

// Connections choose a mode in which a backslash escapes what follows it.
void write_quoted(Text& out, std::string_view text) {
    require_valid_text(text);
    out << '\'';
    for (char c : text) {
        if (c == '\'' || c == '\\') out << c;
        out << c;
    }
    out << '\'';
}

std::string hex_of(const Uuid& uuid) {
    std::string hex = uuid.str();
    std::erase(hex, '-');
    return hex;
}

/// Major, minor and patch level as 101106; the digits that a version begins with.
int number_of(std::string_view version) {
    int number = 0;
    for (int part = 0; part < 3; ++part) {
        int value = 0;
        const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), value);
        if (error != std::errc() && part == 0) return 0;
        number = number * 100 + std::min(value, 99);
        version.remove_prefix(static_cast<std::size_t>(end - version.data()));
        if (version.starts_with('.')) version.remove_prefix(1);
        else if (part < 2) version = "0.0";
    }
    return number;
}

}  // namespace

Server server_of(std::string_view version) {
    // MariaDB counts on from 10 where MySQL had 5.5 and 5.6, and says 5.5.5 first to clients that know no 10.
    constexpr std::string_view disguise = "5.5.5-";
    const bool mariadb = version.find("MariaDB") != std::string_view::npos;
    if (mariadb && version.starts_with(disguise)) version.remove_prefix(disguise.size());
    const int number = number_of(version);
    if (number == 0) throw ImproperlyConfigured("mysql: '" + std::string(version) + "' is no server's version");
    const bool returning = mariadb && number >= 100500;
    return {.returning = returning,
            .consecutive_keys = !returning,
            .uuid_type = mariadb && number >= 100700,
            .json_type = !mariadb,
            .json_normalize = mariadb && number >= 100700,
            .reads_changed_table = mariadb && number >= 100302,
            .skip_locked = !mariadb || number >= 100600,
            .lock_of = !mariadb,
            .analyze_statement = mariadb,
            .set_operations = mariadb ? number >= 100300 : number >= 80031,
            .correlated_tables = !mariadb && number >= 80014,
            .statement_time = mariadb};
}

const MysqlDialect& dialect_for(const Server& server) {
    if (server == mysql_8) return dialect_object;
    if (server == mariadb_10_11) return mariadb_dialect_object;
    static std::mutex mutex;
    static std::vector<std::unique_ptr<MysqlDialect>> others;
    const std::lock_guard lock(mutex);
    for (const auto& known : others)
        if (known->server() == server) return *known;
    return *others.emplace_back(std::make_unique<MysqlDialect>(server));
}

const Dialect& dialect(std::string_view server_version) { return dialect_for(server_of(server_version)); }

void MysqlDialect::explain(Text& out, const ExplainOptions& options) const {
    using enum ExplainFormat;
    const bool trees = !server_.analyze_statement;
    std::string_view format = trees ? sql::explain_format(*this, options, {json, text, traditional, tree})
                                    : sql::explain_format(*this, options, {json, text, traditional});
    if (format == "TEXT") format = "TRADITIONAL";
    auto unknown = sql::explain_options(options);
    const bool analyze = std::erase_if(unknown, [](const auto& option) { return option.first == "ANALYZE" && option.second == "TRUE"; }) != 0;
    if (!unknown.empty()) sql::refuse_explain_options(unknown);
    if (analyze && trees && !format.empty() && format != "TREE") throw ValueError("explain() with ANALYZE has the format TREE only");
    if (analyze) out << (trees ? "EXPLAIN ANALYZE " : "ANALYZE ");
    else out << "EXPLAIN ";
    // That of EXPLAIN is the traditional one, and ANALYZE does not know the word.
    if (!format.empty() && !(analyze && format == "TRADITIONAL")) out << "FORMAT=" << format << ' ';
}

void MysqlDialect::literal(Text& out, const Value& value) const {
    switch (value.kind()) {
        case ValueKind::text:
        case ValueKind::json:
        case ValueKind::ip: write_quoted(out, value.text()); return;
        case ValueKind::uuid: write_quoted(out, server_.uuid_type ? value.uuid().str() : hex_of(value.uuid())); return;
        default: Dialect::literal(out, value); return;
    }
}

std::vector<std::string> MysqlDialect::flush(std::span<const ModelInfo* const> tables, bool reset_keys) const {
    std::vector<std::string> all{"SET FOREIGN_KEY_CHECKS = 0"};
    // DELETE is far quicker for few rows.
    for (const ModelInfo* model : tables) all.push_back((reset_keys ? "TRUNCATE TABLE " : "DELETE FROM ") + sql::quoted_table(*this, *model));
    all.emplace_back("SET FOREIGN_KEY_CHECKS = 1");
    return all;
}

}  // namespace nuage::mysql
