// SPDX-License-Identifier: MIT
#include "types.hpp"

#include <bit>
#include <cstring>

#include <nuage/meta/errors.hpp>

namespace nuage::sqlite {
namespace {

constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t micros_per_day = 86'400 * micros_per_second;

struct DigitPairs {
    char text[200]{};
    constexpr DigitPairs() {
        for (int i = 0; i < 100; ++i) {
            text[2 * i] = static_cast<char>('0' + i / 10);
            text[2 * i + 1] = static_cast<char>('0' + i % 10);
        }
    }
};
constexpr DigitPairs digit_pairs;

char* write_two(char* out, unsigned value) {
    std::memcpy(out, digit_pairs.text + 2 * value, 2);
    return out + 2;
}

char* write_day(char* out, Date date) {
    const std::chrono::year_month_day day(date);
    const int year = static_cast<int>(day.year());
    if (year < 0 || year > 9999) throw DataError("year " + std::to_string(year) + " is outside 0 to 9999");
    out = write_two(write_two(out, static_cast<unsigned>(year) / 100), static_cast<unsigned>(year) % 100);
    *out++ = '-';
    out = write_two(out, static_cast<unsigned>(day.month()));
    *out++ = '-';
    return write_two(out, static_cast<unsigned>(day.day()));
}

char* write_clock(char* out, std::int64_t micros) {
    const auto seconds = static_cast<unsigned>(micros / micros_per_second);
    const auto fraction = static_cast<unsigned>(micros % micros_per_second);
    out = write_two(out, seconds / 3600);
    *out++ = ':';
    out = write_two(out, seconds / 60 % 60);
    *out++ = ':';
    out = write_two(out, seconds % 60);
    if (fraction == 0) return out;
    *out++ = '.';
    out = write_two(out, fraction / 10'000);
    out = write_two(out, fraction / 100 % 100);
    return write_two(out, fraction % 100);
}

/// Eight characters read at once: byte i of `pairs` is the two-digit number at character i.
struct Eight {
    std::uint64_t pairs;
    bool fits;
    [[nodiscard]] unsigned at(int i) const { return static_cast<unsigned>(pairs >> (8 * i)) & 0xFFu; }
};

std::uint64_t load8(const char* at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

/// The layout is a text such as "0000-00-": a zero stands for a digit, all else for itself.
struct Layout {
    std::uint64_t text = 0;
    std::uint64_t excess = 0;  ///< added to a byte, sets its high bit unless the byte is one the layout allows
    consteval Layout(const char (&layout)[9]) {
        for (int i = 0; i < 8; ++i) {
            text |= std::uint64_t{static_cast<unsigned char>(layout[i])} << (8 * i);
            excess |= std::uint64_t{layout[i] == '0' ? 0x76u : 0x7Fu} << (8 * i);
        }
    }
};

Eight read_eight(const char* at, Layout layout) {
    const std::uint64_t digits = load8(at) ^ layout.text;
    const bool fits = ((digits | (digits + layout.excess)) & 0x8080808080808080u) == 0;
    return {digits * 10 + (digits >> 8), fits};
}

std::optional<std::int64_t> days_of(unsigned year, unsigned month, unsigned day) {
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

bool is_clock(unsigned hour, unsigned minute, unsigned second) { return hour < 24 && minute < 60 && second < 60; }

std::int64_t micros_of(unsigned hour, unsigned minute, unsigned second) {
    return std::int64_t{hour * 3600 + minute * 60 + second} * micros_per_second;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads texts that are laid out in another way than ours, one thing after the other.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
    bool take(char c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }
    /// Exactly `count` digits; 100,000 when they are not there, which no check lets through.
    unsigned digits(int count) {
        unsigned value = 0;
        for (; count > 0; --count, ++at_) {
            if (!is_digit(peek())) return 100'000;
            value = value * 10 + static_cast<unsigned>(text_[at_] - '0');
        }
        return value;
    }
    /// Microseconds of a fraction; digits beyond the sixth are dropped.
    unsigned fraction() {
        unsigned value = 0;
        int count = 0;
        for (; is_digit(peek()); ++at_, ++count)
            if (count < 6) value = value * 10 + static_cast<unsigned>(text_[at_] - '0');
        for (; count < 6; ++count) value *= 10;
        return value;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

std::optional<std::int64_t> scan_clock(Scanner& in) {
    const unsigned hour = in.digits(2);
    if (!in.take(':')) return std::nullopt;
    const unsigned minute = in.digits(2);
    const unsigned second = in.take(':') ? in.digits(2) : 0;
    if (!is_clock(hour, minute, second)) return std::nullopt;
    std::int64_t micros = micros_of(hour, minute, second);
    if (in.take('.')) {
        if (!is_digit(in.peek())) return std::nullopt;
        micros += in.fraction();
    }
    return micros;
}

/// The microseconds that a zone at the end of the text is ahead of UTC.
std::optional<std::int64_t> scan_zone(Scanner& in) {
    if (in.at_end() || in.take('Z')) return 0;
    const bool behind = in.take('-');
    if (!behind && !in.take('+')) return std::nullopt;
    const unsigned hour = in.digits(2);
    in.take(':');
    const unsigned minute = in.at_end() ? 0 : in.digits(2);
    if (!is_clock(hour, minute, 0)) return std::nullopt;
    return behind ? -micros_of(hour, minute, 0) : micros_of(hour, minute, 0);
}

std::optional<std::int64_t> scan_datetime(std::string_view text) {
    if (text.size() < 10) return std::nullopt;
    const std::optional<std::int64_t> days = read_date(text.substr(0, 10));
    if (!days || text.size() == 10) return days ? std::optional(*days * micros_per_day) : std::nullopt;
    Scanner in(text.substr(10));
    if (!in.take(' ') && !in.take('T')) return std::nullopt;
    const std::optional<std::int64_t> clock = scan_clock(in);
    if (!clock) return std::nullopt;
    const std::optional<std::int64_t> ahead = scan_zone(in);
    if (!ahead || !in.at_end()) return std::nullopt;
    return *days * micros_per_day + *clock - *ahead;
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::size_t write_date(char* out, Date date) { return static_cast<std::size_t>(write_day(out, date) - out); }

std::size_t write_time(char* out, Time time) {
    const std::int64_t micros = time.since_midnight.count();
    if (micros < 0 || micros >= micros_per_day)
        throw DataError("a time of " + std::to_string(micros) + " microseconds is outside the day");
    return static_cast<std::size_t>(write_clock(out, micros) - out);
}

std::size_t write_datetime(char* out, DateTime datetime) {
    const auto days = std::chrono::floor<std::chrono::days>(datetime);
    char* end = write_day(out, days);
    *end++ = ' ';
    return static_cast<std::size_t>(write_clock(end, (datetime - days).count()) - out);
}

std::size_t write_uuid(char* out, const Uuid& uuid) {
    constexpr char hex[] = "0123456789abcdef";
    for (std::uint8_t byte : uuid.bytes) {
        *out++ = hex[byte >> 4];
        *out++ = hex[byte & 15];
    }
    return 32;
}

std::optional<std::int64_t> read_date(std::string_view text) {
    if (text.size() != 10) return std::nullopt;
    const Eight month = read_eight(text.data(), "0000-00-");
    const Eight day = read_eight(text.data() + 2, "00-00-00");
    if (!(month.fits & day.fits)) return std::nullopt;
    return days_of(month.at(0) * 100 + month.at(2), month.at(5), day.at(6));
}

std::optional<std::int64_t> read_time(std::string_view text) {
    if (text.size() == 8) {
        const Eight clock = read_eight(text.data(), "00:00:00");
        if (clock.fits && is_clock(clock.at(0), clock.at(3), clock.at(6)))
            return micros_of(clock.at(0), clock.at(3), clock.at(6));
        return std::nullopt;
    }
    Scanner in(text);
    const std::optional<std::int64_t> clock = scan_clock(in);
    return in.at_end() ? clock : std::nullopt;
}

std::optional<std::int64_t> read_datetime(std::string_view text) {
    const bool with_fraction = text.size() == 26;
    if (!with_fraction && text.size() != 19) return scan_datetime(text);
    const char* at = text.data();
    const Eight date = read_eight(at, "0000-00-");
    const Eight middle = read_eight(at + 8, "00 00:00");
    const Eight clock = read_eight(at + 11, "00:00:00");
    bool fits = date.fits & middle.fits & clock.fits;
    std::int64_t micros = 0;
    if (with_fraction) {
        const Eight fraction = read_eight(at + 18, "0.000000");
        fits &= fraction.fits;
        micros = fraction.at(2) * 10'000 + fraction.at(4) * 100 + fraction.at(6);
    }
    if (!fits) return scan_datetime(text);
    const auto days = days_of(date.at(0) * 100 + date.at(2), date.at(5), middle.at(0));
    if (!days || !is_clock(clock.at(0), clock.at(3), clock.at(6))) return std::nullopt;
    return *days * micros_per_day + micros_of(clock.at(0), clock.at(3), clock.at(6)) + micros;
}

std::optional<Uuid> read_uuid(std::string_view text) {
    Uuid uuid;
    std::size_t digits = 0;
    for (char c : text) {
        if (c == '-') continue;
        const int value = hex_value(c);
        if (value < 0 || digits == 32) return std::nullopt;
        std::uint8_t& byte = uuid.bytes[digits++ / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
    }
    return digits == 32 ? std::optional(uuid) : std::nullopt;
}

}  // namespace nuage::sqlite
