// SPDX-License-Identifier: MIT
// Whether the values of a column can be put somewhere else: into a member of a user's struct, into another column.
#pragma once

#include <concepts>
#include <tuple>

#include <nuage/fields/field_traits.hpp>

namespace nuage::detail {

enum class Fit : std::uint8_t { fits, null, type };

/// Every value of From is one of To: the same type, or a wider one of the same kind of number.
template <class To, class From>
inline constexpr bool holds_all = std::same_as<To, From>;
template <Integer To, Integer From>
    requires(!std::same_as<To, From> && Storable<To>)
inline constexpr bool holds_all<To, From> =
    std::is_signed_v<To> == std::is_signed_v<From> ? sizeof(To) >= sizeof(From) : std::is_signed_v<To> && sizeof(To) > sizeof(From);
template <class... To, class... From>
    requires(sizeof...(To) == sizeof...(From) && !std::same_as<std::tuple<To...>, std::tuple<From...>>)
inline constexpr bool holds_all<std::tuple<To...>, std::tuple<From...>> = (holds_all<To, From> && ...);

template <class To, class From>
constexpr Fit fit_of() {
    using BareTo = without_optional_t<To>;
    using BareFrom = without_optional_t<From>;
    if constexpr (!holds_all<BareTo, BareFrom>) return Fit::type;
    else if constexpr (!std::same_as<From, BareFrom> && std::same_as<To, BareTo>) return Fit::null;
    else return Fit::fits;
}

}  // namespace nuage::detail
