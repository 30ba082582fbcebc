// SPDX-License-Identifier: MIT
// The tables of an app, for as long as a test runs: for models that only one theme needs.
#pragma once

#include <nuage/nuage.hpp>
#include <nuage/sql/dialect.hpp>

namespace test {

/// Begins with empty tables, whatever an earlier run left behind.
class AppTables {
public:
    explicit AppTables(const nuage::AppInfo& app) : app_(app) {
        nuage::drop_tables(app_);
        nuage::create_tables(app_);
    }
    AppTables(const AppTables&) = delete;
    AppTables& operator=(const AppTables&) = delete;
    ~AppTables() {
        try {
            nuage::drop_tables(app_);
        } catch (const nuage::Error&) {
            // The next test drops them; a test that broke the connection has said so itself.
        }
    }

private:
    const nuage::AppInfo& app_;
};

/// Facts about the database that the tests run on.
inline const nuage::Features& features() {
    return nuage::db::dialect_of(nuage::db::default_database()).features();
}

}  // namespace test
