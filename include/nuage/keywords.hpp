// SPDX-License-Identifier: MIT
// What keywords mean when they write: create("name"_f = "x"), update("views"_f = "views"_f + 1).
#pragma once

#include <tuple>

#include <nuage/names.hpp>

namespace nuage {

/// Values for a new row of get_or_create(), beside those looked up by.
template <class... K>
struct Defaults {
    std::tuple<K...> keywords;
};
template <class... K>
[[nodiscard]] Defaults<K...> defaults(K... keywords) {
    return {{std::move(keywords)...}};
}

namespace detail {

template <class M, fixed_string S>
constexpr bool check_own_field() {
    if constexpr (!check_path<name_of<M, S>, S>()) {
        return false;
    } else if constexpr (name_of<M, S>::value.hop_count > 0 || name_of<M, S>::value.transform_count > 0) {
        [[maybe_unused]] mistake<fixed_string("[F007] only fields of the model itself can be set or loaded here: '") + S +
                                 fixed_string("' leads to another one")>
            said;
        return false;
    } else {
        return true;
    }
}

/// Whether C++ assignment keeps the value as it is. Between different kinds of numbers it may not: those are converted
/// with a check of the range.
template <class Member, class T>
inline constexpr bool assigns_exactly = std::same_as<Member, T> || !std::is_arithmetic_v<Member>;

/// Sets a member of an object from a keyword of create().
template <class M, fixed_string S, class T>
void set_member(M& object, const Keyword<S, T>& keyword) {
    if constexpr (check_own_field<M, S>() && check_operand<M, S, T>()) {
        constexpr const ResolvedPath& path = name_of<M, S>::value;
        using Member = member_type<M, name_of<M, S>::value.field>;
        auto& member = *reinterpret_cast<Member*>(reinterpret_cast<char*>(&object) + path.final_field().offset);
        if constexpr (is_to_one<Member>::value) {
            if constexpr (Model<T> || std::same_as<T, Member>) member = Member(keyword.value);
            else write_member(*path.final_field().access, &member, to_value(keyword.value));
        } else if constexpr (assigns_exactly<without_optional_t<Member>, without_optional_t<T>> && std::is_assignable_v<Member&, const T&>) {
            member = keyword.value;
        } else {
            write_member(access_of<Member>::value, &member, build::converted_for(path.final_field(), to_value(keyword.value)));
        }
    }
}

template <class M, class... K>
M object_from(const K&... keywords) {
    M object{};
    (set_member(object, keywords), ...);
    return object;
}

/// Keywords without a lookup: what get_or_create() may build an object from.
template <class M, fixed_string S>
constexpr bool is_plain_field() {
    return name_of<M, S>::value.problem == PathProblem::none && name_of<M, S>::value.hop_count == 0 &&
           name_of<M, S>::value.transform_count == 0;
}

template <class M, fixed_string S, class T>
void add_assignment(Clause& clause, const Keyword<S, T>& keyword) {
    if constexpr (check_own_field<M, S>() && check_operand<M, S, T>()) {
        constexpr const ResolvedPath& path = name_of<M, S>::value;
        if constexpr (Expression<T>) {
            clause.nodes.push_back({NodeKind::assign, 0, 1, path.field, nullptr});
            add_expression<M>(clause, keyword.value);
        } else {
            build::assignment(clause, path.final_field(), path.field, to_key(path, keyword.value));
        }
    }
}

}  // namespace detail
}  // namespace nuage
