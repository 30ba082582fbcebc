// SPDX-License-Identifier: MIT
// What writing many objects has in common.
#pragma once

#include <algorithm>

#include <nuage/sql/features.hpp>

#include "instances.hpp"
#include "member_params.hpp"

namespace nuage::detail {

[[nodiscard]] inline std::vector<BoundField> bound(const std::vector<const FieldInfo*>& fields) {
    std::vector<BoundField> list;
    list.reserve(fields.size());
    for (const FieldInfo* field : fields) list.emplace_back(*field);
    return list;
}

[[nodiscard]] inline std::size_t rows_per_statement(const Features& features, std::size_t wanted, std::size_t params_per_row) {
    const std::size_t most = features.max_parameters / std::max<std::size_t>(1, params_per_row);
    const std::size_t rows = wanted != 0 ? wanted : features.max_bulk_rows;
    return std::max<std::size_t>(1, std::min(rows, most));
}

[[nodiscard]] inline void* object_at(const Objects& objects, std::size_t number) {
    return static_cast<char*>(objects.first) + number * objects.stride;
}

}  // namespace nuage::detail
