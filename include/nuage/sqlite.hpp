// SPDX-License-Identifier: MIT
// SQLite, as a database to connect to and as a dialect to write SQL in.
#pragma once

#include <memory>

namespace nuage {

class Dialect;
class Driver;

namespace sqlite {

/// How SQLite spells SQL; needs no connection.
[[nodiscard]] const Dialect& dialect();

/// Connects to `sqlite:///relative.db`, `sqlite:////absolute/path.db` and `sqlite::memory:`.
/// Options: `timeout` (seconds to wait for a lock, default 5), `mode` (ro, rw, rwc or memory).
[[nodiscard]] std::unique_ptr<Driver> driver();

}  // namespace sqlite
}  // namespace nuage
