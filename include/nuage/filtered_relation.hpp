// SPDX-License-Identifier: MIT
// FilteredRelation: a relation joined under a name of its own, with a condition.
#pragma once

#include <nuage/annotations.hpp>

namespace nuage {
namespace detail {

/// Stands for a relation of M in queries. It is another one than the relation itself, so their joins are kept apart.
template <class M, std::size_t Position, fixed_string Alias>
struct filtered_relation_of {
    using target = typename hop_target<M, Position>::type;
    static constexpr FieldInfo standin = [] {
        FieldInfo relation = model_info<M>().fields[Position];
        relation.null = true;
        relation.filtered = true;
        return relation;
    }();
};

/// A foreign key of the model's own table, or its other end.
[[nodiscard]] constexpr bool can_be_filtered(const ModelInfo& model, std::size_t at) {
    if (at == ModelInfo::none || at == ModelInfo::composite_position) return false;
    const FieldInfo& field = model.fields[at];
    if (field.inherited || !field.is_relation()) return false;
    return field.has_column() || !is_many_to_many(field);
}

/// In the condition, whose nodes begin there, the relation is the one filtered.
constexpr void redirect_hops(Clause& clause, std::size_t begin, std::size_t position, const FieldInfo& standin) {
    for (std::size_t i = begin; i < clause.nodes.size(); ++i) {
        if (clause.nodes[i].kind != NodeKind::path || clause.nodes[i].count == 0) continue;
        Node& hop = clause.nodes[i + 1];
        if (hop.flags == 0 && hop.arg == position) hop = {NodeKind::hop, 1, 0, 0, &standin};
    }
}

}  // namespace detail

template <detail::fixed_string S, class C>
struct FilteredRelationTo {
    static constexpr bool filtered_relation = true;
    C condition;

    template <class M>
    static constexpr std::size_t position = find_field(model_info<M>(), S.view());
    template <class M, detail::fixed_string Alias>
    using of = detail::filtered_relation_of<M, position<M>, Alias>;
    template <class M>
    static constexpr bool check() {
        constexpr bool fits = detail::can_be_filtered(model_info<M>(), position<M>);
        static_assert(fits, "[A011] nuage: FilteredRelation() takes the name of one foreign key of the model, or of its other end");
        return fits;
    }
    template <class M, detail::fixed_string Alias>
    constexpr void add_to(Clause& clause) const {
        clause.nodes.push_back({NodeKind::relation, 0, 1, 0, &of<M, Alias>::standin});
        build::push(clause, NodeKind::filter, 1);
        const std::size_t begin = clause.nodes.size();
        detail::add_condition<M>(clause, condition);
        detail::redirect_hops(clause, begin, position<M>, of<M, Alias>::standin);
    }
};

/// annotate("gone"_f = FilteredRelation("books"_f, "books__status"_f = Status::gone)): "gone"_f is the relation `books`, but
/// only with rows that satisfy the condition. Joins that are not needed otherwise stay outer.
/// https://docs.djangoproject.com/en/5.2/ref/models/querysets/#filteredrelation-objects
template <detail::fixed_string S, detail::ConditionOrName C>
[[nodiscard]] constexpr FilteredRelationTo<S, C> FilteredRelation(Name<S>, C condition) {
    return {std::move(condition)};
}

}  // namespace nuage
