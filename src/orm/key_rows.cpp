// SPDX-License-Identifier: MIT
#include "key_rows.hpp"

#include <algorithm>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/query/annotate.hpp>

namespace nuage::detail {

namespace {

struct ValuesSink {
    std::vector<Value>& values;
    std::size_t columns;
    static void* append(void* self) {
        auto& sink = *static_cast<ValuesSink*>(self);
        const std::size_t before = sink.values.size();
        sink.values.resize(before + sink.columns);
        return &sink.values[before];
    }
};

/// A key of several columns as one value.
std::vector<Value> with_keys_joined(const ModelInfo& model, const std::vector<const FieldInfo*>& columns, std::vector<Value> values) {
    std::vector<Value> joined;
    for (auto next = values.begin(); next != values.end();) {
        for (const FieldInfo* column : columns) {
            if (column->kind != FieldKind::composite_key) {
                joined.push_back(std::move(*next++));
                continue;
            }
            const auto end = next + static_cast<std::ptrdiff_t>(model.key_parts.size());
            joined.push_back(Value::row({std::make_move_iterator(next), std::make_move_iterator(end)}));
            next = end;
        }
    }
    return joined;
}

}  // namespace

std::vector<Value> KeyRows::column(const FieldInfo& field) const {
    const auto at = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), &field) - columns.begin());
    std::vector<Value> found;
    found.reserve(size());
    for (std::size_t row = 0; row < size(); ++row)
        if (const Value& value = values[row * columns.size() + at]; !value.is_null()) found.push_back(value);
    return found;
}

KeyRows select_columns(Query query, std::vector<const FieldInfo*> columns) {
    query.own_order = true;
    query.order.clear();
    build::clear_columns(query);
    query.prefetches = {};
    query.columns_only = true;
    RowPlan plan;
    auto add = [&](const FieldInfo& field) {
        build::push(query.select, NodeKind::column, 1);
        query.select.nodes.push_back({NodeKind::path, 0, 0, static_cast<std::uint32_t>(query.model->position(field)), nullptr});
        const FieldInfo& holder = value_field(field);
        ColumnPlan column{&db::value_access, value_kind_of(holder.kind), static_cast<std::uint32_t>(plan.columns.size() * sizeof(Value))};
        column.decimal_places = holder.decimal_places;
        plan.columns.push_back(column);
    };
    for (const FieldInfo* column : columns) {
        if (column->kind == FieldKind::composite_key) for_key_fields(*query.model, add);
        else add(*column);
    }
    KeyRows rows{std::move(columns), {}};
    ValuesSink sink{rows.values, plan.columns.size()};
    db::select(query, &plan, {&sink, &ValuesSink::append});
    if (plan.columns.size() != rows.columns.size()) rows.values = with_keys_joined(*query.model, rows.columns, std::move(rows.values));
    return rows;
}

}  // namespace nuage::detail
