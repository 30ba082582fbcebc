// SPDX-License-Identifier: MIT
// How SQLite, which has no such types, stores dates, times and UUIDs: the text forms Django uses.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <nuage/meta/value.hpp>

namespace nuage::sqlite {

/// Enough for each of the forms below. Writers return how many characters they wrote.
inline constexpr std::size_t longest_form = 32;

/// YYYY-MM-DD. Throws DataError outside the years 0 to 9999, as do the others that write a year.
std::size_t write_date(char* out, Date date);
/// HH:MM:SS, and .ffffff unless that is zero.
std::size_t write_time(char* out, Time time);
/// YYYY-MM-DD HH:MM:SS[.ffffff], UTC.
std::size_t write_datetime(char* out, DateTime datetime);
/// 32 hex digits without dashes.
std::size_t write_uuid(char* out, const Uuid& uuid);

/// Days since 1970-01-01; nothing when the text is no date. All readers refuse days and hours that do not exist.
[[nodiscard]] std::optional<std::int64_t> read_date(std::string_view text);
/// Microseconds since midnight. Seconds and a fraction of any length may follow the minutes.
[[nodiscard]] std::optional<std::int64_t> read_time(std::string_view text);
/// Microseconds since 1970. Besides our own form takes a date alone, 'T' between date and time, and a zone.
[[nodiscard]] std::optional<std::int64_t> read_datetime(std::string_view text);
/// With or without dashes.
[[nodiscard]] std::optional<Uuid> read_uuid(std::string_view text);

}  // namespace nuage::sqlite
