// SPDX-License-Identifier: MIT
// UPDATE of one object by keywords: book.update("stock"_f = "stock"_f + 10).
#pragma once

#include <nuage/keywords.hpp>
#include <nuage/save.hpp>

namespace nuage {
namespace detail {

/// Notes a changed field of an object, whose row is there.
template <class M, class K>
void add_change(M& object, Clause& expressions, FieldNames&, const K& value) {
    set_or_assign(object, expressions, value);
}
template <class M, fixed_string S, class T>
void add_change(M& object, Clause& expressions, FieldNames& names, const Keyword<S, T>& keyword) {
    set_or_assign(object, expressions, keyword);
    if constexpr (name_of<M, S>::value.problem == PathProblem::none) names.push_back(name_of<M, S>::value.final_field().name);
}
template <class M, class K>
constexpr bool check_not_key() {
    return true;
}
template <class M, class K>
    requires(name_of<M, K::name>::value.problem == PathProblem::none && name_of<M, K::name>::value.final_field().primary_key)
constexpr bool check_not_key() {
    [[maybe_unused]] mistake<fixed_string("[F012] '") + K::name + fixed_string("' is the primary key and cannot be updated.")> said;
    return false;
}
void update_object(const ModelInfo& model, void* object, FieldNames names, const Clause& expressions);

}  // namespace detail

/// Sets fields of an object and UPDATEs them, and no others, in its row; values may be expressions of the row's own columns,
/// which leave no race between reading and writing. Members assigned by expressions have their new value afterwards where
/// the database returns it; elsewhere they count as not loaded, until fetch() or refresh_from_db(). Throws DatabaseError when
/// there is no such row.
template <Model M, class... K>
void update(M& object, const K&... keywords) {
    static_assert(detail::check_model<M>());
    if constexpr ((detail::check_not_key<M, K>() && ...)) {
        Clause expressions;
        FieldNames names;
        (detail::add_change(object, expressions, names, keywords), ...);
        detail::update_object(model_info<M>(), &object, std::move(names), expressions);
    }
}

}  // namespace nuage
