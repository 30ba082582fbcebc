// SPDX-License-Identifier: MIT
// COPY … FROM STDIN in binary: the fastest way into a table.
#pragma once

#include <nuage/db/driver.hpp>

#include "result.hpp"

namespace nuage::postgresql {

/// What Connection::bulk_load() does here. False, and nothing sent that changes anything, for a table that COPY does
/// not serve as INSERT does, or that has a column whose binary form is not known.
[[nodiscard]] bool copy_in(const Connection& of, PGconn* connection, const BulkLoad& load);

}  // namespace nuage::postgresql
