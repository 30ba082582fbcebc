// SPDX-License-Identifier: MIT
#include <conformance/encode.hpp>

namespace conformance {

namespace {

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// With at most 9 digits after the point, as the file has decimals.
std::string decimal(const std::string& text) {
    const auto point = text.find('.');
    const bool longer = point != std::string::npos && text.size() - point > 10;
    return without_trailing_zeros(longer ? nuage::Decimal(text).quantize(9).str() : text);
}

std::string hex(const std::string& octets) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        text += digits[octet >> 4];
        text += digits[octet & 0x0f];
    }
    return text;
}

std::string moment(nuage::DateTime time) {
    std::string text = nuage::to_string(time);
    text[text.find(' ')] = 'T';
    return text;
}

}  // namespace

Json encode_value(const nuage::Value& value) {
    using nuage::ValueKind;
    const std::chrono::microseconds count(value.kind() == ValueKind::null ? 0 : value.integer());
    switch (value.kind()) {
        case ValueKind::null: return nullptr;
        case ValueKind::boolean: return value.boolean();
        case ValueKind::integer:
        case ValueKind::duration: return value.integer();
        case ValueKind::real: return value.real();
        case ValueKind::text:
        case ValueKind::ip: return value.text();
        case ValueKind::bytes: return hex(value.text());
        case ValueKind::date: return nuage::to_string(nuage::Date(std::chrono::days(value.integer())));
        case ValueKind::time: return nuage::to_string(nuage::Time(count));
        case ValueKind::datetime: return moment(nuage::DateTime(count));
        case ValueKind::uuid: return value.uuid().str();
        case ValueKind::decimal: return decimal(value.text());
        case ValueKind::json: return Json::parse(value.text());
        case ValueKind::row: {
            Json list = Json::array();
            for (const nuage::Value& part : value.row()) list.push_back(encode_value(part));
            return list;
        }
    }
    return nullptr;
}

}  // namespace conformance
