// SPDX-License-Identifier: MIT
// What tests do to a server beyond SQL that all of them share: by the kind of URL, one line each.
#pragma once

#include <string>
#include <string_view>

#include <nuage/db/session.hpp>

#include <support/catch.hpp>
#include <support/reconfigured.hpp>

namespace test {

struct ServerControl {
    std::string_view scheme;
    std::string_view own_process;     ///< SQL that gives the number by which the server knows this connection
    std::string_view end_process;     ///< ends another one; its number follows, and what comes after it
    std::string_view end_process_tail;
    std::string_view is_there;        ///< SQL that gives a row as long as the process lives; its number follows
    std::string_view short_lock_wait; ///< option of the URL: waits for locks as short as the server allows
    std::string_view endless;         ///< a SELECT of id, name and score that takes minutes
};

inline const ServerControl& server_control() {
    static constexpr ServerControl controls[] = {
        {"postgresql", "SELECT pg_backend_pid()", "SELECT pg_terminate_backend(", ")",
         "SELECT 1 FROM pg_stat_activity WHERE pid = ", "options=-c%20lock_timeout%3D100",
         "SELECT 1 AS id, 'x' AS name, 0 AS score FROM pg_sleep(300)"},
        // As a column SLEEP() is 1 when it is interrupted, which is no error.
        {"mysql", "SELECT CONNECTION_ID()", "KILL ", "", "SELECT 1 FROM information_schema.processlist WHERE id = ",
         "init_command=SET%20innodb_lock_wait_timeout%3D1", "SELECT 1 AS id, 'x' AS name, 0 AS score FROM information_schema.engines WHERE SLEEP(300) = 0"},
        {"sqlite", {}, {}, {}, {}, "timeout=0.1",
         "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) AS id, 'x' AS name, 0 AS score FROM c"},
    };
    for (const ServerControl& control : controls)
        if (control.scheme == default_scheme()) return control;
    FAIL("tests/support/server_control.hpp knows nothing of '" << default_scheme() << "'");
    return controls[0];
}

/// The only column of the only row, or nothing.
inline std::optional<std::int64_t> ask_for_number(nuage::Connection& connection, const std::string& sql) {
    const auto statement = connection.prepare(sql, {});
    statement->execute({});
    std::optional<std::int64_t> number;
    if (statement->next()) number = statement->value(0, nuage::ValueKind::integer).integer();
    statement->reset();
    return number;
}

/// Ends the server's side of a connection by means of another one, and waits until it is gone.
inline void break_connection(nuage::Connection& victim, nuage::Connection& killer) {
    const ServerControl& control = server_control();
    const std::string process = std::to_string(ask_for_number(victim, std::string(control.own_process)).value());
    killer.execute(std::string(control.end_process) + process + std::string(control.end_process_tail));
    while (ask_for_number(killer, std::string(control.is_there) + process)) {
    }
}

}  // namespace test
