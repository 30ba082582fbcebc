// SPDX-License-Identifier: MIT
// The frame of a window: which rows around the current one it is computed over.
#pragma once

#include <cstdint>
#include <optional>

#include <nuage/meta/errors.hpp>
#include <nuage/query/node.hpp>

namespace nuage {

/// An end of a frame: so many rows, values or groups before (-3) or after (3) the current row; std::nullopt: no end.
using FrameEnd = std::optional<std::int32_t>;

namespace build {

constexpr Node frame_bound(FrameEnd end, FrameSide none) {
    if (!end) return {NodeKind::bound, static_cast<std::uint8_t>(none), 0, 0, nullptr};
    const FrameSide side = *end < 0 ? FrameSide::preceding : *end == 0 ? FrameSide::current_row : FrameSide::following;
    return {NodeKind::bound, static_cast<std::uint8_t>(side), 0, static_cast<std::uint32_t>(*end < 0 ? -std::int64_t{*end} : *end), nullptr};
}

/// Throws ValueError where it would end before it begins: databases take that for a frame without rows, or refuse it.
constexpr Clause frame(FrameUnit unit, FrameEnd from, FrameEnd to, std::uint8_t exclude = 0) {
    if (from && to && *from > *to) throw ValueError("a frame cannot begin after its end");
    Clause clause;
    clause.nodes.push_back({NodeKind::frame, static_cast<std::uint8_t>(static_cast<int>(unit) | exclude << 2), 0, 0, nullptr});
    clause.nodes.push_back(frame_bound(from, FrameSide::unbounded_preceding));
    clause.nodes.push_back(frame_bound(to, FrameSide::unbounded_following));
    return clause;
}

}  // namespace build
}  // namespace nuage
