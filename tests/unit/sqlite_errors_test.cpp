// SPDX-License-Identifier: MIT
// What SQLite refuses, and which exception says so.
#ifdef NUAGE_WITH_SQLITE
#include <unit/support/sqlite.hpp>

#include <fstream>

using namespace nuage;
using namespace sqlite_test;

TEST_CASE("SQLite: errors become the exceptions of Django's family") {
    const auto connection = open();
    connection->execute(
        "CREATE TABLE t (id integer PRIMARY KEY, u integer UNIQUE, n integer NOT NULL DEFAULT 0,"
        "                c integer CHECK (c > 0));"
        "CREATE TABLE r (t integer REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED, w integer REFERENCES t (id));"
        "INSERT INTO t (id, u) VALUES (1, 1)");
    const auto unique = caught<UniqueViolation>(*connection, "INSERT INTO t (id, u) VALUES (2, 1)");
    CHECK(unique.code() == "SQLITE_CONSTRAINT_UNIQUE");
    CHECK(unique.backend() == "sqlite");
    CHECK(unique.sql() == "INSERT INTO t (id, u) VALUES (2, 1)");
    CHECK(std::string(unique.what()).find("UNIQUE constraint failed: t.u; in: INSERT") == 0);
    CHECK(caught<UniqueViolation>(*connection, "INSERT INTO t (id) VALUES (1)").code() ==
          "SQLITE_CONSTRAINT_PRIMARYKEY");
    caught<NotNullViolation>(*connection, "INSERT INTO t (n) VALUES (NULL)");
    caught<CheckViolation>(*connection, "INSERT INTO t (c) VALUES (0)");
    caught<ForeignKeyViolation>(*connection, "INSERT INTO r (w) VALUES (5)");
    caught<OperationalError>(*connection, "SELECT * FROM absent");
    caught<OperationalError>(*connection, "SELEKT");
    caught<OperationalError>(*connection, "SELECT \"no column\" FROM t");
    caught<DataError>(*connection, "INSERT INTO t (id) VALUES ('x')");
    connection->execute("BEGIN; INSERT INTO r (t) VALUES (5)");
    caught<ForeignKeyViolation>(*connection, "COMMIT");
    connection->execute("ROLLBACK");

    const auto statement = connection->prepare("INSERT INTO t (id) VALUES (1)", {});
    CHECK_THROWS_AS(statement->execute({}), UniqueViolation);
    CHECK_THROWS_AS(statement->execute({}), UniqueViolation);
}

TEST_CASE("SQLite: a row whose foreign key refers to nothing is told with its value and what it should refer to") {
    const auto connection = open();
    connection->execute(
        "PRAGMA foreign_keys = OFF;"
        "CREATE TABLE t (id integer PRIMARY KEY, code text UNIQUE);"
        "CREATE TABLE r (\"a b\" integer REFERENCES t, code text REFERENCES t (code));"
        "CREATE TABLE w (id text PRIMARY KEY, t integer REFERENCES t (id)) WITHOUT ROWID;"
        "INSERT INTO t VALUES (1, 'one'); INSERT INTO r VALUES (1, 'one'), (NULL, NULL)");
    const auto complaint = [&](const std::vector<std::string>& tables) -> std::string {
        try {
            connection->check_constraints(tables);
        } catch (const ForeignKeyViolation& error) {
            CHECK(error.sql().starts_with("PRAGMA foreign_key_check"));
            return error.what();
        }
        return "";
    };
    CHECK(complaint({}).empty());
    connection->execute("INSERT INTO r VALUES (1, 'two')");
    CHECK(complaint({}).find("the row 3 of table 'r' has an invalid foreign key: 'code', which is two, is not found as 'code' of table 't'") == 0);
    CHECK(complaint({"t", "w"}).empty());
    CHECK_FALSE(complaint({"t", "r"}).empty());
    connection->execute("DELETE FROM r; INSERT INTO r VALUES (7, NULL)");
    CHECK(complaint({"r"}).find("'a b', which is 7, is not found as the primary key of table 't'") != std::string::npos);
    connection->execute("DELETE FROM r; INSERT INTO w VALUES ('x', 9)");
    CHECK(complaint({}).find("a row of table 'w' has an invalid foreign key: 't' is not found as 'id' of table 't'") == 0);
}

TEST_CASE("SQLite: a full disk is told apart") {
    const auto connection = open();
    connection->execute("CREATE TABLE t (b BLOB); PRAGMA max_page_count = 10");
    CHECK(caught<DiskFull>(*connection, "INSERT INTO t VALUES (zeroblob(1000000))").code() == "SQLITE_FULL");
}

TEST_CASE("SQLite: a lock that is not obtained in time is a LockTimeout") {
    const TemporaryFile file;
    const auto holder = open(file.url());
    const auto other = open(file.url() + "?timeout=0");
    holder->execute("BEGIN IMMEDIATE; CREATE TABLE t (n integer)");
    caught<LockTimeout>(*other, "BEGIN IMMEDIATE");
    holder->execute("COMMIT");
    CHECK(text(*other, "* FROM pragma_journal_mode") == "wal");

    other->execute("BEGIN; SELECT * FROM t");
    const auto reading = other->prepare("SELECT COUNT(*) FROM t", {});
    reading->execute({});
    REQUIRE(reading->next());
    holder->execute("INSERT INTO t VALUES (1)");
    caught<SerializationFailure>(*other, "INSERT INTO t VALUES (2)");
}

TEST_CASE("SQLite: what cannot be opened is named") {
    const auto refused = [](const std::string& path) {
        try {
            open("sqlite:///" + path);
        } catch (const DatabaseError& error) {
            return std::string(error.what()).find(path) != std::string::npos;
        }
        return false;
    };
    CHECK(refused("/tmp"));
    CHECK(refused("/tmp/no/such/folder/x.db"));
    const TemporaryFile file;
    std::ofstream(file.path) << std::string(5000, 'x');
    CHECK(refused(file.path));
    CHECK_THROWS_AS(open(file.url() + "?mode=ro"), DatabaseError);
    const TemporaryFile absent;
    CHECK_THROWS_AS(open(absent.url() + "?mode=rw"), OperationalError);
    CHECK_THROWS_AS(open(absent.url() + "?mode=ro"), OperationalError);
}

TEST_CASE("SQLite: options of the URL") {
    CHECK_THROWS_AS(open("sqlite::memory:?tiemout=5"), ImproperlyConfigured);
    CHECK_THROWS_AS(open("sqlite::memory:?timeout=soon"), ImproperlyConfigured);
    CHECK_THROWS_AS(open("sqlite::memory:?timeout=-1"), ImproperlyConfigured);
    CHECK_THROWS_AS(open("sqlite::memory:?mode=x"), ImproperlyConfigured);
    CHECK_THROWS_AS(open("sqlite://blog.db"), ImproperlyConfigured);
    CHECK_THROWS_AS(open("sqlite://"), ImproperlyConfigured);
    CHECK(number(*open("sqlite::memory:?timeout=0.25"), "* FROM pragma_busy_timeout") == 250);
    CHECK(number(*open("sqlite:///:memory:"), "* FROM pragma_foreign_keys") == 1);
    CHECK(number(*open("sqlite:///x.db?mode=memory"), "1") == 1);
    const auto driver = sq::driver();
    CHECK(driver->max_connections(Url::parse("sqlite::memory:")) == 1);
    CHECK(driver->max_connections(Url::parse("sqlite:///blog.db")) > 1);
    const TemporaryFile file;
    open(file.url())->execute("CREATE TABLE t (n integer)");
    const auto reader = open(file.url() + "?mode=ro");
    reader->execute(sq::dialect().begin());  // asks for a lock to write, which nobody refuses a reader
    CHECK(number(*reader, "COUNT(*) FROM t") == 0);
    caught<OperationalError>(*reader, "INSERT INTO t VALUES (1)");
}
#endif
