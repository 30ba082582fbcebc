// SPDX-License-Identifier: MIT
// FilteredRelation: a relation joined under a name of its own, with a condition.
#pragma once

#include <span>

#include <nuage/annotations.hpp>

namespace nuage {
namespace detail {

/// The relations that a name leads over, from model to model.
struct RelationSteps {
    const FieldInfo* steps[ResolvedPath::max_hops + 1]{};
    std::uint32_t positions[ResolvedPath::max_hops + 1]{};
    std::size_t count = 0;

    constexpr explicit RelationSteps(const ModelInfo& start, const ResolvedPath& path) {
        const ModelInfo* model = &start;
        for (std::size_t i = 0; i < path.hop_count; ++i) model = add(*model, path.hops[i]);
        if (ends_in_foreign_key(path)) add(*model, path.field);
    }
    [[nodiscard]] static constexpr bool ends_in_foreign_key(const ResolvedPath& path) {
        return !path.is_composite() && path.final_field().kind == FieldKind::foreign_key;
    }

private:
    constexpr const ModelInfo* add(const ModelInfo& model, std::size_t at) {
        steps[count] = &model.fields[at];
        positions[count++] = static_cast<std::uint32_t>(at);
        return &model.fields[at].target();
    }
};

/// A relation, or several to follow one another, by name; as resolve_path() reads names, it ends there.
template <class M, fixed_string S>
constexpr bool is_relation_name() {
    constexpr const ResolvedPath& path = name_of<M, S>::value;
    if constexpr (path.problem != PathProblem::none || path.annotation || path.is_filtered || path.transform_count != 0 || path.is_json_path()) {
        return false;
    } else {
        // "books__id" goes on behind the relation, where "books" is that key as well.
        constexpr RelationSteps relation(model_info<M>(), path);
        for (std::size_t i = 0; i < relation.count; ++i)
            if (relation.steps[i]->inherited) return false;
        return relation.count > 0 && S.view().ends_with(relation.steps[relation.count - 1]->name);
    }
}

/// A join table that is reached from a relation that stands for a many-to-many one, whichever end that is. The condition is
/// that of the rows behind it.
struct FilteredThrough {
    ThroughInfo info;
    FieldInfo there;
    FilteredThrough(const FieldInfo& relation, const FieldInfo& standin);
    FilteredThrough(const FilteredThrough&) = delete;
    FilteredThrough& operator=(const FilteredThrough&) = delete;
};

/// Stands for a relation of M in queries: a stand-in for each step on the way, so that the joins are others than those of the
/// relation itself. The last one has the condition.
template <class M, fixed_string S, fixed_string Alias>
struct filtered_relation_of {
    using Path = name_of<M, S>;
    static constexpr RelationSteps relation{model_info<M>(), Path::value};

    static constexpr auto target_tag() {
        using Last = typename final_model<M, Path::value>::type;
        if constexpr (RelationSteps::ends_in_foreign_key(Path::value)) return type_is<typename hop_target<Last, Path::value.field>::type>{};
        else return type_is<Last>{};
    }
    using target = typename decltype(target_tag())::type;

    template <std::size_t I>
    static const ThroughInfo& through() {
        static const FilteredThrough copy(*relation.steps[I], one<I>);
        return copy.info;
    }
    template <std::size_t I>
    static constexpr FieldInfo make() {
        FieldInfo step = *relation.steps[I];
        step.filtered = true;
        step.filtered_before = I;
        step.null = step.null || I + 1 == relation.count;
        if constexpr (I > 0) step.standin = &one<I - 1>;
        if (is_many_to_many(*relation.steps[I])) {
            step.kind = FieldKind::many_to_many;
            step.through = &through<I>;
        }
        return step;
    }
    template <std::size_t I>
    static constexpr FieldInfo one = make<I>();
    static constexpr const FieldInfo& standin = one<relation.count - 1>;
};

/// Adds the condition of a relation that leads over these positions: in it the relation is the one that is filtered, and so is
/// what lies on the way to it. A subquery has its own.
constexpr void add_filtered_condition(Clause& clause, const Clause& condition, const FieldInfo& standin, std::span<const std::uint32_t> positions) {
    build::push(clause, NodeKind::filter, 1);
    for (const Node* n = condition.nodes.begin(); n != condition.nodes.end(); ++n) {
        if (n->kind == NodeKind::subquery || n->kind == NodeKind::exists) {
            const std::size_t size = subtree_size(n);
            clause.nodes.append(n, size);
            n += size - 1;
            continue;
        }
        std::size_t same = 0;
        if (n->kind == NodeKind::path)
            while (same < n->count && same < positions.size() && n[same + 1].flags == 0 && n[same + 1].arg == positions[same]) ++same;
        clause.nodes.push_back(*n);
        if (same == 0) continue;
        const std::size_t path = clause.nodes.size() - 1;
        const FieldInfo* step = &standin;
        for (std::size_t back = positions.size() - same; back > 0; --back) step = step->standin;
        build::hidden_hops(clause, *step);
        clause.nodes[path].count = static_cast<std::uint16_t>(n->count - same + clause.nodes.size() - path - 1);
        n += same;
    }
    clause.values.append(condition.values.data(), condition.values.size());
}

}  // namespace detail

template <detail::fixed_string S, class C>
struct FilteredRelationTo {
    static constexpr bool filtered_relation = true;
    C condition;

    template <class M, detail::fixed_string Alias>
    using of = detail::filtered_relation_of<M, S, Alias>;
    template <class M>
    static constexpr bool check() {
        constexpr bool fits = detail::is_relation_name<M, S>();
        static_assert(fits, "[A011] nuage: FilteredRelation() takes the name of a relation of the model, such as \"books\"_f or \"books__reviews\"_f");
        return fits;
    }
    template <class M, detail::fixed_string Alias>
    constexpr void add_to(Clause& clause) const {
        using Relation = of<M, Alias>;
        Clause own;
        detail::add_condition<M>(own, condition);
        clause.nodes.push_back({NodeKind::relation, 0, 1, 0, &Relation::standin});
        detail::add_filtered_condition(clause, own, Relation::standin, {Relation::relation.positions, Relation::relation.count});
    }
};

/// annotate("gone"_f = FilteredRelation("books"_f, "books__status"_f = Status::gone)): "gone"_f is the relation `books`, but
/// only with rows that satisfy the condition. It may lead over several: "books__reviews"_f. Joins that are not needed otherwise stay
/// outer.
/// https://docs.djangoproject.com/en/5.2/ref/models/querysets/#filteredrelation-objects
template <detail::fixed_string S, detail::ConditionOrName C>
[[nodiscard]] constexpr FilteredRelationTo<S, C> FilteredRelation(Name<S>, C condition) {
    return {std::move(condition)};
}

}  // namespace nuage
