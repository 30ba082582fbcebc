// SPDX-License-Identifier: MIT
// The value types of columns that C++ has no type of its own for.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nuage {

/// A point in time: UTC, microseconds since 1970-01-01.
using DateTime = std::chrono::sys_time<std::chrono::microseconds>;
/// A calendar day: days since 1970-01-01.
using Date = std::chrono::sys_days;
/// A span of time in microseconds.
using Duration = std::chrono::microseconds;
/// Octets as they are.
using Bytes = std::vector<std::byte>;

/// A time of day without a date or zone: microseconds since midnight, 0 up to and without 24 h.
struct Time {
    std::chrono::microseconds since_midnight{};

    constexpr Time() = default;
    constexpr explicit Time(std::chrono::microseconds since) : since_midnight(since) {}
    constexpr Time(int hour, int minute, int second = 0, int microsecond = 0)
        : since_midnight(std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
                         std::chrono::microseconds(microsecond)) {}
    friend constexpr auto operator<=>(const Time&, const Time&) = default;
};

/// 128 bits that name a thing. Default-constructed: nil (all zero).
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    /// A random version 4 UUID, from the operating system's generator.
    [[nodiscard]] static Uuid random();
    /// Reads 32 hex digits, with or without dashes or braces. Throws ValueError.
    [[nodiscard]] static Uuid parse(std::string_view text);
    /// Lower case with dashes: 36 characters.
    [[nodiscard]] std::string str() const;
    friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// An IPv4 or IPv6 host address. Default-constructed: 0.0.0.0.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};  ///< network order; the first 4 hold an IPv4 address
    bool is_v6 = false;

    /// Reads "192.0.2.1" or "2001:db8::1". Throws ValueError.
    [[nodiscard]] static IpAddress parse(std::string_view text);
    [[nodiscard]] std::string str() const;
    friend constexpr auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// The present time, in UTC.
[[nodiscard]] DateTime now();
/// The present day, in UTC.
[[nodiscard]] Date today();

inline constexpr std::chrono::days days{1};
inline constexpr std::chrono::hours hours{1};
inline constexpr std::chrono::minutes minutes{1};
inline constexpr std::chrono::seconds seconds{1};
inline constexpr std::chrono::weeks weeks{1};

/// Midnight of a date, or a date and time of day, in UTC: datetime(2024, 5, 17, 12, 30).
[[nodiscard]] constexpr DateTime datetime(int year, unsigned month, unsigned day, int hour = 0, int minute = 0,
                                          int second = 0, int microsecond = 0) {
    return Date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)) +
           Time(hour, minute, second, microsecond).since_midnight;
}
[[nodiscard]] constexpr Date date(int year, unsigned month, unsigned day) {
    return Date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
}

/// ISO 8601 text, microseconds only where they are not zero: "2024-05-17 12:30:00.5" has them as six digits.
[[nodiscard]] std::string to_string(DateTime);
[[nodiscard]] std::string to_string(Date);
[[nodiscard]] std::string to_string(Time);
/// "1 02:03:04.000005" as days, then hours, minutes, seconds.
[[nodiscard]] std::string to_string(Duration);

/// Read the texts above. Throw ValueError.
[[nodiscard]] DateTime parse_datetime(std::string_view);
[[nodiscard]] Date parse_date(std::string_view);
[[nodiscard]] Time parse_time(std::string_view);
[[nodiscard]] Duration parse_duration(std::string_view);

}  // namespace nuage
