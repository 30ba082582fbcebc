// SPDX-License-Identifier: MIT
// PostgreSQL's types on the wire: how parameters are written and columns read.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include <nuage/db/driver.hpp>

#include "result.hpp"

namespace nuage::postgresql {

/// Binary forms of result columns; several types of the server may share one.
enum class Wire : std::uint8_t {
    boolean, int2, int4, int8, oid, float4, float8, numeric, text, bytea,
    date, time, timestamp, interval, uuid, json, jsonb, inet,
    own,      ///< a type made by CREATE TYPE or an extension: enumerations and citext travel as text
    foreign   ///< a built-in type that nuage has no value for
};
[[nodiscard]] Wire wire_of(Oid type);

/// The type a parameter is declared as; 0 lets the server infer it from the surroundings. Text is left to the
/// server, as a literal in quotes is: text parameters then fit varchar, enumeration and citext columns alike.
[[nodiscard]] Oid parameter_type(ValueKind kind);

/// A column of a row as it arrived; never NULL.
struct Cell {
    const char* data;
    std::size_t size;
    Wire wire;
    std::string_view text() const { return {data, size}; }
};
/// Reads a cell; as the wanted kind where there is a conversion, else as what the column holds.
/// Throws DataError for what no Value can hold (infinite dates), NotSupportedError for foreign types.
[[nodiscard]] Value decode(const Cell& cell, ValueKind wanted, std::uint8_t decimal_places = ColumnPlan::any_scale);

/// Big-endian numbers, as the protocol has them.
template <class T>
[[nodiscard]] T load(const char* data) {
    T value;
    std::memcpy(&value, data, sizeof value);
    if constexpr (std::endian::native == std::endian::big || sizeof(T) == 1) return value;
    else if constexpr (sizeof(T) == 2) return static_cast<T>(__builtin_bswap16(static_cast<std::uint16_t>(value)));
    else if constexpr (sizeof(T) == 4) return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
    else return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(value)));
}
template <class T>
void store(char* data, T value) {
    const T swapped = load<T>(reinterpret_cast<const char*>(&value));
    std::memcpy(data, &swapped, sizeof swapped);
}

/// The server counts from 2000-01-01.
inline constexpr std::int64_t epoch_days = 10957;
inline constexpr std::int64_t day_microseconds = 86'400'000'000;
inline constexpr std::int64_t epoch_microseconds = epoch_days * day_microseconds;

/// Microseconds since 1970 of a timestamp. Throws DataError for infinity and for what lies beyond year 294246.
[[nodiscard]] std::int64_t unix_microseconds(std::int64_t timestamp);
/// Days since 1970 of a date. Throws DataError for infinity.
[[nodiscard]] std::int64_t unix_days(std::int32_t date);

/// A parameter's content without regard to how its member is laid out.
struct Source {
    ValueKind kind = ValueKind::null;
    std::int64_t integer = 0;        ///< also booleans and temporal counts
    double real = 0;
    std::string_view text{};         ///< text kinds: ends with a NUL character; octets: need not
    const Uuid* uuid = nullptr;
};
[[nodiscard]] Source source_of(const Value& value);
[[nodiscard]] Source source_of(const Param& param);
/// As the server reads it, whatever its type.
[[nodiscard]] std::string text_form(const Source& source);

/// A parameter as libpq takes it.
struct Bound {
    const char* data = nullptr;   ///< points into `scratch`, into `spelled`, or to the program's own text
    int size = 0;
    bool binary = false;
    char scratch[16]{};
    std::string spelled;
    /// Takes a value for a parameter that was declared as `declared`. Throws DataError where it does not fit.
    void take(const Source& source, ValueKind declared);
};

}  // namespace nuage::postgresql
