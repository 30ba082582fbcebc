// SPDX-License-Identifier: MIT
// Statements about whole tables.
#pragma once

#include <string>
#include <vector>

#include <nuage/db/session.hpp>

namespace nuage::detail {

/// Runs them on one connection: all or none, where the database can.
void run_schema(db::Database& database, const std::vector<std::string>& statements);

}  // namespace nuage::detail
