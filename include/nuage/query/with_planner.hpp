// SPDX-License-Identifier: MIT
// The plan of common table expressions: WITH name (columns) AS (query), or a base UNION ALL a step where it is recursive.
#pragma once

#include <nuage/query/select_planner.hpp>

namespace nuage::plan {

/// A column of a recursive query's base. Its type is that of the whole column: wide enough for what the steps make of it.
inline constexpr FunctionDef widened{{}, "widened", kinds::all, FieldKind::text, "%1", "recursive", FunctionResult::same};

constexpr void Planner::add_with(Reader& reader) {
    const Node& node = reader.take();
    Select table;
    table.model = static_cast<const ModelInfo*>(node.definition);
    table.combination = node.flags;
    for (std::size_t i = 0; i < node.count; ++i) {
        const Node& sub = reader.take();
        const QueryParts parts(sub, reader);
        Select rows;
        SelectPlanner(rows, parts, select_.level).all();
        table.parts.push_back(std::move(rows));
    }
    if (node.count > 1)
        for (Item& column : table.parts[0].columns) {
            Item narrow = std::move(column);
            column = transform_item(widened, std::move(narrow));
        }
    select_.with.push_back(std::move(table));
}

}  // namespace nuage::plan
