// SPDX-License-Identifier: MIT
#include "types.hpp"

#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <nuage/db/rescale.hpp>
#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

#include "numeric.hpp"

namespace nuage::postgresql {

namespace {

/// Object identifiers of built-in types: fixed for ever in the server's pg_type.dat.
namespace oid {
enum : Oid {
    boolean = 16, bytea = 17, character = 18, name = 19, int8 = 20, int2 = 21, int4 = 23, text = 25, object = 26,
    json = 114, xml = 142, cidr = 650, float4 = 700, float8 = 701, unknown = 705, inet = 869, bpchar = 1042,
    varchar = 1043, date = 1082, time = 1083, timestamp = 1114, timestamptz = 1184, interval = 1186, numeric = 1700,
    regproc = 24, regclass = 2205, regtype = 2206, nothing = 2278, uuid = 2950, jsonb = 3802,
    first_of_users = 16384
};
}  // namespace oid

template <class... Args>
[[noreturn]] void refuse(fmt::format_string<Args...> message, Args&&... args) {
    throw DataError(fmt::format(message, std::forward<Args>(args)...), {{}, "postgresql", {}});
}

std::string_view take(std::string_view& data, std::size_t size) {
    if (data.size() < size) refuse("a column arrived with {} octets, fewer than its type has", data.size());
    const std::string_view head = data.substr(0, size);
    data.remove_prefix(size);
    return head;
}

template <class T>
T number(std::string_view data) {
    return load<T>(take(data, sizeof(T)).data());
}

double read_float4(std::string_view data) { return std::bit_cast<float>(number<std::uint32_t>(data)); }
double read_float8(std::string_view data) { return std::bit_cast<double>(number<std::uint64_t>(data)); }

std::int64_t read_time(std::string_view data) {
    const auto time = number<std::int64_t>(data);
    if (time >= day_microseconds) refuse("the time 24:00:00 is outside of what nuage::Time holds");
    return time;
}

// A year has 365 days and a month 30, as for Django (psycopg).
std::int64_t read_interval(std::string_view data) {
    const auto micros = load<std::int64_t>(take(data, 8).data());
    const auto own_days = load<std::int32_t>(take(data, 4).data());
    const auto months = load<std::int32_t>(take(data, 4).data());
    const std::int64_t days = own_days + std::int64_t{months / 12} * 365 + std::int64_t{months % 12} * 30;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    // The server's own limits keep the days' product within 128 bits only.
    if (days > most / day_microseconds || days < -(most / day_microseconds)) refuse("the interval is out of range");
    const std::int64_t whole = days * day_microseconds;
    if ((micros > 0 && whole > most - micros) || (micros < 0 && whole < -most - micros))
        refuse("the interval is out of range");
    return whole + micros;
}

Uuid read_uuid(std::string_view data) {
    Uuid uuid;
    std::memcpy(uuid.bytes.data(), take(data, 16).data(), 16);
    return uuid;
}

// Family, bits of the netmask, whether it is a cidr, size, address. A full netmask is not written.
std::string read_inet(std::string_view data) {
    constexpr char family_v6 = 3;
    const std::string_view head = take(data, 4);
    IpAddress address;
    address.is_v6 = head[0] == family_v6;
    const std::size_t size = address.is_v6 ? 16 : 4;
    std::memcpy(address.bytes.data(), take(data, size).data(), size);
    const unsigned bits = static_cast<unsigned char>(head[1]);
    const bool plain = bits == size * 8 && head[2] == 0;
    return plain ? address.str() : fmt::format("{}/{}", address.str(), bits);
}

std::string_view read_jsonb(std::string_view data) {
    constexpr char version = 1;
    if (take(data, 1)[0] != version) refuse("the server sends jsonb in a form this version of nuage does not know");
    return data;
}

Value read_own_type(std::string_view data) {
    try {
        require_valid_text(data);
    } catch (const DataError&) {
        throw NotSupportedError("a column of a user-defined type is not text; cast it in the SQL, for example ::text",
                                {{}, "postgresql", {}});
    }
    return Value(data);
}

Value natural(const Cell& cell) {
    const std::string_view data = cell.text();
    switch (cell.wire) {
        case Wire::boolean: return number<char>(data) != 0;
        case Wire::int2: return number<std::int16_t>(data);
        case Wire::int4: return number<std::int32_t>(data);
        case Wire::int8: return number<std::int64_t>(data);
        case Wire::oid: return number<std::uint32_t>(data);
        case Wire::float4: return read_float4(data);
        case Wire::float8: return read_float8(data);
        case Wire::numeric: return {ValueKind::decimal, read_numeric(data)};
        case Wire::text: return data;
        case Wire::bytea: return {ValueKind::bytes, std::string(data)};
        case Wire::date: return {ValueKind::date, unix_days(number<std::int32_t>(data))};
        case Wire::time: return {ValueKind::time, read_time(data)};
        case Wire::timestamp: return {ValueKind::datetime, unix_microseconds(number<std::int64_t>(data))};
        case Wire::interval: return {ValueKind::duration, read_interval(data)};
        case Wire::uuid: return read_uuid(data);
        case Wire::json: return {ValueKind::json, std::string(data)};
        case Wire::jsonb: return {ValueKind::json, std::string(read_jsonb(data))};
        case Wire::inet: return {ValueKind::ip, read_inet(data)};
        case Wire::own: return read_own_type(data);
        case Wire::foreign: break;
    }
    throw NotSupportedError("a column of the result has a type that nuage cannot read; cast it in the SQL, for example "
                            "::text", {{}, "postgresql", {}});
}

bool is_text_like(ValueKind kind) {
    return kind == ValueKind::text || kind == ValueKind::decimal || kind == ValueKind::json || kind == ValueKind::ip;
}

bool fits_integer(double value) { return std::trunc(value) == value && value >= -0x1p63 && value < 0x1p63; }

/// sum() of bigint is numeric, power is double precision: whole numbers are read as integers all the same.
Value as_integer(Value value) {
    if (value.kind() == ValueKind::boolean) return value.integer();
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
    std::from_chars(text.data(), text.data() + text.size(), real);  // also reads NaN and Infinity
    return real;
}

Value as_text(Value value, ValueKind wanted) {
    if (value.kind() == ValueKind::bytes) return value;
    if (is_text_like(value.kind())) return {wanted, std::move(value.text())};
    return {wanted, text_form(source_of(value))};
}

Value converted(Value value, ValueKind wanted) {
    switch (wanted) {
        case ValueKind::boolean: return value.kind() == ValueKind::integer ? Value(value.integer() != 0) : value;
        case ValueKind::integer: return as_integer(std::move(value));
        case ValueKind::real: return as_real(value);
        case ValueKind::text:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: return as_text(std::move(value), wanted);
        case ValueKind::date:
            if (value.kind() != ValueKind::datetime) return value;
            return std::chrono::floor<std::chrono::days>(DateTime(std::chrono::microseconds(value.integer())));
        case ValueKind::datetime:
            if (value.kind() != ValueKind::date) return value;
            return {ValueKind::datetime, unix_microseconds((value.integer() - epoch_days) * day_microseconds)};
        default: return value;
    }
}

}  // namespace

Wire wire_of(Oid type) {
    switch (type) {
        case oid::boolean: return Wire::boolean;
        case oid::int2: return Wire::int2;
        case oid::int4: return Wire::int4;
        case oid::int8: return Wire::int8;
        case oid::object:
        case oid::regproc:
        case oid::regclass:
        case oid::regtype: return Wire::oid;
        case oid::float4: return Wire::float4;
        case oid::float8: return Wire::float8;
        case oid::numeric: return Wire::numeric;
        case oid::text:
        case oid::varchar:
        case oid::bpchar:
        case oid::name:
        case oid::character:
        case oid::xml:
        case oid::unknown:
        case oid::nothing: return Wire::text;  // a function without a result gives empty text
        case oid::bytea: return Wire::bytea;
        case oid::date: return Wire::date;
        case oid::time: return Wire::time;
        case oid::timestamp:
        case oid::timestamptz: return Wire::timestamp;
        case oid::interval: return Wire::interval;
        case oid::uuid: return Wire::uuid;
        case oid::json: return Wire::json;
        case oid::jsonb: return Wire::jsonb;
        case oid::inet:
        case oid::cidr: return Wire::inet;
        default: return type >= oid::first_of_users ? Wire::own : Wire::foreign;
    }
}

Oid parameter_type(ValueKind kind) {
    switch (kind) {
        case ValueKind::boolean: return oid::boolean;
        case ValueKind::integer: return oid::int8;
        case ValueKind::real: return oid::float8;
        case ValueKind::bytes: return oid::bytea;
        case ValueKind::date: return oid::date;
        case ValueKind::time: return oid::time;
        case ValueKind::datetime: return oid::timestamptz;
        case ValueKind::duration: return oid::interval;
        case ValueKind::uuid: return oid::uuid;
        case ValueKind::decimal: return oid::numeric;
        case ValueKind::json: return oid::jsonb;
        case ValueKind::ip: return oid::inet;
        case ValueKind::null:
        case ValueKind::text: break;
    }
    return 0;
}

std::int64_t unix_microseconds(std::int64_t timestamp) {
    constexpr auto infinity = std::numeric_limits<std::int64_t>::max();
    constexpr auto before_all = std::numeric_limits<std::int64_t>::min();
    if (timestamp == infinity || timestamp == before_all) refuse("an infinite timestamp is no point in time");
    if (timestamp > infinity - epoch_microseconds) refuse("the timestamp is too late for nuage::DateTime");
    return timestamp + epoch_microseconds;
}

std::int64_t unix_days(std::int32_t date) {
    if (date == std::numeric_limits<std::int32_t>::max() || date == std::numeric_limits<std::int32_t>::min())
        refuse("an infinite date is no day");
    return date + epoch_days;
}

Value decode(const Cell& cell, ValueKind wanted, std::uint8_t decimal_places) {
    Value value = natural(cell);
    if (wanted != ValueKind::null && wanted != value.kind()) value = converted(std::move(value), wanted);
    if (decimal_places != ColumnPlan::any_scale && value.kind() == ValueKind::decimal)
        value = Value(ValueKind::decimal, rescaled(value.text(), decimal_places));
    return value;
}

Source source_of(const Value& value) {
    Source source{.kind = value.kind()};
    switch (value.kind()) {
        case ValueKind::null: break;
        case ValueKind::boolean: source.integer = value.boolean() ? 1 : 0; break;
        case ValueKind::real: source.real = value.real(); break;
        case ValueKind::uuid: source.uuid = &value.uuid(); break;
        case ValueKind::text:
        case ValueKind::bytes:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: source.text = value.text(); break;
        case ValueKind::integer:
        case ValueKind::date:
        case ValueKind::time:
        case ValueKind::datetime:
        case ValueKind::duration: source.integer = value.integer(); break;
    }
    return source;
}

namespace {

template <class T>
const T& at(const Param& param) {
    return *static_cast<const T*>(param.data);
}

Source integer_source(std::int64_t value, ValueKind kind = ValueKind::integer) {
    return {.kind = kind, .integer = value};
}

std::int64_t checked(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        refuse("the number {} is above what a 64-bit column holds", value);
    return static_cast<std::int64_t>(value);
}

}  // namespace

Source source_of(const Param& param) {
    if (param.data == nullptr) return {};
    switch (param.storage) {
        case Storage::boolean: return integer_source(at<bool>(param) ? 1 : 0, ValueKind::boolean);
        case Storage::i16: return integer_source(at<std::int16_t>(param));
        case Storage::i32: return integer_source(at<std::int32_t>(param));
        case Storage::i64: return integer_source(at<std::int64_t>(param));
        case Storage::u16: return integer_source(at<std::uint16_t>(param));
        case Storage::u32: return integer_source(at<std::uint32_t>(param));
        case Storage::u64: return integer_source(checked(at<std::uint64_t>(param)));
        case Storage::f64: return {.kind = ValueKind::real, .real = at<double>(param)};
        case Storage::text: {
            // A Value's octets come as a std::string, too; its kind tells.
            const bool octets = param.kind == ValueKind::bytes;
            return {.kind = octets ? ValueKind::bytes : ValueKind::text, .text = at<std::string>(param)};
        }
        case Storage::bytes: {
            const auto& bytes = at<Bytes>(param);
            return {.kind = ValueKind::bytes, .text = {reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
        }
        case Storage::date: return integer_source(at<Date>(param).time_since_epoch().count(), ValueKind::date);
        case Storage::time: return integer_source(at<Time>(param).since_midnight.count(), ValueKind::time);
        case Storage::datetime:
            return integer_source(at<DateTime>(param).time_since_epoch().count(), ValueKind::datetime);
        case Storage::duration: return integer_source(at<Duration>(param).count(), ValueKind::duration);
        case Storage::uuid: return {.kind = ValueKind::uuid, .uuid = &at<Uuid>(param)};
        case Storage::value: return source_of(at<Value>(param));
        case Storage::custom: break;
    }
    throw InterfaceError("a parameter of Storage::custom was bound; dump it to a Value first", {{}, "postgresql", {}});
}

namespace {

std::string hex_form(std::string_view octets) {
    std::string text = "\\x";
    for (char c : octets) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return text;
}

// Hours without limit: days would be kept apart from them in an interval.
std::string interval_form(std::int64_t microseconds) {
    const bool negative = microseconds < 0;
    const auto bits = static_cast<std::uint64_t>(microseconds);
    const std::uint64_t size = negative ? 0 - bits : bits;
    const std::uint64_t seconds = size / 1'000'000;
    return fmt::format("{}{}:{:02}:{:02}.{:06}", negative ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60,
                       size % 1'000'000);
}

}  // namespace

std::string text_form(const Source& source) {
    const std::chrono::microseconds count(source.kind == ValueKind::date ? 0 : source.integer);
    switch (source.kind) {
        case ValueKind::boolean: return source.integer != 0 ? "true" : "false";
        case ValueKind::integer: return std::to_string(source.integer);
        case ValueKind::real: return fmt::format("{}", source.real);
        case ValueKind::bytes: return hex_form(source.text);
        case ValueKind::date: return to_string(Date(std::chrono::days(source.integer)));
        case ValueKind::time: return to_string(Time(count));
        case ValueKind::datetime: return to_string(DateTime(count)) + "+00";
        case ValueKind::duration: return interval_form(source.integer);
        case ValueKind::uuid: return source.uuid->str();
        case ValueKind::null:
        case ValueKind::text:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: break;
    }
    return std::string(source.text);
}

namespace {

std::int32_t server_date(std::int64_t days) {
    const std::int64_t count = days - epoch_days;
    // The extremes of 32 bits mean infinity.
    if (count >= std::numeric_limits<std::int32_t>::max() || count <= std::numeric_limits<std::int32_t>::min())
        refuse("the date is out of range");
    return static_cast<std::int32_t>(count);
}

std::int64_t server_timestamp(std::int64_t microseconds) {
    if (microseconds <= std::numeric_limits<std::int64_t>::min() + epoch_microseconds)
        refuse("the date and time is out of range");
    return microseconds - epoch_microseconds;
}

/// The binary form in at most 16 octets; their number, or 0 where the parameter is better spelled as text.
std::size_t write_binary(char* out, const Source& source, ValueKind declared) {
    const bool whole = source.kind == ValueKind::integer || source.kind == ValueKind::boolean;
    if (declared == ValueKind::integer && whole) {
        store(out, source.integer);
        return 8;
    }
    if (declared == ValueKind::boolean && whole) {
        out[0] = source.integer != 0;
        return 1;
    }
    if (declared == ValueKind::real && (whole || source.kind == ValueKind::real)) {
        const double real = whole ? static_cast<double>(source.integer) : source.real;
        store(out, std::bit_cast<std::uint64_t>(real));
        return 8;
    }
    if (declared != source.kind) return 0;
    switch (declared) {
        case ValueKind::date: store(out, server_date(source.integer)); return 4;
        case ValueKind::time: store(out, source.integer); return 8;
        case ValueKind::datetime: store(out, server_timestamp(source.integer)); return 8;
        case ValueKind::duration:
            std::memset(out, 0, 16);  // no days and no months
            store(out, source.integer);
            return 16;
        case ValueKind::uuid: std::memcpy(out, source.uuid->bytes.data(), 16); return 16;
        default: return 0;
    }
}

int checked_size(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) refuse("a parameter has 2 GiB or more");
    return static_cast<int>(size);
}

}  // namespace

void Bound::take(const Source& source, ValueKind declared) {
    data = nullptr;
    size = 0;
    if (source.kind == ValueKind::null) return;
    const bool octets = declared == ValueKind::bytes && (source.kind == ValueKind::bytes || is_text_like(source.kind));
    if (octets) {
        // An empty vector has no address, which libpq would take for NULL.
        data = source.text.data() ? source.text.data() : "";
        size = checked_size(source.text.size());
        binary = true;
        return;
    }
    size = static_cast<int>(write_binary(scratch, source, declared));
    binary = size != 0;
    if (binary) {
        data = scratch;
        return;
    }
    if (is_text_like(source.kind)) {
        require_valid_text(source.text);
        data = source.text.data();
        return;
    }
    spelled = text_form(source);
    data = spelled.c_str();
}

}  // namespace nuage::postgresql
