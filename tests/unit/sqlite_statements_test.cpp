// SPDX-License-Identifier: MIT
// Statements and transactions of a connection to SQLite.
#ifdef NUAGE_WITH_SQLITE
#include <unit/support/sqlite.hpp>

using namespace nuage;
using namespace sqlite_test;

TEST_CASE("SQLite: a statement can be executed again after reset()") {
    const auto connection = open();
    const auto statement = connection->prepare("SELECT ? + 1 AS sum", {});
    CHECK(statement->column_count() == 1);
    CHECK(statement->column_name(0) == "sum");
    for (std::int64_t n : {1, 2, 3}) {
        const Param param{Storage::i64, &n, ValueKind::integer};
        statement->execute({&param, 1});
        REQUIRE(statement->next());
        CHECK(statement->value(0, ValueKind::null) == Value(n + 1));
        CHECK_FALSE(statement->next());
        CHECK_FALSE(statement->next());
        CHECK_THROWS_AS(statement->value(0, ValueKind::null), InterfaceError);
        statement->reset();
    }
    CHECK_FALSE(statement->next());
    CHECK_THROWS_AS(statement->execute({}), InterfaceError);
}

TEST_CASE("SQLite: a change is made by execute(), whether or not its rows are read") {
    const auto connection = open();
    connection->execute("CREATE TABLE t (id integer PRIMARY KEY AUTOINCREMENT, n integer)");
    const auto insert = connection->prepare("INSERT INTO t (n) VALUES (1), (2) RETURNING id", {});
    insert->execute({});
    insert->reset();
    CHECK(number(*connection, "COUNT(*) FROM t") == 2);
    insert->execute({});
    std::deque<std::int64_t> keys;
    const Access access = plain<std::int64_t>(Storage::i64, ValueKind::integer);
    CHECK(insert->read_all(one_column<std::int64_t>(access), {&keys, append<std::int64_t>}) == 2);
    CHECK(keys == std::deque<std::int64_t>{3, 4});
    CHECK(connection->last_insert_id() == 4);

    const auto update = connection->prepare("UPDATE t SET n = 9 WHERE id > 1", {});
    update->execute({});
    CHECK(update->affected_rows() == 3);
    update->reset();
}

TEST_CASE("SQLite: a transaction is seen until it ends") {
    const auto connection = open();
    CHECK_FALSE(connection->in_transaction());
    connection->execute("BEGIN; SAVEPOINT a; RELEASE a");
    CHECK(connection->in_transaction());
    connection->execute("ROLLBACK");
    CHECK_FALSE(connection->in_transaction());
    CHECK(connection->is_usable());
}

TEST_CASE("SQLite: prepare() takes exactly one statement") {
    const auto connection = open();
    CHECK(number(*connection, "1; -- the end\n ;") == 1);
    CHECK_THROWS_AS(connection->prepare("SELECT 1; SELECT 2", {}), ProgrammingError);
    CHECK_THROWS_AS(connection->prepare("  -- nothing", {}), ProgrammingError);
    CHECK_THROWS_AS(connection->prepare(std::string_view("SELECT 1\0, 2", 12), {}), ProgrammingError);
    CHECK_THROWS_AS(connection->execute(std::string_view("BEGIN\0x", 7)), ProgrammingError);
}
#endif
