// SPDX-License-Identifier: MIT
// Owners of what the C library hands out.
#pragma once

#include <memory>

#include <sqlite3.h>

namespace nuage::sqlite {

/// close_v2 waits for statements that still live, so the order of destruction does not matter.
struct CloseDatabase {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

}  // namespace nuage::sqlite
