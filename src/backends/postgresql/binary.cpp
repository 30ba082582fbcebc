// SPDX-License-Identifier: MIT
#include "binary.hpp"

#include <limits>

#include <fmt/format.h>

#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

#include "numeric.hpp"

namespace nuage::postgresql {

namespace {

/// Fixed for ever in the server's pg_type.dat.
enum : Oid {
    boolean_type = 16, bytea_type = 17, int8_type = 20, int2_type = 21, int4_type = 23, text_type = 25, float4_type = 700,
    float8_type = 701, inet_type = 869, bpchar_type = 1042, varchar_type = 1043, date_type = 1082, time_type = 1083,
    timestamptz_type = 1184, interval_type = 1186, numeric_type = 1700, uuid_type = 2950, jsonb_type = 3802
};

[[noreturn]] void refuse(std::string message, std::string_view code) {
    throw DataError(message, {{}, "postgresql", std::string(code)});
}

void append_size(std::string& out, std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) refuse("a value has 2 GiB or more", "54000");
    append(out, static_cast<std::int32_t>(size));
}

void append_octets(std::string& out, std::string_view octets) {
    append_size(out, octets.size());
    out += octets;
}

/// The form that a parameter of the same kind has.
template <ValueKind kind>
void write_as_parameter(std::string& out, const Source& source) {
    Bound bound;
    bound.take(source, kind);
    if (!bound.binary) refuse("'" + text_form(source) + "' does not fit its column", "22P02");
    append_octets(out, {bound.data, static_cast<std::size_t>(bound.size)});
}

template <class T>
void write_integer(std::string& out, const Source& source) {
    if (source.kind != ValueKind::integer && source.kind != ValueKind::boolean)
        refuse("'" + text_form(source) + "' is no integer", "22P02");
    if (!std::in_range<T>(source.integer))
        refuse(sizeof(T) == 2 ? "smallint out of range" : "integer out of range", "22003");
    append(out, static_cast<std::int32_t>(sizeof(T)));
    append(out, static_cast<T>(source.integer));
}

void write_float4(std::string& out, const Source& source) {
    const auto narrow = static_cast<float>(source.kind == ValueKind::real ? source.real : static_cast<double>(source.integer));
    append(out, std::int32_t{4});
    append(out, std::bit_cast<std::uint32_t>(narrow));
}

void write_text(std::string& out, const Source& source) {
    if (source.text.data() == nullptr) return append_octets(out, text_form(source));
    require_valid_text(source.text);
    append_octets(out, source.text);
}

void write_jsonb(std::string& out, const Source& source) {
    constexpr char version = 1;
    require_valid_text(source.text);
    append_size(out, source.text.size() + 1);
    out += version;
    out += source.text;
}

void write_decimal(std::string& out, const Source& source) { append_octets(out, write_numeric(text_form(source))); }

// Family, bits of the netmask, whether it is a cidr, size, address.
void write_inet(std::string& out, const Source& source) {
    constexpr char family_v4 = 2, family_v6 = 3;
    IpAddress address;
    try {
        address = IpAddress::parse(source.text);
    } catch (const ValueError& error) {
        refuse(error.what(), "22P02");
    }
    const std::size_t size = address.is_v6 ? 16 : 4;
    char form[20] = {address.is_v6 ? family_v6 : family_v4, static_cast<char>(size * 8), 0, static_cast<char>(size)};
    std::memcpy(form + 4, address.bytes.data(), size);
    append_octets(out, {form, size + 4});
}

/// Pairs that INSERT takes without a conversion that depends on the session, or whose conversion is known here.
struct Writer {
    ValueKind field;
    Oid column;
    WriteColumn write;
};
constexpr Writer writers[] = {
    {ValueKind::boolean, boolean_type, write_as_parameter<ValueKind::boolean>},
    {ValueKind::integer, int8_type, write_integer<std::int64_t>},
    {ValueKind::integer, int4_type, write_integer<std::int32_t>},
    {ValueKind::integer, int2_type, write_integer<std::int16_t>},
    {ValueKind::real, float8_type, write_as_parameter<ValueKind::real>},
    {ValueKind::real, float4_type, write_float4},
    {ValueKind::decimal, numeric_type, write_decimal},
    {ValueKind::text, text_type, write_text},
    {ValueKind::text, varchar_type, write_text},
    {ValueKind::text, bpchar_type, write_text},
    {ValueKind::bytes, bytea_type, write_as_parameter<ValueKind::bytes>},
    {ValueKind::date, date_type, write_as_parameter<ValueKind::date>},
    {ValueKind::time, time_type, write_as_parameter<ValueKind::time>},
    {ValueKind::datetime, timestamptz_type, write_as_parameter<ValueKind::datetime>},
    {ValueKind::duration, interval_type, write_as_parameter<ValueKind::duration>},
    {ValueKind::uuid, uuid_type, write_as_parameter<ValueKind::uuid>},
    {ValueKind::json, jsonb_type, write_jsonb},
    {ValueKind::ip, inet_type, write_inet},
};

}  // namespace

WriteColumn binary_writer(ValueKind field, Oid column) {
    for (const Writer& writer : writers)
        if (writer.field == field && writer.column == column) return writer.write;
    return nullptr;
}

}  // namespace nuage::postgresql
