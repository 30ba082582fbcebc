// SPDX-License-Identifier: MIT
// What relation members do: the definitions that need query sets.
#pragma once

#include <nuage/queryset.hpp>

namespace nuage {

/// Values for the further columns of a join table: post.contributors.add(ann, through_defaults("role"_f = Role::artist)).
template <class... K>
struct ThroughDefaults {
    std::tuple<K...> keywords;
};
template <class... K>
[[nodiscard]] ThroughDefaults<K...> through_defaults(K... keywords) {
    return {{std::move(keywords)...}};
}

namespace detail {

/// Sets what through_defaults() says in a row of the join table.
struct FillRow {
    void (*apply)(const void* context, void* row) = nullptr;
    const void* context = nullptr;
};

/// Restricts a query to what is related to an object. Throws ValueError for one that was not saved.
void restrict_to_owner(Query& query, const RelatedOwner& owner);
/// Loads what is related to an object, or to all its peers, unless it is there. Throws FieldFetchBlocked.
void load_related(const RelatedOwner& owner, const LoadedObjects& place, const Query& query);
/// The key that the rows on the other side refer to the object by. Throws ValueError for one that was not saved.
[[nodiscard]] Value owner_key(const RelatedOwner& owner);
void related_add(const RelatedOwner& owner, std::vector<Value> keys, FillRow fill);
void related_remove(const RelatedOwner& owner, const std::vector<Value>& keys);
void related_clear(const RelatedOwner& owner);
/// INSERTs an object and relates it.
void create_related(const RelatedOwner& owner, const ModelInfo& model, void* object, FillRow fill, const Clause& expressions);
void related_set(const RelatedOwner& owner, std::vector<Value> keys, FillRow fill);
/// The key that relates an object: for a many-to-many relation what its join table refers to, else the primary key.
[[nodiscard]] const FieldInfo& related_key(const FieldInfo& relation);
/// Throws ObjectDoesNotExist for an object whose foreign key is known to refer to another owner.
void require_related(const RelatedOwner& owner, const void* object);
/// Makes a new object refer to the owner, where it is the object that refers.
void refer_to_owner(const RelatedOwner& owner, void* object);
/// The key of an object; throws ValueError when it has none yet.
[[nodiscard]] Value saved_key(const ModelInfo& model, const FieldInfo& key, const void* object);
/// Makes a relation refer to an object by its key, and remembers where it is.
void refer_to_object(ToOneState& state, const ModelInfo& model, const FieldInfo& key, const void* object);
/// Throws ValueError for an object in a database that may not be related to the owner's.
void require_relation_allowed(const RelatedOwner& owner, const ModelInfo& model, const void* object);

template <class T>
struct is_through_defaults : std::false_type {};
template <class... K>
struct is_through_defaults<ThroughDefaults<K...>> : std::true_type {};

template <class T, fixed_string Field>
struct other_end {
    static constexpr std::size_t there = model_info<T>().find(Field.view());
    using Owner = concrete_of<typename hop_target<T, there>::type>;
    static constexpr std::size_t here = [] {
        const ModelInfo& model = model_info<Owner>();
        for (std::size_t i = 0; i < model.fields.size(); ++i)
            if (model.fields[i].kind == FieldKind::reverse && model.fields[i].remote_field == Field.view() &&
                same_model(model.fields[i].target(), model_info<T>()))
                return i;
        return ModelInfo::none;
    }();
    static RelatedOwner owner(const void* member) {
        const FieldInfo& field = model_info<Owner>().fields[here];
        return {model_info<Owner>(), field, static_cast<const char*>(member) - field.offset};
    }
};

/// The model whose rows make up a many-to-many relation, where through_defaults() may speak of it; void for others.
template <class Relation>
struct row_model {
    using type = void;
};
template <class T, class R, fixed_string Source, fixed_string Target, class... Options>
struct row_model<ManyToMany<T, through<R, Source, Target>, Options...>> {
    using type = R;
};
template <class T, fixed_string Field>
struct row_model<RelatedSet<T, Field>> : row_model<member_type<T, model_info<T>().find(Field.view())>> {};

/// The model that declares a RelatedSet; void for a ManyToMany.
template <class Relation>
struct declaring_model {
    using type = void;
};
template <class T, fixed_string Field>
struct declaring_model<RelatedSet<T, Field>> {
    using type = typename other_end<T, Field>::Owner;
};

template <class Row, class... K>
FillRow fill_row(const ThroughDefaults<K...>& defaults) {
    if constexpr (std::is_void_v<Row>) {
        static_assert(!std::is_void_v<Row>, "[R002] nuage: through_defaults() is for a ManyToMany with a model of its own: through<…>");
        return {};
    } else {
        return {[](const void* context, void* row) {
                    std::apply([&](const K&... keywords) { (set_member(*static_cast<Row*>(row), keywords), ...); },
                               static_cast<const ThroughDefaults<K...>*>(context)->keywords);
                },
                &defaults};
    }
}
template <class Row, class T>
FillRow fill_row(const T&) {
    return {};
}

/// An argument of add() and the like as a key: an object of T, a key in key(…), or the key's value.
template <class T, class A>
void append_key(std::vector<Value>& keys, const FieldInfo& key, const A& argument) {
    if constexpr (is_through_defaults<A>::value) {
    } else if constexpr (std::derived_from<A, T>) {
        keys.push_back(saved_key(model_info<T>(), key, static_cast<const T*>(&argument)));
    } else if constexpr (Model<A>) {
        static_assert(!sizeof(A*), "[R001] nuage: the relation leads to another model than this object's");
    } else if constexpr (ListLike<A> || requires { typename A::model_type; }) {
        for (const auto& item : argument) append_key<T>(keys, key, item);
    } else {
        keys.push_back(to_value(argument));
    }
}
/// Objects that are taken out of a relation must be in it; of keys nothing is known.
template <class Owner, class T, class A>
void require_in(const RelatedOwner& owner, const A& argument) {
    if constexpr (std::is_void_v<Owner>) {
    } else if constexpr (std::derived_from<A, T>) {
        try {
            require_related(owner, static_cast<const T*>(&argument));
        } catch (const ObjectDoesNotExist& e) {
            throw typename Owner::DoesNotExist(e.what());
        }
    } else if constexpr (ListLike<A> || requires { typename A::model_type; }) {
        for (const auto& item : argument) require_in<Owner, T>(owner, item);
    }
}
/// Objects that are added may be in another database; of keys nothing is known.
template <class T, class A>
void require_allowed(const RelatedOwner& owner, const A& argument) {
    if constexpr (is_through_defaults<A>::value) {
    } else if constexpr (std::derived_from<A, T>) {
        require_relation_allowed(owner, model_info<T>(), static_cast<const T*>(&argument));
    } else if constexpr (ListLike<A> || requires { typename A::model_type; }) {
        for (const auto& item : argument) require_allowed<T>(owner, item);
    }
}
/// Objects that are added by their foreign key refer to their owner at once.
template <class T, class A>
void refer(const RelatedOwner& owner, A& argument) {
    if constexpr (std::derived_from<A, T> && !std::is_const_v<A>) refer_to_owner(owner, static_cast<T*>(&argument));
    else if constexpr (!std::is_const_v<A> && ListLike<A>) {
        for (auto& item : argument) refer<T>(owner, item);
    }
}

template <class Self, class T>
QuerySet<T> RelatedManager<Self, T>::fresh() const {
    QuerySet<T> set = default_query_set<T>();
    restrict_to_owner(set.query_, self().owner());
    return set;
}
template <class Self, class T>
QuerySet<T> RelatedManager<Self, T>::all() const {
    QuerySet<T> set = fresh();
    set.rows_ = state().rows;
    return set;
}
template <class Self, class T>
Rows<T> RelatedManager<Self, T>::rows() const {
    if (!state().rows.loaded()) load_related(self().owner(), state().rows, default_query_set<T>().query());
    return Rows<T>(state().rows);
}
template <class Self, class T>
template <class... A>
std::vector<Value> RelatedManager<Self, T>::keys_of(A&&... objects) const {
    std::vector<Value> keys;
    const FieldInfo& key = related_key(self().owner().field);
    (append_key<T>(keys, key, objects), ...);
    return keys;
}
template <class Self, class T>
template <class... A>
void RelatedManager<Self, T>::add(A&&... objects) const {
    FillRow fill;
    ((fill = is_through_defaults<std::remove_cvref_t<A>>::value ? fill_row<typename row_model<Self>::type>(objects) : fill), ...);
    const RelatedOwner owner = self().owner();
    (require_allowed<T>(owner, objects), ...);
    related_add(owner, keys_of(objects...), fill);
    (refer<T>(owner, objects), ...);
    forget();
}
template <class Self, class T>
template <class... A>
void RelatedManager<Self, T>::remove(A&&... objects) const {
    const RelatedOwner owner = self().owner();
    const std::vector<Value> keys = keys_of(objects...);
    (require_in<typename declaring_model<Self>::type, T>(owner, objects), ...);
    related_remove(owner, keys);
    forget();
}
template <class Self, class T>
void RelatedManager<Self, T>::clear() const {
    related_clear(self().owner());
    forget();
}
template <class Self, class T>
template <class Objects, class... Defaults>
void RelatedManager<Self, T>::set(const Objects& objects, const Defaults&... defaults) const {
    FillRow fill;
    ((fill = fill_row<typename row_model<Self>::type>(defaults)), ...);
    const RelatedOwner owner = self().owner();
    require_allowed<T>(owner, objects);
    related_set(owner, keys_of(objects), fill);
    forget();
}

template <class T, class K>
void set_unless_through(T& object, Clause& expressions, const K& keyword) {
    if constexpr (!is_through_defaults<K>::value) set_new(object, expressions, keyword);
}
template <class T>
auto creating(const RelatedOwner& owner) {
    return [&owner](T& object, const Clause& expressions) { create_related(owner, model_info<T>(), &object, {}, expressions); };
}
template <class Self, class T>
template <class... K>
T RelatedManager<Self, T>::create(const K&... keywords) const {
    const RelatedOwner owner = self().owner();
    T object{};
    Clause expressions;
    (set_unless_through(object, expressions, keywords), ...);
    FillRow fill;
    ((fill = is_through_defaults<K>::value ? fill_row<typename row_model<Self>::type>(keywords) : fill), ...);
    create_related(owner, model_info<T>(), &object, fill, expressions);
    forget();
    return object;
}
template <class Self, class T>
template <class... A>
std::pair<T, bool> RelatedManager<Self, T>::get_or_create(const A&... arguments) const {
    const RelatedOwner owner = self().owner();
    std::pair<T, bool> result = fresh().get_or_create_by(creating<T>(owner), arguments...);
    if (result.second) forget();
    return result;
}
template <class Self, class T>
template <class... A>
std::pair<T, bool> RelatedManager<Self, T>::update_or_create(const A&... arguments) const {
    const RelatedOwner owner = self().owner();
    std::pair<T, bool> result = fresh().update_or_create_by(creating<T>(owner), arguments...);
    forget();
    return result;
}

template <class T, bool Unique, class... Options>
template <class U>
auto ToOne<T, Unique, Options...>::id() const {
    using Type = typename key_type<ToOne, U>::type;
    Type key{};
    write_member(access_of<Type>::value, &key, state_.key);
    return key;
}

/// The field that a foreign key's option says it refers to.
template <class Relation, class U>
constexpr const FieldInfo& key_field() {
    constexpr const ModelInfo& model = model_info<U>();
    constexpr std::size_t at = Relation::to_field.empty() ? model.primary_key_position() : model.find(Relation::to_field);
    return model.field_at(at);
}

template <class T, bool Unique, class... Options>
template <class U>
void ToOne<T, Unique, Options...>::refer_to(const U& object) {
    refer_to_object(state_, model_info<U>(), key_field<ToOne, U>(), &object);
}

template <class T, bool Unique, class... Options>
T* ToOne<T, Unique, Options...>::fetch() const {
    if (state_.object.first() == nullptr) {
        try {
            load_to_one(state_, model_info<T>(), key_field<ToOne, T>());
        } catch (const ObjectDoesNotExist& e) {
            throw typename T::DoesNotExist(e.what());
        }
    }
    return static_cast<T*>(state_.object.first());
}

}  // namespace detail

template <class T, detail::fixed_string Field>
const T* RelatedOne<T, Field>::get() const {
    if (!state_.rows.loaded()) detail::load_related(detail::other_end<T, Field>::owner(this), state_.rows, QuerySet<T>().query());
    return static_cast<const T*>(state_.rows.first());
}
template <class T, detail::fixed_string Field>
const T* RelatedOne<T, Field>::operator->() const {
    if (const T* object = get()) return object;
    throw typename T::DoesNotExist(std::string(model_info<typename detail::other_end<T, Field>::Owner>().name) + " has no " +
                                   std::string(model_info<T>().name) + ".");
}

}  // namespace nuage
