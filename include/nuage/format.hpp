// SPDX-License-Identifier: MIT
// Objects as text: fmt::format("{}", post) is what its str() says, else "Post(3)"; "{:r}" is "<Post: …>" around it. A query
// set is "<QuerySet [<Post: …>, …]>".
#pragma once

#include <fmt/format.h>

#include <nuage/instances.hpp>
#include <nuage/queryset.hpp>

namespace nuage {

namespace detail {

/// "Post(3)"; "Post(None)" for an object without a key.
[[nodiscard]] std::string object_label(const ModelInfo& model, const void* object);

}  // namespace detail

/// Django's str(object): the object's own str() where the struct has one.
template <Model M>
[[nodiscard]] std::string to_string(const M& object) {
    if constexpr (requires { { object.str() } -> std::convertible_to<std::string>; }) return object.str();
    else return detail::object_label(model_info<M>(), &object);
}

namespace detail {

template <class T>
[[nodiscard]] std::string cell_text(const T& value) {
    if constexpr (is_row<T>::value)
        return std::apply([](const auto&... part) {
            std::string text;
            ((text += (text.empty() ? "" : ", ") + cell_text(part)), ...);
            return '(' + text + (sizeof...(part) == 1 ? ",)" : ")");
        }, value);
    else return to_value(value).repr();
}
template <class Names, fixed_string... S>
[[nodiscard]] std::string row_text(const ValuesRow<Names, S...>& row) {
    std::string text;
    ((text += fmt::format("{}'{}': {}", text.empty() ? "" : ", ", S.view(), cell_text(row[Name<S>{}]))), ...);
    return '{' + text + '}';
}
template <class... T>
[[nodiscard]] std::string row_text(const std::tuple<T...>& row) {
    return cell_text(row);
}
template <Model M>
[[nodiscard]] std::string row_text(const M& object) {
    return fmt::format("<{}: {}>", model_info<M>().name, to_string(object));
}

}  // namespace detail

/// Django's repr(query_set): the first 20 rows, by a query of its own.
template <class M, class Row, class Names>
[[nodiscard]] std::string to_string(const QuerySet<M, Row, Names>& query_set) {
    constexpr std::size_t most = 20;
    const std::vector<Row> rows = query_set.first(most + 1).fetch();
    std::string text;
    for (std::size_t i = 0; i < rows.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + detail::row_text(rows[i]);
    if (rows.size() > most) text += ", '...(remaining elements truncated)...'";
    return "<QuerySet [" + text + "]>";
}

}  // namespace nuage

template <class M, class Row, class Names>
struct fmt::formatter<nuage::QuerySet<M, Row, Names>, char> {
    constexpr auto parse(fmt::format_parse_context& context) {
        if (context.begin() != context.end() && *context.begin() != '}') throw fmt::format_error("a query set is written by {}");
        return context.begin();
    }
    template <class Context>
    auto format(const nuage::QuerySet<M, Row, Names>& query_set, Context& context) const {
        return fmt::format_to(context.out(), "{}", nuage::to_string(query_set));
    }
};

template <nuage::Model M>
struct fmt::formatter<M, char> {
    constexpr auto parse(fmt::format_parse_context& context) {
        auto at = context.begin();
        if (at != context.end() && *at == 'r') {
            repr_ = true;
            ++at;
        }
        if (at != context.end() && *at != '}') throw fmt::format_error("a model's object is written by {} or {:r}");
        return at;
    }
    template <class Context>
    auto format(const M& object, Context& context) const {
        const std::string text = nuage::to_string(object);
        if (!repr_) return fmt::format_to(context.out(), "{}", text);
        return fmt::format_to(context.out(), "<{}: {}>", nuage::model_info<M>().name, text);
    }

private:
    bool repr_ = false;
};
