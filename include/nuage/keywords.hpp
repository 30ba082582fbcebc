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

/// What a new row of update_or_create() gets instead of its defaults(), which are for a row that is there then.
template <class... K>
struct CreateDefaults {
    std::tuple<K...> keywords;
};
template <class... K>
[[nodiscard]] CreateDefaults<K...> create_defaults(K... keywords) {
    return {{std::move(keywords)...}};
}

namespace detail {

template <class T>
inline constexpr bool is_defaults = false;
template <class... K>
inline constexpr bool is_defaults<Defaults<K...>> = true;
template <class T>
inline constexpr bool is_create_defaults = false;
template <class... K>
inline constexpr bool is_create_defaults<CreateDefaults<K...>> = true;

/// Whether C++ assignment keeps the value as it is. Between different kinds of numbers it may not: those are converted
/// with a check of the range. A nullptr would be taken for the address of a text.
template <class Member, class T>
inline constexpr bool assigns_exactly =
    std::same_as<Member, T> || (!std::is_arithmetic_v<Member> && !std::same_as<T, std::nullptr_t>);

/// False for a column that the database computes, which stops the build here.
template <class M, fixed_string S>
constexpr bool check_written() {
    if constexpr (name_of<M, S>::value.final_field().is_generated) {
        [[maybe_unused]] mistake<fixed_string("[F030] '") + S + fixed_string("' is a generated column: the database computes it, and it cannot be set.")> said;
        return false;
    } else {
        return true;
    }
}

/// A value where a keyword is wanted.
template <class M, class T>
void set_member(M&, const T&) {
    static_assert(!sizeof(T*), "[T011] nuage: values are given by name here, such as \"title\"_f = \"x\"");
}
/// Sets the member at a position, with the conversions that its field allows.
template <class M, std::size_t I, class T>
void set_field(M& object, const T& value) {
    using Member = member_type<M, I>;
    const FieldInfo& field = model_info<M>().fields[I];
    auto& member = *reinterpret_cast<Member*>(reinterpret_cast<char*>(&object) + field.offset);
    if constexpr (is_to_one<Member>::value) {
        if constexpr (Model<T> || std::same_as<T, Member>) member = Member(value);
        else write_member(*field.access, &member, to_value(value));
    } else if constexpr (assigns_exactly<without_optional_t<Member>, without_optional_t<T>> && std::is_assignable_v<Member&, const T&>) {
        member = value;
    } else {
        write_member(access_of<Member>::value, &member, build::converted_for(field, to_value(value)));
    }
}
template <class M, class Row, std::size_t... I>
void set_key(M& object, const Row& row, std::index_sequence<I...>) {
    (set_field<M, composite_key<M>::parts[I]>(object, std::get<I>(row)), ...);
}
/// Sets a member of an object from a keyword of create().
template <class M, fixed_string S, class T>
void set_member(M& object, const Keyword<S, T>& keyword) {
    if constexpr (!check_own_field<M, S>()) {
    } else if constexpr (compares_rows<M, S, T>()) {
        if constexpr (check_rows<M, S, T>()) set_key(object, keyword.value, std::make_index_sequence<composite_key<M>::count>());
    } else if constexpr (check_written<M, S>() && check_operand<M, S, T>()) {
        constexpr const ResolvedPath& path = name_of<M, S>::value;
        if constexpr (path.is_composite()) write_key(model_info<M>(), &object, to_value(keyword.value));
        else set_field<M, path.field>(object, keyword.value);
    }
}

/// Keywords without a lookup: what get_or_create() may build an object from.
template <class M, fixed_string S>
constexpr bool is_plain_field() {
    return name_of<M, S>::value.problem == PathProblem::none && name_of<M, S>::value.hop_count == 0 &&
           name_of<M, S>::value.transform_count == 0 && !name_of<M, S>::value.is_json_path();
}

/// Whether an expression keeps to the table's own columns.
template <class M, class E>
constexpr bool check_own_names() {
    if constexpr (is_name<E>::value) {
        if constexpr (name_of<M, E::text>::value.problem == PathProblem::none && name_of<M, E::text>::value.hop_count > 0) {
            [[maybe_unused]] mistake<
                fixed_string("[F008] update() may use fields of the updated table only, not of related ones: '") + E::text +
                fixed_string("'.")>
                said;
            return false;
        }
        return true;
    } else if constexpr (requires(const E& e) { e.left; e.right; }) {
        return check_own_names<M, std::remove_cvref_t<decltype(std::declval<E>().left)>>() &&
               check_own_names<M, std::remove_cvref_t<decltype(std::declval<E>().right)>>();
    } else if constexpr (requires { typename E::operand_types; }) {
        return []<class... O>(std::type_identity<std::tuple<O...>>) {
            return (check_own_names<M, O>() && ...);
        }(std::type_identity<typename E::operand_types>{});
    } else {
        return true;
    }
}
/// Whether an expression needs a row to be computed from.
template <class E>
constexpr bool reads_columns() {
    if constexpr (is_name<E>::value) return true;
    else if constexpr (requires(const E& e) { e.left; e.right; })
        return reads_columns<std::remove_cvref_t<decltype(std::declval<E>().left)>>() ||
               reads_columns<std::remove_cvref_t<decltype(std::declval<E>().right)>>();
    else if constexpr (requires { typename E::operand_types; })
        return []<class... O>(std::type_identity<std::tuple<O...>>) {
            return (reads_columns<O>() || ...);
        }(std::type_identity<typename E::operand_types>{});
    else return false;
}

template <class M, class Names = M, class T>
void add_assignment(Clause&, const T&) {
    static_assert(!sizeof(T*), "[T011] nuage: values are given by name here, such as \"title\"_f = \"x\"");
}
/// `Names`: what expressions may speak of, annotations too.
template <class M, class Names = M, fixed_string S, class T>
void add_assignment(Clause& clause, const Keyword<S, T>& keyword) {
    if constexpr (!check_own_field<M, S>()) {
    } else if constexpr (name_of<M, S>::value.is_composite()) {
        [[maybe_unused]] mistake<fixed_string("[F031] '") + S + fixed_string("' stands for several fields: update() sets them by their own names.")> said;
    } else if constexpr (check_written<M, S>() && check_operand<M, S, T>()) {
        constexpr const ResolvedPath& path = name_of<M, S>::value;
        if constexpr (!check_own_names<Names, T>()) {
        } else if constexpr (Expression<T>) {
            clause.nodes.push_back({NodeKind::assign, 0, 1, path.field, nullptr});
            add_expression<Names>(clause, keyword.value);
        } else {
            build::assignment(clause, path.final_field(), path.field, to_key(path, keyword.value));
        }
    }
}

/// A value goes to the object's member; an expression is left to the database, as an assignment.
template <class M, class K>
void set_or_assign(M& object, Clause&, const K& value) {
    set_member(object, value);
}
template <class M, fixed_string S, class T>
void set_or_assign(M& object, Clause& expressions, const Keyword<S, T>& keyword) {
    if constexpr (!Expression<T>) set_member(object, keyword);
    else if constexpr (check_own_field<M, S>()) {
        if constexpr (name_of<M, S>::value.final_field().primary_key) {
            [[maybe_unused]] mistake<fixed_string("[F016] '") + S + fixed_string("' is the primary key: its value cannot be an expression.")> said;
        } else {
            add_assignment<M>(expressions, keyword);
        }
    }
}
/// The same for a row that is not there yet.
template <class M, class K>
void set_new(M& object, Clause& expressions, const K& keyword) {
    set_or_assign(object, expressions, keyword);
}
template <class M, fixed_string S, class T>
    requires(Expression<T> && reads_columns<T>())
void set_new(M&, Clause&, const Keyword<S, T>&) {
    [[maybe_unused]] mistake<fixed_string("[F017] '") + S + fixed_string("' of a new row cannot be computed from columns: there is no row yet.")> said;
}

}  // namespace detail

/// A row for bulk_create(): an object, or what create() takes; values may be expressions of constants.
///     Tag::objects.bulk_create({{"label"_f = nuage::Lower("E1"), "colour"_f = "r"}, {"label"_f = "E2"}});
template <class M>
struct NewRow {
    M object{};
    Clause expressions{};

    template <class... K>
        requires(!(std::same_as<K, M> || ...))
    NewRow(const K&... keywords) {
        (detail::set_new(object, expressions, keywords), ...);
    }
    template <class... K>
    NewRow(M given, const K&... keywords) : object(std::move(given)) {
        (detail::set_new(object, expressions, keywords), ...);
    }
};

}  // namespace nuage
