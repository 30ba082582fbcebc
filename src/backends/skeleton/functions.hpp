// SPDX-License-Identifier: MIT
// SQL functions that the dialect writes and the database does not have; most need none.
#pragma once

#include <nuage/db/driver.hpp>

namespace nuage::skeleton {

void register_functions(Connection& connection);

}  // namespace nuage::skeleton
