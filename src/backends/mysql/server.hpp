// SPDX-License-Identifier: MIT
// From a server's version to what it can do.
#pragma once

#include <nuage/backends/mysql/dialect.hpp>

namespace nuage::mysql {

/// Of a version as servers tell it: "8.0.36", "10.11.6-MariaDB-0+deb12u1". Throws ImproperlyConfigured.
[[nodiscard]] Server server_of(std::string_view version);
/// One object per set of features; it lives as long as the program.
[[nodiscard]] const MysqlDialect& dialect_for(const Server& server);

}  // namespace nuage::mysql
