// SPDX-License-Identifier: MIT
// Rows of which only some columns matter: their keys.
#pragma once

#include <vector>

#include <nuage/query/query.hpp>

namespace nuage::detail {

/// Some columns of rows, as values, row after row. The first column is the primary key.
struct KeyRows {
    std::vector<const FieldInfo*> columns;
    std::vector<Value> values;

    [[nodiscard]] std::size_t size() const { return values.size() / columns.size(); }
    [[nodiscard]] bool empty() const { return values.empty(); }
    [[nodiscard]] const Value& key(std::size_t row) const { return values[row * columns.size()]; }
    /// All values of a column, without NULL.
    [[nodiscard]] std::vector<Value> column(const FieldInfo& field) const;
};

/// These columns of a query's rows; its order and what it selects otherwise do not matter.
[[nodiscard]] KeyRows select_columns(Query query, std::vector<const FieldInfo*> columns);

}  // namespace nuage::detail
