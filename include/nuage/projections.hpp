// SPDX-License-Identifier: MIT
// What names mean in order_by(), values() and select_related().
#pragma once

#include <nuage/names.hpp>

namespace nuage::detail {

template <fixed_string S>
constexpr auto without_sign() {
    if constexpr (S.size() > 0 && (S.text[0] == '-' || S.text[0] == '+')) {
        fixed_string<S.size() - 1> rest;
        for (std::size_t i = 1; i < S.size(); ++i) rest.text[i - 1] = S.text[i];
        return rest;
    } else {
        return S;
    }
}

template <class M, fixed_string S, std::uint8_t Flags>
constexpr void add_order(Clause& clause, Ordered<S, Flags>) {
    if constexpr (check_path<name_of<M, S>, S>()) build::order_item(clause, name_of<M, S>::value, S.view(), Flags);
}
template <class M, fixed_string S>
constexpr void add_order(Clause& clause, Name<S>) {
    if constexpr (S.view() == "?") build::push(clause, NodeKind::random);
    else if constexpr (S.view().starts_with('-')) add_order<M>(clause, Ordered<without_sign<S>(), OrderFlags::descending>());
    else if constexpr (check_path<name_of<M, S>, S>()) build::order_item(clause, name_of<M, S>::value, S.view(), OrderFlags::ascending);
}
template <class M>
void add_order(Clause& clause, const DynamicName& name) {
    build::order_by_text(clause, model_info<M>(), name.text());
}

template <class M, class E, std::uint8_t Flags>
constexpr void add_order(Clause& clause, const OrderedExpression<E, Flags>& item) {
    build::push(clause, NodeKind::order, 1, Flags);
    add_expression<M>(clause, item.expression);
}
template <class M, class T>
constexpr void add_order(Clause& clause, const T& item) {
    if constexpr (Expression<T>) add_order<M>(clause, OrderedExpression<T, OrderFlags::ascending>{item});
    else static_assert(!sizeof(T*), "[T013] nuage: order_by() takes names, such as \"-created_at\"_f");
}

template <class M, fixed_string S>
constexpr bool check_selectable() {
    if constexpr (name_of<M, S>::value.annotation && name_of<M, S>::value.final_field().hidden) {
        [[maybe_unused]] mistake<fixed_string("[F042] '") + S + fixed_string("' was named by alias(), which rows do not have; use annotate() to select it.")> said;
        return false;
    } else {
        return true;
    }
}
template <class M, fixed_string S>
constexpr void add_column(Clause& clause, Name<S>) {
    if constexpr (check_path<name_of<M, S>, S>() && check_selectable<M, S>()) {
        build::columns(clause, name_of<M, S>::value);
    }
}

/// The relations that a path leads over; none when it ends in something else.
struct RelationPath {
    const FieldInfo* fields[ResolvedPath::max_hops + 1]{};
    std::size_t count = 0;
};
[[nodiscard]] constexpr bool ends_in_key(const ResolvedPath& path, std::string_view text) {
    return path.final_field().kind == FieldKind::foreign_key && !path.final_field().parent_link && text.ends_with(path.final_field().name);
}
[[nodiscard]] constexpr RelationPath relation_path(const ModelInfo& start, const ResolvedPath& path, std::string_view text) {
    RelationPath relations;
    const ModelInfo* model = &start;
    for (std::size_t i = 0; i < path.hop_count; ++i) {
        const FieldInfo& relation = model->fields[path.hops[i]];
        relations.fields[relations.count++] = &relation;
        model = &relation.target();
    }
    if (path.transform_count > 0) relations.count = 0;
    else if (ends_in_key(path, text)) relations.fields[relations.count++] = &path.final_field();
    else if (relations.count > 0) {
        const FieldInfo& last = *relations.fields[relations.count - 1];
        if (last.has_column() || !text.ends_with(last.name)) relations.count = 0;
    }
    return relations;
}

template <class M, fixed_string S>
constexpr bool check_select_related() {
    if constexpr (!check_path<name_of<M, S>, S>()) {
        return false;
    } else {
        constexpr const ResolvedPath& path = name_of<M, S>::value;
        if constexpr (path.multi_valued || relation_path(model_info<M>(), path, S.view()).count == 0) {
            [[maybe_unused]] mistake<fixed_string("[F010] select_related() follows ForeignKey and OneToOne; '") + S +
                                     fixed_string("' is neither")>
                said;
            return false;
        } else {
            return true;
        }
    }
}

template <class M, fixed_string S>
constexpr void add_related(Clause& clause) {
    if constexpr (check_select_related<M, S>()) {
        constexpr const ResolvedPath& path = name_of<M, S>::value;
        const bool by_key = ends_in_key(path, S.view());
        const std::size_t hops = path.hop_count + (by_key ? 1u : 0u);
        clause.nodes.push_back({NodeKind::related, 0, static_cast<std::uint16_t>(hops), 0, nullptr});
        for (std::size_t i = 0; i < path.hop_count; ++i)
            clause.nodes.push_back({NodeKind::hop, 0, 0, path.hops[i], nullptr});
        if (by_key) clause.nodes.push_back({NodeKind::hop, 0, 0, path.field, nullptr});
    }
}

/// select_related() without names: foreign keys that are never NULL, to a depth of 5.
constexpr void add_all_related(Clause& clause, const ModelInfo& model, std::vector<std::uint32_t> hops = {}) {
    if (hops.size() == 5) return;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldInfo& field = model.fields[i];
        if (field.kind != FieldKind::foreign_key || field.null || field.parent_link) continue;
        hops.push_back(static_cast<std::uint32_t>(i));
        clause.nodes.push_back({NodeKind::related, 0, static_cast<std::uint16_t>(hops.size()), 0, nullptr});
        for (const std::uint32_t hop : hops) clause.nodes.push_back({NodeKind::hop, 0, 0, hop, nullptr});
        add_all_related(clause, field.target(), hops);
        hops.pop_back();
    }
}

/// Fields of the model, or of one that select_related() joins in.
template <class M, fixed_string S>
constexpr bool check_loadable() {
    if constexpr (!check_path<name_of<M, S>, S>()) {
        return false;
    } else if constexpr (name_of<M, S>::value.multi_valued || name_of<M, S>::value.transform_count > 0) {
        [[maybe_unused]] mistake<fixed_string("[F007] only fields of the model itself, and of objects joined in by select_related(), can be "
                                              "loaded or left out: '") + S + fixed_string("'")>
            said;
        return false;
    } else {
        return true;
    }
}

}  // namespace nuage::detail
