// SPDX-License-Identifier: MIT
#include "types.hpp"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include <fmt/format.h>

#include <nuage/db/rescale.hpp>
#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage::mysql {

namespace {

constexpr std::int64_t second_microseconds = 1'000'000;
constexpr std::int64_t day_microseconds = 86'400 * second_microseconds;

template <class... Args>
[[noreturn]] void refuse(fmt::format_string<Args...> message, Args&&... args) {
    throw DataError(fmt::format(message, std::forward<Args>(args)...), {{}, "mysql", {}});
}

template <class T>
const T& at(const Param& param) {
    return *static_cast<const T*>(param.data);
}

std::int64_t checked(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        refuse("the number {} is above what a 64-bit column holds", value);
    return static_cast<std::int64_t>(value);
}

void set_date(MYSQL_TIME& to, Date date) {
    const std::chrono::year_month_day day(date);
    const int year = static_cast<int>(day.year());
    if (year < 0 || year > 9999) refuse("the year {} is outside of 0 to 9999", year);
    to.year = static_cast<unsigned>(year);
    to.month = static_cast<unsigned>(day.month());
    to.day = static_cast<unsigned>(day.day());
}

void set_clock(MYSQL_TIME& to, std::int64_t microseconds) {
    const std::int64_t seconds = microseconds / second_microseconds;
    to.hour = static_cast<unsigned>(seconds / 3600);
    to.minute = static_cast<unsigned>(seconds / 60 % 60);
    to.second = static_cast<unsigned>(seconds % 60);
    to.second_part = static_cast<unsigned long>(microseconds % second_microseconds);
}

// The server would read any other text as the number that it begins with, or as 0.
void require_number(std::string_view text) {
    if (text.empty() || text.find_first_not_of("0123456789.+-eE") != std::string_view::npos)
        refuse("'{}' is no number that a decimal column holds", text);
}

}  // namespace

// ---- to the server -------------------------------------------------------------------------------------------------

void Bound::take(const Param& param, MYSQL_BIND& bind) {
    bind = {};
    bind.buffer_type = MYSQL_TYPE_NULL;
    if (param.data == nullptr) return;
    switch (param.storage) {
        case Storage::boolean: return take_integer(at<bool>(param) ? 1 : 0, bind);
        case Storage::i16: return take_integer(at<std::int16_t>(param), bind);
        case Storage::i32: return take_integer(at<std::int32_t>(param), bind);
        case Storage::i64:
        case Storage::duration: return take_integer(at<std::int64_t>(param), bind);
        case Storage::u16: return take_integer(at<std::uint16_t>(param), bind);
        case Storage::u32: return take_integer(at<std::uint32_t>(param), bind);
        case Storage::u64: return take_integer(checked(at<std::uint64_t>(param)), bind);
        case Storage::f64: return take_real(at<double>(param), bind);
        case Storage::text: return take_text(at<std::string>(param), param.kind, bind);
        case Storage::bytes: return take_octets(at<Bytes>(param).data(), at<Bytes>(param).size(), bind);
        case Storage::date: return take_date(at<Date>(param), bind);
        case Storage::time: return take_time(at<Time>(param), bind);
        case Storage::datetime: return take_datetime(at<DateTime>(param), bind);
        case Storage::uuid: return take_uuid(at<Uuid>(param), bind);
        case Storage::value: return take_value(at<Value>(param), param.kind, bind);
        case Storage::custom: break;
    }
    throw InterfaceError("a parameter of Storage::custom was bound; dump it to a Value first", {{}, "mysql", {}});
}

void Bound::take_value(const Value& value, ValueKind wanted, MYSQL_BIND& bind) {
    switch (value.kind()) {
        case ValueKind::null: return;
        case ValueKind::boolean:
        case ValueKind::integer:
        case ValueKind::duration: return take_integer(value.integer(), bind);
        case ValueKind::real: return take_real(value.real(), bind);
        case ValueKind::date: return take_date(Date(std::chrono::days(value.integer())), bind);
        case ValueKind::time: return take_time(Time(Duration(value.integer())), bind);
        case ValueKind::datetime: return take_datetime(DateTime(Duration(value.integer())), bind);
        case ValueKind::uuid: return take_uuid(value.uuid(), bind);
        case ValueKind::text: return take_text(value.text(), wanted == ValueKind::bytes ? wanted : ValueKind::text, bind);
        case ValueKind::bytes:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: return take_text(value.text(), value.kind(), bind);
        case ValueKind::row: throw DataError("a row of values " + value.repr() + " is no value of a column");
    }
}

void Bound::take_integer(std::int64_t value, MYSQL_BIND& bind) {
    integer = value;
    bind.buffer_type = MYSQL_TYPE_LONGLONG;
    bind.buffer = &integer;
}

void Bound::take_real(double value, MYSQL_BIND& bind) {
    if (!std::isfinite(value)) refuse("MySQL and MariaDB store no {}", value);
    real = value;
    bind.buffer_type = MYSQL_TYPE_DOUBLE;
    bind.buffer = &real;
}

void Bound::take_text(std::string_view text, ValueKind kind, MYSQL_BIND& bind) {
    if (kind == ValueKind::bytes) return take_octets(text.data(), text.size(), bind);
    if (kind == ValueKind::decimal) require_number(text);
    else require_valid_text(text);
    take_octets(text.data(), text.size(), bind);
    bind.buffer_type = kind == ValueKind::decimal ? MYSQL_TYPE_NEWDECIMAL : MYSQL_TYPE_STRING;
}

void Bound::take_octets(const void* octets, std::size_t count, MYSQL_BIND& bind) {
    size = static_cast<unsigned long>(count);
    bind.buffer_type = MYSQL_TYPE_BLOB;
    // An empty vector has no address.
    bind.buffer = count == 0 ? static_cast<void*>(digits) : const_cast<void*>(octets);
    bind.buffer_length = size;
    bind.length = &size;
}

void Bound::take_date(Date date, MYSQL_BIND& bind) {
    time = {};
    set_date(time, date);
    time.time_type = MYSQL_TIMESTAMP_DATE;
    bind.buffer_type = MYSQL_TYPE_DATE;
    bind.buffer = &time;
}

void Bound::take_time(Time value, MYSQL_BIND& bind) {
    const std::int64_t microseconds = value.since_midnight.count();
    if (microseconds < 0 || microseconds >= day_microseconds)
        refuse("a time of {} microseconds is outside of the day", microseconds);
    time = {};
    set_clock(time, microseconds);
    time.time_type = MYSQL_TIMESTAMP_TIME;
    bind.buffer_type = MYSQL_TYPE_TIME;
    bind.buffer = &time;
}

void Bound::take_datetime(DateTime datetime, MYSQL_BIND& bind) {
    const auto days = std::chrono::floor<std::chrono::days>(datetime);
    time = {};
    set_date(time, days);
    set_clock(time, (datetime - days).count());
    time.time_type = MYSQL_TIMESTAMP_DATETIME;
    bind.buffer_type = MYSQL_TYPE_DATETIME;
    bind.buffer = &time;
}

// Columns of type char(32) hold this form; those of type uuid read it, too.
void Bound::take_uuid(const Uuid& uuid, MYSQL_BIND& bind) {
    constexpr char hex[] = "0123456789abcdef";
    char* out = digits;
    for (const std::uint8_t byte : uuid.bytes) {
        *out++ = hex[byte >> 4];
        *out++ = hex[byte & 15];
    }
    take_octets(digits, sizeof digits, bind);
    bind.buffer_type = MYSQL_TYPE_STRING;
}

// ---- from the server -----------------------------------------------------------------------------------------------

Wire wire_of(const MYSQL_FIELD& field) {
    constexpr unsigned binary_charset = 63;
    switch (field.type) {
        case MYSQL_TYPE_TINY:
        case MYSQL_TYPE_SHORT:
        case MYSQL_TYPE_INT24:
        case MYSQL_TYPE_LONG:
        case MYSQL_TYPE_YEAR: return Wire::integer;
        case MYSQL_TYPE_LONGLONG: return (field.flags & UNSIGNED_FLAG) != 0 ? Wire::large : Wire::integer;
        case MYSQL_TYPE_FLOAT:
        case MYSQL_TYPE_DOUBLE: return Wire::real;
        case MYSQL_TYPE_DECIMAL:
        case MYSQL_TYPE_NEWDECIMAL: return Wire::decimal;
        case MYSQL_TYPE_DATE:
        case MYSQL_TYPE_NEWDATE: return Wire::date;
        case MYSQL_TYPE_TIME: return Wire::time;
        case MYSQL_TYPE_DATETIME:
        case MYSQL_TYPE_TIMESTAMP: return Wire::datetime;
        case MYSQL_TYPE_BIT: return Wire::bytes;
        default: break;
    }
    // JSON has no character set of its own, and is text all the same.
    constexpr int json_type = 245;
    const bool octets = field.charsetnr == binary_charset && static_cast<int>(field.type) != json_type;
    return octets ? Wire::bytes : Wire::text;
}

void Cell::describe(MYSQL_BIND& bind) {
    bind = {};
    bind.is_null = &null;
    bind.error = &cut;
    bind.length = &size;
    switch (wire) {
        case Wire::integer:
        case Wire::large:
            bind.buffer_type = MYSQL_TYPE_LONGLONG;
            bind.buffer = &integer;
            bind.is_unsigned = wire == Wire::large;
            return;
        case Wire::real:
            bind.buffer_type = MYSQL_TYPE_DOUBLE;
            bind.buffer = &real;
            return;
        case Wire::date:
        case Wire::time:
        case Wire::datetime:
            bind.buffer_type = wire == Wire::date ? MYSQL_TYPE_DATE : wire == Wire::time ? MYSQL_TYPE_TIME : MYSQL_TYPE_DATETIME;
            bind.buffer = &time;
            return;
        case Wire::decimal:
        case Wire::text:
        case Wire::bytes:
            bind.buffer_type = wire == Wire::bytes ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
            bind.buffer = buffer.data();
            bind.buffer_length = static_cast<unsigned long>(buffer.size());
            return;
    }
}

std::int64_t date_of(const MYSQL_TIME& time) {
    const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(time.year)), std::chrono::month(time.month),
                                          std::chrono::day(time.day)};
    if (!day.ok()) refuse("{:04}-{:02}-{:02} is no day", time.year, time.month, time.day);
    return Date(day).time_since_epoch().count();
}

namespace {

std::int64_t clock_of(const MYSQL_TIME& time) {
    return (std::int64_t{time.hour} * 3600 + time.minute * 60 + time.second) * second_microseconds +
           static_cast<std::int64_t>(time.second_part);
}

}  // namespace

std::int64_t datetime_of(const MYSQL_TIME& time) { return date_of(time) * day_microseconds + clock_of(time); }

// A column of type time holds up to 838 hours, and negative ones.
std::int64_t time_of(const MYSQL_TIME& time) {
    const std::int64_t microseconds = clock_of(time) + std::int64_t{time.day} * day_microseconds;
    if (time.neg != 0 || microseconds >= day_microseconds) refuse("a time of {} hours is no time of day", time.hour);
    return microseconds;
}

namespace {

Value natural(const Cell& cell) {
    switch (cell.wire) {
        case Wire::integer: return cell.integer;
        case Wire::large:
            if (cell.integer >= 0) return cell.integer;
            return {ValueKind::decimal, std::to_string(static_cast<std::uint64_t>(cell.integer))};
        case Wire::real: return cell.real;
        case Wire::decimal: return {ValueKind::decimal, std::string(cell.text())};
        case Wire::text: return cell.text();
        case Wire::bytes: return {ValueKind::bytes, std::string(cell.text())};
        case Wire::date: return {ValueKind::date, date_of(cell.time)};
        case Wire::time: return {ValueKind::time, time_of(cell.time)};
        case Wire::datetime: return {ValueKind::datetime, datetime_of(cell.time)};
    }
    return {};
}

bool is_text_like(ValueKind kind) {
    return kind == ValueKind::text || kind == ValueKind::decimal || kind == ValueKind::json || kind == ValueKind::ip;
}

bool fits_integer(double value) { return std::trunc(value) == value && value >= -0x1p63 && value < 0x1p63; }

/// SUM() of integers is a decimal, POWER() a real number: whole ones are read as integers all the same.
Value as_integer(Value value) {
    if (value.kind() == ValueKind::real && fits_integer(value.real())) return static_cast<std::int64_t>(value.real());
    if (value.kind() != ValueKind::decimal) return value;
    const std::string& text = value.text();
    const std::size_t point = std::min(text.find('.'), text.size());
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + point, whole);
    const bool exact = text.find_first_not_of(".0", point) == std::string::npos;
    if (error == std::errc() && end == text.data() + point && exact) return whole;
    refuse("the number {} is no 64-bit integer", text);
}

Value as_real(const Value& value) {
    if (value.kind() == ValueKind::integer) return static_cast<double>(value.integer());
    if (value.kind() != ValueKind::decimal) return value;
    const std::string& text = value.text();
    double real = 0;
    std::from_chars(text.data(), text.data() + text.size(), real);
    return real;
}

Value as_text(Value value, ValueKind wanted) {
    switch (value.kind()) {
        case ValueKind::bytes:
        case ValueKind::text:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: return {wanted, std::move(value.text())};
        case ValueKind::real: return {wanted, fmt::format("{}", value.real())};
        default: return {wanted, value.repr()};
    }
}

/// Expressions on temporal values give text where the server could not tell what kind a parameter is of.
Value as_temporal(Value value, ValueKind wanted) {
    if (value.kind() == ValueKind::text) {
        switch (wanted) {
            case ValueKind::date: return parse_date(value.text());
            case ValueKind::time: return parse_time(value.text());
            default: return parse_datetime(value.text());
        }
    }
    if (wanted == ValueKind::date && value.kind() == ValueKind::datetime)
        return std::chrono::floor<std::chrono::days>(DateTime(std::chrono::microseconds(value.integer())));
    if (wanted == ValueKind::datetime && value.kind() == ValueKind::date)
        return {ValueKind::datetime, value.integer() * day_microseconds};
    return value;
}

Value converted(Value value, ValueKind wanted) {
    switch (wanted) {
        case ValueKind::boolean: {
            Value whole = as_integer(std::move(value));
            return whole.kind() == ValueKind::integer ? Value(whole.integer() != 0) : whole;
        }
        case ValueKind::integer: return as_integer(std::move(value));
        case ValueKind::duration: {
            Value whole = as_integer(std::move(value));
            return whole.kind() == ValueKind::integer ? Value(ValueKind::duration, whole.integer()) : whole;
        }
        case ValueKind::real: return as_real(value);
        case ValueKind::text:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: return as_text(std::move(value), wanted);
        case ValueKind::bytes: return is_text_like(value.kind()) ? Value(ValueKind::bytes, std::move(value.text())) : value;
        case ValueKind::uuid: return value.kind() == ValueKind::text ? Value(Uuid::parse(value.text())) : value;
        case ValueKind::date:
        case ValueKind::time:
        case ValueKind::datetime: return as_temporal(std::move(value), wanted);
        case ValueKind::row:
        case ValueKind::null: break;
    }
    return value;
}

}  // namespace

Value decode(const Cell& cell, ValueKind wanted, std::uint8_t decimal_places) {
    Value value = natural(cell);
    if (wanted != ValueKind::null && wanted != value.kind()) {
        try {
            value = converted(std::move(value), wanted);
        } catch (const ValueError& error) {
            refuse("{}", error.what());
        }
    }
    if (decimal_places != ColumnPlan::any_scale && value.kind() == ValueKind::decimal)
        value = Value(ValueKind::decimal, rescaled(value.text(), decimal_places));
    return value;
}

}  // namespace nuage::mysql
