// SPDX-License-Identifier: MIT
// Manager: where queries on a model begin. User::objects.
#pragma once

#include <nuage/queryset.hpp>

namespace nuage {

/// Gives fresh query sets; all the methods of QuerySet are here, too.
template <class M>
class Manager {
public:
    [[nodiscard]] constexpr auto all() const { return QuerySet<M>(); }
    [[nodiscard]] constexpr auto none() const { return all().none(); }

    // Built in place: a query set is some hundred bytes, and most queries begin here.
    template <class... C>
    [[nodiscard]] constexpr QuerySet<M> filter(const C&... conditions) const {
        QuerySet<M> result;
        result.filtered(NodeKind::filter, conditions...);
        return result;
    }
    template <class... C>
    [[nodiscard]] constexpr QuerySet<M> exclude(const C&... conditions) const {
        QuerySet<M> result;
        result.filtered(NodeKind::exclude, conditions...);
        return result;
    }

#define NUAGE_DETAIL_FORWARD(method)                                   \
    template <class... A>                                              \
    constexpr auto method(const A&... arguments) const {               \
        return QuerySet<M>().method(arguments...);                     \
    }
    NUAGE_DETAIL_FORWARD(order_by)
    NUAGE_DETAIL_FORWARD(reverse)
    NUAGE_DETAIL_FORWARD(distinct)
    NUAGE_DETAIL_FORWARD(slice)
    NUAGE_DETAIL_FORWARD(skip)
    NUAGE_DETAIL_FORWARD(first)
    NUAGE_DETAIL_FORWARD(last)
    NUAGE_DETAIL_FORWARD(latest)
    NUAGE_DETAIL_FORWARD(earliest)
    NUAGE_DETAIL_FORWARD(using_db)
    NUAGE_DETAIL_FORWARD(select_related)
    NUAGE_DETAIL_FORWARD(only)
    NUAGE_DETAIL_FORWARD(defer)
    NUAGE_DETAIL_FORWARD(values)
    NUAGE_DETAIL_FORWARD(values_list)
    NUAGE_DETAIL_FORWARD(flat)
    NUAGE_DETAIL_FORWARD(iterator)
    NUAGE_DETAIL_FORWARD(get)
    NUAGE_DETAIL_FORWARD(count)
    NUAGE_DETAIL_FORWARD(exists)
    NUAGE_DETAIL_FORWARD(contains)
    NUAGE_DETAIL_FORWARD(in_bulk)
    NUAGE_DETAIL_FORWARD(create)
    NUAGE_DETAIL_FORWARD(get_or_create)
    NUAGE_DETAIL_FORWARD(update_or_create)
    NUAGE_DETAIL_FORWARD(update)
    NUAGE_DETAIL_FORWARD(raw)
#undef NUAGE_DETAIL_FORWARD

    [[nodiscard]] constexpr auto operator[](Slice s) const { return all()[s]; }
    template <class R>
    void bulk_create(R&& objects, const BasicBulkOptions<detail::NamesOf<M>>& options = {}) const {
        all().bulk_create(std::forward<R>(objects), options);
    }
    template <class R, class Names>
    std::int64_t bulk_update(R&& objects, const Names& names, const BulkOptions& options = {}) const {
        return all().bulk_update(std::forward<R>(objects), names, options);
    }
};

namespace detail {

template <class T, bool Unique, class... Options>
template <class U>
auto ToOne<T, Unique, Options...>::id() const {
    using Type = typename key_type<ToOne, U>::type;
    Type key{};
    write_member(access_of<Type>::value, &key, key_);
    return key;
}

template <class T, bool Unique, class... Options>
template <class U>
Value ToOne<T, Unique, Options...>::key_of(const U& object) {
    constexpr const ModelInfo& model = model_info<U>();
    constexpr std::size_t at = to_field.empty() ? model.primary_key_position() : model.find(to_field);
    constexpr const FieldInfo& field = model.fields[at];
    const void* member = reinterpret_cast<const char*>(&object) + field.offset;
    if (field.automatic && field.access->is_empty(member))
        throw ValueError("an unsaved " + std::string(model.name) + " has no key to refer to; save it first");
    return read_member(*field.access, member);
}

template <class T, bool Unique, class... Options>
T* ToOne<T, Unique, Options...>::fetch() const {
    if (!object_) {
        if (key_.is_null()) throw typename T::DoesNotExist("the relation to " + std::string(model_info<T>().name) + " is empty");
        constexpr const ModelInfo& model = model_info<T>();
        constexpr std::size_t at = to_field.empty() ? model.primary_key_position() : model.find(to_field);
        auto object = std::make_shared<T>();
        try {
            load_by_key(model, model.fields[at], key_, database_, object.get());
        } catch (const ObjectDoesNotExist& e) {
            throw typename T::DoesNotExist(e.what());
        }
        object_ = std::move(object);
        loaded_ = true;
    }
    return object_.get();
}

}  // namespace detail
}  // namespace nuage
