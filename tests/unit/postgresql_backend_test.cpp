// SPDX-License-Identifier: MIT
// The PostgreSQL backend below the ORM. Tests of the driver need a server: tests/support/servers.py run -- …
#ifdef NUAGE_WITH_POSTGRESQL
#include <support/catch.hpp>

#include <cstddef>
#include <cstdlib>
#include <limits>

#include <nuage/db/driver.hpp>
#include <nuage/query/functions.hpp>
#include <nuage/sql/dialect.hpp>
#include <nuage/backends/postgresql/dialect.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/postgresql.hpp>

using namespace nuage;
namespace pg = nuage::postgresql;

namespace {

constexpr bool spells(std::string_view lookup, FieldKind left, std::string_view sql) {
    return spelling_of(pg::dialect_object, lookup, left, {}) == sql;
}
constexpr bool has_type(const FieldInfo& field, std::string_view type) {
    Text text;
    pg::dialect_object.column_type(text, field);
    return text.view() == type;
}
constexpr bool has_type(FieldKind kind, std::string_view type) {
    FieldInfo field;
    field.kind = kind;
    return has_type(field, type);
}
constexpr FieldInfo price() {
    FieldInfo field;
    field.kind = FieldKind::decimal;
    field.max_digits = 8;
    field.decimal_places = 2;
    return field;
}
constexpr FieldInfo title() {
    FieldInfo field;
    field.max_length = 100;
    return field;
}
constexpr bool holds_place(std::size_t number, ValueKind kind, std::string_view sql) {
    Text text;
    pg::dialect_object.typed_placeholder(text, number, kind);
    return text.view() == sql;
}
constexpr bool every_transform_is_spelled() {
    for (const FunctionDef& transform : transforms)
        for (FieldKind kind : {FieldKind::date, FieldKind::time, FieldKind::datetime})
            if ((transform.kinds & bit(kind)) != 0 &&
                spelling_of(pg::dialect_object, transform.name, kind, transform.sql).empty())
                return false;
    return true;
}

static_assert(every_transform_is_spelled());
static_assert(spells("contains", FieldKind::text, "%l LIKE %r"));
static_assert(spells("iexact", FieldKind::text, "UPPER(%l) LIKE UPPER(%r)"));
static_assert(spells("startswith.expr", FieldKind::text,
                     R"(%l LIKE REPLACE(REPLACE(REPLACE((%r)::text, '\', '\\'), '%%', '\%%'), '_', '\_') || '%%')"));
static_assert(spells("year", FieldKind::datetime, "EXTRACT(YEAR FROM %l AT TIME ZONE 'UTC')::integer"));
static_assert(spells("year", FieldKind::date, "EXTRACT(YEAR FROM %l)::integer"));
static_assert(has_type(price(), "numeric(8, 2)"));
static_assert(has_type(title(), "varchar(100)"));
static_assert(has_type(FieldKind::datetime, "timestamp with time zone"));
static_assert(has_type(FieldKind::real, "double precision"));
static_assert(holds_place(12, ValueKind::json, "$12::jsonb"));
static_assert(holds_place(1, ValueKind::null, "$1"));
static_assert(pg::dialect_object.as_text(FieldKind::ip) == "HOST(%l)");
static_assert(pg::dialect_object.arithmetic('^', FieldKind::integer, FieldKind::integer) == "(%l ^ %r)");
static_assert(pg::dialect_object.arithmetic('+', FieldKind::date, FieldKind::integer) == "(%l + (%r)::integer)");
static_assert(pg::dialect_object.features().returning);

std::string literal(const Value& value) {
    Text text;
    pg::dialect().literal(text, value);
    return text.str();
}

/// Nothing where no server was given; the test then says that it was skipped.
std::unique_ptr<Connection> connected(std::string_view more = {}) {
    const char* url = std::getenv("NUAGE_TEST_POSTGRESQL");
    if (url == nullptr || *url == '\0') {
        WARN("skipped: NUAGE_TEST_POSTGRESQL names no server");
        return nullptr;
    }
    return pg::driver()->connect(Url::parse(std::string(url) + std::string(more)));
}

/// The first column of the first row of a query.
Value ask(Connection& connection, std::string_view sql, const std::vector<Value>& values = {},
          ValueKind kind = ValueKind::null) {
    std::vector<ValueKind> kinds;
    std::vector<Param> params;
    for (const Value& value : values) {
        kinds.push_back(value.kind());
        params.push_back(param_of(value));
    }
    const auto statement = connection.prepare(sql, kinds);
    statement->execute(params);
    REQUIRE(statement->next());
    return statement->value(0, kind);
}

template <class T>
Access member_access(Storage storage, ValueKind kind) {
    return {.storage = storage, .kind = kind};
}
template <class T>
Access optional_access(Storage storage, ValueKind kind) {
    using Member = std::optional<T>;
    Access access{.storage = storage, .kind = kind, .nullable = true};
    access.get = [](const void* m) -> const void* {
        const auto& member = *static_cast<const Member*>(m);
        return member ? &*member : nullptr;
    };
    access.emplace = [](void* m) -> void* { return &static_cast<Member*>(m)->emplace(); };
    access.reset = [](void* m) { static_cast<Member*>(m)->reset(); };
    return access;
}

/// Reads the only column of the only row into a member.
template <class Member>
Member read_one(Statement& statement, const Access& access, ValueKind kind) {
    RowPlan plan;
    plan.columns.push_back({.access = &access, .kind = kind, .offset = 0});
    Member member{};
    REQUIRE(statement.next());
    statement.read(plan, &member);
    REQUIRE_FALSE(statement.next());
    return member;
}

/// A member goes out as a parameter and comes back, also as an optional and as NULL.
template <class T>
void check_round_trip(Connection& connection, Storage storage, ValueKind kind, const T& value, std::string_view type) {
    INFO("storage " << static_cast<int>(storage) << " as " << type);
    const std::string sql = "SELECT $1::" + std::string(type);
    const ValueKind kinds[] = {kind};
    const auto statement = connection.prepare(sql, kinds);

    const Param params[] = {{storage, &value, kind}};
    statement->execute(params);
    CHECK(read_one<T>(*statement, member_access<T>(storage, kind), kind) == value);
    statement->reset();

    const Access optional = optional_access<T>(storage, kind);
    statement->execute(params);
    CHECK(read_one<std::optional<T>>(*statement, optional, kind) == value);
    statement->reset();

    const Param null[] = {{storage, nullptr, kind}};
    statement->execute(null);
    CHECK(read_one<std::optional<T>>(*statement, optional, kind) == std::nullopt);
    statement->reset();

    statement->execute(null);
    if (storage != Storage::value)
        CHECK_THROWS_AS(read_one<T>(*statement, member_access<T>(storage, kind), kind), DataError);
}

struct Writer {
    std::int64_t id = 0;
    std::string name;
    InstanceState state;
};
/// A foreign key by hand: the key, and the object where one was loaded.
struct Link {
    Value key;
    std::optional<Writer> object;
    bool none = false;
};
struct Article {
    std::int64_t id = 0;
    Link writer;
    InstanceState state;
};
constexpr RelationAccess link_access{
    .emplace = [](void* m) -> void* { return &static_cast<Link*>(m)->object.emplace(); },
    .object = [](const void* m) -> const void* {
        const auto& object = static_cast<const Link*>(m)->object;
        return object ? &*object : nullptr;
    },
    .set_none = [](void* m) { static_cast<Link*>(m)->none = true; },
};

Bytes octets(std::initializer_list<int> numbers) {
    Bytes bytes;
    for (int number : numbers) bytes.push_back(static_cast<std::byte>(number));
    return bytes;
}

}  // namespace

TEST_CASE("postgresql: literals are typed where their text alone is not") {
    CHECK(literal(nullptr) == "NULL");
    CHECK(literal(true) == "TRUE");
    CHECK(literal(-5) == "-5");
    CHECK(literal("it's") == "'it''s'");
    CHECK(literal(Value(ValueKind::decimal, std::string("12.50"))) == "'12.50'::numeric");
    CHECK(literal(date(2024, 5, 17)) == "'2024-05-17'::date");
    CHECK(literal(octets({0, 255})) == "'\\x00ff'::bytea");
}

TEST_CASE("postgresql: every storage kind makes the round trip, optional and NULL included") {
    const auto connection = connected();
    if (!connection) return;
    Connection& c = *connection;
    using I64 = std::numeric_limits<std::int64_t>;
    check_round_trip(c, Storage::boolean, ValueKind::boolean, true, "boolean");
    check_round_trip<std::int16_t>(c, Storage::i16, ValueKind::integer, -32768, "smallint");
    check_round_trip<std::int32_t>(c, Storage::i32, ValueKind::integer, 2147483647, "integer");
    check_round_trip<std::int64_t>(c, Storage::i64, ValueKind::integer, I64::min(), "bigint");
    check_round_trip<std::uint16_t>(c, Storage::u16, ValueKind::integer, 65535, "integer");
    check_round_trip<std::uint32_t>(c, Storage::u32, ValueKind::integer, 4294967295U, "bigint");
    check_round_trip<std::uint64_t>(c, Storage::u64, ValueKind::integer, 1ULL << 62, "bigint");
    check_round_trip(c, Storage::f64, ValueKind::real, 0.1, "double precision");
    check_round_trip<std::string>(c, Storage::text, ValueKind::text, "Größe 'x' \\ %", "text");
    check_round_trip<std::string>(c, Storage::text, ValueKind::text, "", "varchar(10)");
    check_round_trip(c, Storage::bytes, ValueKind::bytes, octets({0, 1, 255, 0}), "bytea");
    check_round_trip(c, Storage::bytes, ValueKind::bytes, Bytes{}, "bytea");
    check_round_trip(c, Storage::date, ValueKind::date, date(1969, 7, 20), "date");
    check_round_trip(c, Storage::time, ValueKind::time, Time(23, 59, 59, 999999), "time");
    check_round_trip(c, Storage::datetime, ValueKind::datetime, datetime(1999, 12, 31, 23, 59, 59, 1), "timestamptz");
    check_round_trip(c, Storage::duration, ValueKind::duration, Duration(-1234567890123), "interval");
    check_round_trip(c, Storage::uuid, ValueKind::uuid, Uuid{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255}},
                     "uuid");
    check_round_trip(c, Storage::value, ValueKind::integer, Value(7), "integer");
}

TEST_CASE("postgresql: values of kinds that travel as text come back as they are") {
    const auto connection = connected();
    if (!connection) return;
    const Value decimal(ValueKind::decimal, std::string("-12345678901234567890.0123456789"));
    CHECK(ask(*connection, "SELECT $1::numeric", {decimal}) == decimal);
    const Value json(ValueKind::json, std::string(R"({"a": [1, null]})"));
    CHECK(ask(*connection, "SELECT $1::jsonb", {json}) == json);
    const Value ip(ValueKind::ip, std::string("2001:db8::1"));
    CHECK(ask(*connection, "SELECT $1::inet", {ip}) == ip);
    CHECK(ask(*connection, "SELECT '10.0.0.0/8'::cidr").text() == "10.0.0.0/8");
    CHECK(ask(*connection, "SELECT $1::bytea", {Value(octets({0, 7}))}) == Value(octets({0, 7})));
}

TEST_CASE("postgresql: joined rows become objects that hold each other") {
    const auto connection = connected();
    if (!connection) return;
    const Access number = member_access<std::int64_t>(Storage::i64, ValueKind::integer);
    const Access text = member_access<std::string>(Storage::text, ValueKind::text);
    Access key = member_access<Value>(Storage::value, ValueKind::integer);
    // Setting the key drops the object, as a foreign key does.
    key.emplace = [](void* m) -> void* {
        static_cast<Link*>(m)->object.reset();
        return &static_cast<Link*>(m)->key;
    };
    FieldInfo writer;
    writer.offset = offsetof(Article, writer);
    writer.relation = &link_access;
    const int database = 0;
    RowPlan plan;
    plan.state_offset = offsetof(Article, state);
    plan.database = &database;
    plan.columns = {{.access = &number, .kind = ValueKind::integer, .offset = offsetof(Article, id)},
                    {.access = &key, .kind = ValueKind::integer, .offset = offsetof(Article, writer)},
                    {.access = &number, .kind = ValueKind::integer, .offset = offsetof(Writer, id), .object = 1},
                    {.access = &text, .kind = ValueKind::text, .offset = offsetof(Writer, name), .object = 1}};
    plan.related = {{.relation = &writer, .parent = 0, .first_column = 2, .key_column = 2, .columns = 2,
                     .state_offset = offsetof(Writer, state)}};
    const auto statement = connection->prepare(
        "SELECT * FROM (VALUES (1, 7, 7, 'Ann'), (2, NULL, NULL, NULL)) t", {});
    statement->execute({});
    std::vector<Article> articles;
    const auto append = [](void* rows) -> void* { return &static_cast<std::vector<Article>*>(rows)->emplace_back(); };
    CHECK(statement->read_all(plan, {&articles, append}) == 2);
    REQUIRE(articles.size() == 2);
    REQUIRE(articles[0].writer.object);
    CHECK(articles[0].writer.object->name == "Ann");
    CHECK(articles[0].writer.key == Value(7));
    CHECK(articles[0].state.stored);
    CHECK(articles[0].state.database == &database);
    CHECK(articles[0].writer.object->state.stored);
    CHECK_FALSE(articles[1].writer.object);
    CHECK(articles[1].writer.none);
    CHECK(articles[1].writer.key.is_null());
}

TEST_CASE("postgresql: numeric is read digit for digit") {
    const auto connection = connected();
    if (!connection) return;
    const auto digits = [&](const std::string& sql) { return ask(*connection, "SELECT " + sql + "::numeric").text(); };
    CHECK(digits("0") == "0");
    CHECK(digits("0.00") == "0.00");
    CHECK(digits("-0.5") == "-0.5");
    CHECK(digits("10000") == "10000");
    CHECK(digits("100000000.00010") == "100000000.00010");
    CHECK(digits("0.000000001") == "0.000000001");
    CHECK(digits("'NaN'") == "NaN");
    CHECK(ask(*connection, "SELECT sum(x) FROM (VALUES (2::bigint), (3)) t(x)", {}, ValueKind::integer) == Value(5));
    CHECK(ask(*connection, "SELECT avg(x) FROM (VALUES (2), (3)) t(x)", {}, ValueKind::real) == Value(2.5));
}

TEST_CASE("postgresql: a decimal read is given its field's places, ties to even") {
    const auto connection = connected();
    if (!connection) return;
    const Access access = member_access<Value>(Storage::value, ValueKind::decimal);
    RowPlan plan;
    plan.columns.push_back({.access = &access, .kind = ValueKind::decimal, .offset = 0, .decimal_places = 2});
    const auto statement = connection->prepare(
        "SELECT * FROM (VALUES (1::numeric), (1.125), (1.135), (-0.001), (99.999)) t(x)", {});
    statement->execute({});
    std::vector<std::string> read;
    Value value;
    while (statement->next()) {
        statement->read(plan, &value);
        read.push_back(value.text());
    }
    CHECK(read == std::vector<std::string>{"1.00", "1.12", "1.14", "0.00", "100.00"});
}

TEST_CASE("postgresql: an interval counts a month as 30 days and a year as 365") {
    const auto connection = connected();
    if (!connection) return;
    const auto days = [&](const char* text) {
        return ask(*connection, "SELECT '" + std::string(text) + "'::interval").integer() / 86'400'000'000;
    };
    CHECK(days("1 day") == 1);
    CHECK(days("2 months 1 day") == 61);
    CHECK(days("1 year 1 month") == 395);
    CHECK(days("-1 month") == -30);
    CHECK(ask(*connection, "SELECT '-1 day 2 hours'::interval").integer() == -22 * 3600'000'000LL);
}

TEST_CASE("postgresql: what no member can hold is a DataError") {
    const auto connection = connected();
    if (!connection) return;
    CHECK_THROWS_AS(ask(*connection, "SELECT 'infinity'::timestamptz"), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT '-infinity'::date"), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT ARRAY[1]"), NotSupportedError);
    const auto statement = connection->prepare("SELECT 32768", {});
    statement->execute({});
    const Access small = member_access<std::int16_t>(Storage::i16, ValueKind::integer);
    CHECK_THROWS_AS(read_one<std::int16_t>(*statement, small, ValueKind::integer), DataError);
    const std::uint64_t large = ~std::uint64_t{0};
    const Param params[] = {{Storage::u64, &large, ValueKind::integer}};
    const ValueKind kinds[] = {ValueKind::integer};
    CHECK_THROWS_AS(connection->prepare("SELECT $1", kinds)->execute(params), DataError);
}

TEST_CASE("postgresql: parameters fit the columns they are compared with") {
    const auto connection = connected();
    if (!connection) return;
    connection->execute("CREATE TEMP TABLE t (s smallint, v varchar(9), i inet, j jsonb, n numeric(8, 2), d date)");
    connection->execute("INSERT INTO t VALUES (1, 'a%', '10.0.0.1', '{\"a\": 1}', 2.50, '2024-05-17')");
    const auto count = [&](const std::string& condition, const Value& value) {
        return ask(*connection, "SELECT count(*) FROM t WHERE " + condition, {value}).integer();
    };
    CHECK(count("s = $1", 1) == 1);
    CHECK(count("v = $1", "a%") == 1);
    CHECK(count("v LIKE $1", "a\\%") == 1);
    CHECK(count("UPPER(v) LIKE UPPER($1)", "A\\%") == 1);
    CHECK(count("v ~* $1", "^A.$") == 1);
    CHECK(count("i = $1", Value(ValueKind::ip, std::string("10.0.0.1"))) == 1);
    CHECK(count("HOST(i) LIKE $1", "10.%") == 1);
    CHECK(count("j = $1", Value(ValueKind::json, std::string("{\"a\":1}"))) == 1);
    CHECK(count("n = $1", Value(ValueKind::decimal, std::string("2.5"))) == 1);
    CHECK(count("(d + ($1)::integer) = '2024-05-18'", 1) == 1);
    CHECK(count("EXTRACT(DOW FROM d) + 1 = $1", 6) == 1);
    CHECK(count("v LIKE '%' || REPLACE(REPLACE(REPLACE(($1)::text, '\\', '\\\\'), '%', '\\%'), '_', '\\_')", "%") == 1);
}

TEST_CASE("postgresql: a statement runs again, counts its rows and names its columns") {
    const auto connection = connected();
    if (!connection) return;
    connection->execute("CREATE TEMP TABLE t (id bigint GENERATED BY DEFAULT AS IDENTITY, x smallint); BEGIN");
    CHECK(connection->in_transaction());
    const ValueKind kinds[] = {ValueKind::integer};
    const auto insert = connection->prepare("INSERT INTO t (x) VALUES ($1) RETURNING id", kinds);
    CHECK(insert->column_count() == 1);
    CHECK(insert->column_name(0) == "id");
    for (int i = 1; i <= 3; ++i) {
        const Param params[] = {{Storage::i32, &i, ValueKind::integer}};
        insert->execute(params);
        REQUIRE(insert->next());
        CHECK(insert->value(0, ValueKind::integer) == Value(i));
        insert->reset();
    }
    connection->execute("COMMIT");
    CHECK_FALSE(connection->in_transaction());
    const auto update = connection->prepare("UPDATE t SET x = 0 WHERE x > 1", {});
    update->execute({});
    CHECK(update->affected_rows() == 2);
    CHECK_THROWS_AS(connection->last_insert_id(), NotSupportedError);
}

TEST_CASE("postgresql: a statement survives a change of its tables and the end of its connection") {
    auto connection = connected();
    if (!connection) return;
    connection->execute("CREATE TEMP TABLE t (x integer); INSERT INTO t VALUES (1)");
    const auto statement = connection->prepare("SELECT * FROM t", {});
    statement->execute({});
    statement->reset();
    connection->execute("ALTER TABLE t ALTER x TYPE text");
    statement->execute({});
    REQUIRE(statement->next());
    CHECK(statement->value(0, ValueKind::null) == Value("1"));
    statement->reset();
    connection->execute("DEALLOCATE ALL");
    statement->execute({});
    CHECK(statement->next());
    connection.reset();
}

TEST_CASE("postgresql: statements dropped in a failed transaction are deallocated afterwards") {
    const auto connection = connected();
    if (!connection) return;
    auto statement = connection->prepare("SELECT 1", {});
    connection->execute("BEGIN");
    CHECK_THROWS_AS(connection->execute("SELECT 1/0"), DataError);
    statement.reset();
    connection->execute("ROLLBACK");
    CHECK(ask(*connection, "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT 1'") == Value(0));
}

TEST_CASE("postgresql: without prepared statements the same calls work") {
    const auto connection = connected("&prepared_statements=no&application_name=unnamed");
    if (!connection) return;
    CHECK(ask(*connection, "SELECT $1::bigint + 1", {Value(41)}) == Value(42));
    CHECK(ask(*connection, "SELECT count(*) FROM pg_prepared_statements") == Value(0));
    CHECK(ask(*connection, "SHOW application_name") == Value("unnamed"));
    CHECK(connection->prepare("SELECT 1 AS one", {})->column_name(0) == "one");
}

TEST_CASE("postgresql: the server's refusals become Django's exceptions") {
    const auto connection = connected();
    if (!connection) return;
    Connection& c = *connection;
    c.execute("CREATE TEMP TABLE p (id integer PRIMARY KEY);"
              "CREATE TEMP TABLE t (x integer UNIQUE NOT NULL CHECK (x > 0), p integer REFERENCES p, v varchar(2));"
              "INSERT INTO t VALUES (1)");
    CHECK_THROWS_AS(c.execute("INSERT INTO t VALUES (1)"), UniqueViolation);
    CHECK_THROWS_AS(c.execute("INSERT INTO t VALUES (-1)"), CheckViolation);
    CHECK_THROWS_AS(c.execute("INSERT INTO t VALUES (NULL)"), NotNullViolation);
    CHECK_THROWS_AS(c.execute("INSERT INTO t VALUES (2, 5)"), ForeignKeyViolation);
    CHECK_THROWS_AS(c.execute("INSERT INTO t VALUES (2, NULL, 'abc')"), DataError);
    CHECK_THROWS_AS(c.execute("SELEC"), ProgrammingError);
    CHECK_THROWS_AS(c.prepare("SELECT * FROM missing", {}), ProgrammingError);
    CHECK_THROWS_AS(c.execute("SET statement_timeout = 1; SELECT pg_sleep(5)"), OperationalError);
    c.execute("SET statement_timeout = 0");
    CHECK_THROWS_AS(c.execute("COPY t FROM STDIN"), NotSupportedError);
    CHECK(ask(c, "SELECT count(*) FROM t") == Value(1));
    try {
        c.execute("INSERT INTO t VALUES (1)");
        FAIL("the second 1 was accepted");
    } catch (const UniqueViolation& error) {
        CHECK(error.code() == "23505");
        CHECK(error.backend() == "postgresql");
        CHECK(error.sql() == "INSERT INTO t VALUES (1)");
        CHECK(std::string(error.what()).find("Key (x)=(1) already exists.") != std::string::npos);
    }
}

TEST_CASE("postgresql: the wrong number of values is an error of the program and not of the connection") {
    const auto connection = connected();
    if (!connection) return;
    const auto statement = connection->prepare("SELECT $1::text", {});
    CHECK_THROWS_AS(statement->execute({}), ProgrammingError);
    CHECK(connection->is_usable());
}

TEST_CASE("postgresql: a terminated session is noticed without asking, and when asked") {
    const auto connection = connected();
    const auto killer = connected();
    if (!connection || !killer) return;
    const Value victim = ask(*connection, "SELECT pg_backend_pid()");
    CHECK(connection->is_usable());
    // The second argument waits until the process is gone.
    CHECK(ask(*killer, "SELECT pg_terminate_backend($1::integer, 5000)", {victim}) == Value(true));
    CHECK_FALSE(connection->is_usable());
    CHECK_THROWS_AS(connection->execute("SELECT 1"), ConnectionLost);
    CHECK_THROWS_AS(connection->prepare("SELECT 1", {}), ConnectionLost);
    CHECK(killer->is_usable());
}

TEST_CASE("postgresql: a server that cannot be reached is ConnectionLost, an unknown option a mistake") {
    const auto connect = [](const char* url) { return pg::driver()->connect(Url::parse(url)); };
    CHECK_THROWS_AS(connect("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"), ConnectionLost);
    CHECK_THROWS_AS(connect("postgresql://nobody@127.0.0.1:1/none?tiemout=2"), ImproperlyConfigured);
    CHECK_THROWS_AS(connect("postgresql://nobody@127.0.0.1:1/none?client_encoding=LATIN1"), ImproperlyConfigured);
    CHECK_THROWS_AS(connect("postgresql://nobody@127.0.0.1:1/none?prepared_statements=maybe"), ImproperlyConfigured);
}

TEST_CASE("postgresql: of several servers the first is taken that can be used") {
    const auto connection = connected();
    if (!connection) return;
    const Url given = Url::parse(std::getenv("NUAGE_TEST_POSTGRESQL"));
    const std::string here = "127.0.0.1:" + given.option("port");
    const auto connect = [&](const std::string& hosts, const char* options) {
        return pg::driver()->connect(Url::parse("postgresql://" + given.user + "@" + hosts + "/" + given.path + options));
    };
    CHECK(ask(*connect("127.0.0.1:1," + here, ""), "SELECT 1", {}) == Value(1));
    CHECK(ask(*connect("127.0.0.1:1," + here, "?target_session_attrs=read-write"), "SELECT 1", {}) == Value(1));
    try {
        const auto unexpected = connect("127.0.0.1:1," + here, "?target_session_attrs=standby");
        FAIL("the server is no standby");
    } catch (const ConnectionLost& error) {
        CHECK(error.retryable());
        CHECK_THAT(error.what(), Catch::Matchers::Contains("port 1 ") && Catch::Matchers::Contains("port " + given.option("port")));
    }
}

TEST_CASE("postgresql: text that is no UTF-8 never reaches the server") {
    const auto connection = connected();
    if (!connection) return;
    CHECK_THROWS_AS(ask(*connection, "SELECT $1::text", {Value("\xff")}), DataError);
    CHECK_THROWS_AS(ask(*connection, "SELECT $1::text", {Value(std::string("a\0b", 3))}), DataError);
}

#endif  // NUAGE_WITH_POSTGRESQL
