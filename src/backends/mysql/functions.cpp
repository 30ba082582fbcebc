// SPDX-License-Identifier: MIT
// The server has all the functions nuage spells; what they mean depends on settings of the session.
#include "functions.hpp"

#include <cstdlib>
#include <string_view>

#include "errors.hpp"

namespace nuage::mysql {

namespace {

/// The whole list, so that no mode of the server's own changes what a quote or a backslash is. Values that do not fit are
/// errors on all tables.
constexpr std::string_view modes =
    "STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
/// SET a = b, b = a: both from the values before. Only servers that know the mode take it; others go from left to right.
constexpr std::string_view standard_assignment = ",SIMULTANEOUS_ASSIGNMENT";

constexpr unsigned wrong_value_for_variable = 1231;

std::string settings(std::string_view more_modes, const std::string& isolation_level) {
    // Times are UTC, in columns and in what NOW() says. What is compared without a column is compared as columns are.
    std::string sql =
        "SET SESSION time_zone = '+00:00', sql_auto_is_null = 0, "
        "collation_connection = IF(@@character_set_database = 'utf8mb4', @@collation_database, @@collation_connection), "
        "sql_mode = '";
    (sql += modes) += more_modes;
    sql += "'";
    if (!isolation_level.empty()) sql += "; SET SESSION TRANSACTION ISOLATION LEVEL " + isolation_level;
    return sql;
}

bool run(MYSQL* connection, const std::string& sql) {
    if (mysql_real_query(connection, sql.data(), sql.size()) != 0) return false;
    int more = 0;
    while ((more = mysql_next_result(connection)) == 0) {
    }
    return more < 0;
}

}  // namespace

void install_functions(MYSQL* connection, const std::string& isolation_level) {
    if (run(connection, settings(standard_assignment, isolation_level))) return;
    const std::string plain = settings({}, isolation_level);
    if (mysql_errno(connection) != wrong_value_for_variable || !run(connection, plain)) raise(connection, plain);
}

unsigned long key_step(MYSQL* connection) {
    constexpr std::string_view sql = "SELECT @@auto_increment_increment";
    if (mysql_real_query(connection, sql.data(), sql.size()) != 0) raise(connection, sql);
    const Result result(mysql_store_result(connection));
    const MYSQL_ROW row = result ? mysql_fetch_row(result.get()) : nullptr;
    if (row == nullptr) raise(connection, sql);
    return std::strtoul(row[0], nullptr, 10);
}

}  // namespace nuage::mysql
