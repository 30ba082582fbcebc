// SPDX-License-Identifier: MIT
// Aggregates of statistics, which SQLite does not have.
#pragma once

#include <sqlite3.h>

namespace nuage::sqlite {

/// Registers, on one connection: STDDEV_POP, STDDEV_SAMP, VAR_POP and VAR_SAMP.
void register_statistics(sqlite3* database);

}  // namespace nuage::sqlite
