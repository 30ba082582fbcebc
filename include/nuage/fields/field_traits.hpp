// SPDX-License-Identifier: MIT
// From a member's C++ type to its column kind and access.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>

#include <nuage/fields/codec.hpp>

namespace nuage::detail {

/// The column kind and layout of a type that is stored as it is.
struct Layout {
    FieldKind kind;
    Storage storage;
    ValueKind value;
};

[[nodiscard]] constexpr ValueKind value_kind_of(FieldKind kind) {
    constexpr ValueKind table[] = {ValueKind::boolean, ValueKind::integer, ValueKind::integer, ValueKind::integer,
                                   ValueKind::real, ValueKind::decimal, ValueKind::text, ValueKind::date,
                                   ValueKind::time, ValueKind::datetime, ValueKind::duration, ValueKind::uuid,
                                   ValueKind::bytes, ValueKind::json, ValueKind::ip, ValueKind::null, ValueKind::null, ValueKind::null,
                                   ValueKind::row};
    return table[static_cast<std::size_t>(kind)];
}

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// A column wide enough for every value of the type: unsigned types take the next wider signed one.
template <Integer T>
constexpr Layout integer_layout() {
    if constexpr (std::is_signed_v<T>) {
        if constexpr (sizeof(T) <= 2) return {FieldKind::small_integer, Storage::i16, ValueKind::integer};
        else if constexpr (sizeof(T) == 4) return {FieldKind::integer, Storage::i32, ValueKind::integer};
        else return {FieldKind::big_integer, Storage::i64, ValueKind::integer};
    } else {
        if constexpr (sizeof(T) <= 2) return {FieldKind::integer, Storage::u16, ValueKind::integer};
        else if constexpr (sizeof(T) == 4) return {FieldKind::big_integer, Storage::u32, ValueKind::integer};
        else return {FieldKind::big_integer, Storage::u64, ValueKind::integer};
    }
}

template <class T>
constexpr Layout layout_of() {
    if constexpr (HasCodec<T>) return {Codec<T>::kind, Storage::custom, value_kind_of(Codec<T>::kind)};
    else if constexpr (std::same_as<T, bool>) return {FieldKind::boolean, Storage::boolean, ValueKind::boolean};
    else if constexpr (Integer<T> && sizeof(T) >= 2) return integer_layout<T>();
    else if constexpr (std::same_as<T, double>) return {FieldKind::real, Storage::f64, ValueKind::real};
    else if constexpr (std::same_as<T, std::string>) return {FieldKind::text, Storage::text, ValueKind::text};
    else if constexpr (std::same_as<T, Date>) return {FieldKind::date, Storage::date, ValueKind::date};
    else if constexpr (std::same_as<T, Time>) return {FieldKind::time, Storage::time, ValueKind::time};
    else if constexpr (std::same_as<T, DateTime>) return {FieldKind::datetime, Storage::datetime, ValueKind::datetime};
    else if constexpr (std::same_as<T, Duration>) return {FieldKind::duration, Storage::duration, ValueKind::duration};
    else if constexpr (std::same_as<T, Uuid>) return {FieldKind::uuid, Storage::uuid, ValueKind::uuid};
    else if constexpr (std::same_as<T, Bytes>) return {FieldKind::binary, Storage::bytes, ValueKind::bytes};
    else return {FieldKind::reverse, Storage::value, ValueKind::null};  // no field type: told by field_of()
}

template <class T>
concept Storable = layout_of<T>().kind != FieldKind::reverse;

template <class T>
void load_custom(void* payload, const Value& value) {
    *static_cast<T*>(payload) = Codec<T>::load(value);
}
template <class T>
Value dump_custom(const void* payload) {
    return Codec<T>::dump(*static_cast<const T*>(payload));
}
template <class T>
bool is_empty_member(const void* member) {
    return *static_cast<const T*>(member) == T{};
}

template <class T>
constexpr Access plain_access() {
    constexpr Layout layout = layout_of<T>();
    Access access{layout.storage, layout.value};
    if constexpr (layout.storage == Storage::custom) {
        access.load = &load_custom<T>;
        access.dump = &dump_custom<T>;
    }
    if constexpr (std::equality_comparable<T> && std::default_initializable<T>) access.is_empty = &is_empty_member<T>;
    return access;
}

/// How to reach a member of type T; one object per type.
template <class T>
struct access_of {
    static constexpr Access value = plain_access<T>();
};
template <class T>
struct access_of<std::optional<T>> {
    static constexpr Access make() {
        Access access = plain_access<T>();
        access.nullable = true;
        access.get = [](const void* member) -> const void* {
            const auto& optional = *static_cast<const std::optional<T>*>(member);
            return optional ? std::addressof(*optional) : nullptr;
        };
        access.emplace = [](void* member) -> void* {
            return std::addressof(static_cast<std::optional<T>*>(member)->emplace());
        };
        access.reset = [](void* member) { static_cast<std::optional<T>*>(member)->reset(); };
        access.is_empty = [](const void* member) { return !static_cast<const std::optional<T>*>(member)->has_value(); };
        return access;
    }
    static constexpr Access value = make();
};

template <class T>
struct without_optional {
    using type = T;
};
template <class T>
struct without_optional<std::optional<T>> {
    using type = T;
};
template <class T>
using without_optional_t = typename without_optional<T>::type;

/// Specialised for the relation types, which live with the typed skin.
template <class T>
struct relation_traits {
    static constexpr bool is_relation = false;
    using target = void;
};

}  // namespace nuage::detail
