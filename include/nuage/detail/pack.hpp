// SPDX-License-Identifier: MIT
// Several values as members: what expressions keep their operands in.
#pragma once

#include <cstddef>
#include <utility>

namespace nuage::detail {

template <std::size_t, class T>
struct PackItem {
    T value;
};

template <class Indices, class... T>
struct PackItems;
template <std::size_t... I, class... T>
struct PackItems<std::index_sequence<I...>, T...> : PackItem<I, T>... {
    /// Calls a function with each value, from the first on.
    template <class F>
    constexpr void each(F&& call) const {
        (call(static_cast<const PackItem<I, T>&>(*this).value), ...);
    }
};

/// What std::tuple would be, as an aggregate: Pack<A, B>{{{a}, {b}}}. A tuple of two makes a dozen functions, which every
/// expression of a user's would compile anew.
template <class... T>
struct Pack : PackItems<std::index_sequence_for<T...>, T...> {};

}  // namespace nuage::detail
