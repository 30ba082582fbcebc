// SPDX-License-Identifier: MIT
// Storing a type of one's own: specialise Codec for it.
#pragma once

#include <nuage/meta/field_info.hpp>

namespace nuage {

/// How a C++ type is kept in a column. A user's own type becomes a field type with one specialisation:
///
///     template <> struct nuage::Codec<Money> {
///         static constexpr nuage::FieldKind kind = nuage::FieldKind::big_integer;
///         static nuage::Value dump(const Money& m) { return m.cents; }
///         static Money load(const nuage::Value& v) { return Money{v.integer()}; }
///     };
///
/// dump() must give a Value of the kind's storage (text for FieldKind::text, integer for the integers …); load() gets
/// the same and may throw DataError. NULL never reaches either: that is what std::optional<Money> is for.
template <class T>
struct Codec {};

template <class T>
concept HasCodec = requires(const T& object, const Value& value) {
    { Codec<T>::kind } -> std::convertible_to<FieldKind>;
    { Codec<T>::dump(object) } -> std::convertible_to<Value>;
    { Codec<T>::load(value) } -> std::convertible_to<T>;
};

}  // namespace nuage
