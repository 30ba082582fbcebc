// SPDX-License-Identifier: MIT
// Relation members: ForeignKey, OneToOne, ManyToMany and the declared other ends.
#pragma once

#include <nuage/detail/fixed_string.hpp>
#include <nuage/fields/field_traits.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>
#include <nuage/shared_rows.hpp>

namespace nuage {

/// Option of ForeignKey and OneToOne: the relation may be missing (null=True).
struct nullable {};
/// Option: refers to another unique field than the primary key.
template <detail::fixed_string Field>
struct to_field {};
/// Option of ManyToMany: the join table is a model of one's own, with further columns. The names of its two foreign keys,
/// where it has several to the same model.
template <class M, detail::fixed_string Source = "", detail::fixed_string Target = "">
struct through {};
/// Option of a ManyToMany to the model itself: that a follows b does not mean that b follows a.
struct asymmetrical {};

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

/// A named column beside the fields of a model: Column<"post_count", std::int64_t>.
template <detail::fixed_string Name, class T>
struct Column;
/// An object with the values that annotate() added: a row of QuerySet<User, Annotated<User, Column<…>>>.
template <class M, class... C>
struct Annotated;
/// The names that conditions may use: M's and those of annotations, selected or not.
template <class M, class... C>
struct With;

namespace detail {
template <class M, class Row>
struct names_of_row {
    using type = M;
};
template <class M, class... C>
struct names_of_row<M, Annotated<M, C...>> {
    using type = With<M, C...>;
};
template <class Names>
struct names_model {
    using type = Names;
};
template <class M, class... C>
struct names_model<With<M, C...>> {
    using type = M;
};
template <class Names>
using model_of = typename names_model<Names>::type;
}  // namespace detail

template <class M, class Row = M, class Names = typename detail::names_of_row<M, Row>::type>
class QuerySet;

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

/// How a foreign key's column is read and written, whatever it refers to.
extern const Access to_one_access;

/// Loads the object a key refers to. Throws ObjectDoesNotExist, or FieldFetchBlocked.
void load_to_one(const ToOneState& state, const ModelInfo& target, const FieldInfo& to);

/// Gives a new key of a relation what is known of where the old one's object is. Throws ValueError for an object that is in a
/// database which objects of this one's may not refer to.
void keep_source(ToOneState& old, ToOneState& fresh);

/// A related object alone in memory.
template <class T>
struct OneObject final : Counted {
    OneObject() : Counted(&destroy_as<OneObject>) { FreshObject<T>::prepare(object); }
    T object{};
    /// With the reference that the object was made with.
    [[nodiscard]] Held held() { return {this, &object, 1}; }
};

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
    ToOne(const T& object) {
        refer_to<U>(object);
    }
    template <class K>
    ToOne(Key<K> given) {
        state_.key = Value(std::move(given.value));
    }
    ToOne(std::nullopt_t)
        requires is_null
    {
        state_.object.set({});
    }

    /// The key of the object referred to; an optional where the relation is nullable.
    template <class U = T>
    [[nodiscard]] auto id() const;
    /// The key as it is stored; NULL when there is none.
    [[nodiscard]] const Value& key() const { return state_.key; }

    /// True when a key is set.
    [[nodiscard]] bool has_value() const { return !state_.key.is_null(); }
    explicit operator bool() const { return has_value(); }
    /// True when the object is in memory, so that -> needs no query.
    [[nodiscard]] bool is_loaded() const { return state_.object.loaded(); }

    /// The object: loaded by one query if it was not selected. Throws DoesNotExist when there is none. Rows that refer to
    /// the same object may share it.
    const T& operator*() const { return *fetch(); }
    const T* operator->() const { return fetch(); }
    T& operator*() { return *fetch(); }
    T* operator->() { return fetch(); }
    /// The object, or nullptr when the key is NULL. Loads like operator->. Where the relation is nullable also nullptr when a
    /// Prefetch() looked for the object and its query set does not have it.
    [[nodiscard]] const T* get() const { return has_value() && !(is_null && is_loaded() && state_.object.first() == nullptr) ? fetch() : nullptr; }

    /// Same key. Whether the object is loaded does not matter.
    friend bool operator==(const ToOne& a, const ToOne& b) { return a.state_.key == b.state_.key; }

protected:
    /// Takes another key: its object is looked up in the same database and fetch mode as that of the one before.
    void take_key(ToOne other) {
        keep_source(state_, other.state_);
        state_ = std::move(other.state_);
    }

private:
    template <class U>
    void refer_to(const U& object);
    T* fetch() const;

    ToOneState state_;   // the only member: its address is the relation's
};

/// What a relation can be made of beside another one: an object, a key, or nullopt.
template <class V, class Relation>
concept KeyFor = !std::derived_from<V, Relation> && std::constructible_from<Relation, const V&>;

const void* to_one_object(const void* member);
void to_one_none(void* member);
const void* related_object(const void* member);
void related_none(void* member);

template <class T>
struct object_access {
    static void* emplace_to_one(void* member) { return emplace(static_cast<ToOneState*>(member)->object); }
    static void* emplace_related(void* member) { return emplace(static_cast<RelatedState*>(member)->rows); }
    static constexpr RelationAccess to_one{&emplace_to_one, &to_one_object, &to_one_none};
    static constexpr RelationAccess related{&emplace_related, &related_object, &related_none};

private:
    static void* emplace(LoadedObjects& objects) {
        auto* one = new OneObject<T>;
        objects.set(one->held());
        return &one->object;
    }
};

}  // namespace detail

/// Many rows refer to one object: nuage::ForeignKey<User> author{}; or ForeignKey<User, nuage::nullable>.
template <class T, class... Options>
class ForeignKey : public detail::ToOne<T, false, Options...> {
public:
    using detail::ToOne<T, false, Options...>::ToOne;
    template <detail::KeyFor<ForeignKey> V>
    ForeignKey& operator=(const V& value) {
        this->take_key(ForeignKey(value));
        return *this;
    }
};

/// At most one row refers to an object.
template <class T, class... Options>
class OneToOne : public detail::ToOne<T, true, Options...> {
public:
    using detail::ToOne<T, true, Options...>::ToOne;
    template <detail::KeyFor<OneToOne> V>
    OneToOne& operator=(const V& value) {
        this->take_key(OneToOne(value));
        return *this;
    }
};

struct PageOptions;

namespace detail {

/// A relation as one object has it.
struct RelatedOwner {
    const ModelInfo& model;
    const FieldInfo& field;
    const void* object;
};
/// Throws ValueError for an object that was neither saved nor loaded, which does not know its relation yet.
[[nodiscard]] RelatedOwner many_to_many_owner(const ManyToManyState& state);

/// Where the declared other end of a relation of T is in the model that declares it.
template <class T, fixed_string Field>
struct other_end;

/// The methods of query sets, for what has all().
template <class Self>
class QuerySetMethods {
public:
#define NUAGE_DETAIL_FORWARD(method)                                          \
    template <class... A>                                                     \
    constexpr auto method(const A&... arguments) const {                      \
        return static_cast<const Self&>(*this).all().method(arguments...);    \
    }
    NUAGE_DETAIL_FORWARD(filter)
    NUAGE_DETAIL_FORWARD(exclude)
    NUAGE_DETAIL_FORWARD(order_by)
    NUAGE_DETAIL_FORWARD(none)
    NUAGE_DETAIL_FORWARD(reverse)
    NUAGE_DETAIL_FORWARD(distinct)
    NUAGE_DETAIL_FORWARD(slice)
    NUAGE_DETAIL_FORWARD(skip)
    NUAGE_DETAIL_FORWARD(first)
    NUAGE_DETAIL_FORWARD(after)
    NUAGE_DETAIL_FORWARD(before)
    NUAGE_DETAIL_FORWARD(cursor)
    NUAGE_DETAIL_FORWARD(last)
    NUAGE_DETAIL_FORWARD(latest)
    NUAGE_DETAIL_FORWARD(earliest)
    NUAGE_DETAIL_FORWARD(using_db)
    NUAGE_DETAIL_FORWARD(fetch_mode)
    NUAGE_DETAIL_FORWARD(annotate)
    NUAGE_DETAIL_FORWARD(alias)
    NUAGE_DETAIL_FORWARD(aggregate)
    NUAGE_DETAIL_FORWARD(group_by)
    NUAGE_DETAIL_FORWARD(select_related)
    NUAGE_DETAIL_FORWARD(prefetch_related)
    NUAGE_DETAIL_FORWARD(only)
    NUAGE_DETAIL_FORWARD(defer)
    NUAGE_DETAIL_FORWARD(values)
    NUAGE_DETAIL_FORWARD(values_list)
    NUAGE_DETAIL_FORWARD(flat)
    NUAGE_DETAIL_FORWARD(dates)
    NUAGE_DETAIL_FORWARD(datetimes)
    NUAGE_DETAIL_FORWARD(union_)
    NUAGE_DETAIL_FORWARD(intersection)
    NUAGE_DETAIL_FORWARD(difference)
    NUAGE_DETAIL_FORWARD(iterator)
    NUAGE_DETAIL_FORWARD(get)
    NUAGE_DETAIL_FORWARD(count)
    NUAGE_DETAIL_FORWARD(exists)
    NUAGE_DETAIL_FORWARD(contains)
    NUAGE_DETAIL_FORWARD(in_bulk)
    NUAGE_DETAIL_FORWARD(fetch)
    NUAGE_DETAIL_FORWARD(update)
    NUAGE_DETAIL_FORWARD(returning)
    // Related objects have these in a way of their own.
    NUAGE_DETAIL_FORWARD(create)
    NUAGE_DETAIL_FORWARD(get_or_create)
    NUAGE_DETAIL_FORWARD(update_or_create)
    NUAGE_DETAIL_FORWARD(erase)
    NUAGE_DETAIL_FORWARD(raw_erase)
    NUAGE_DETAIL_FORWARD(sql)
#undef NUAGE_DETAIL_FORWARD
    template <class Dto, class... A>
    constexpr auto into(const A&... columns) const {
        return static_cast<const Self&>(*this).all().template into<Dto>(columns...);
    }
    // Options in braces need a parameter of their type.
    template <class S = Self>
    auto page(std::int64_t size) const {
        return static_cast<const S&>(*this).all().page(size);
    }
    template <class S = Self>
    auto page(std::int64_t size, const PageOptions& options) const {
        return static_cast<const S&>(*this).all().page(size, options);
    }
    template <class S = Self>
    auto select_for_update(const typename decltype(std::declval<const S&>().all())::LockOptions& options = {}) const {
        return static_cast<const S&>(*this).all().select_for_update(options);
    }
};

/// The objects at the other end of a relation of one object, and what may be done to the relation.
/// https://docs.djangoproject.com/en/5.2/ref/models/relations/
template <class Self, class T>
class RelatedManager : public QuerySetMethods<Self> {
public:
    /// The related objects: those at hand when they were loaded, else a query that runs when it is iterated.
    [[nodiscard]] QuerySet<T> all() const;

    /// The related objects, loaded once and kept by this object. refresh_from_db() and changes of the relation by these
    /// methods forget them.
    [[nodiscard]] Rows<T> rows() const;
    // In a range-for it is rows() that keeps the objects: they stay with the owner, so plain pointers are good.
    [[nodiscard]] const T* begin() const { return rows().begin(); }
    [[nodiscard]] const T* end() const { return rows().end(); }
    [[nodiscard]] std::size_t size() const { return rows().size(); }
    [[nodiscard]] bool empty() const { return rows().empty(); }
    [[nodiscard]] const T& operator[](std::size_t i) const { return rows().begin()[i]; }
    [[nodiscard]] bool is_loaded() const { return state().rows.loaded(); }

    /// A new object from keywords, inserted and related. A many-to-many relation takes through_defaults(…), too.
    template <class... K>
    T create(const K&... keywords) const;
    template <class... A>
    std::pair<T, bool> get_or_create(const A&... arguments) const;
    template <class... A>
    std::pair<T, bool> update_or_create(const A&... arguments) const;

    /// Relates objects, given themselves or by their keys: one UPDATE, or one INSERT into the join table that leaves alone
    /// what is there. Throws ValueError for objects that were not saved.
    template <class... A>
    void add(A&&... objects) const;
    /// Ends the relation to some objects. For the other end of a ForeignKey it must be nullable, and an object that is not
    /// related is the DoesNotExist of the model that the set belongs to.
    template <class... A>
    void remove(A&&... objects) const;
    /// Ends the relation to all objects.
    void clear() const;
    /// DELETEs the related objects themselves, like erase() of a query set.
    auto erase() const {
        const auto erased = all().erase();
        forget();
        return erased;
    }
    /// Relates these objects and no others; writes the differences only.
    template <class Objects, class... Defaults>
    void set(const Objects& objects, const Defaults&... defaults) const;
    template <class... Defaults>
    void set(std::initializer_list<T> objects, const Defaults&... defaults) const {
        set(std::vector<T>(objects), defaults...);
    }

private:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
    [[nodiscard]] RelatedState& state() const { return self().state_; }
    [[nodiscard]] QuerySet<T> fresh() const;
    void forget() const { state().rows.reset(); }
    template <class... A>
    [[nodiscard]] std::vector<Value> keys_of(A&&... objects) const;
};

}  // namespace detail

/// The other end of a ForeignKey or of a ManyToMany: nuage::RelatedSet<Post, "author"> posts{};
/// Belongs to its object: for a copy of one's own take all() or rows().
template <class T, detail::fixed_string Field>
class RelatedSet : public detail::RelatedManager<RelatedSet<T, Field>, T> {
public:
    RelatedSet() = default;
    // Explicit, so that only its object copies it: alone it would not know whose set it is.
    explicit RelatedSet(const RelatedSet&) = default;
    explicit RelatedSet(RelatedSet&&) = default;
    RelatedSet& operator=(const RelatedSet&) = default;
    RelatedSet& operator=(RelatedSet&&) = default;
    friend constexpr bool operator==(const RelatedSet&, const RelatedSet&) { return true; }

private:
    friend class detail::RelatedManager<RelatedSet, T>;
    [[nodiscard]] detail::RelatedOwner owner() const { return detail::other_end<T, Field>::owner(this); }
    mutable detail::RelatedState state_;   // the only member
};

/// The other end of a OneToOne: nuage::RelatedOne<Profile, "author"> profile{};
template <class T, detail::fixed_string Field>
class RelatedOne {
public:
    RelatedOne() = default;
    explicit RelatedOne(const RelatedOne&) = default;
    explicit RelatedOne(RelatedOne&&) = default;
    RelatedOne& operator=(const RelatedOne&) = default;
    RelatedOne& operator=(RelatedOne&&) = default;
    friend constexpr bool operator==(const RelatedOne&, const RelatedOne&) { return true; }

    /// The object, loaded by one query if it was not selected. Throws T::DoesNotExist when there is none.
    const T& operator*() const { return *operator->(); }
    const T* operator->() const;
    /// The object, or nullptr when there is none. Loads like operator->.
    [[nodiscard]] const T* get() const;
    [[nodiscard]] bool has_value() const { return get() != nullptr; }
    explicit operator bool() const { return has_value(); }
    /// True when it was loaded, or is known to be missing, so that -> needs no query.
    [[nodiscard]] bool is_loaded() const { return state_.rows.loaded(); }

private:
    mutable detail::RelatedState state_;   // the only member
};

/// Many rows refer to many: nuage::ManyToMany<Tag> tags{}; The pairs are in a join table of nuage's own, or in that of a
/// model: ManyToMany<Author, nuage::through<Contribution>>. To the model itself it is symmetrical, unless asymmetrical.
/// Usable once its object was saved or loaded.
template <class T, class... Options>
class ManyToMany : public detail::RelatedManager<ManyToMany<T, Options...>, T> {
public:
    using target_type = T;
    ManyToMany() = default;
    explicit ManyToMany(const ManyToMany&) = default;
    explicit ManyToMany(ManyToMany&&) = default;
    ManyToMany& operator=(const ManyToMany&) = default;
    ManyToMany& operator=(ManyToMany&&) = default;
    friend constexpr bool operator==(const ManyToMany&, const ManyToMany&) { return true; }

private:
    friend class detail::RelatedManager<ManyToMany, T>;
    [[nodiscard]] detail::RelatedOwner owner() const { return detail::many_to_many_owner(state_); }
    mutable detail::ManyToManyState state_;   // the only member
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
        field.access = &to_one_access;
        field.relation = &object_access<target>::to_one;
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
        field.null = true;
        field.multi_valued = Multi;
        if constexpr (!Multi) field.relation = &object_access<T>::related;
    }
};
template <class T, fixed_string Field>
struct relation_traits<RelatedSet<T, Field>> : reverse_traits<T, Field, true> {};
template <class T, fixed_string Field>
struct relation_traits<RelatedOne<T, Field>> : reverse_traits<T, Field, false> {};
template <class T, class... Options>
struct relation_traits<ManyToMany<T, Options...>> {
    static constexpr bool is_relation = true;
    using target = T;
    static constexpr void describe(FieldInfo& field) {
        field.kind = FieldKind::many_to_many;
        field.multi_valued = true;
        field.null = true;
    }
};

}  // namespace detail
}  // namespace nuage
