// SPDX-License-Identifier: MIT
// What may stand in NUAGE_META: ordering, indexes, constraints, table name.
#pragma once

#include <array>
#include <string_view>
#include <tuple>

#include <nuage/meta/model_info.hpp>

namespace nuage::meta_options {

struct unconditional {};

template <std::size_t N>
using Names = std::array<std::string_view, N>;

template <std::size_t N>
struct ordering_t {
    Names<N> names;
};
/// Default ordering of queries: names, '-' in front for descending.
template <class... S>
constexpr ordering_t<sizeof...(S)> ordering(S... names) {
    return {{std::string_view(names)...}};
}

template <std::size_t N>
struct get_latest_by_t {
    Names<N> names;
};
/// Fields that latest() and earliest() go by when they are given none.
template <class... S>
constexpr get_latest_by_t<sizeof...(S)> get_latest_by(S... names) {
    return {{std::string_view(names)...}};
}

struct db_table_t {
    std::string_view name;
};
constexpr db_table_t db_table(std::string_view name) { return {name}; }

template <std::size_t N, class Condition>
struct index_t {
    static constexpr bool is_constraint = false;
    Names<N> fields;
    std::string_view index_name;
    Condition condition;
    /// The index's name in the database. Derived from table and columns otherwise.
    constexpr index_t named(std::string_view text) const { return {fields, text, condition}; }
    /// A partial index: over the rows that satisfy the condition.
    template <class C>
    constexpr index_t<N, C> where(C c) const {
        return {fields, index_name, c};
    }
};
template <class... S>
constexpr index_t<sizeof...(S), unconditional> index(S... fields) {
    return {{std::string_view(fields)...}, {}, {}};
}
template <class... I>
struct indexes_t {
    std::tuple<I...> items;
};
template <class... I>
constexpr indexes_t<I...> indexes(I... items) {
    return {{items...}};
}

template <class Condition>
struct check_t {
    static constexpr ConstraintKind kind = ConstraintKind::check;
    std::string_view constraint_name;
    Names<0> fields;
    Condition condition;
};
/// A condition that each row must satisfy: check("price_not_negative", "price"_f >= 0).
template <class C>
constexpr check_t<C> check(std::string_view name, C condition) {
    return {name, {}, condition};
}

template <std::size_t N, class Condition>
struct unique_t {
    static constexpr ConstraintKind kind = ConstraintKind::unique;
    Names<N> fields;
    std::string_view constraint_name;
    Condition condition;
    constexpr unique_t named(std::string_view text) const { return {fields, text, condition}; }
    /// Unique among the rows that satisfy the condition.
    template <class C>
    constexpr unique_t<N, C> where(C c) const {
        return {fields, constraint_name, c};
    }
};
/// No two rows agree in all these fields.
template <class... S>
constexpr unique_t<sizeof...(S), unconditional> unique(S... fields) {
    return {{std::string_view(fields)...}, {}, {}};
}
template <class... C>
struct constraints_t {
    std::tuple<C...> items;
};
template <class... C>
constexpr constraints_t<C...> constraints(C... items) {
    return {{items...}};
}

template <class... Bases>
struct inherits_t {};
/// The models and abstract models that the struct derives from, where there are several.
template <class... Bases>
constexpr inherits_t<Bases...> inherits() {
    return {};
}

template <template <class> class Manager>
struct default_manager_t {};
/// The manager by which related objects are found, where that is not to be `objects`.
template <template <class> class Manager>
constexpr default_manager_t<Manager> default_manager() {
    return {};
}

template <class... Options>
struct meta_t {
    std::tuple<Options...> options;
};
template <class... Options>
constexpr meta_t<Options...> make_meta(Options... options) {
    return {{options...}};
}

}  // namespace nuage::meta_options

// clang-format off
#define NUAGE_DETAIL_USING_META \
    using nuage::meta_options::ordering; using nuage::meta_options::get_latest_by; using nuage::meta_options::db_table; \
    using nuage::meta_options::index; using nuage::meta_options::indexes; using nuage::meta_options::check; \
    using nuage::meta_options::unique; using nuage::meta_options::constraints; \
    using nuage::meta_options::inherits; using nuage::meta_options::default_manager
// clang-format on
