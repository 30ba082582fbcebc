// SPDX-License-Identifier: MIT
// Texts put together in an order, or each once, which GROUP_CONCAT cannot do.
#pragma once

#include <sqlite3.h>

namespace nuage::sqlite {

/// Registers, on one connection, nuage_string_agg(text, between, order, key, …); Writer::sort_keys() says what the order is.
void register_string_agg(sqlite3* database);

}  // namespace nuage::sqlite
