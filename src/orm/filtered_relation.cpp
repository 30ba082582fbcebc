// SPDX-License-Identifier: MIT
#include <nuage/filtered_relation.hpp>

#include <utility>

namespace nuage::detail {

FilteredThrough::FilteredThrough(const FieldInfo& relation, const FieldInfo& standin) {
    const ManySide side = many_side(relation);
    info = *side.through;
    if (side.reverse) {
        std::swap(info.source, info.target);
        std::swap(info.from_source, info.from_target);
    }
    info.from_source.filtered = true;
    there = *info.target;
    there.filtered = true;
    there.null = true;
    there.standin = &standin;
    info.target = &there;
}

}  // namespace nuage::detail
