// SPDX-License-Identifier: MIT
#include <cmath>

#include <fmt/format.h>

#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage {

namespace {

void write_quoted(Text& out, std::string_view text) {
    // A statement's text ends at a NUL for some clients: half a literal would be sent.
    if (text.find('\0') != std::string_view::npos)
        throw ValueError("a text with a NUL character cannot be written as an SQL literal");
    out << '\'';
    for (char c : text) {
        if (c == '\'') out << '\'';
        out << c;
    }
    out << '\'';
}

void write_real(Text& out, double value) {
    if (!std::isfinite(value)) throw ValueError(fmt::format("{} cannot be written as an SQL literal", value));
    const std::string text = fmt::format("{}", value);
    out << text;
    // 3.0 comes out as "3", which would be an integer and divide like one.
    if (text.find_first_of(".e") == std::string::npos) out << ".0";
}

void write_decimal(Text& out, std::string_view text) {
    // The only text that is written without quotes: nothing but a number may pass.
    if (text.empty() || text.find_first_not_of("0123456789.+-") != std::string_view::npos)
        throw ValueError(fmt::format("'{}' is no decimal number", text));
    out << text;
}

void write_hex(Text& out, std::string_view octets) {
    out << "X'";
    for (char c : octets) out << fmt::format("{:02X}", static_cast<unsigned char>(c));
    out << '\'';
}

}  // namespace

void Dialect::literal(Text& out, const Value& value) const {
    switch (value.kind()) {
        case ValueKind::null: out << "NULL"; return;
        case ValueKind::boolean: out << (value.boolean() ? "TRUE" : "FALSE"); return;
        // A duration is a count of microseconds unless a dialect has intervals.
        case ValueKind::integer:
        case ValueKind::duration: out.number(value.integer()); return;
        case ValueKind::real: write_real(out, value.real()); return;
        case ValueKind::decimal: write_decimal(out, value.text()); return;
        case ValueKind::text:
        case ValueKind::json:
        case ValueKind::ip: write_quoted(out, value.text()); return;
        case ValueKind::bytes: write_hex(out, value.text()); return;
        case ValueKind::date:
        case ValueKind::time:
        case ValueKind::datetime:
        case ValueKind::uuid: write_quoted(out, value.repr()); return;
        case ValueKind::row: {
            const char* before = "(";
            for (const Value& part : value.row()) {
                out << before;
                literal(out, part);
                before = ", ";
            }
            out << ')';
            return;
        }
    }
}

}  // namespace nuage
