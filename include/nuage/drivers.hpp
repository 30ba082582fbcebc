// SPDX-License-Identifier: MIT
// The drivers linked into a program, as a list one can read; and configure(), which uses it.
#pragma once

#include <nuage/db/databases.hpp>
#ifdef NUAGE_WITH_SQLITE
#include <nuage/sqlite.hpp>
#endif
#ifdef NUAGE_WITH_POSTGRESQL
#include <nuage/postgresql.hpp>
#endif
#ifdef NUAGE_WITH_MYSQL
#include <nuage/mysql.hpp>
#endif

namespace nuage {

/// Linking nuage::sqlite, nuage::postgresql or nuage::mysql defines the macro that puts its line here.
[[nodiscard]] inline std::vector<DriverEntry> linked_drivers() {
    return {
#ifdef NUAGE_WITH_SQLITE
        {"sqlite", &sqlite::driver},
#endif
#ifdef NUAGE_WITH_POSTGRESQL
        {"postgresql", &postgresql::driver},
        {"postgres", &postgresql::driver},
#endif
#ifdef NUAGE_WITH_MYSQL
        {"mysql", &mysql::driver},
        {"mariadb", &mysql::driver},
#endif
    };
}

/// Sets up the databases of a program:
///     nuage::configure({{"default", "sqlite:///blog.db"},
///                       {"replica", "postgresql://app@/blog?host=/run/postgresql"}});
/// Options of all: pool_size (16), pool_timeout (30 seconds). Connections are made when first needed. Routers say where
/// queries go that name no database. Throws ImproperlyConfigured.
inline void configure(const DatabaseSettings& settings, Routers routers = {}) {
    db::configure(settings, linked_drivers(), std::move(routers));
}

}  // namespace nuage
