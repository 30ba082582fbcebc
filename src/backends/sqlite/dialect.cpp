// SPDX-License-Identifier: MIT
#include <nuage/backends/sqlite/dialect.hpp>

#include <nuage/sql/explain.hpp>
#include <nuage/sqlite.hpp>

#include "types.hpp"

namespace nuage::sqlite {
namespace {

std::size_t write_form(char* form, const Value& value) {
    switch (value.kind()) {
        case ValueKind::date: return write_date(form, Date(std::chrono::days(value.integer())));
        case ValueKind::time: return write_time(form, Time(Duration(value.integer())));
        case ValueKind::datetime: return write_datetime(form, DateTime(Duration(value.integer())));
        case ValueKind::uuid: return write_uuid(form, value.uuid());
        default: return 0;
    }
}

}  // namespace

const Dialect& dialect() { return dialect_object; }

void SqliteDialect::explain(Text& out, const ExplainOptions& options) const {
    Dialect::explain(out, options);   // knows no option either
    out << "QUERY PLAN ";
}

// A default in DDL must have the very form that a bound value gets, or the two would not compare equal.
void SqliteDialect::literal(Text& out, const Value& value) const {
    char form[longest_form];
    const std::size_t size = write_form(form, value);
    if (size != 0) out << '\'' << std::string_view(form, size) << '\'';
    else Dialect::literal(out, value);
}

std::vector<std::string> SqliteDialect::flush(std::span<const ModelInfo* const> tables, bool reset_keys) const {
    std::vector<std::string> all = Dialect::flush(tables, reset_keys);
    if (!reset_keys) return all;
    for (const ModelInfo* model : tables) {
        // Without an automatic key anywhere there is no table of the sequences.
        if (!model->key_parts.empty() || !model->primary_key().automatic) continue;
        Text out;
        out << "DELETE FROM sqlite_sequence WHERE name = ";
        literal(out, Value(table_name(*model)));
        all.push_back(out.str());
    }
    return all;
}

}  // namespace nuage::sqlite
