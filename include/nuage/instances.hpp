// SPDX-License-Identifier: MIT
// What objects can do beside being saved: their neighbours by date, the words for their choices, their hash.
#pragma once

#include <nuage/manager.hpp>

namespace nuage {

namespace detail {

/// The alias of the database that an object came from; empty for a new one.
[[nodiscard]] std::string_view database_alias(const InstanceState& state);
/// The words for a member's value; empty for NULL and for what is no choice.
[[nodiscard]] std::string_view display_of(const FieldInfo& field, const void* member);
/// Throws TypeError for an object without a key.
[[nodiscard]] std::size_t hash_object(const ModelInfo& model, const void* object);
/// The object's key. Throws ValueError, in the name of `method`, when it has none.
[[nodiscard]] Value key_for(const ModelInfo& model, const void* object, const char* method);

template <class M, fixed_string S>
constexpr bool check_date_field() {
    if constexpr (!check_own_field<M, S>()) {
        return false;
    } else {
        constexpr const FieldInfo& field = name_of<M, S>::value.final_field();
        if constexpr ((bit(field.kind) & kinds::dated) == 0 || field.null) {
            [[maybe_unused]] mistake<fixed_string("[F020] get_next_by() and get_previous_by() go by a date, or date and time, that is never null; '") +
                                     S + fixed_string("' is none.")>
                said;
            return false;
        } else {
            return true;
        }
    }
}

template <class M, fixed_string S, bool Next, class... C>
M neighbour(const M& object, const C&... conditions) {
    if constexpr (check_date_field<M, S>()) {
        constexpr const FieldInfo& field = name_of<M, S>::value.final_field();
        const Value key = key_for(model_info<M>(), &object, Next ? "get_next_by" : "get_previous_by");
        const Value at = read_member(*field.access, reinterpret_cast<const char*>(&object) + field.offset);
        QuerySet<M> rows = default_query_set<M>();
        if (const std::string_view alias = database_alias(object.nuage_state); !alias.empty()) rows = rows.using_db(alias);
        const Name<S> date;
        const Name<"pk"> pk;
        std::optional<M> found;
        if constexpr (Next) found = rows.filter(((date == at && pk > key) || date > at), conditions...).order_by(date, pk).first();
        else found = rows.filter(((date == at && pk < key) || date < at), conditions...).order_by(date.desc(), pk.desc()).first();
        if (!found) throw_not_one<M>(0);
        return *std::move(found);
    } else {
        return M{};
    }
}

}  // namespace detail

/// The object with the next later date among those that satisfy the conditions; of the same date the one with the next
/// key. Throws M::DoesNotExist, and ValueError for an object that was not saved.
/// https://docs.djangoproject.com/en/5.2/ref/models/instances/#django.db.models.Model.get_next_by_FOO
template <Model M, detail::fixed_string S, class... C>
[[nodiscard]] M get_next_by(const M& object, Name<S>, const C&... conditions) {
    return detail::neighbour<M, S, true>(object, conditions...);
}
template <Model M, detail::fixed_string S, class... C>
[[nodiscard]] M get_previous_by(const M& object, Name<S>, const C&... conditions) {
    return detail::neighbour<M, S, false>(object, conditions...);
}

/// The object's primary key, whatever its field is called; a tuple where it has several fields. Django's object.pk.
template <Model M>
[[nodiscard]] auto pk(const M& object) {
    return detail::primary_key_of(object);
}

/// The words for the value of a field with choices; empty for NULL.
template <Model M, detail::fixed_string S>
[[nodiscard]] std::string_view get_display(const M& object, Name<S>) {
    if constexpr (!detail::check_own_field<M, S>()) {
        return {};
    } else if constexpr (!detail::name_of<M, S>::value.final_field().choices_only) {
        [[maybe_unused]] detail::mistake<detail::fixed_string("[F021] get_display() is for fields with choices; '") + S +
                                         detail::fixed_string("' has none.")>
            said;
        return {};
    } else {
        constexpr const FieldInfo& field = detail::name_of<M, S>::value.final_field();
        return detail::display_of(field, reinterpret_cast<const char*>(&object) + field.offset);
    }
}

}  // namespace nuage

/// By the primary key, as equality goes. Throws TypeError for an object that has none: it would be lost when it is saved.
template <nuage::Model M>
struct std::hash<M> {
    [[nodiscard]] std::size_t operator()(const M& object) const {
        return nuage::detail::hash_object(nuage::model_info<M>(), &object);
    }
};
