// SPDX-License-Identifier: MIT
// Values on their way to the server and back, in the forms of the binary protocol.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nuage/db/driver.hpp>

#include "client.hpp"

namespace nuage::mysql {

/// A parameter as the client library takes it. It is pointed to, and must stay where it is.
struct Bound {
    union {
        std::int64_t integer = 0;
        double real;
        MYSQL_TIME time;
        char digits[32];   ///< of a UUID
    };
    unsigned long size = 0;

    /// Fills in `bind` so that it reads this, or the program's own text. Throws DataError for what no column takes.
    void take(const Param& param, MYSQL_BIND& bind);

private:
    void take_value(const Value& value, ValueKind wanted, MYSQL_BIND& bind);
    void take_integer(std::int64_t value, MYSQL_BIND& bind);
    void take_real(double value, MYSQL_BIND& bind);
    void take_text(std::string_view text, ValueKind kind, MYSQL_BIND& bind);
    void take_octets(const void* octets, std::size_t count, MYSQL_BIND& bind);
    void take_date(Date date, MYSQL_BIND& bind);
    void take_time(Time time, MYSQL_BIND& bind);
    void take_datetime(DateTime datetime, MYSQL_BIND& bind);
    void take_uuid(const Uuid& uuid, MYSQL_BIND& bind);
};

/// How a column arrives; several types of the server share one.
enum class Wire : std::uint8_t { integer, large, real, decimal, text, bytes, date, time, datetime };
[[nodiscard]] Wire wire_of(const MYSQL_FIELD& field);

/// A column of a result, where the client library puts what it fetches.
struct Cell {
    Wire wire = Wire::integer;
    Flag null = 0;
    Flag cut = 0;               ///< the buffer was too small
    unsigned long size = 0;     ///< of a text, in full even where it was cut
    union {
        std::int64_t integer = 0;
        double real;
        MYSQL_TIME time;
    };
    std::vector<char> buffer;   ///< of a text

    void describe(MYSQL_BIND& bind);
    [[nodiscard]] std::string_view text() const { return {buffer.data(), size}; }
};

/// Microseconds since 1970, days since 1970, microseconds since midnight. Throw DataError for what is no such thing, as
/// 0000-00-00 is no day.
[[nodiscard]] std::int64_t datetime_of(const MYSQL_TIME& time);
[[nodiscard]] std::int64_t date_of(const MYSQL_TIME& time);
[[nodiscard]] std::int64_t time_of(const MYSQL_TIME& time);

/// Reads a cell that is not NULL; as the wanted kind where there is a conversion, else as what the column holds.
[[nodiscard]] Value decode(const Cell& cell, ValueKind wanted, std::uint8_t decimal_places = ColumnPlan::any_scale);

}  // namespace nuage::mysql
