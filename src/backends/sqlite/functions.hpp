// SPDX-License-Identifier: MIT
// SQL functions that the dialect writes and SQLite does not have.
#pragma once

#include <sqlite3.h>

namespace nuage::sqlite {

/// Registers, on one connection: REGEXP; nuage_temporal_add(temporal, microseconds), which takes its arguments either
/// way round; nuage_temporal_sub(temporal, temporal), in microseconds; POWER and MOD where SQLite was built without
/// mathematics.
void register_functions(sqlite3* database);

}  // namespace nuage::sqlite
