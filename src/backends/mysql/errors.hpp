// SPDX-License-Identifier: MIT
// From the numbers of errors to nuage's exceptions.
#pragma once

#include <string>
#include <string_view>

#include "client.hpp"

namespace nuage::mysql {

/// Throws what the last call on a connection, or on a statement, reported.
[[noreturn]] void raise(MYSQL* connection, std::string_view sql);
[[noreturn]] void raise(MYSQL_STMT* statement, std::string_view sql);
/// The connection could not be made.
[[noreturn]] void raise_unreachable(MYSQL* connection);
/// None of several servers can be used; the text says what each of them answered.
[[noreturn]] void raise_unreachable(const std::string& answers);

}  // namespace nuage::mysql
