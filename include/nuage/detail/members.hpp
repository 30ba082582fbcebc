// SPDX-License-Identifier: MIT
// The members of an aggregate, in order, without a macro.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace nuage::detail {

/// Stands for an initialiser of any member, in what is never evaluated.
struct any_member {
    template <class T>
    operator T() const noexcept;
};
/// The same for a base class only.
template <class Object>
struct any_base {
    template <class T>
        requires(std::is_base_of_v<T, Object> && !std::is_same_v<T, Object>)
    operator T() const noexcept;
};

template <class Object, std::size_t... I>
constexpr bool takes_members(std::index_sequence<I...>) {
    return requires { Object{(static_cast<void>(I), any_member())...}; };
}

inline constexpr std::size_t most_members = 24;

/// How many members an aggregate has; more than most_members when there are more.
template <class Object, std::size_t N = most_members + 1>
constexpr std::size_t member_count() {
    if constexpr (N == 0 || takes_members<Object>(std::make_index_sequence<N>())) return N;
    else return member_count<Object, N - 1>();
}

/// References to them.
template <std::size_t N, class Object>
constexpr auto members_of(Object& object) {
    if constexpr (N == 0) return std::tuple<>();
    else if constexpr (N == 1) { auto& [m1] = object; return std::tie(m1); }
    else if constexpr (N == 2) { auto& [m1, m2] = object; return std::tie(m1, m2); }
    else if constexpr (N == 3) { auto& [m1, m2, m3] = object; return std::tie(m1, m2, m3); }
    else if constexpr (N == 4) { auto& [m1, m2, m3, m4] = object; return std::tie(m1, m2, m3, m4); }
    else if constexpr (N == 5) { auto& [m1, m2, m3, m4, m5] = object; return std::tie(m1, m2, m3, m4, m5); }
    else if constexpr (N == 6) { auto& [m1, m2, m3, m4, m5, m6] = object; return std::tie(m1, m2, m3, m4, m5, m6); }
    else if constexpr (N == 7) { auto& [m1, m2, m3, m4, m5, m6, m7] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7); }
    else if constexpr (N == 8) { auto& [m1, m2, m3, m4, m5, m6, m7, m8] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8); }
    else if constexpr (N == 9) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9); }
    else if constexpr (N == 10) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10); }
    else if constexpr (N == 11) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11); }
    else if constexpr (N == 12) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12); }
    else if constexpr (N == 13) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13); }
    else if constexpr (N == 14) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14); }
    else if constexpr (N == 15) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15); }
    else if constexpr (N == 16) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16); }
    else if constexpr (N == 17) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17); }
    else if constexpr (N == 18) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18); }
    else if constexpr (N == 19) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19); }
    else if constexpr (N == 20) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20); }
    else if constexpr (N == 21) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21); }
    else if constexpr (N == 22) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22); }
    else if constexpr (N == 23) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23); }
    else if constexpr (N == 24) { auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24] = object; return std::tie(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24); }
}

/// An aggregate of members only, which can be made without values and written to. An array is no member: it could not be told
/// from several.
template <class Object>
constexpr bool is_plain_struct() {
    if constexpr (!std::is_class_v<Object> || !std::is_aggregate_v<Object> || !std::is_default_constructible_v<Object> || !std::is_move_assignable_v<Object>)
        return false;
    else return !requires { Object{any_base<Object>()}; } && member_count<Object>() > 0;
}

}  // namespace nuage::detail
