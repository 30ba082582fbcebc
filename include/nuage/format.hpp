// SPDX-License-Identifier: MIT
// Objects as text: fmt::format("{}", post) is what its str() says, else "Post(3)"; "{:r}" is "<Post: …>" around it.
#pragma once

#include <fmt/format.h>

#include <nuage/instances.hpp>

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

}  // namespace nuage

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
