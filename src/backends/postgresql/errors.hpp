// SPDX-License-Identifier: MIT
// What the server answered, as exceptions of Django's family.
#pragma once

#include <string_view>

#include "result.hpp"

namespace nuage::postgresql {

/// Throws what a failed result means. `result` may be null: libpq had no memory or no connection for one.
[[noreturn]] void raise(PGconn* connection, const PGresult* result, std::string_view sql);
/// Passes results of commands and queries; raises for all others.
void check(PGconn* connection, const PGresult* result, std::string_view sql);
/// Throws ConnectionLost: the connection could not be made.
[[noreturn]] void raise_unreachable(PGconn* connection);

}  // namespace nuage::postgresql
