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

template <class M, fixed_string S>
constexpr void add_order_name(Clause& clause, std::uint8_t flags) {
    if constexpr (check_path<name_of<M, S>, S>()) build::order_item(clause, name_of<M, S>::value, S.view(), flags);
}

template <class M, fixed_string S>
constexpr void add_order(Clause& clause, Name<S>) {
    if constexpr (S.view() == "?") build::push(clause, NodeKind::random);
    else if constexpr (S.view().starts_with('-')) add_order_name<M, without_sign<S>()>(clause, OrderFlags::descending);
    else add_order_name<M, S>(clause, OrderFlags::ascending);
}
template <class M, fixed_string S, std::uint8_t Flags>
constexpr void add_order(Clause& clause, Ordered<S, Flags>) {
    add_order_name<M, S>(clause, Flags);
}
template <class M>
void add_order(Clause& clause, const DynamicName& name) {
    build::order_by_text(clause, model_info<M>(), name.text());
}

template <class M, class T>
constexpr void add_order(Clause&, const T&) {
    static_assert(!sizeof(T*), "[T013] nuage: order_by() takes names, such as \"-created_at\"_f");
}

template <class M, fixed_string S>
constexpr void add_column(Clause& clause, Name<S>) {
    if constexpr (check_path<name_of<M, S>, S>()) {
        build::push(clause, NodeKind::column, 1);
        build::path(clause, name_of<M, S>::value);
    }
}

template <class M, fixed_string S>
constexpr bool check_select_related() {
    if constexpr (!check_path<name_of<M, S>, S>()) {
        return false;
    } else {
        constexpr const ResolvedPath& path = name_of<M, S>::value;
        if constexpr (path.multi_valued || path.final_field().kind != FieldKind::foreign_key || path.final_field().parent_link) {
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
        clause.nodes.push_back({NodeKind::related, 0, static_cast<std::uint16_t>(path.hop_count + 1), 0, nullptr});
        for (std::size_t i = 0; i < path.hop_count; ++i)
            clause.nodes.push_back({NodeKind::hop, 0, 0, path.hops[i], nullptr});
        clause.nodes.push_back({NodeKind::hop, 0, 0, path.field, nullptr});
    }
}

}  // namespace nuage::detail
