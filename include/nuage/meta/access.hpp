// SPDX-License-Identifier: MIT
// How code that knows no model reads and writes a model's members.
#pragma once

#include <optional>

#include <nuage/meta/value.hpp>

namespace nuage {

/// The C++ layout of a member (or of the payload of its std::optional): what a driver reads or writes directly.
enum class Storage : std::uint8_t {
    boolean,   ///< bool
    i16, i32, i64,
    u16, u32,  ///< stored in the next wider signed column
    u64,       ///< stored in a signed 64-bit column; values above 2^63-1 are refused
    f64,
    text,      ///< std::string
    bytes,     ///< nuage::Bytes
    date,      ///< nuage::Date: a 64-bit count of days
    time, datetime, duration,  ///< a 64-bit count of microseconds
    uuid,      ///< nuage::Uuid
    value,     ///< nuage::Value: the key inside a ForeignKey, or a column of unknown type
    custom     ///< goes through Access::load and Access::dump
};

/// One per C++ member type: enough to decode into it, and to bind from it, without knowing the type.
struct Access {
    Storage storage;
    ValueKind kind;         ///< what the column holds; for `value` and `custom` it is what to decode as
    bool nullable = false;  ///< a std::optional
    /// Address of the payload, nullptr when NULL. Null pointer: the member itself is the payload.
    const void* (*get)(const void* member) = nullptr;
    /// Makes the optional hold something and returns its address; null pointer: the member itself.
    void* (*emplace)(void* member) = nullptr;
    void (*reset)(void* member) = nullptr;
    /// For Storage::custom.
    void (*load)(void* payload, const Value&) = nullptr;
    Value (*dump)(const void* payload) = nullptr;
    /// True for a value-initialised member: an unset key, an empty default.
    bool (*is_empty)(const void* member) = nullptr;
};

/// Reads a member as a Value. Text is copied.
[[nodiscard]] Value read_member(const Access&, const void* member);
/// Writes a Value into a member, with the conversions a field allows (integer to double, text to decimal …).
/// Throws DataError when the value does not fit the member's type.
void write_member(const Access&, void* member, const Value&);

}  // namespace nuage
