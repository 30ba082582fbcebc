// SPDX-License-Identifier: MIT
#include "functions.hpp"

namespace nuage::skeleton {

// Plain SQL is all that the dialect writes.
void register_functions(Connection&) {}

}  // namespace nuage::skeleton
