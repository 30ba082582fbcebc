// SPDX-License-Identifier: MIT
#include <nuage/backends/postgresql/dialect.hpp>

#include <nuage/db/text_check.hpp>
#include <nuage/postgresql.hpp>

#include "types.hpp"

namespace nuage::postgresql {

namespace {

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

}  // namespace nuage::postgresql
