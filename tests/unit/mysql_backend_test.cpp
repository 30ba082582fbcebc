// SPDX-License-Identifier: MIT
// The driver for MySQL and MariaDB by itself, on the server of NUAGE_TEST_MARIADB.
#ifdef NUAGE_WITH_MYSQL
#include <support/catch.hpp>

#include <cstdlib>

#include <nuage/db/driver.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/mysql.hpp>
#include <nuage/sql/dialect.hpp>

using namespace nuage;

namespace {

/// Nothing where no server was given; the test then says that it was skipped.
std::unique_ptr<Connection> connected(std::string_view more = {}) {
    const char* url = std::getenv("NUAGE_TEST_MARIADB");
    if (url == nullptr || *url == '\0') {
        WARN("skipped: NUAGE_TEST_MARIADB names no server");
        return nullptr;
    }
    return mysql::driver()->connect(Url::parse(std::string(url) + std::string(more)));
}

std::unique_ptr<Statement> started(Connection& connection, std::string_view sql, const std::vector<Value>& values = {}) {
    std::vector<ValueKind> kinds;
    std::vector<Param> params;
    for (const Value& value : values) {
        kinds.push_back(value.kind());
        params.push_back(param_of(value));
    }
    auto statement = connection.prepare(sql, kinds);
    statement->execute(params);
    return statement;
}

/// The first column of the first row of a query.
Value ask(Connection& connection, std::string_view sql, const std::vector<Value>& values = {}, ValueKind kind = ValueKind::null) {
    const auto statement = started(connection, sql, values);
    REQUIRE(statement->next());
    return statement->value(0, kind);
}

template <class E>
E refused(Connection& connection, std::string_view sql) {
    try {
        connection.execute(sql);
    } catch (const E& error) {
        return error;
    } catch (const std::exception& error) {
        FAIL(sql << ": another exception: " << error.what());
    }
    FAIL(sql << ": no exception");
    throw;
}

}  // namespace

TEST_CASE("mysql: the session means what the dialect takes it for") {
    const auto connection = connected();
    if (!connection) return;
    CHECK(ask(*connection, "SELECT @@session.time_zone") == Value("+00:00"));
    CHECK(ask(*connection, "SELECT @@character_set_connection") == Value("utf8mb4"));
    CHECK(ask(*connection, "SELECT @@character_set_results") == Value("utf8mb4"));
    CHECK(ask(*connection, "SELECT @@tx_isolation") == Value("READ-COMMITTED"));
    CHECK(ask(*connection, "SELECT @@sql_mode LIKE '%STRICT_ALL_TABLES%'") == Value(1));
    CHECK(ask(*connected("&isolation_level=serializable"), "SELECT @@tx_isolation") == Value("SERIALIZABLE"));
    CHECK(ask(*connected("&isolation_level=server"), "SELECT @@tx_isolation") == Value("REPEATABLE-READ"));
    CHECK_FALSE(connected("&server_version=8.0.36")->dialect().features().returning);
}

TEST_CASE("mysql: values come back as they went out") {
    const auto connection = connected();
    if (!connection) return;
    connection->execute("CREATE TEMPORARY TABLE v (i bigint, d double, n numeric(10,4), t longtext, b longblob, day date, "
                        "clock time(6), moment datetime(6), yes bool)");
    const auto round_trip = [&](const char* column, const Value& value) {
        INFO(column << " " << value.repr());
        connection->execute("DELETE FROM v");
        started(*connection, std::string("INSERT INTO v (") + column + ") VALUES (?)", {value});
        CHECK(ask(*connection, std::string("SELECT ") + column + " FROM v", {}, value.kind()) == value);
    };
    round_trip("i", Value(std::numeric_limits<std::int64_t>::min()));
    round_trip("i", Value(std::numeric_limits<std::int64_t>::max()));
    round_trip("i", Value(ValueKind::duration, -1));
    round_trip("d", Value(0.1));
    round_trip("n", Value(ValueKind::decimal, "-123456.7890"));
    round_trip("t", Value(""));
    round_trip("t", Value("it's \\ \xF0\x9F\x98\x80"));
    round_trip("t", Value(std::string(100'000, 'x')));
    round_trip("b", Value(ValueKind::bytes, std::string("\0\xFF\x80", 3)));
    round_trip("b", Value(ValueKind::bytes, ""));
    round_trip("day", date(1, 1, 1));
    round_trip("day", date(9999, 12, 31));
    round_trip("clock", Time(23, 59, 59, 999'999));
    round_trip("clock", Time(0, 0, 0, 1));
    round_trip("moment", datetime(9999, 12, 31, 23, 59, 59, 999'999));
    round_trip("moment", datetime(1969, 12, 31, 23, 59, 59, 1));
    round_trip("yes", Value(true));
    round_trip("i", Value());
}

TEST_CASE("mysql: texts of every length are read whole, whatever came before them") {
    const auto connection = connected();
    if (!connection) return;
    connection->execute("CREATE TEMPORARY TABLE t (n int, short longtext, t longtext)");
    const std::vector<std::size_t> sizes{1, 255, 256, 257, 0, 5000, 3, 70'000, 69'999, 2};
    for (std::size_t i = 0; i < sizes.size(); ++i)
        started(*connection, "INSERT INTO t VALUES (?, ?, ?)",
                {Value(i), Value(std::string(sizes[sizes.size() - 1 - i], 'a')), Value(std::string(sizes[i], 'b'))});
    const auto statement = started(*connection, "SELECT short, t FROM t ORDER BY n");
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            REQUIRE(statement->next());
            CHECK(statement->value(0, ValueKind::text) == Value(std::string(sizes[sizes.size() - 1 - i], 'a')));
            CHECK(statement->value(1, ValueKind::text) == Value(std::string(sizes[i], 'b')));
        }
        CHECK_FALSE(statement->next());
        statement->execute({});
    }
}

TEST_CASE("mysql: what no member can hold is a DataError") {
    const auto connection = connected();
    if (!connection) return;
    CHECK_THROWS_AS(ask(*connection, "SELECT CAST('25:00:00' AS TIME)"), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT CAST('-01:00:00' AS TIME)"), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT 1.5", {}, ValueKind::integer), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT 'x'", {}, ValueKind::uuid), DataError);
    CHECK(ask(*connection, "SELECT CAST(18446744073709551615 AS UNSIGNED)") == Value(ValueKind::decimal, "18446744073709551615"));
    CHECK_THROWS_AS(ask(*connection, "SELECT CAST(18446744073709551615 AS UNSIGNED)", {}, ValueKind::integer), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT ?", {Value(std::numeric_limits<double>::infinity())}), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT ?", {Value(ValueKind::decimal, "NaN")}), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT ?", {Value(datetime(10000, 1, 1))}), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT ?", {Value("\xFF")}), DataError);
}

TEST_CASE("mysql: a parameter in a select list has the kind of its value, also of the next one") {
    const auto connection = connected();
    if (!connection) return;
    const auto statement = connection->prepare("SELECT ?", std::vector<ValueKind>{ValueKind::null});
    for (const Value& value : {Value(7), Value("seven"), Value(0.5), Value(), Value(datetime(2024, 5, 17, 1)), Value(7)}) {
        const Param params[] = {param_of(value)};
        statement->execute(params);
        REQUIRE(statement->next());
        CHECK(statement->value(0, ValueKind::null) == value);
        statement->reset();
    }
}

TEST_CASE("mysql: the server's refusals become Django's exceptions") {
    const auto connection = connected();
    if (!connection) return;
    connection->execute("DROP TABLE IF EXISTS nuage_r, nuage_t;"
                        "CREATE TABLE nuage_t (id int AUTO_INCREMENT PRIMARY KEY, u int UNIQUE, n int NOT NULL, c int CHECK (c > 0), "
                        "v varchar(3), s smallint) ENGINE=InnoDB;"
                        "CREATE TABLE nuage_r (t int, FOREIGN KEY (t) REFERENCES nuage_t (id)) ENGINE=InnoDB;"
                        "INSERT INTO nuage_t (id, u, n) VALUES (1, 1, 1); INSERT INTO nuage_r VALUES (1)");
    const auto unique = refused<UniqueViolation>(*connection, "INSERT INTO nuage_t (u, n) VALUES (1, 1)");
    CHECK(unique.code() == "1062");
    CHECK(unique.backend() == "mysql");
    CHECK(unique.sql() == "INSERT INTO nuage_t (u, n) VALUES (1, 1)");
    refused<ForeignKeyViolation>(*connection, "INSERT INTO nuage_r VALUES (5)");
    refused<ForeignKeyViolation>(*connection, "DELETE FROM nuage_t");
    refused<NotNullViolation>(*connection, "INSERT INTO nuage_t (n) VALUES (NULL)");
    refused<NotNullViolation>(*connection, "INSERT INTO nuage_t (u) VALUES (3)");
    refused<CheckViolation>(*connection, "INSERT INTO nuage_t (n, c) VALUES (1, 0)");
    refused<DataError>(*connection, "INSERT INTO nuage_t (n, v) VALUES (1, 'long')");
    refused<DataError>(*connection, "INSERT INTO nuage_t (n, s) VALUES (1, 40000)");
    refused<DataError>(*connection, "INSERT INTO nuage_t (n) VALUES ('x')");
    refused<ProgrammingError>(*connection, "SELECT * FROM nuage_absent");
    refused<ProgrammingError>(*connection, "SELECT absent FROM nuage_t");
    refused<ProgrammingError>(*connection, "SELEKT");
    CHECK_THROWS_AS(connection->prepare("SELECT absent FROM nuage_t", {}), ProgrammingError);

    const auto statement = connection->prepare("INSERT INTO nuage_t (id, n) VALUES (1, 1)", {});
    CHECK_THROWS_AS(statement->execute({}), UniqueViolation);
    CHECK_THROWS_AS(statement->execute({}), UniqueViolation);
    connection->execute("DROP TABLE nuage_r, nuage_t");
}

TEST_CASE("mysql: rows matched are counted, generated keys told, and assignments made at once") {
    const auto connection = connected();
    if (!connection) return;
    connection->execute("CREATE TEMPORARY TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a int, b int)");
    started(*connection, "INSERT INTO t (a, b) VALUES (1, 2)");
    CHECK(connection->last_insert_id() == 1);
    const auto update = connection->prepare("UPDATE t SET a = 1", {});
    update->execute({});
    CHECK(update->affected_rows() == 1);
    started(*connection, "UPDATE t SET a = b, b = a");
    CHECK(ask(*connection, "SELECT a * 10 + b FROM t") == Value(21));
}

TEST_CASE("mysql: without RETURNING the keys of one INSERT are counted, unless they are not next to each other") {
    const auto connection = connected("&server_version=8.0.36");
    if (!connection) return;
    CHECK(connection->dialect().features().consecutive_keys);
    connection->execute("CREATE TEMPORARY TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a int)");
    started(*connection, "INSERT INTO t (a) VALUES (1), (2), (3)");
    CHECK(connection->last_insert_id() == 3);
    started(*connection, "INSERT INTO t (a) VALUES (4)");
    CHECK(connection->last_insert_id() == 4);
    const auto cluster = connected("&server_version=8.0.36&init_command=SET auto_increment_increment=3");
    CHECK_FALSE(cluster->dialect().features().consecutive_keys);
    CHECK_FALSE(cluster->dialect().features().returning);
}

TEST_CASE("mysql: a statement survives a change of its tables, and the end of its connection") {
    auto connection = connected();
    if (!connection) return;
    connection->execute("DROP TABLE IF EXISTS nuage_c; CREATE TABLE nuage_c (a int); INSERT INTO nuage_c VALUES (1)");
    const auto statement = started(*connection, "SELECT * FROM nuage_c");
    REQUIRE(statement->next());
    CHECK(statement->column_count() == 1);
    CHECK(statement->column_name(0) == "a");
    statement->reset();
    connection->execute("ALTER TABLE nuage_c MODIFY a varchar(10)");
    statement->execute({});
    REQUIRE(statement->next());
    CHECK(statement->value(0, ValueKind::null) == Value("1"));
    statement->reset();
    connection->execute("DROP TABLE nuage_c");
    CHECK_THROWS_AS(statement->execute({}), ProgrammingError);
    CHECK(connection->is_usable());
    connection.reset();
    CHECK_THROWS_AS(statement->execute({}), ProgrammingError);
}

TEST_CASE("mysql: results of a procedure are read to the end") {
    const auto connection = connected();
    if (!connection) return;
    connection->execute("DROP PROCEDURE IF EXISTS nuage_p");
    connection->execute("CREATE PROCEDURE nuage_p() BEGIN SELECT 1; SELECT 2; END");
    for (int i = 0; i < 2; ++i) CHECK(ask(*connection, "CALL nuage_p()") == Value(1));
    CHECK(ask(*connection, "SELECT 3") == Value(3));
    connection->execute("DROP PROCEDURE nuage_p");
}

TEST_CASE("mysql: a session that was ended is noticed without asking, and when asked") {
    const auto connection = connected();
    if (!connection) return;
    CHECK(connection->is_usable());
    CHECK_FALSE(connection->in_transaction());
    connection->execute("BEGIN");
    CHECK(connection->in_transaction());
    const std::string id = std::to_string(ask(*connection, "SELECT CONNECTION_ID()").integer());
    const auto killer = connected();
    killer->execute("KILL " + id);
    while (ask(*killer, "SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + id).integer() != 0) {
    }
    CHECK_FALSE(connection->is_usable());
    CHECK_THROWS_AS(connection->execute("SELECT 1"), ConnectionLost);
    CHECK_THROWS_AS(connection->prepare("SELECT 1", {}), ConnectionLost);
}

TEST_CASE("mysql: options are checked before a server is looked for") {
    const auto connect = [](const char* options) { return mysql::driver()->connect(Url::parse("mysql://nobody@127.0.0.1:1/x?" + std::string(options))); };
    CHECK_THROWS_AS(connect("colour=red"), ImproperlyConfigured);
    CHECK_THROWS_AS(connect("connect_timeout=soon"), ImproperlyConfigured);
    CHECK_THROWS_AS(connect("isolation_level=loose"), ImproperlyConfigured);
    CHECK_THROWS_AS(connect("ssl_mode=perhaps"), ImproperlyConfigured);
    CHECK_THROWS_AS(connect("connect_timeout=1"), ConnectionLost);
}

TEST_CASE("mysql: of several servers the first is taken that can be used") {
    const auto connection = connected();
    if (!connection) return;
    const Url given = Url::parse(std::getenv("NUAGE_TEST_MARIADB"));
    const std::string port = ask(*connection, "SELECT CAST(@@port AS CHAR)").text();
    const auto connect = [&](const std::string& hosts, const char* options) {
        return mysql::driver()->connect(Url::parse("mysql://" + given.user + "@" + hosts + "/" + given.path + "?" + options));
    };
    const auto error_of = [&](const std::string& hosts, const char* options) -> std::string {
        try {
            const auto unexpected = connect(hosts, options);
        } catch (const ConnectionLost& error) {
            CHECK(error.retryable());
            return error.what();
        }
        return "no error";
    };
    const std::string here = "127.0.0.1:" + port;
    CHECK(ask(*connect("127.0.0.1:1," + here, "connect_timeout=5"), "SELECT 1") == Value(1));
    CHECK(ask(*connect("127.0.0.1:1," + here, "target_session_attrs=read-write"), "SELECT 1") == Value(1));
    using Catch::Matchers::Contains;
    CHECK_THAT(error_of("127.0.0.1:1,127.0.0.1:2", ""), Contains("127.0.0.1:1: ") && Contains("127.0.0.1:2: "));
    CHECK_THAT(error_of("127.0.0.1:1," + here, "target_session_attrs=read-only"), Contains("127.0.0.1:1: ") && Contains(here + ": the server is not read-only"));
    CHECK_THROWS_AS(connect(here, "target_session_attrs=mostly"), ImproperlyConfigured);

    connection->execute("SET GLOBAL read_only = ON");
    const std::string read_only = error_of(here + ",127.0.0.1:1", "target_session_attrs=read-write");
    const bool can_be_read = ask(*connect(here, "target_session_attrs=read-only"), "SELECT 1") == Value(1);
    connection->execute("SET GLOBAL read_only = OFF");
    CHECK_THAT(read_only, Contains(here + ": the server is read-only") && Contains("127.0.0.1:1: "));
    CHECK(can_be_read);
}
#endif
