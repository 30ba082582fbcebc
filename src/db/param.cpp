// SPDX-License-Identifier: MIT
#include <nuage/db/driver.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage {

namespace {

// A Value keeps a boolean in 64 bits; a parameter of Storage::boolean points to a bool.
constexpr bool booleans[] = {false, true};

}  // namespace

Param param_of(const Value& value) {
    const ValueKind kind = value.kind();
    switch (kind) {
        case ValueKind::null: return {Storage::value, nullptr, kind};
        case ValueKind::boolean: return {Storage::boolean, &booleans[value.boolean() ? 1 : 0], kind};
        case ValueKind::integer: return {Storage::i64, value.data(), kind};
        case ValueKind::real: return {Storage::f64, value.data(), kind};
        // Octets, too: a Value has them in a std::string, and Storage::bytes would promise a nuage::Bytes.
        case ValueKind::text:
        case ValueKind::bytes:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: return {Storage::text, &value.text(), kind};
        case ValueKind::date: return {Storage::date, value.data(), kind};
        case ValueKind::time: return {Storage::time, value.data(), kind};
        case ValueKind::datetime: return {Storage::datetime, value.data(), kind};
        case ValueKind::duration: return {Storage::duration, value.data(), kind};
        case ValueKind::uuid: return {Storage::uuid, &value.uuid(), kind};
        case ValueKind::row: throw DataError("a row of values " + value.repr() + " is no value of a column");
    }
    return {Storage::value, nullptr, ValueKind::null};
}

}  // namespace nuage
