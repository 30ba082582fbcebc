// SPDX-License-Identifier: MIT
#include <nuage/meta/types.hpp>

#include <arpa/inet.h>
#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include <fmt/format.h>

#include <nuage/meta/errors.hpp>

namespace nuage {

namespace {

using std::chrono::microseconds;

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t minute_us = 60 * second_us;
constexpr std::int64_t hour_us = 60 * minute_us;
constexpr std::int64_t day_us = 24 * hour_us;

[[nodiscard]] bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[noreturn]] void refuse(std::string_view text, std::string_view what, std::string_view expected) {
    throw ValueError(fmt::format("'{}' is no {}; expected {}", text, what, expected));
}

/// Takes a text apart from its front. A part that is not there is nullopt or false, and the text stays.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] bool skip(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    /// Exactly `count` digits, of a number of at most `most`.
    [[nodiscard]] std::optional<int> digits(std::size_t count, int most) {
        if (leading_digits() < count) return std::nullopt;
        const auto value = static_cast<int>(take(count));
        return value <= most ? std::optional(value) : std::nullopt;
    }
    /// As many digits as there are.
    [[nodiscard]] std::optional<std::int64_t> number() {
        constexpr std::size_t fits_64_bits = 18;
        const std::size_t count = leading_digits();
        if (count == 0 || count > fits_64_bits) return std::nullopt;
        return take(count);
    }
    /// ".5" as 500000; 0 where there is no point. More digits than microseconds can hold are refused, never dropped.
    [[nodiscard]] std::optional<int> fraction() {
        if (!skip('.')) return 0;
        const std::size_t count = leading_digits();
        if (count == 0 || count > 6) return std::nullopt;
        auto value = static_cast<int>(take(count));
        for (std::size_t i = count; i < 6; ++i) value *= 10;
        return value;
    }

private:
    [[nodiscard]] std::size_t leading_digits() const {
        return static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_digit) - rest_.begin());
    }
    [[nodiscard]] std::int64_t take(std::size_t count) {
        std::int64_t value = 0;
        for (char c : rest_.substr(0, count)) value = value * 10 + (c - '0');
        rest_.remove_prefix(count);
        return value;
    }

    std::string_view rest_;
};

[[nodiscard]] std::optional<Date> read_date(Reader& reader) {
    const auto year = reader.digits(4, 9999);
    if (!year || !reader.skip('-')) return std::nullopt;
    const auto month = reader.digits(2, 12);
    if (!month || !reader.skip('-')) return std::nullopt;
    const auto day = reader.digits(2, 31);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(Date(date)) : std::nullopt;
}

[[nodiscard]] std::optional<Time> read_time(Reader& reader) {
    const auto hour = reader.digits(2, 23);
    if (!hour || !reader.skip(':')) return std::nullopt;
    const auto minute = reader.digits(2, 59);
    if (!minute) return std::nullopt;
    if (!reader.skip(':')) return Time(*hour, *minute);
    const auto second = reader.digits(2, 59);
    if (!second) return std::nullopt;
    const auto micros = reader.fraction();
    if (!micros) return std::nullopt;
    return Time(*hour, *minute, *second, *micros);
}

/// Nothing, Z, +hh, +hhmm or +hh:mm: how far local time is ahead of UTC.
[[nodiscard]] std::optional<microseconds> read_offset(Reader& reader) {
    if (reader.done() || reader.skip('Z') || reader.skip('z')) return microseconds{0};
    const bool west = reader.skip('-');
    if (!west && !reader.skip('+')) return std::nullopt;
    const auto hour = reader.digits(2, 23);
    if (!hour) return std::nullopt;
    std::int64_t ahead = *hour * hour_us;
    if (!reader.done()) {
        (void)reader.skip(':');
        const auto minute = reader.digits(2, 59);
        if (!minute) return std::nullopt;
        ahead += *minute * minute_us;
    }
    return microseconds(west ? -ahead : ahead);
}

/// total + count * unit, where that fits.
[[nodiscard]] std::optional<std::int64_t> plus(std::int64_t total, std::int64_t count, std::int64_t unit) {
    std::int64_t product = 0;
    std::int64_t sum = 0;
    if (__builtin_mul_overflow(count, unit, &product) || __builtin_add_overflow(total, product, &sum))
        return std::nullopt;
    return sum;
}

[[nodiscard]] std::optional<std::int64_t> with_fraction(Reader& reader, std::int64_t seconds) {
    const auto micros = reader.fraction();
    return micros ? plus(*micros, seconds, second_us) : std::nullopt;
}

/// [-]H:MM:SS[.f] or [-]S[.f], in microseconds.
[[nodiscard]] std::optional<std::int64_t> read_clock(Reader& reader) {
    const bool negative = reader.skip('-');
    const auto first = reader.number();
    if (!first) return std::nullopt;
    std::optional<std::int64_t> total;
    if (reader.skip(':')) {
        const auto minute = reader.digits(2, 59);
        if (!minute || !reader.skip(':')) return std::nullopt;
        const auto second = reader.digits(2, 59);
        if (!second) return std::nullopt;
        total = with_fraction(reader, *minute * 60 + *second);
        if (total) total = plus(*total, *first, hour_us);
    } else {
        total = with_fraction(reader, *first);
    }
    if (total && negative) *total = -*total;
    return total;
}

/// [-]D before a space, then a clock; each has its own sign, as Django writes them.
[[nodiscard]] std::optional<std::int64_t> read_days_and_clock(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) {
        Reader reader(text);
        const auto total = read_clock(reader);
        return reader.done() ? total : std::nullopt;
    }
    Reader day_reader(text.substr(0, space));
    const bool negative = day_reader.skip('-');
    const auto days = day_reader.number();
    Reader clock_reader(text.substr(space + 1));
    const auto clock = read_clock(clock_reader);
    if (!days || !day_reader.done() || !clock || !clock_reader.done()) return std::nullopt;
    return plus(*clock, negative ? -*days : *days, day_us);
}

/// What follows the P of an ISO 8601 duration. Years and months have no fixed length and are refused.
[[nodiscard]] std::optional<std::int64_t> read_iso_duration(Reader& reader) {
    struct Unit {
        char letter;
        bool after_t;
        std::int64_t us;
    };
    constexpr Unit units[] = {{'W', false, 7 * day_us},
                              {'D', false, day_us},
                              {'H', true, hour_us},
                              {'M', true, minute_us},
                              {'S', true, second_us}};
    std::optional<std::int64_t> total;
    bool after_t = false;
    const Unit* next = std::begin(units);
    while (!reader.done()) {
        if (!after_t && reader.skip('T')) {
            after_t = true;
            if (reader.done()) return std::nullopt;
        }
        const auto count = reader.number();
        const auto micros = reader.fraction();
        if (!count || !micros) return std::nullopt;
        while (next != std::end(units) && (next->after_t != after_t || !reader.skip(next->letter))) ++next;
        if (next == std::end(units) || (*micros != 0 && next->us != second_us)) return std::nullopt;
        total = plus(total.value_or(0), *count, next->us);
        if (total) total = plus(*total, *micros, 1);
        if (!total) return std::nullopt;
        ++next;
    }
    return total;
}

[[nodiscard]] std::optional<std::int64_t> read_duration(std::string_view text) {
    Reader reader(text);
    const bool negative = reader.skip('-');
    if (!negative) (void)reader.skip('+');
    if (!reader.skip('P')) return read_days_and_clock(text);
    const auto total = read_iso_duration(reader);
    return total && negative ? std::optional(-*total) : total;
}

[[nodiscard]] int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Days and the rest of a count of microseconds, the rest never negative. Works at both ends of the range, where
/// std::chrono::floor would overflow.
struct DaySplit {
    std::int64_t days;
    std::int64_t rest;
};
[[nodiscard]] DaySplit split_days(std::int64_t us) {
    DaySplit split{us / day_us, us % day_us};
    if (split.rest < 0) {
        split.days -= 1;
        split.rest += day_us;
    }
    return split;
}

[[nodiscard]] std::string clock_text(std::int64_t us) {
    std::string text =
        fmt::format("{:02}:{:02}:{:02}", us / hour_us, us / minute_us % 60, us / second_us % 60);
    if (us % second_us != 0) text += fmt::format(".{:06}", us % second_us);
    return text;
}

}  // namespace

Uuid Uuid::random() {
    Uuid uuid;
    std::size_t filled = 0;
    while (filled < uuid.bytes.size()) {
        const ssize_t got = ::getrandom(uuid.bytes.data() + filled, uuid.bytes.size() - filled, 0);
        if (got > 0) filled += static_cast<std::size_t>(got);
        else if (errno != EINTR) throw Error("the operating system gave no random bytes for a UUID");
    }
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0f) | 0x40);  // version 4
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3f) | 0x80);  // the variant of RFC 4122
    return uuid;
}

Uuid Uuid::parse(std::string_view text) {
    constexpr std::string_view expected = "32 hex digits, dashes after the 8th, 12th, 16th and 20th or none";
    std::string_view rest = text;
    if (rest.size() >= 2 && rest.front() == '{' && rest.back() == '}') rest = rest.substr(1, rest.size() - 2);
    const bool dashed = rest.size() == 36;
    if (!dashed && rest.size() != 32) refuse(text, "UUID", expected);
    Uuid uuid;
    std::size_t at = 0;
    for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
        const bool dash_here = dashed && (i == 4 || i == 6 || i == 8 || i == 10);
        if (dash_here && rest[at++] != '-') refuse(text, "UUID", expected);
        const int high = hex_digit(rest[at++]);
        const int low = hex_digit(rest[at++]);
        if (high < 0 || low < 0) refuse(text, "UUID", expected);
        uuid.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return uuid;
}

std::string Uuid::str() const {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += hex[bytes[i] >> 4];
        text += hex[bytes[i] & 0x0f];
    }
    return text;
}

IpAddress IpAddress::parse(std::string_view text) {
    const std::string terminated(text);
    IpAddress address;
    // inet_pton() would stop at a NUL and take the front for the whole.
    const bool whole = text.find('\0') == std::string_view::npos;
    if (whole && ::inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1) return address;
    address.is_v6 = true;
    if (whole && ::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    refuse(text, "IP address", "one such as 192.0.2.1 or 2001:db8::1");
}

std::string IpAddress::str() const {
    char text[INET6_ADDRSTRLEN];
    return ::inet_ntop(is_v6 ? AF_INET6 : AF_INET, bytes.data(), text, sizeof text);
}

std::string to_string(Date value) {
    const std::chrono::year_month_day date(value);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string to_string(Time value) { return clock_text(value.since_midnight.count()); }

std::string to_string(DateTime value) {
    const DaySplit split = split_days(value.time_since_epoch().count());
    return to_string(Date(std::chrono::days(split.days))) + ' ' + clock_text(split.rest);
}

std::string to_string(Duration value) {
    const DaySplit split = split_days(value.count());
    const std::string clock = clock_text(split.rest);
    return split.days == 0 ? clock : fmt::format("{} {}", split.days, clock);
}

Date parse_date(std::string_view text) {
    Reader reader(text);
    const auto date = read_date(reader);
    if (!date || !reader.done()) refuse(text, "date", "YYYY-MM-DD");
    return *date;
}

Time parse_time(std::string_view text) {
    Reader reader(text);
    const auto time = read_time(reader);
    if (!time || !reader.done()) refuse(text, "time", "HH:MM[:SS[.ffffff]]");
    return *time;
}

DateTime parse_datetime(std::string_view text) {
    constexpr std::string_view expected = "YYYY-MM-DD HH:MM[:SS[.ffffff]], then nothing (UTC), Z or +HH:MM";
    Reader reader(text);
    const auto date = read_date(reader);
    if (!date || !(reader.skip(' ') || reader.skip('T'))) refuse(text, "date and time", expected);
    const auto time = read_time(reader);
    if (!time) refuse(text, "date and time", expected);
    const auto ahead = read_offset(reader);
    if (!ahead || !reader.done()) refuse(text, "date and time", expected);
    return *date + time->since_midnight - *ahead;
}

Duration parse_duration(std::string_view text) {
    const auto total = read_duration(text);
    if (!total) refuse(text, "duration", "[DAYS ]HH:MM:SS[.ffffff], seconds, or ISO 8601 such as P1DT2H");
    return Duration(*total);
}

}  // namespace nuage
