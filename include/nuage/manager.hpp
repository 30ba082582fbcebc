// SPDX-License-Identifier: MIT
// Manager: where queries on a model begin. User::objects.
#pragma once

#include <nuage/related.hpp>

namespace nuage {

/// Gives fresh query sets; all the methods of QuerySet are here, too. For one of one's own, which may choose among the rows
/// and have further methods:
///
///     template <class M>
///     struct LiveManager : nuage::Manager<M, LiveManager<M>> {
///         constexpr auto get_queryset() const { return this->base_queryset().filter("status"_f = "live"); }
///         auto cheap() const { return this->filter("price__lt"_f = 10); }
///     };
///
/// declared in the model as `static constexpr LiveManager<Book> on_sale{};`, or by NUAGE_OBJECTS(LiveManager).
/// https://docs.djangoproject.com/en/5.2/topics/db/managers/
template <class M, class Self>
class Manager : public detail::QuerySetMethods<std::conditional_t<std::is_void_v<Self>, Manager<M, Self>, Self>> {
    static constexpr bool is_plain = std::is_void_v<Self>;

public:
    /// All rows.
    [[nodiscard]] constexpr QuerySet<M> base_queryset() const { return QuerySet<M>(); }
    /// Where all() and the other methods begin; a manager of one's own may have its own.
    [[nodiscard]] constexpr QuerySet<M> get_queryset() const { return QuerySet<M>(); }
    [[nodiscard]] constexpr auto all() const {
        if constexpr (is_plain) return QuerySet<M>();
        else return static_cast<const Self&>(*this).get_queryset();
    }
    // Built in place: a query set is some hundred bytes, and most queries begin here.
    template <class... C>
    [[nodiscard]] constexpr QuerySet<M> filter(const C&... conditions) const {
        QuerySet<M> result(all());
        result.add_conditions(NodeKind::filter, conditions...);
        return result;
    }
    template <class... C>
    [[nodiscard]] constexpr QuerySet<M> exclude(const C&... conditions) const {
        QuerySet<M> result(all());
        result.add_conditions(NodeKind::exclude, conditions...);
        return result;
    }

    template <class... E, class... P>
    [[nodiscard]] auto raw(std::string_view sql, const P&... params) const {
        return all().template raw<E...>(sql, params...);
    }
    [[nodiscard]] constexpr auto operator[](Slice s) const { return all()[s]; }
    template <class R>
    void bulk_create(R&& objects, const BasicBulkOptions<detail::NamesOf<M>>& options = {}) const {
        all().bulk_create(std::forward<R>(objects), options);
    }
    std::vector<M> bulk_create(std::vector<NewRow<M>> rows, const BasicBulkOptions<detail::NamesOf<M>>& options = {}) const {
        return all().bulk_create(std::move(rows), options);
    }
    template <class... A>
    std::int64_t insert_from(const A&... arguments) const {
        return all().insert_from(arguments...);
    }
    template <class... A>
    std::int64_t insert_from(InsertFromOptions options, const A&... arguments) const {
        return all().insert_from(options, arguments...);
    }
    template <class R, class Names>
    std::int64_t bulk_update(R&& objects, const Names& names, const BulkOptions& options = {}) const {
        return all().bulk_update(std::forward<R>(objects), names, options);
    }
};

}  // namespace nuage
