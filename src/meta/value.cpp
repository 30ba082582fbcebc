// SPDX-License-Identifier: MIT
#include <nuage/meta/value.hpp>

#include <cmath>

#include <fmt/format.h>

namespace nuage {

namespace {

[[nodiscard]] std::string quoted(std::string_view text) {
    std::string out = "'";
    for (char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out += '\'';
}

[[nodiscard]] std::string hex(std::string_view octets) {
    std::string out = "X'";
    for (char c : octets) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out += '\'';
}

/// NaN equals NaN and comes last, so that a map keyed by values stays a map.
[[nodiscard]] bool same_real(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }
[[nodiscard]] bool less_real(double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); }

[[nodiscard]] std::string row_repr(const std::vector<Value>& row) {
    std::string out = "(";
    for (const Value& value : row) out += (out.size() == 1 ? "" : ", ") + value.repr();
    return out += ')';
}

}  // namespace

Bytes Value::bytes() const {
    const auto* first = reinterpret_cast<const std::byte*>(text_.data());
    return Bytes(first, first + text_.size());
}

bool Value::same_as(const Value& other) const {
    if (kind_ != other.kind_) return false;
    if (holds_text()) return text_ == other.text_;
    switch (kind_) {
        case ValueKind::null: return true;
        case ValueKind::real: return same_real(real_, other.real_);
        case ValueKind::uuid: return uuid_ == other.uuid_;
        case ValueKind::row: return row_ == other.row_;
        default: return integer_ == other.integer_;
    }
}

bool Value::less_than(const Value& other) const {
    if (kind_ != other.kind_) return kind_ < other.kind_;
    if (holds_text()) return text_ < other.text_;
    switch (kind_) {
        case ValueKind::null: return false;
        case ValueKind::real: return less_real(real_, other.real_);
        case ValueKind::uuid: return uuid_ < other.uuid_;
        case ValueKind::row: return row_ < other.row_;
        default: return integer_ < other.integer_;
    }
}

std::string Value::repr() const {
    switch (kind_) {
        case ValueKind::null: return "NULL";
        case ValueKind::boolean: return boolean() ? "TRUE" : "FALSE";
        case ValueKind::integer: return std::to_string(integer_);
        case ValueKind::real: return fmt::format("{}", real_);
        case ValueKind::text:
        case ValueKind::json: return quoted(text_);
        case ValueKind::bytes: return hex(text_);
        case ValueKind::decimal:
        case ValueKind::ip: return text_;
        case ValueKind::date: return to_string(Date(std::chrono::days(integer_)));
        case ValueKind::time: return to_string(Time(std::chrono::microseconds(integer_)));
        case ValueKind::datetime: return to_string(DateTime(std::chrono::microseconds(integer_)));
        case ValueKind::duration: return to_string(Duration(integer_));
        case ValueKind::uuid: return uuid_.str();
        case ValueKind::row: return row_repr(row_);
    }
    return {};
}

}  // namespace nuage
