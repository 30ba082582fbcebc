// SPDX-License-Identifier: MIT
#include "key_rows.hpp"

#include <algorithm>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/query/annotate.hpp>

namespace nuage::detail {

namespace {

struct ValuesSink {
    KeyRows& rows;
    static void* append(void* self) {
        KeyRows& rows = static_cast<ValuesSink*>(self)->rows;
        const std::size_t before = rows.values.size();
        rows.values.resize(before + rows.columns.size());
        return &rows.values[before];
    }
};

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
    for (std::size_t i = 0; i < columns.size(); ++i) {
        build::push(query.select, NodeKind::column, 1);
        query.select.nodes.push_back({NodeKind::path, 0, 0, static_cast<std::uint32_t>(query.model->position(*columns[i])), nullptr});
        plan.columns.push_back({&db::value_access, value_kind_of(value_field(*columns[i]).kind),
                                static_cast<std::uint32_t>(i * sizeof(Value))});
    }
    KeyRows rows{std::move(columns), {}};
    ValuesSink sink{rows};
    db::select(query, &plan, {&sink, &ValuesSink::append});
    return rows;
}

}  // namespace nuage::detail
