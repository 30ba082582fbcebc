// SPDX-License-Identifier: MIT
// The databases of a program: their aliases, URLs and drivers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nuage {

class Driver;
class Dialect;
class Router;

/// Asked in this order; nuage/routing.hpp has what one makes them of.
using Routers = std::vector<std::shared_ptr<Router>>;

/// Aliases and their URLs, such as {"default", "sqlite:///blog.db"}.
using DatabaseSettings = std::vector<std::pair<std::string, std::string>>;

/// A driver by its URL scheme.
struct DriverEntry {
    std::string_view scheme;
    std::unique_ptr<Driver> (*make)();
};

/// What the connections of a pool are doing.
struct PoolMetrics {
    int in_use = 0;
    int idle = 0;
    int waiting = 0;            ///< threads that wait for a connection
    std::int64_t created = 0;   ///< connections made so far
    std::int64_t lost = 0;      ///< of them, those that broke or were closed by the server
};
[[nodiscard]] PoolMetrics pool_metrics(std::string_view alias = "default");

namespace db {

class Database;

/// Replaces all databases by new ones; connections are made when first needed. Throws ImproperlyConfigured for a
/// malformed URL or a scheme without a driver. Not while other threads run queries.
void configure(const DatabaseSettings& settings, const std::vector<DriverEntry>& drivers, Routers routers = {});
/// Closes all connections that are not in use, and forgets the databases.
void close_all();

/// The database of an alias; throws ImproperlyConfigured.
[[nodiscard]] Database& database(std::string_view alias);
/// The one a query goes to when nothing else is said.
[[nodiscard]] Database& default_database();
[[nodiscard]] const Dialect& dialect_of(const Database& database);
[[nodiscard]] const std::string& alias_of(const Database& database);
/// Remembers for ReadYourWrites that this thread writes to a database.
void note_write(const Database& database);
/// A string that lives as long as the program, for aliases that queries point to.
[[nodiscard]] const std::string* interned(std::string_view text);

}  // namespace db
}  // namespace nuage
