// SPDX-License-Identifier: MIT
#include "fixture_values.hpp"

#include <nuage/fields/field_traits.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>
#include <nuage/query/builder.hpp>

namespace nuage::testing {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view octets) {
    std::string text;
    for (std::size_t i = 0; i < octets.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t j = i; j < i + 3; ++j) bits = bits << 8 | (j < octets.size() ? static_cast<unsigned char>(octets[j]) : 0u);
        for (int shift = 18; shift >= 0; shift -= 6) text += alphabet[bits >> shift & 63u];
    }
    const std::size_t padding = (3 - octets.size() % 3) % 3;
    return text.replace(text.size() - padding, padding, padding, '=');
}

Bytes from_base64(std::string_view text) {
    Bytes bytes;
    std::uint32_t bits = 0;
    int count = 0;
    while (text.ends_with('=')) text.remove_suffix(1);
    for (const char c : text) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos) throw ValueError("bytes are written in base64");
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        if ((count += 6) < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<std::byte>(bits >> count & 0xFFu));
    }
    return bytes;
}

[[noreturn]] void refuse(const FixtureJson& json, const char* wanted) { throw ValueError("it must be " + std::string(wanted) + ", not " + json.dump()); }

/// Text that stands for a value of some other kind.
Value from_text(const std::string& text, ValueKind kind) {
    switch (kind) {
        case ValueKind::bytes: return from_base64(text);
        case ValueKind::date: return parse_date(text);
        case ValueKind::time: return parse_time(text);
        case ValueKind::datetime: return parse_datetime(text);
        case ValueKind::duration: return parse_duration(text);
        case ValueKind::uuid: return Uuid::parse(text);
        case ValueKind::decimal:
        case ValueKind::ip: return {kind, text};
        default: return text;
    }
}

}  // namespace

Value value_from(const FixtureJson& json, const FieldInfo& given) {
    const FieldInfo& field = value_field(given);
    const ValueKind kind = nuage::detail::value_kind_of(field.kind);
    if (json.is_null() && (given.null || kind != ValueKind::json)) return Value();
    if (kind == ValueKind::json) return {ValueKind::json, json.dump()};
    if (json.is_object() || json.is_array()) refuse(json, "a single value; natural keys are not known here");
    switch (kind) {
        case ValueKind::boolean:
            if (!json.is_boolean()) refuse(json, "true or false");
            return json.get<bool>();
        case ValueKind::integer:
            if (!json.is_number_integer()) refuse(json, "a whole number");
            return json.get<std::int64_t>();
        case ValueKind::real:
            if (!json.is_number()) refuse(json, "a number");
            return json.get<double>();
        case ValueKind::decimal:
            if (json.is_number()) return {ValueKind::decimal, json.dump()};
            break;
        default: break;
    }
    if (!json.is_string()) refuse(json, "a text");
    return from_text(json.get<std::string>(), kind);
}

FixtureJson json_from(const Value& value) {
    switch (value.kind()) {
        case ValueKind::null: return nullptr;
        case ValueKind::boolean: return value.boolean();
        case ValueKind::integer: return value.integer();
        case ValueKind::real: return value.real();
        case ValueKind::bytes: return base64(value.text());
        case ValueKind::json: return FixtureJson::parse(value.text());
        case ValueKind::datetime: {
            std::string text = value.repr();
            text[text.find(' ')] = 'T';
            return text += 'Z';
        }
        case ValueKind::text: return value.text();
        default: return value.repr();   // dates, times, decimals, UUIDs and addresses are not quoted there
    }
}

}  // namespace nuage::testing
