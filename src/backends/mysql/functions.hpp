// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "client.hpp"

namespace nuage::mysql {

/// Sets the session so that SQL means what the dialect takes it for. `isolation_level` as SET TRANSACTION has it.
void install_functions(MYSQL* connection, const std::string& isolation_level);

/// How far apart generated keys are: more than 1 where several servers of a cluster generate them.
[[nodiscard]] unsigned long key_step(MYSQL* connection);

}  // namespace nuage::mysql
