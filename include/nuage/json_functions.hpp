// SPDX-License-Identifier: MIT
// JSONObject and JSONArray: https://docs.djangoproject.com/en/5.2/ref/models/database-functions/#jsonobject
#pragma once

#include <nuage/functions.hpp>
#include <nuage/json.hpp>

namespace nuage {

namespace detail {

/// A document, and text, in the form in which they are put into another document.
template <class E>
struct JsonOperand : expression_base {
    using operand_types = std::tuple<E>;
    E expression;
    constexpr explicit JsonOperand(E e) : expression(std::move(e)) {}
    template <class Names>
    static constexpr auto result() {
        return type_is<typename expression_type<Names, E>::type>{};
    }
    template <class Names>
    static constexpr bool check() {
        return check_expression<Names, E>();
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        if constexpr (operand_kind_of<Names, E> == FieldKind::json) clause.nodes.push_back({NodeKind::function, 0, 1, 0, &functions::json_value});
        add_expression<Names>(clause, expression);
    }
};
template <fixed_string S, class T>
constexpr std::tuple<const char*, JsonOperand<T>> json_member(const Keyword<S, T>& keyword) {
    return {Keyword<S, T>::name.text, JsonOperand<T>(keyword.value)};
}

}  // namespace detail

/// An object of named values: JSONObject("name"_f = "label"_f, "n"_f = "pk"_f + 1). SQLite and MySQL have no boolean values
/// in it, but 0 and 1.
template <detail::fixed_string... S, class... T>
[[nodiscard]] constexpr auto JSONObject(const Keyword<S, T>&... members) {
    return std::apply([](const auto&... operands) { return ExpressionWrapper<Json>(detail::call<functions::json_object>(operands...)); },
                      std::tuple_cat(detail::json_member(members)...));
}
/// An array of values: JSONArray("label"_f, 1).
template <class... E>
[[nodiscard]] constexpr auto JSONArray(E&&... values) {
    return ExpressionWrapper<Json>(
        detail::call<functions::json_array>(detail::JsonOperand<detail::Kept<E>>(std::forward<E>(values))...));
}

}  // namespace nuage
