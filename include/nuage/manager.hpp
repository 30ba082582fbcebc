// SPDX-License-Identifier: MIT
// Manager: where queries on a model begin. User::objects.
#pragma once

#include <nuage/related.hpp>

namespace nuage {

/// Gives fresh query sets; all the methods of QuerySet are here, too.
template <class M>
class Manager : public detail::QuerySetMethods<Manager<M>> {
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

    template <class... A>
    auto create(const A&... arguments) const {
        return all().create(arguments...);
    }
    template <class... A>
    auto get_or_create(const A&... arguments) const {
        return all().get_or_create(arguments...);
    }
    template <class... A>
    auto update_or_create(const A&... arguments) const {
        return all().update_or_create(arguments...);
    }
    template <class... P>
    [[nodiscard]] std::vector<M> raw(std::string_view sql, const P&... params) const {
        return all().raw(sql, params...);
    }
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

}  // namespace nuage
