// SPDX-License-Identifier: MIT
// Rows whose foreign keys refer to nothing.
#pragma once

#include <string_view>

#include <nuage/db/driver.hpp>

namespace nuage::sqlite {

/// Throws ForeignKeyViolation for the first such row of a table, or of any when none is named.
void check_foreign_keys(Connection& connection, std::string_view table);

}  // namespace nuage::sqlite
