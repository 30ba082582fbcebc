// SPDX-License-Identifier: MIT
// IP addresses as a field type.
#pragma once

#include <nuage/fields/codec.hpp>

namespace nuage {

template <>
struct Codec<IpAddress> {
    static constexpr FieldKind kind = FieldKind::ip;
    static Value dump(const IpAddress& address) { return {ValueKind::ip, address.str()}; }
    static IpAddress load(const Value& value) { return IpAddress::parse(value.text()); }
};

}  // namespace nuage
