// SPDX-License-Identifier: MIT
#include <nuage/meta/access.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <nuage/meta/errors.hpp>

namespace nuage {

// Drivers read and write these through a 64-bit count.
static_assert(sizeof(Date) == 8 && sizeof(DateTime) == 8 && sizeof(Duration) == 8 && sizeof(Time) == 8);

namespace {

/// With the article, as sentences want it.
[[nodiscard]] std::string_view name_of(ValueKind kind) {
    switch (kind) {
        case ValueKind::null: return "NULL";
        case ValueKind::boolean: return "a boolean";
        case ValueKind::integer: return "an integer";
        case ValueKind::real: return "a floating-point number";
        case ValueKind::text: return "text";
        case ValueKind::bytes: return "bytes";
        case ValueKind::date: return "a date";
        case ValueKind::time: return "a time";
        case ValueKind::datetime: return "a date and time";
        case ValueKind::duration: return "a duration";
        case ValueKind::uuid: return "a UUID";
        case ValueKind::decimal: return "a decimal number";
        case ValueKind::json: return "a JSON document";
        case ValueKind::ip: return "an IP address";
        case ValueKind::row: return "a row of values";
    }
    return "a value";
}

[[noreturn]] void refuse(const Value& value, ValueKind wanted) {
    throw DataError(fmt::format("expected {}, got {}: {}", name_of(wanted), name_of(value.kind()), value.repr()));
}

/// "12.50": digits with at most one point. No exponent, no infinity: columns have neither.
[[nodiscard]] bool is_decimal(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    bool digit = false;
    bool point = false;
    for (char c : text) {
        if (c == '.' && !point) point = true;
        else if (c >= '0' && c <= '9') digit = true;
        else return false;
    }
    return digit;
}

[[nodiscard]] std::string decimal_of(double value) {
    std::array<char, 400> text;  // the smallest subnormal has 326 characters, the largest double 309
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
    return std::string(text.data(), end);
}

[[nodiscard]] Value boolean_of(const Value& value) {
    if (value.integer() != 0 && value.integer() != 1)
        throw DataError(fmt::format("value {} is no boolean; expected 0 or 1", value.integer()));
    return value.integer() == 1;
}

[[nodiscard]] Value decimal_of(const Value& value) {
    if (value.kind() == ValueKind::integer) return {ValueKind::decimal, std::to_string(value.integer())};
    if (value.kind() == ValueKind::text && is_decimal(value.text())) return {ValueKind::decimal, value.text()};
    if (value.kind() == ValueKind::real && std::isfinite(value.real()))
        return {ValueKind::decimal, decimal_of(value.real())};
    refuse(value, ValueKind::decimal);
}

[[nodiscard]] Value parsed(std::string_view text, ValueKind wanted) {
    switch (wanted) {
        case ValueKind::uuid: return Uuid::parse(text);
        case ValueKind::ip: return {ValueKind::ip, IpAddress::parse(text).str()};
        case ValueKind::date: return parse_date(text);
        case ValueKind::time: return parse_time(text);
        case ValueKind::datetime: return parse_datetime(text);
        case ValueKind::duration: return parse_duration(text);
        case ValueKind::json: return {ValueKind::json, std::string(text)};  // checked by what it is loaded into
        default: refuse(text, wanted);
    }
}

[[nodiscard]] Value parsed_or_refused(std::string_view text, ValueKind wanted) try {
    return parsed(text, wanted);
} catch (const ValueError& error) {
    throw DataError(error.what());
}

/// The value as one of another kind, where a field allows that.
[[nodiscard]] Value converted(const Value& value, ValueKind wanted) {
    const ValueKind given = value.kind();
    if (wanted == ValueKind::decimal) return decimal_of(value);
    if (wanted == ValueKind::boolean && given == ValueKind::integer) return boolean_of(value);
    if (wanted == ValueKind::integer && given == ValueKind::boolean) return std::int64_t{value.boolean()};
    if (wanted == ValueKind::real && given == ValueKind::integer) return static_cast<double>(value.integer());
    if (given == ValueKind::text) return parsed_or_refused(value.text(), wanted);
    refuse(value, wanted);
}

/// The kind that a value must have to be written into a member. `null`: any.
[[nodiscard]] ValueKind kind_for(const Access& access) {
    switch (access.storage) {
        case Storage::boolean: return ValueKind::boolean;
        case Storage::i16: case Storage::i32: case Storage::i64:
        case Storage::u16: case Storage::u32: case Storage::u64: return ValueKind::integer;
        case Storage::f64: return ValueKind::real;
        case Storage::bytes: return ValueKind::bytes;
        case Storage::date: return ValueKind::date;
        case Storage::time: return ValueKind::time;
        case Storage::datetime: return ValueKind::datetime;
        case Storage::duration: return ValueKind::duration;
        case Storage::uuid: return ValueKind::uuid;
        case Storage::value: return ValueKind::null;
        case Storage::text: case Storage::custom: return access.kind;
    }
    return ValueKind::null;
}

template <class T>
[[nodiscard]] const T& at(const void* payload) {
    return *static_cast<const T*>(payload);
}
template <class T>
void put(void* payload, T value) {
    *static_cast<T*>(payload) = std::move(value);
}

template <class T>
void check_range(std::int64_t value) {
    if (std::in_range<T>(value)) return;
    throw DataError(fmt::format("value {} is out of range for {} {}-bit integer", value,
                                std::is_signed_v<T> ? "a" : "an unsigned", 8 * sizeof(T)));
}

/// Before the member is touched: a value that is refused leaves it as it was.
void check_range(Storage storage, std::int64_t value) {
    switch (storage) {
        case Storage::i16: return check_range<std::int16_t>(value);
        case Storage::i32: return check_range<std::int32_t>(value);
        case Storage::u16: return check_range<std::uint16_t>(value);
        case Storage::u32: return check_range<std::uint32_t>(value);
        case Storage::u64: return check_range<std::uint64_t>(value);
        default: return;
    }
}

[[nodiscard]] Value unsigned_value(std::uint64_t value) {
    if (!std::in_range<std::int64_t>(value))
        throw DataError(fmt::format("value {} is out of range for a signed 64-bit column", value));
    return static_cast<std::int64_t>(value);
}

void store(const Access& access, void* payload, Value value) {
    switch (access.storage) {
        case Storage::boolean: return put(payload, value.boolean());
        case Storage::i16: return put(payload, static_cast<std::int16_t>(value.integer()));
        case Storage::i32: return put(payload, static_cast<std::int32_t>(value.integer()));
        case Storage::i64: return put(payload, value.integer());
        case Storage::u16: return put(payload, static_cast<std::uint16_t>(value.integer()));
        case Storage::u32: return put(payload, static_cast<std::uint32_t>(value.integer()));
        case Storage::u64: return put(payload, static_cast<std::uint64_t>(value.integer()));
        case Storage::f64: return put(payload, value.real());
        case Storage::text: return put(payload, std::move(value.text()));
        case Storage::bytes: return put(payload, value.bytes());
        case Storage::date: return put(payload, Date(std::chrono::days(value.integer())));
        case Storage::time: return put(payload, Time(std::chrono::microseconds(value.integer())));
        case Storage::datetime: return put(payload, DateTime(std::chrono::microseconds(value.integer())));
        case Storage::duration: return put(payload, Duration(value.integer()));
        case Storage::uuid: return put(payload, value.uuid());
        case Storage::value: return put(payload, std::move(value));
        case Storage::custom: return access.load(payload, value);
    }
}

void write_null(const Access& access, void* member) {
    if (access.reset != nullptr) return access.reset(member);
    if (access.storage != Storage::value)
        throw DataError("NULL cannot be kept in a member that is not a std::optional");
    put(access.emplace != nullptr ? access.emplace(member) : member, Value());
}

/// A custom type that holds something is written over, not made anew: it may still refuse the value. For the others
/// emplace() is more than making room (a relation forgets the object it has loaded).
[[nodiscard]] void* present_payload(const Access& access, void* member) {
    if (access.storage != Storage::custom || access.get == nullptr) return nullptr;
    return const_cast<void*>(access.get(member));
}

}  // namespace

Value read_member(const Access& access, const void* member) {
    const void* payload = access.get != nullptr ? access.get(member) : member;
    if (payload == nullptr) return {};
    switch (access.storage) {
        case Storage::boolean: return at<bool>(payload);
        case Storage::i16: return at<std::int16_t>(payload);
        case Storage::i32: return at<std::int32_t>(payload);
        case Storage::i64: return at<std::int64_t>(payload);
        case Storage::u16: return at<std::uint16_t>(payload);
        case Storage::u32: return at<std::uint32_t>(payload);
        case Storage::u64: return unsigned_value(at<std::uint64_t>(payload));
        case Storage::f64: return at<double>(payload);
        case Storage::text: return {access.kind, at<std::string>(payload)};
        case Storage::bytes: return at<Bytes>(payload);
        case Storage::date: return at<Date>(payload);
        case Storage::time: return at<Time>(payload);
        case Storage::datetime: return at<DateTime>(payload);
        case Storage::duration: return at<Duration>(payload);
        case Storage::uuid: return at<Uuid>(payload);
        case Storage::value: return at<Value>(payload);
        case Storage::custom: return access.dump(payload);
    }
    return {};
}

void write_member(const Access& access, void* member, const Value& value) {
    if (value.is_null()) return write_null(access, member);
    const ValueKind wanted = kind_for(access);
    Value fitting = wanted == ValueKind::null || wanted == value.kind() ? value : converted(value, wanted);
    if (wanted == ValueKind::integer) check_range(access.storage, fitting.integer());
    void* present = present_payload(access, member);
    const bool made = present == nullptr && access.emplace != nullptr;
    void* payload = made ? access.emplace(member) : present != nullptr ? present : member;
    try {
        store(access, payload, std::move(fitting));
    } catch (...) {
        if (made && access.reset != nullptr) access.reset(member);
        throw;
    }
}

}  // namespace nuage
