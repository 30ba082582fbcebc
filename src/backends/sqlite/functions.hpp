// SPDX-License-Identifier: MIT
// SQL functions that the dialect writes and SQLite does not have.
#pragma once

#include <sqlite3.h>

namespace nuage::sqlite {

/// Registers, on one connection: REGEXP; nuage_temporal_add(temporal, microseconds), which takes its arguments either
/// way round; nuage_temporal_sub(temporal, temporal), in microseconds; functions of texts and hashes that servers have;
/// nuage_at_zone(datetime, zone) and back; and mathematics, where SQLite was built without.
void register_functions(sqlite3* database);

}  // namespace nuage::sqlite
