// SPDX-License-Identifier: MIT
#include "errors.hpp"

#include <algorithm>
#include <string>

#include <nuage/meta/errors.hpp>

namespace nuage::mysql {

namespace {

using Origin = DatabaseError::Origin;

template <class E>
[[noreturn]] void throw_as(const std::string& message, Origin origin) {
    throw E(message, std::move(origin));
}

/// Numbers mean the same on all servers that have them. Those below 1000 and from 2000 to 2999 come from the client.
struct Meaning {
    unsigned number;
    void (*raise)(const std::string&, Origin);
};
constexpr Meaning meanings[] = {
    {1062, throw_as<UniqueViolation>},       // duplicate entry
    {1022, throw_as<UniqueViolation>},       // duplicate key on writing a table
    {1169, throw_as<UniqueViolation>},
    {1557, throw_as<UniqueViolation>},       // by a foreign key's cascade
    {1586, throw_as<UniqueViolation>},       // the same with the key's name
    {1761, throw_as<UniqueViolation>},
    {1762, throw_as<UniqueViolation>},
    {1859, throw_as<UniqueViolation>},
    {1216, throw_as<ForeignKeyViolation>},
    {1217, throw_as<ForeignKeyViolation>},
    {1451, throw_as<ForeignKeyViolation>},   // the row is referred to
    {1452, throw_as<ForeignKeyViolation>},   // there is no row to refer to
    {3819, throw_as<CheckViolation>},        // MySQL
    {4025, throw_as<CheckViolation>},        // MariaDB
    {1048, throw_as<NotNullViolation>},
    {1263, throw_as<NotNullViolation>},
    {1364, throw_as<NotNullViolation>},      // no value given, and the column has no default
    {1566, throw_as<NotNullViolation>},

    {1205, throw_as<LockTimeout>},
    {3572, throw_as<LockTimeout>},           // NOWAIT
    {1969, throw_as<StatementTimeout>},      // MariaDB: max_statement_time
    {3024, throw_as<StatementTimeout>},      // MySQL: max_execution_time
    {1317, throw_as<QueryCancelled>},        // KILL QUERY
    {1792, throw_as<ReadOnlyViolation>},
    {1290, throw_as<ReadOnlyViolation>},     // the server runs with --read-only
    {1213, throw_as<DeadlockDetected>},
    {1614, throw_as<DeadlockDetected>},
    {3058, throw_as<DeadlockDetected>},      // of user-level locks
    {1020, throw_as<SerializationFailure>},  // the row has changed since it was read
    {3101, throw_as<SerializationFailure>},  // refused by the other nodes of a cluster
    {1021, throw_as<DiskFull>},
    {1114, throw_as<DiskFull>},              // the table is full
    {3675, throw_as<DiskFull>},

    // The server has ended the connection, or ends itself.
    {1053, throw_as<ConnectionLost>},
    {1077, throw_as<ConnectionLost>},
    {1079, throw_as<ConnectionLost>},
    {1080, throw_as<ConnectionLost>},
    {1152, throw_as<ConnectionLost>},
    {1153, throw_as<ConnectionLost>},        // a packet above max_allowed_packet, after which the server hangs up
    {1156, throw_as<ConnectionLost>},
    {1158, throw_as<ConnectionLost>},
    {1159, throw_as<ConnectionLost>},
    {1160, throw_as<ConnectionLost>},
    {1161, throw_as<ConnectionLost>},
    {1184, throw_as<ConnectionLost>},
    {1189, throw_as<ConnectionLost>},
    {1190, throw_as<ConnectionLost>},
    {1927, throw_as<ConnectionLost>},        // killed
    {3169, throw_as<ConnectionLost>},        // killed
    {4031, throw_as<ConnectionLost>},        // idle for too long
    {2002, throw_as<ConnectionLost>},
    {2003, throw_as<ConnectionLost>},
    {2006, throw_as<ConnectionLost>},        // gone away
    {2012, throw_as<ConnectionLost>},
    {2013, throw_as<ConnectionLost>},        // lost during a query
    {2026, throw_as<ConnectionLost>},
    {2027, throw_as<ConnectionLost>},
    {2055, throw_as<ConnectionLost>},
    {5014, throw_as<ConnectionLost>},        // MariaDB's client: the statement's connection was closed

    {1264, throw_as<DataError>},             // out of range
    {1265, throw_as<DataError>},             // truncated
    {1292, throw_as<DataError>},             // no such date or number
    {1301, throw_as<DataError>},
    {1365, throw_as<DataError>},             // division by zero
    {1366, throw_as<DataError>},             // not valid in the column's type or character set
    {1367, throw_as<DataError>},
    {1406, throw_as<DataError>},             // too long
    {1411, throw_as<DataError>},
    {1425, throw_as<DataError>},
    {1426, throw_as<DataError>},
    {1441, throw_as<DataError>},
    {1525, throw_as<DataError>},
    {1690, throw_as<DataError>},             // the result of an expression is out of range
    {3140, throw_as<DataError>},             // no JSON
    {3141, throw_as<DataError>},
    {3156, throw_as<DataError>},
    {4078, throw_as<DataError>},

    {1235, throw_as<NotSupportedError>},
    {1286, throw_as<NotSupportedError>},
    {1295, throw_as<NotSupportedError>},     // not as a prepared statement

    // Of SQLSTATE 42000 as syntax errors are, but about rights, not about the statement.
    {1044, throw_as<OperationalError>},
    {1045, throw_as<OperationalError>},
    {1142, throw_as<OperationalError>},
    {1143, throw_as<OperationalError>},
    {1227, throw_as<OperationalError>},
    {1370, throw_as<OperationalError>},
    {1461, throw_as<OperationalError>},      // too many prepared statements
    {2014, throw_as<InterfaceError>},        // commands out of sync
    {2030, throw_as<InterfaceError>},
    {2031, throw_as<InterfaceError>},
    {2034, throw_as<InterfaceError>},
    {2036, throw_as<InterfaceError>},
};

/// For numbers that are not listed, the first line that the SQLSTATE begins with.
struct ClassMeaning {
    std::string_view state;
    void (*raise)(const std::string&, Origin);
};
constexpr ClassMeaning class_meanings[] = {
    {"08", throw_as<ConnectionLost>},
    {"0A", throw_as<NotSupportedError>},
    {"21", throw_as<ProgrammingError>},
    {"22", throw_as<DataError>},
    {"23", throw_as<IntegrityError>},
    {"3D", throw_as<ProgrammingError>},
    {"40", throw_as<SerializationFailure>},
    {"42", throw_as<ProgrammingError>},
    {"25", throw_as<InternalError>},
    {"70", throw_as<OperationalError>},   // a query that was interrupted
};

struct Report {
    unsigned number;
    std::string_view state;
    std::string_view message;
};

[[noreturn]] void raise_report(const Report& report, std::string_view sql) {
    const std::string message(report.message);
    Origin origin{std::string(sql), "mysql", std::to_string(report.number)};
    for (const Meaning& meaning : meanings)
        if (meaning.number == report.number) meaning.raise(message, std::move(origin));
    for (const ClassMeaning& meaning : class_meanings)
        if (report.state.starts_with(meaning.state)) meaning.raise(message, std::move(origin));
    throw OperationalError(message, std::move(origin));
}

}  // namespace

void raise(MYSQL* connection, std::string_view sql) {
    raise_report({mysql_errno(connection), mysql_sqlstate(connection), mysql_error(connection)}, sql);
}

void raise(MYSQL_STMT* statement, std::string_view sql) {
    raise_report({mysql_stmt_errno(statement), mysql_stmt_sqlstate(statement), mysql_stmt_error(statement)}, sql);
}

void raise_unreachable(MYSQL* connection) {
    ConnectionLost lost(connection != nullptr ? mysql_error(connection) : "out of memory",
                        {{}, "mysql", connection != nullptr ? std::to_string(mysql_errno(connection)) : ""});
    lost.set_nothing_done();
    throw lost;
}

void raise_unreachable(const std::string& answers) {
    ConnectionLost lost("none of the servers can be used: " + answers, {{}, "mysql", ""});
    lost.set_nothing_done();
    throw lost;
}

}  // namespace nuage::mysql
