// SPDX-License-Identifier: MIT
// From a statement's current row to C++ objects.
#pragma once

#include <cstddef>

#include <sqlite3.h>

#include <nuage/db/driver.hpp>

namespace nuage::sqlite {

/// What stepping through rows came to.
struct RowsRead {
    std::size_t rows;
    int code;   ///< of the last sqlite3_step: SQLITE_DONE, or an error
};

/// Decodes the current row.
void read_row(sqlite3_stmt* statement, const RowPlan& plan, void* object);
/// Steps to the end, decoding each row on the way.
[[nodiscard]] RowsRead read_rows(sqlite3_stmt* statement, const RowPlan& plan, RowSink sink);
/// A column of the current row as a Value of `kind`, which says what the stored text or number means.
[[nodiscard]] Value read_value(sqlite3_stmt* statement, int column, ValueKind kind,
                               std::uint8_t places = ColumnPlan::any_scale);

}  // namespace nuage::sqlite
