// SPDX-License-Identifier: MIT
// Values, rows and objects of nuage as the JSON in which the cases expect them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <nuage/decimal.hpp>
#include <nuage/json.hpp>
#include <nuage/nuage.hpp>

namespace conformance {

using Json = nuage::Json;

[[nodiscard]] Json encode_value(const nuage::Value& value);

template <class T>
[[nodiscard]] Json encode(const T& value);

namespace detail {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_tuple = false;
template <class... T>
inline constexpr bool is_tuple<std::tuple<T...>> = true;
template <class A, class B>
inline constexpr bool is_tuple<std::pair<A, B>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class K, class V>
inline constexpr bool is_map<std::map<K, V>> = true;
template <class T>
inline constexpr bool is_query_set = false;
template <class M, class Row, class Names>
inline constexpr bool is_query_set<nuage::QuerySet<M, Row, Names>> = true;

template <class T>
Json encode_list(const T& list) {
    Json all = Json::array();
    // By value for std::vector<bool>, which has no elements to refer to.
    for (const auto& item : list) all.push_back(encode<typename T::value_type>(item));
    return all;
}
template <class M, nuage::detail::fixed_string... S>
Json encode_named(const nuage::ValuesRow<M, S...>& row) {
    Json object = Json::object();
    ((object[std::string(S.view())] = encode(row[nuage::Name<S>{}])), ...);
    return object;
}
template <class T>
concept NamedRow = requires(const T& row) { encode_named(row); };

template <nuage::Model M>
Json encode_object(const M& object) {
    const nuage::ModelInfo& model = nuage::model_info<M>();
    const nuage::FieldInfo& key = model.primary_key();
    const void* member = reinterpret_cast<const char*>(&object) + key.offset;
    return {{"model", std::string(model.name)}, {"pk", encode_value(nuage::read_member(*key.access, member))}};
}

template <class M, class... C>
Json encode_annotated(const nuage::Annotated<M, C...>& row) {
    Json object = encode_object<M>(row);
    ((object[std::string(C::name.view())] = encode(row[nuage::Name<C::name>{}])), ...);
    return object;
}
template <class T>
concept AnnotatedRow = requires(const T& row) { encode_annotated(row); };

}  // namespace detail

/// Model objects are {"model", "pk"}, rows of values() objects, of values_list() arrays; text, numbers and NULL are
/// themselves, other values are written as the cases' README says. A query set is the list of its rows.
template <class T>
Json encode(const T& value) {
    if constexpr (std::same_as<T, Json>) return value;
    else if constexpr (std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>) return nullptr;
    else if constexpr (detail::AnnotatedRow<T>) return detail::encode_annotated(value);
    else if constexpr (nuage::Model<T>) return detail::encode_object(value);
    else if constexpr (detail::is_optional<T>) return value ? encode(*value) : Json(nullptr);
    else if constexpr (detail::is_query_set<T>) return detail::encode_list(value.rows());
    else if constexpr (detail::NamedRow<T>) return detail::encode_named(value);
    else if constexpr (detail::is_tuple<T>)
        return std::apply([](const auto&... item) { return Json::array({encode(item)...}); }, value);
    else if constexpr (detail::is_map<T>) {
        Json object = Json::object();
        for (const auto& [key, item] : value) {
            const Json name = encode(key);
            object[name.is_string() ? name.get<std::string>() : name.dump()] = encode(item);
        }
        return object;
    } else if constexpr (std::same_as<T, nuage::Erased>) return Json::array({value.total, encode(value.per_model)});
    else if constexpr (nuage::detail::ListLike<T>) return detail::encode_list(value);
    else return encode_value(nuage::detail::to_value(value));
}

/// Python's [a, b, c] of things of different types.
template <class... T>
[[nodiscard]] Json list(const T&... items) {
    Json all = Json::array();
    (all.push_back(encode(items)), ...);
    return all;
}

}  // namespace conformance
