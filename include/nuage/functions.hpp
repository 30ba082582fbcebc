// SPDX-License-Identifier: MIT
// Functions that the database computes: filter(nuage::Lower("name"_f) == "ann"), create("label"_f = nuage::Lower("SHOUT")).
#pragma once

#include <nuage/functions/text.hpp>
#include <nuage/names.hpp>

namespace nuage {

/// A function of one expression, or of one value.
template <class E>
struct Applied : detail::expression_base {
    const TransformDef* function;
    E operand;
    constexpr Applied(const TransformDef& f, E e) : function(&f), operand(std::move(e)) {}

    template <class M>
    constexpr void add_to(Clause& clause) const {
        clause.nodes.push_back({NodeKind::transform, 0, 1, 0, function});
        detail::add_expression<M>(clause, operand);
    }
};

#define NUAGE_DETAIL_FUNCTION(Name, definition)                                               \
    template <class E>                                                                        \
    [[nodiscard]] constexpr auto Name(E&& operand) {                                          \
        return Applied<detail::Kept<E>>(functions::definition, std::forward<E>(operand));     \
    }
/// Text in small letters. SQLite knows those of ASCII only.
NUAGE_DETAIL_FUNCTION(Lower, lower)
NUAGE_DETAIL_FUNCTION(Upper, upper)
#undef NUAGE_DETAIL_FUNCTION

}  // namespace nuage
