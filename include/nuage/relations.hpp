// SPDX-License-Identifier: MIT
// Relation members: ForeignKey, OneToOne and their declared other ends.
#pragma once

#include <nuage/detail/fixed_string.hpp>
#include <nuage/fields/field_traits.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>

namespace nuage {

/// Option of ForeignKey and OneToOne: the relation may be missing (null=True).
struct nullable {};
/// Option: refers to another unique field than the primary key.
template <detail::fixed_string Field>
struct to_field {};

/// A key given where an object could stand: Post{.author = nuage::key(3)}.
template <class K>
struct Key {
    K value;
};
template <class K>
[[nodiscard]] constexpr Key<K> key(K value) {
    return {std::move(value)};
}

template <class M>
constexpr const ModelInfo& model_info();

namespace detail {

template <class Option>
inline constexpr bool is_nullable_option = std::same_as<Option, nullable>;
template <class Option>
struct to_field_name {
    static constexpr std::string_view value{};
};
template <fixed_string Field>
struct to_field_name<to_field<Field>> {
    static constexpr std::string_view value = Field.view();
};

/// Loads the object a key refers to. Throws the model's DoesNotExist.
void load_by_key(const ModelInfo& model, const FieldInfo& field, const Value& key, const void* database, void* object);

/// What ForeignKey and OneToOne share: the key, and the object once it is loaded.
template <class T, bool Unique, class... Options>
class ToOne {
public:
    using target_type = T;
    static constexpr bool is_null = (is_nullable_option<Options> || ...);
    static constexpr bool is_unique = Unique;
    static constexpr std::string_view to_field = [] {
        std::string_view name{};
        ((name = to_field_name<Options>::value.empty() ? name : to_field_name<Options>::value), ...);
        return name;
    }();

    ToOne() = default;
    /// Refers to an object by its key, which it must have: save the object first. The object is not kept.
    template <class U = T>
    ToOne(const T& object) : key_(key_of<U>(object)) {}
    template <class K>
    ToOne(Key<K> given) : key_(std::move(given.value)) {}
    ToOne(std::nullopt_t)
        requires is_null
        : loaded_(true) {}

    /// The key of the object referred to; an optional where the relation is nullable.
    template <class U = T>
    [[nodiscard]] auto id() const;
    /// The key as it is stored; NULL when there is none.
    [[nodiscard]] const Value& key() const { return key_; }

    /// True when a key is set.
    [[nodiscard]] bool has_value() const { return !key_.is_null(); }
    explicit operator bool() const { return has_value(); }
    /// True when the object is in memory, so that -> needs no query.
    [[nodiscard]] bool is_loaded() const { return object_ != nullptr || loaded_; }

    /// The object: loaded by one query if it was not selected. Throws DoesNotExist when there is none.
    const T& operator*() const { return *fetch(); }
    const T* operator->() const { return fetch(); }
    T& operator*() { return *fetch(); }
    T* operator->() { return fetch(); }
    /// The object, or nullptr when the key is NULL. Loads like operator->.
    [[nodiscard]] const T* get() const { return has_value() ? fetch() : nullptr; }

    /// Same key. Whether the object is loaded does not matter.
    friend bool operator==(const ToOne& a, const ToOne& b) { return a.key_ == b.key_; }

private:
    friend struct relation_traits<ToOne>;
    template <class>
    friend struct to_one_access;

    template <class U>
    static Value key_of(const U& object);
    T* fetch() const;

    Value key_;
    mutable std::shared_ptr<T> object_;  // shared: a copy of a row refers to the same related object
    const void* database_ = nullptr;      // nullptr: the default one
    mutable bool loaded_ = false;
};

template <class Relation>
struct to_one_access {
    using T = typename Relation::target_type;
    static void* emplace(void* member) {
        auto& relation = *static_cast<Relation*>(member);
        relation.object_ = std::make_shared<T>();
        relation.loaded_ = true;
        return relation.object_.get();
    }
    static const void* object(const void* member) { return static_cast<const Relation*>(member)->object_.get(); }
    static void set_none(void* member) {
        auto& relation = *static_cast<Relation*>(member);
        relation.object_.reset();
        relation.loaded_ = true;
    }
    static void set_database(void* member, const void* database) { static_cast<Relation*>(member)->database_ = database; }
    // The key is the first thing in the object, so the member's address is the address of its Value.
    static const void* key(const void* member) {
        const Value& key = static_cast<const Relation*>(member)->key_;
        return key.is_null() ? nullptr : &key;
    }
    static void* key_place(void* member) {
        auto& relation = *static_cast<Relation*>(member);
        if (relation.object_ || relation.loaded_) {
            relation.object_.reset();
            relation.loaded_ = false;
        }
        return &relation.key_;
    }
    static void clear(void* member) { *static_cast<Value*>(key_place(member)) = Value(); }
    static bool is_empty(const void* member) { return static_cast<const Relation*>(member)->key_.is_null(); }

    static constexpr Access access{Storage::value, ValueKind::null, true, &key, &key_place, &clear, nullptr, nullptr, &is_empty};
    static constexpr RelationAccess relation{&emplace, &object, &set_none, &set_database};
};

}  // namespace detail

/// Many rows refer to one object: nuage::ForeignKey<User> author{}; or ForeignKey<User, nuage::nullable>.
template <class T, class... Options>
class ForeignKey : public detail::ToOne<T, false, Options...> {
public:
    using detail::ToOne<T, false, Options...>::ToOne;
};

/// At most one row refers to an object.
template <class T, class... Options>
class OneToOne : public detail::ToOne<T, true, Options...> {
public:
    using detail::ToOne<T, true, Options...>::ToOne;
};

/// The other end of a ForeignKey, declared so that its name can be used in lookups:
/// nuage::RelatedSet<Post, "author"> posts{};
template <class T, detail::fixed_string Field>
struct RelatedSet {
    friend constexpr bool operator==(const RelatedSet&, const RelatedSet&) { return true; }
};

/// The other end of a OneToOne: nuage::RelatedOne<Profile, "author"> profile{};
template <class T, detail::fixed_string Field>
struct RelatedOne {
    friend constexpr bool operator==(const RelatedOne&, const RelatedOne&) { return true; }
};

namespace detail {

template <class Relation>
struct to_one_traits {
    static constexpr bool is_relation = true;
    using target = typename Relation::target_type;
    static constexpr void describe(FieldInfo& field) {
        field.kind = FieldKind::foreign_key;
        field.to_field = Relation::to_field;
        field.null = Relation::is_null;
        field.unique = Relation::is_unique;
        field.index = !Relation::is_unique;
        field.access = &to_one_access<Relation>::access;
        field.relation = &to_one_access<Relation>::relation;
    }
};
template <class T, class... Options>
struct relation_traits<ForeignKey<T, Options...>> : to_one_traits<ToOne<T, false, Options...>> {};
template <class T, class... Options>
struct relation_traits<OneToOne<T, Options...>> : to_one_traits<ToOne<T, true, Options...>> {};

template <class T, fixed_string Field, bool Multi>
struct reverse_traits {
    static constexpr bool is_relation = true;
    using target = T;
    static constexpr void describe(FieldInfo& field) {
        field.kind = FieldKind::reverse;
        field.remote_field = Field.view();
        field.multi_valued = Multi;
        field.null = true;
    }
};
template <class T, fixed_string Field>
struct relation_traits<RelatedSet<T, Field>> : reverse_traits<T, Field, true> {};
template <class T, fixed_string Field>
struct relation_traits<RelatedOne<T, Field>> : reverse_traits<T, Field, false> {};

}  // namespace detail
}  // namespace nuage
