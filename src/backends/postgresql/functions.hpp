// SPDX-License-Identifier: MIT
#pragma once

#include <libpq-fe.h>

namespace nuage::postgresql {

/// Gives a new session the settings that functions and literals rely on.
void install_functions(PGconn* connection);

}  // namespace nuage::postgresql
