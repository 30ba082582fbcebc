// SPDX-License-Identifier: MIT
// list_of() and range(): what `in` and `range` take where some of it are expressions.
#pragma once

#include <utility>

#include <nuage/detail/pack.hpp>
#include <nuage/names.hpp>

namespace nuage {

/// Expressions and values that one of them is to be equal to. Made by list_of().
template <class... T>
struct ListOf {
    static constexpr bool adds_lookup = true;
    detail::Pack<T...> items;

    template <class M, detail::fixed_string S>
    constexpr void add_lookup(Clause& clause) const {
        if constexpr (check<M, S>()) {
            const ResolvedPath& path = detail::path_of<M, S>::value;
            Clause operands;
            std::size_t count = 0;
            items.each([&](const auto& item) { count += add_item<M>(operands, path, item) ? 1u : 0u; });
            if (count == 0) return build::push(clause, NodeKind::nothing);
            build::lookup(clause, *path.lookup, count);
            build::path(clause, path);
            clause.add(operands);
        }
    }

private:
    template <class M, detail::fixed_string S>
    static constexpr bool check() {
        if constexpr (!detail::check_path<detail::path_of<M, S>, S>()) {
            return false;
        } else if constexpr (detail::path_of<M, S>::value.lookup->name != "in" || detail::path_of<M, S>::value.is_composite()) {
            [[maybe_unused]] detail::mistake<detail::fixed_string("[A060] list_of() is what 'in' takes, of a single field; it was given to '") + S +
                                             detail::fixed_string("'.")>
                said;
            return false;
        } else {
            return (detail::check_listed<M, S, T>() && ...);
        }
    }
    template <class M, class V>
    static constexpr bool add_item(Clause& operands, [[maybe_unused]] const ResolvedPath& path, const V& item) {
        if constexpr (detail::Expression<V>) {
            detail::add_expression<M>(operands, item);
            return true;
        } else if (std::is_constant_evaluated()) {
            build::operand(operands, path, detail::value_kind_of(path.kind()));
            return true;
        } else {
            return build::list_item(operands, path, detail::to_key(path, item));
        }
    }
};
/// The operand of `in` where some of it are expressions: "stock__in"_f = list_of("ordered"_f, 3, "reserved"_f + 1). Values that
/// are NULL are left out; an expression that is NULL is equal to nothing.
template <class... T>
[[nodiscard]] constexpr ListOf<detail::Kept<T>...> list_of(T&&... items) {
    return {{{{static_cast<T&&>(items)}...}}};
}

/// Two ends of which one is an expression, or both. Made by range().
template <class A, class B>
struct RangeOf {
    static constexpr bool adds_lookup = true;
    A from;
    B to;

    template <class M, detail::fixed_string S>
    constexpr void add_lookup(Clause& clause) const {
        if constexpr (check<M, S>()) {
            const ResolvedPath& path = detail::path_of<M, S>::value;
            Clause operands;
            if (!add_end<M>(operands, path, lookup_position::gte, from) || !add_end<M>(operands, path, lookup_position::lte, to))
                return build::push(clause, NodeKind::nothing);
            build::lookup(clause, *path.lookup, 2);
            build::path(clause, path);
            clause.add(operands);
        }
    }

private:
    template <class M, detail::fixed_string S>
    static constexpr bool check() {
        if constexpr (!detail::check_path<detail::path_of<M, S>, S>()) {
            return false;
        } else if constexpr (detail::path_of<M, S>::value.lookup->operand != Operand::pair) {
            [[maybe_unused]] detail::mistake<detail::fixed_string("[A060] range() is what 'range' takes; it was given to '") + S +
                                             detail::fixed_string("'.")>
                said;
            return false;
        } else {
            return detail::check_operand<M, S, std::pair<A, B>>();
        }
    }
    template <class M, class V>
    static constexpr bool add_end(Clause& operands, [[maybe_unused]] const ResolvedPath& path, [[maybe_unused]] std::size_t bound, const V& end) {
        if constexpr (detail::Expression<V>) {
            detail::add_expression<M>(operands, end);
            return true;
        } else if (std::is_constant_evaluated()) {
            build::operand(operands, path, detail::value_kind_of(path.kind()));
            return true;
        } else {
            return build::range_end(operands, path, lookups[bound], detail::to_value(end));
        }
    }
};
/// Both ends included, where they are expressions: "stock__range"_f = range("ordered"_f - 5, "ordered"_f + 5), or range(0, "ordered"_f).
template <class A, class B>
    requires(detail::Expression<A> || detail::Expression<B>)
[[nodiscard]] constexpr auto range(A from, B to) {
    return RangeOf<A, B>{std::move(from), std::move(to)};
}

}  // namespace nuage
