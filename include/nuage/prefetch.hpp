// SPDX-License-Identifier: MIT
// prefetch_related: relations that are loaded after the rows, one query each for all rows together.
#pragma once

#include <nuage/projections.hpp>
#include <nuage/rows.hpp>
#include <nuage/save.hpp>

namespace nuage {

namespace detail {

template <class T>
concept HasState = requires(T& object) { object.nuage_state; };

/// Relations to load for the objects of a model, as a tree.
struct PrefetchList final : Counted {
    struct Entry {
        const FieldInfo* relation = nullptr;
        Query query{};                     ///< what the related objects are taken from, where `custom`
        bool custom = false;
        std::uint32_t attribute = none;    ///< offset of the Rows member to fill; none: the relation itself
        Ref<Counted> nested{};             ///< PrefetchList of the related objects
    };
    static constexpr std::uint32_t none = 0xffffffff;
    PrefetchList() : Counted(&destroy_as<PrefetchList>) {}
    std::vector<Entry> entries;
    std::string clash;   ///< a relation asked for a second time with a query of its own
};

/// Adds a path of relations to what is loaded with a query's rows.
void add_prefetch(Query& query, std::span<const FieldInfo* const> path, const Query* custom, std::uint32_t attribute);
/// Loads what a query's prefetches ask for, for objects that are there. Throws ValueError for a path that was given twice
/// with different queries.
void prefetch(const Query& query, Objects objects);

template <class M, fixed_string S>
constexpr bool check_relations() {
    if constexpr (!check_path<name_of<M, S>, S>()) {
        return false;
    } else if constexpr (relation_path(model_info<M>(), name_of<M, S>::value, S.view()).count == 0) {
        [[maybe_unused]] mistake<fixed_string("[F014] prefetch_related() follows relations; '") + S + fixed_string("' is none")> said;
        return false;
    } else {
        return true;
    }
}
template <class M, fixed_string S>
void add_prefetch_path(Query& query, const Query* custom, std::uint32_t attribute) {
    static constexpr RelationPath relations = relation_path(model_info<M>(), name_of<M, S>::value, S.view());
    add_prefetch(query, {relations.fields, relations.count}, custom, attribute);
}

/// The model that a path of relations leads to.
template <class M, fixed_string S>
constexpr auto prefetched_model_tag() {
    using Last = typename final_model<M, name_of<M, S>::value>::type;
    if constexpr (ends_in_key(name_of<M, S>::value, S.view()))
        return model_tag<typename relation_target<member_type<Last, name_of<M, S>::value.field>>::type>{};
    else return model_tag<Last>{};
}
template <class M, fixed_string S>
using prefetched_model = decltype(untag(prefetched_model_tag<M, S>()));

}  // namespace detail

/// A relation to prefetch with a say in how: Prefetch("posts"_f, Post::objects.filter(…).order_by(…)). A slice of the query
/// set is taken per object. https://docs.djangoproject.com/en/5.2/ref/models/querysets/#prefetch-objects
template <detail::fixed_string S, class T = void>
class Prefetch {
public:
    explicit Prefetch(Name<S>) {}
    Prefetch(Name<S>, const QuerySet<T>& query_set) : query_(query_set.query()) {}
    /// Leaves the relation itself alone and fills a member of its objects: nuage::Rows<Post> recent{};
    template <class Owner>
    [[nodiscard]] Prefetch to_attr(Rows<T> Owner::* member) const {
        static const Owner sample{};
        Prefetch copy = *this;
        copy.attribute_ = static_cast<std::uint32_t>(reinterpret_cast<const char*>(&(sample.*member)) - reinterpret_cast<const char*>(&sample));
        return copy;
    }
    template <class M>
    void add_to(Query& query) const {
        if constexpr (detail::check_relations<M, S>()) {
            if constexpr (std::is_void_v<T>) {
                detail::add_prefetch_path<M, S>(query, nullptr, attribute_);
            } else {
                static_assert(std::same_as<T, detail::prefetched_model<M, S>>,
                              "[R003] nuage: the query set of a Prefetch is of another model than its relation leads to");
                detail::add_prefetch_path<M, S>(query, &query_, attribute_);
            }
        }
    }

private:
    std::conditional_t<std::is_void_v<T>, std::nullptr_t, Query> query_{};
    std::uint32_t attribute_ = detail::PrefetchList::none;
};
template <detail::fixed_string S>
Prefetch(Name<S>) -> Prefetch<S>;
template <detail::fixed_string S, class T>
Prefetch(Name<S>, const QuerySet<T>&) -> Prefetch<S, T>;

namespace detail {

template <class M, fixed_string S>
void add_prefetched(Query& query, Name<S>) {
    if constexpr (check_relations<M, S>()) add_prefetch_path<M, S>(query, nullptr, PrefetchList::none);
}
template <class M, fixed_string S, class T>
void add_prefetched(Query& query, const Prefetch<S, T>& prefetch) {
    prefetch.template add_to<M>(query);
}
/// A relation by a name that arrives at run time. Throws FieldError, or ValueError for what is no relation.
void add_prefetch_name(Query& query, std::string_view name);
template <class M>
void add_prefetched(Query& query, const DynamicName& name) {
    add_prefetch_name(query, name.text());
}
/// prefetch_related(nullptr) forgets what was asked for.
template <class M>
void add_prefetched(Query& query, std::nullptr_t) {
    query.prefetches = {};
}
template <class M, class T>
void add_prefetched(Query&, const T&) {
    static_assert(!sizeof(T*), "[T015] nuage: prefetch_related() takes names, such as \"posts\"_f, and Prefetch(…)");
}

}  // namespace detail

/// Loads relations of objects that are there already, as prefetch_related() would have. Takes a range of them that is
/// contiguous, or one object. Several threads may do so at once, but for a Prefetch with a query set of its own.
template <class Range, class... P>
    requires requires(Range& range) { std::data(range); std::size(range); }
void prefetch_related_objects(Range& objects, const P&... lookups) {
    using M = std::remove_cvref_t<decltype(*std::data(objects))>;
    Query query;
    query.model = &model_info<M>();
    (detail::add_prefetched<M>(query, lookups), ...);
    // Rows that are shared may be filled, too: what is loaded is no part of their value.
    detail::prefetch(query, {const_cast<M*>(std::data(objects)), std::size(objects), sizeof(M)});
}
template <Model M, class... P>
void prefetch_related_objects(M& object, const P&... lookups) {
    const std::span<M> one(&object, 1);
    prefetch_related_objects(one, lookups...);
}

}  // namespace nuage
