// SPDX-License-Identifier: MIT
// The MySQL and MariaDB backend, by name: for qs.sql() without a connection, and for whoever registers drivers.
#pragma once

#include <memory>
#include <string_view>

namespace nuage {

class Dialect;
class Driver;

namespace mysql {

/// How a server of a version spells SQL: "8.0.36", or "10.11.6-MariaDB". On a connection, the server says its own.
/// Throws ImproperlyConfigured for text that is no version.
[[nodiscard]] const Dialect& dialect(std::string_view server_version = "8.0.16");

/// Connects to `mysql://user:password@host:port/name?option=value`; `mariadb://` is the same. A socket is given as
/// `?socket=/run/mysqld/mysqld.sock`. Options: isolation_level, connect_timeout, read_timeout, write_timeout, ssl_mode,
/// ssl_ca, ssl_capath, ssl_cert, ssl_key, ssl_cipher, init_command, server_version.
[[nodiscard]] std::unique_ptr<Driver> driver();

}  // namespace mysql
}  // namespace nuage
