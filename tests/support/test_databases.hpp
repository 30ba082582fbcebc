// SPDX-License-Identifier: MIT
// The database that a suite runs on.
#pragma once

#include <string>

namespace test {

/// Configures "default" by a URL and makes the tables of the test app. A SQLite file from before is removed; tables
/// that a server still has are dropped.
void set_up_databases(const std::string& url);
void close_databases();

}  // namespace test
