// SPDX-License-Identifier: MIT
// PostgreSQL has all the functions nuage spells; what they mean depends on settings of the session.
#include "functions.hpp"

#include <string>
#include <string_view>

#include "errors.hpp"
#include "result.hpp"

namespace nuage::postgresql {

namespace {

struct Setting {
    const char* name;
    std::string_view value;
    const char* sql;
};
constexpr Setting settings[] = {
    // now()::date, casts between text and timestamptz, and timestamps without zone all mean UTC.
    {"TimeZone", "UTC", "SET TimeZone TO 'UTC';"},
    // Otherwise a backslash in a literal would be an escape.
    {"standard_conforming_strings", "on", "SET standard_conforming_strings TO on;"},
};

}  // namespace

void install_functions(PGconn* connection) {
    std::string sql;
    for (const Setting& setting : settings) {
        // The server reports both when a session starts: usually there is nothing to ask for.
        const char* present = PQparameterStatus(connection, setting.name);
        if (!present || setting.value != present) sql += setting.sql;
    }
    if (sql.empty()) return;
    const Result result(PQexec(connection, sql.c_str()));
    check(connection, result.get(), sql);
}

}  // namespace nuage::postgresql
