// SPDX-License-Identifier: MIT
// The PostgreSQL backend, by name: for qs.sql() without a connection, and for whoever registers drivers.
#pragma once

#include <memory>

namespace nuage {

class Dialect;
class Driver;

namespace postgresql {

/// How PostgreSQL 12 and later spell SQL.
[[nodiscard]] const Dialect& dialect();

/// Connects to `postgresql://user:password@host:port/name?option=value`. A socket directory is given as
/// `?host=/run/postgresql`. Options are libpq's connection parameters (connect_timeout, sslmode, application_name …)
/// and `prepared_statements=no`, for poolers that give each transaction another server connection.
[[nodiscard]] std::unique_ptr<Driver> driver();

}  // namespace postgresql
}  // namespace nuage
