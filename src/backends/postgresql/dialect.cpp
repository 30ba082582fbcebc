// SPDX-License-Identifier: MIT
#include <nuage/backends/postgresql/dialect.hpp>

#include <algorithm>

#include <nuage/db/text_check.hpp>
#include <nuage/postgresql.hpp>
#include <nuage/sql/explain.hpp>
#include <nuage/sql/schema_editor.hpp>

#include "types.hpp"

namespace nuage::postgresql {

namespace {

/// Those of the server's newest version; an older one says itself which it does not know.
constexpr std::string_view explain_names[] = {"ANALYZE", "BUFFERS", "COSTS", "GENERIC_PLAN", "MEMORY", "SERIALIZE", "SETTINGS", "SUMMARY", "TIMING", "VERBOSE", "WAL"};
constexpr std::string_view explain_values[] = {"TRUE", "FALSE", "ON", "OFF", "1", "0", "NONE", "TEXT", "BINARY"};

bool is_one_of(std::span<const std::string_view> list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

// Backslashes stay as they are: connections insist on standard_conforming_strings.
void write_quoted(Text& out, std::string_view text) {
    require_valid_text(text);
    out << '\'';
    for (char c : text) {
        if (c == '\'') out << '\'';
        out << c;
    }
    out << '\'';
}

}  // namespace

const Dialect& dialect() { return dialect_object; }

void PostgresqlDialect::explain(Text& out, const ExplainOptions& options) const {
    using enum ExplainFormat;
    const std::string_view format = sql::explain_format(*this, options, {json, text, xml, yaml});
    auto asked = sql::explain_options(options);
    auto unknown = asked;
    std::erase_if(unknown, [](const auto& option) { return is_one_of(explain_names, option.first) && is_one_of(explain_values, option.second); });
    if (!unknown.empty()) sql::refuse_explain_options(unknown);
    if (!format.empty()) asked.emplace_back("FORMAT", format);
    out << "EXPLAIN ";
    if (asked.empty()) return;
    const char* separator = "(";
    for (const auto& [name, value] : asked) {
        out << std::string_view(separator) << name << ' ' << value;
        separator = ", ";
    }
    out << ") ";
}

void PostgresqlDialect::literal(Text& out, const Value& value) const {
    switch (value.kind()) {
        case ValueKind::null: out << "NULL"; return;
        case ValueKind::boolean: out << (value.boolean() ? "TRUE" : "FALSE"); return;
        case ValueKind::integer: out.number(value.integer()); return;
        case ValueKind::text: write_quoted(out, value.text()); return;
        default: break;
    }
    write_quoted(out, text_form(source_of(value)));
    out << "::" << type_name(value.kind());
}

std::vector<std::string> PostgresqlDialect::flush(std::span<const ModelInfo* const> tables, bool reset_keys) const {
    if (tables.empty()) return {};
    std::string sql = "TRUNCATE ";
    for (const ModelInfo* model : tables) (sql += model == tables.front() ? "" : ", ") += sql::quoted_table(*this, *model);
    return {sql += reset_keys ? " RESTART IDENTITY" : ""};
}

std::vector<std::string> PostgresqlDialect::move_sequences(std::span<const ModelInfo* const> tables) const {
    std::vector<std::string> all;
    for (const ModelInfo* model : tables) {
        if (!model->key_parts.empty() || !model->primary_key().automatic) continue;
        const std::string table = sql::quoted_table(*this, *model);
        Text column;
        quote(column, column_name(model->primary_key()));
        Text out;
        out << "SELECT setval(pg_get_serial_sequence(";
        write_quoted(out, table);
        out << ", ";
        write_quoted(out, column_name(model->primary_key()));
        out << "), GREATEST(MAX(" << column.view() << "), 1), MAX(" << column.view() << ") IS NOT NULL) FROM " << table;
        all.push_back(out.str());
    }
    return all;
}

}  // namespace nuage::postgresql
