// SPDX-License-Identifier: MIT
// One value on its way to or from a database, in plain storage kinds only.
#pragma once

#include <concepts>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include <nuage/meta/types.hpp>

namespace nuage {

/// What a Value holds. Decimals and JSON documents travel as text; a row is several values, which no driver ever sees.
enum class ValueKind : std::uint8_t {
    null, boolean, integer, real, text, bytes, date, time, datetime, duration, uuid, decimal, json, ip, row
};

/// A bound parameter or a column's content. Also Django's Value(3) where an expression wants a literal.
class Value {
public:
    constexpr Value() noexcept : integer_(0) {}
    constexpr Value(std::nullptr_t) noexcept : integer_(0) {}
    constexpr Value(bool v) noexcept : kind_(ValueKind::boolean), integer_(v) {}
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    constexpr Value(T v) noexcept : kind_(ValueKind::integer), integer_(static_cast<std::int64_t>(v)) {}
    constexpr Value(double v) noexcept : kind_(ValueKind::real), real_(v) {}
    Value(std::string v) noexcept : kind_(ValueKind::text), text_(std::move(v)) {}
    Value(std::string_view v) : kind_(ValueKind::text), text_(v) {}
    Value(const char* v) : kind_(ValueKind::text), text_(v) {}
    Value(const Bytes& v) : kind_(ValueKind::bytes), text_(reinterpret_cast<const char*>(v.data()), v.size()) {}
    Value(Date v) noexcept : kind_(ValueKind::date), integer_(v.time_since_epoch().count()) {}
    Value(Time v) noexcept : kind_(ValueKind::time), integer_(v.since_midnight.count()) {}
    Value(DateTime v) noexcept : kind_(ValueKind::datetime), integer_(v.time_since_epoch().count()) {}
    Value(Duration v) noexcept : kind_(ValueKind::duration), integer_(v.count()) {}
    Value(const Uuid& v) noexcept : kind_(ValueKind::uuid), uuid_(v) {}
    /// Text that means something else than text: a decimal number, a JSON document, an IP address, octets.
    Value(ValueKind kind, std::string text) noexcept : kind_(kind), text_(std::move(text)) {}
    /// A count of days or microseconds of a temporal kind.
    constexpr Value(ValueKind kind, std::int64_t count) noexcept : kind_(kind), integer_(count) {}
    /// Several values that are one, in the order of their fields: a primary key of several fields.
    [[nodiscard]] static Value row(std::vector<Value> values) {
        Value value;
        value.kind_ = ValueKind::row;
        std::construct_at(&value.row_, std::move(values));
        return value;
    }

    constexpr Value(const Value& other) : kind_(other.kind_), integer_(0) { copy(other); }
    constexpr Value(Value&& other) noexcept : kind_(other.kind_), integer_(0) { take(other); }
    constexpr Value& operator=(const Value& other) {
        if (this != &other) *this = Value(other);
        return *this;
    }
    constexpr Value& operator=(Value&& other) noexcept {
        if (this == &other) return *this;
        clear();
        kind_ = other.kind_;
        take(other);
        return *this;
    }
    constexpr ~Value() {
        if (owns()) release();
    }

    [[nodiscard]] constexpr ValueKind kind() const { return kind_; }
    [[nodiscard]] constexpr bool is_null() const { return kind_ == ValueKind::null; }
    [[nodiscard]] constexpr bool boolean() const { return integer_ != 0; }
    /// The integer, or the count of days or microseconds of a temporal kind.
    [[nodiscard]] constexpr std::int64_t integer() const { return integer_; }
    [[nodiscard]] constexpr double real() const { return real_; }
    /// Text, octets, decimal digits, a JSON document or an IP address.
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::string& text() { return text_; }
    [[nodiscard]] const Uuid& uuid() const { return uuid_; }
    [[nodiscard]] const std::vector<Value>& row() const { return row_; }
    [[nodiscard]] Bytes bytes() const;
    /// Address of the payload, for a driver that binds without copying.
    [[nodiscard]] const void* data() const { return &integer_; }

    /// Sets an integer without looking at more than the old kind: what decoding a key per row wants.
    void set_integer(std::int64_t v) {
        if (owns()) release();
        kind_ = ValueKind::integer;
        integer_ = v;
    }

    /// Same kind and same content. NULL equals NULL here (this is about C++ objects, not SQL).
    friend bool operator==(const Value& a, const Value& b) { return a.same_as(b); }
    /// An order for use as a map key: by kind, then content.
    friend bool operator<(const Value& a, const Value& b) { return a.less_than(b); }
    /// How a person would write it: 'it''s', 42, 2024-05-17, NULL. For messages and logs, never for SQL.
    [[nodiscard]] std::string repr() const;

private:
    [[nodiscard]] constexpr bool holds_text() const {
        return kind_ == ValueKind::text || kind_ == ValueKind::bytes || kind_ == ValueKind::decimal ||
               kind_ == ValueKind::json || kind_ == ValueKind::ip;
    }
    [[nodiscard]] constexpr bool owns() const { return kind_ == ValueKind::row || holds_text(); }
    constexpr void release() {
        if (kind_ == ValueKind::row) row_.~vector();
        else text_.~basic_string();
    }
    constexpr void clear() {
        if (owns()) release();
        kind_ = ValueKind::null;
        integer_ = 0;
    }
    constexpr void copy(const Value& other) {
        if (other.holds_text()) std::construct_at(&text_, other.text_);
        else if (kind_ == ValueKind::row) std::construct_at(&row_, other.row_);
        else if (kind_ == ValueKind::uuid) uuid_ = other.uuid_;
        else if (kind_ == ValueKind::real) real_ = other.real_;
        else integer_ = other.integer_;
    }
    constexpr void take(Value& other) noexcept {
        if (other.holds_text()) std::construct_at(&text_, std::move(other.text_));
        else if (kind_ == ValueKind::row) std::construct_at(&row_, std::move(other.row_));
        else copy(other);
    }
    [[nodiscard]] bool same_as(const Value&) const;
    [[nodiscard]] bool less_than(const Value&) const;

    ValueKind kind_ = ValueKind::null;
    union {
        std::int64_t integer_;
        double real_;
        std::string text_;
        std::vector<Value> row_;
        Uuid uuid_;
    };
};

}  // namespace nuage
