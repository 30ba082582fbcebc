// SPDX-License-Identifier: MIT
// The SQLite backend below the ORM, and the check of text that it shares with the others.
#ifdef NUAGE_WITH_SQLITE
#include <support/catch.hpp>

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <limits>

#include <nuage/db/driver.hpp>
#include <nuage/sql/dialect.hpp>
#include <nuage/backends/sqlite/dialect.hpp>
#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/sqlite.hpp>

using namespace nuage;
namespace sq = nuage::sqlite;

namespace {

constexpr bool spells(std::string_view lookup, FieldKind left, std::string_view sql) {
    return spelling_of(sq::dialect_object, lookup, left, {}) == sql;
}
constexpr bool has_type(const FieldInfo& field, std::string_view type) {
    Text text;
    sq::dialect_object.column_type(text, field);
    return text.view() == type;
}
constexpr FieldInfo field_of(FieldKind kind, std::uint16_t max_length = 0, bool automatic = false) {
    FieldInfo field;
    field.kind = kind;
    field.max_length = max_length;
    field.automatic = automatic;
    return field;
}
constexpr bool limits(bool has_limit, bool has_offset, std::string_view sql) {
    Text text;
    sq::dialect_object.limit(text, has_limit, has_offset, "3", "7");
    return text.view() == sql;
}
constexpr bool combines(char op, FieldKind left, FieldKind right, std::string_view sql) {
    return sq::dialect_object.arithmetic(op, left, right) == sql;
}
constexpr bool spells_every_transform() {
    for (const TransformDef& transform : transforms)
        for (FieldKind kind : {FieldKind::date, FieldKind::time, FieldKind::datetime})
            if ((transform.kinds & bit(kind)) != 0 &&
                spelling_of(sq::dialect_object, transform.name, kind, {}).empty())
                return false;
    return true;
}
constexpr bool spells_every_pattern_for_expressions() {
    for (const LookupDef& lookup : lookups) {
        Text name;
        name << lookup.name << ".expr";
        if (lookup.wrap != Wrap::none && spelling_of(sq::dialect_object, name.view(), FieldKind::text, {}).empty())
            return false;
    }
    return true;
}

static_assert(spells("iregex", FieldKind::text, "%l REGEXP '(?i)' || %r"));
static_assert(spells("hour", FieldKind::datetime, "CAST(SUBSTR(%l, 12, 2) AS INTEGER)"));
static_assert(spells("hour", FieldKind::time, "CAST(SUBSTR(%l, 1, 2) AS INTEGER)"));
static_assert(spells_every_transform());
static_assert(spells_every_pattern_for_expressions());
static_assert(has_type(field_of(FieldKind::big_integer, 0, true), "integer"));
static_assert(has_type(field_of(FieldKind::small_integer, 0, true), "integer"));
static_assert(has_type(field_of(FieldKind::text), "text"));
static_assert(has_type(field_of(FieldKind::text, 100), "varchar(100)"));
static_assert(has_type(field_of(FieldKind::boolean), "bool"));
static_assert(has_type(field_of(FieldKind::duration), "bigint"));
static_assert(has_type(field_of(FieldKind::uuid), "char(32)"));
static_assert(has_type(field_of(FieldKind::ip), "char(39)"));
static_assert(has_type(field_of(FieldKind::json), "text"));
static_assert(has_type(field_of(FieldKind::binary), "BLOB"));
static_assert(sq::dialect_object.identity() == "AUTOINCREMENT");
static_assert(sq::dialect_object.begin() == "BEGIN IMMEDIATE");
static_assert(limits(true, false, " LIMIT 3"));
static_assert(limits(false, true, " LIMIT -1 OFFSET 7"));
static_assert(limits(true, true, " LIMIT 3 OFFSET 7"));
static_assert(limits(false, false, ""));
static_assert(combines('+', FieldKind::integer, FieldKind::integer, "(%l + %r)"));
static_assert(combines('/', FieldKind::integer, FieldKind::integer, "(%l / %r)"));
static_assert(combines('*', FieldKind::decimal, FieldKind::integer, "CAST((%l * %r) AS NUMERIC)"));
static_assert(combines('-', FieldKind::datetime, FieldKind::duration, "nuage_temporal_add(%l, -(%r))"));
static_assert(combines('+', FieldKind::duration, FieldKind::date, "nuage_temporal_add(%l, %r)"));
static_assert(combines('-', FieldKind::datetime, FieldKind::datetime, "nuage_temporal_sub(%l, %r)"));
static_assert(combines('-', FieldKind::duration, FieldKind::duration, "(%l - %r)"));
static_assert(sq::dialect_object.features().max_parameters == 32766);

constexpr std::string_view memory = "sqlite::memory:";

std::unique_ptr<Connection> open(std::string_view url = memory) { return sq::driver()->connect(Url::parse(url)); }

/// A file that is gone when the test ends, with what SQLite puts beside it.
struct TemporaryFile {
    std::string path;
    TemporaryFile() {
        char name[] = "/tmp/nuage_sqlite_XXXXXX";
        const int file = ::mkstemp(name);
        REQUIRE(file >= 0);
        path = name;
        std::remove(name);
    }
    ~TemporaryFile() {
        for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::remove((path + suffix).c_str());
    }
    [[nodiscard]] std::string url() const { return "sqlite:///" + path; }
};

/// The first column of the first row, read as `kind`.
Value ask(Connection& connection, std::string_view sql, const std::vector<Value>& values = {},
          ValueKind kind = ValueKind::null) {
    std::vector<Param> params;
    for (const Value& value : values) params.push_back(param_of(value));
    const auto statement = connection.prepare(sql, {});
    statement->execute(params);
    const bool has_row = statement->next();  // not inside the macro, which would catch what is thrown
    REQUIRE(has_row);
    return statement->value(0, kind);
}

/// The same through a Param of Storage::value.
Value ask_value(Connection& connection, const Value& value) {
    const Param param{Storage::value, &value, value.kind()};
    const auto statement = connection.prepare("SELECT ?", {});
    statement->execute({&param, 1});
    REQUIRE(statement->next());
    return statement->value(0, value.kind());
}

std::int64_t number(Connection& connection, std::string_view expression, const std::vector<Value>& values = {}) {
    return ask(connection, "SELECT " + std::string(expression), values).integer();
}

std::string text(Connection& connection, std::string_view expression, const std::vector<Value>& values = {}) {
    return ask(connection, "SELECT " + std::string(expression), values).text();
}

bool finds(Connection& connection, const char* content, const char* pattern) {
    return number(connection, "? REGEXP ?", {content, pattern}) != 0;
}

/// A transform of a literal, as the compiler would write it.
std::int64_t part(Connection& connection, std::string_view transform, FieldKind kind, std::string_view literal) {
    std::string sql;
    const std::string_view spelling = spelling_of(sq::dialect_object, transform, kind, {});
    for (std::size_t i = 0; i < spelling.size(); ++i) {
        if (spelling[i] != '%') sql += spelling[i];
        else if (spelling[++i] == 'l') sql += "'" + std::string(literal) + "'";
        else sql += '%';
    }
    return number(connection, sql);
}

template <class T>
void* emplace_optional(void* member) {
    return &static_cast<std::optional<T>*>(member)->emplace();
}
template <class T>
void reset_optional(void* member) {
    static_cast<std::optional<T>*>(member)->reset();
}
template <class T>
constexpr Access plain(Storage storage, ValueKind kind) {
    return Access{storage, kind};
}
template <class T>
constexpr Access optional(Storage storage, ValueKind kind) {
    Access access{storage, kind, true};
    access.emplace = emplace_optional<T>;
    access.reset = reset_optional<T>;
    return access;
}

/// A deque, as a std::vector<bool> has no booleans to point to.
template <class T>
void* append(void* rows) {
    return &static_cast<std::deque<T>*>(rows)->emplace_back();
}

template <class T>
RowPlan one_column(const Access& access) {
    RowPlan plan;
    plan.columns = {{&access, access.kind, 0}};
    return plan;
}

template <class T>
std::deque<T> read_column(Connection& connection, std::string_view sql, const Access& access,
                           std::span<const Param> params = {}) {
    const auto statement = connection.prepare(sql, {});
    statement->execute(params);
    std::deque<T> rows;
    statement->read_all(one_column<T>(access), {&rows, append<T>});
    return rows;
}

/// Binds a member and reads it back, plain and as a std::optional, with and without content.
template <class T>
void round_trip(Storage storage, ValueKind kind, const T& value) {
    const auto connection = open();
    const Param given{storage, &value, kind};
    const Access access = plain<T>(storage, kind);
    const std::deque<T> rows = read_column<T>(*connection, "SELECT ?", access, {&given, 1});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0] == value);

    const Access nullable = optional<T>(storage, kind);
    const std::deque<std::optional<T>> some =
        read_column<std::optional<T>>(*connection, "SELECT ?", nullable, {&given, 1});
    CHECK(some.at(0) == value);
    const Param null{storage, nullptr, kind};
    CHECK(read_column<std::optional<T>>(*connection, "SELECT ?", nullable, {&null, 1}).at(0) == std::nullopt);
    CHECK(read_column<T>(*connection, "SELECT ?", access, {&null, 1}).at(0) == T{});
}

template <class T>
void refuses_to_read(Storage storage, ValueKind kind, const std::string& sql) {
    const auto connection = open();
    const Access access = plain<T>(storage, kind);
    CAPTURE(sql);
    CHECK_THROWS_AS(read_column<T>(*connection, "SELECT " + sql + " AS answer", access), DataError);
    try {
        read_column<T>(*connection, "SELECT " + sql + " AS answer", access);
    } catch (const DataError& error) {
        CHECK(std::string(error.what()).find("'answer'") != std::string::npos);
    }
}

template <class E>
E caught(Connection& connection, std::string_view sql) {
    try {
        connection.execute(sql);
    } catch (const E& error) {
        return error;
    }
    FAIL("no such exception from: " << sql);
    std::abort();
}

}  // namespace

TEST_CASE("SQLite: every storage makes the round trip") {
    round_trip(Storage::boolean, ValueKind::boolean, true);
    round_trip(Storage::i16, ValueKind::integer, std::numeric_limits<std::int16_t>::min());
    round_trip(Storage::i32, ValueKind::integer, std::numeric_limits<std::int32_t>::min());
    round_trip(Storage::i64, ValueKind::integer, std::numeric_limits<std::int64_t>::min());
    round_trip(Storage::u16, ValueKind::integer, std::numeric_limits<std::uint16_t>::max());
    round_trip(Storage::u32, ValueKind::integer, std::numeric_limits<std::uint32_t>::max());
    round_trip(Storage::u64, ValueKind::integer, std::uint64_t{0x7FFF'FFFF'FFFF'FFFF});
    round_trip(Storage::f64, ValueKind::real, 0.1);
    round_trip(Storage::f64, ValueKind::real, std::numeric_limits<double>::infinity());
    round_trip(Storage::text, ValueKind::text, std::string("naïve 'quoted' 🌧"));
    round_trip(Storage::text, ValueKind::text, std::string());
    round_trip(Storage::bytes, ValueKind::bytes, Bytes{std::byte{0}, std::byte{255}, std::byte{10}});
    round_trip(Storage::bytes, ValueKind::bytes, Bytes{});
    round_trip(Storage::date, ValueKind::date, date(2024, 2, 29));
    round_trip(Storage::date, ValueKind::date, date(1, 1, 1));
    round_trip(Storage::time, ValueKind::time, Time(23, 59, 59, 999'999));
    round_trip(Storage::time, ValueKind::time, Time(7, 5));
    round_trip(Storage::datetime, ValueKind::datetime, datetime(2024, 5, 17, 12, 30, 1, 20));
    round_trip(Storage::datetime, ValueKind::datetime, datetime(1969, 12, 31, 23, 59, 59, 999'999));
    round_trip(Storage::datetime, ValueKind::datetime, datetime(9999, 12, 31));
    round_trip(Storage::duration, ValueKind::duration, Duration(-1'500'000));
    Uuid uuid;
    for (std::size_t i = 0; i < 16; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(i * 17);
    round_trip(Storage::uuid, ValueKind::uuid, uuid);
}

TEST_CASE("SQLite: an empty blob is not NULL") {
    const Bytes empty;
    const Param param{Storage::bytes, &empty, ValueKind::bytes};
    const auto connection = open();
    const auto statement = connection->prepare("SELECT ? IS NULL", {});
    statement->execute({&param, 1});
    REQUIRE(statement->next());
    CHECK(statement->value(0, ValueKind::integer).integer() == 0);
}

TEST_CASE("SQLite: every kind of Value makes the round trip") {
    const auto connection = open();
    Uuid uuid;
    uuid.bytes[15] = 9;
    const Value values[] = {nullptr, true, 42, 1.5, "text", Value(ValueKind::bytes, std::string("a\0b", 3)),
                            date(2024, 5, 17), Time(1, 2, 3), datetime(2024, 5, 17, 1), Duration(5), uuid,
                            Value(ValueKind::decimal, "12.50"), Value(ValueKind::json, R"({"a": 1})"),
                            Value(ValueKind::ip, "192.0.2.1")};
    for (const Value& value : values) {
        CAPTURE(static_cast<int>(value.kind()));
        CHECK(ask(*connection, "SELECT ?", {value}, value.kind()) == value);
        CHECK(ask_value(*connection, value) == value);
    }
}

TEST_CASE("SQLite: values are stored in Django's forms") {
    const auto connection = open();
    CHECK(text(*connection, "?", {datetime(2024, 5, 17, 1, 2, 3)}) == "2024-05-17 01:02:03");
    CHECK(text(*connection, "?", {datetime(2024, 5, 17, 1, 2, 3, 40)}) == "2024-05-17 01:02:03.000040");
    CHECK(text(*connection, "?", {date(2024, 5, 17)}) == "2024-05-17");
    CHECK(text(*connection, "?", {Time(1, 2, 3, 400'000)}) == "01:02:03.400000");
    CHECK(text(*connection, "?", {Uuid{}}) == "00000000000000000000000000000000");
    CHECK(number(*connection, "?", {true}) == 1);
    CHECK(number(*connection, "?", {Duration(7)}) == 7);
}

TEST_CASE("SQLite: a date bound for a datetime column means its midnight") {
    const auto connection = open();
    const Date day = date(2024, 5, 17);
    const Value value(day);
    for (const Param& param : {Param{Storage::date, &day, ValueKind::datetime},
                               Param{Storage::value, &value, ValueKind::datetime}}) {
        const auto statement = connection->prepare("SELECT ?", {});
        statement->execute({&param, 1});
        REQUIRE(statement->next());
        CHECK(statement->value(0, ValueKind::text).text() == "2024-05-17 00:00:00");
    }
}

TEST_CASE("SQLite: dates and times that others wrote are understood") {
    const auto connection = open();
    const auto moment = [&](const char* content) {
        return ask(*connection, "SELECT ?", {content}, ValueKind::datetime).integer();
    };
    const auto micros = [](DateTime at) { return at.time_since_epoch().count(); };
    CHECK(moment("2024-05-17") == micros(datetime(2024, 5, 17)));
    CHECK(moment("2024-05-17T10:00") == micros(datetime(2024, 5, 17, 10)));
    CHECK(moment("2024-05-17T10:00:01Z") == micros(datetime(2024, 5, 17, 10, 0, 1)));
    CHECK(moment("2024-05-17 10:00:01.5") == micros(datetime(2024, 5, 17, 10, 0, 1, 500'000)));
    CHECK(moment("2024-05-17 10:00:01.1234567") == micros(datetime(2024, 5, 17, 10, 0, 1, 123'456)));
    CHECK(moment("2024-05-17 10:00:01+02:00") == micros(datetime(2024, 5, 17, 8, 0, 1)));
    CHECK(moment("2024-05-17 10:00:01-05:30") == micros(datetime(2024, 5, 17, 15, 30, 1)));
}

TEST_CASE("SQLite: malformed content is refused with the column's name") {
    for (const char* sql : {"''", "'2024-02-30'", "'2024-13-01'", "'2024/01/01'", "'2024-1-1'", "'2024-01-01 '", "17"})
        refuses_to_read<Date>(Storage::date, ValueKind::date, sql);
    for (const char* sql : {"''", "'2024-02-30 10:00:00'", "'2024-02-01 24:00:00'", "'2024-02-01 10:00:60'", "'now'",
                            "'2024-02-01 10:00:00.'", "'2024-02-01 10:00:00.00000x'", "'2024-02-01 10:00:00+'",
                            "'2024-02-01x10:00:00'", "1715904000"})
        refuses_to_read<DateTime>(Storage::datetime, ValueKind::datetime, sql);
    for (const char* sql : {"''", "'24:00:00'", "'10'", "'10:61'", "'10:00:0'", "'10:00:00 '"})
        refuses_to_read<Time>(Storage::time, ValueKind::time, sql);
    refuses_to_read<Uuid>(Storage::uuid, ValueKind::uuid, "'0123'");
    refuses_to_read<Uuid>(Storage::uuid, ValueKind::uuid, "'0123456789abcdef0123456789abcdeg'");
}

TEST_CASE("SQLite: integers that do not fit the member are refused") {
    refuses_to_read<std::int16_t>(Storage::i16, ValueKind::integer, "32768");
    refuses_to_read<std::int32_t>(Storage::i32, ValueKind::integer, "-2147483649");
    refuses_to_read<std::uint16_t>(Storage::u16, ValueKind::integer, "65536");
    refuses_to_read<std::uint32_t>(Storage::u32, ValueKind::integer, "-1");
    refuses_to_read<std::uint64_t>(Storage::u64, ValueKind::integer, "-1");
    const auto connection = open();
    const std::uint64_t large = std::uint64_t{1} << 63;
    const Param param{Storage::u64, &large, ValueKind::integer};
    const auto statement = connection->prepare("SELECT ?", {});
    CHECK_THROWS_AS(statement->execute({&param, 1}), DataError);
}

TEST_CASE("SQLite: decimals have the digits of their column") {
    const auto connection = open();
    connection->execute("CREATE TABLE t (d decimal)");
    const Access access = plain<Value>(Storage::value, ValueKind::decimal);
    const auto stored = [&](const char* content, std::uint8_t places) {
        const Value value(ValueKind::decimal, content);
        const Param param = param_of(value);
        connection->execute("DELETE FROM t");
        connection->prepare("INSERT INTO t VALUES (?)", {})->execute({&param, 1});
        RowPlan plan;
        plan.columns = {{&access, ValueKind::decimal, 0, 0, places}};
        const auto statement = connection->prepare("SELECT d FROM t", {});
        statement->execute({});
        std::deque<Value> rows;
        statement->read_all(plan, {&rows, append<Value>});
        return rows.at(0).text();
    };
    CHECK(stored("12.50", 2) == "12.50");
    CHECK(stored("12.50", ColumnPlan::any_scale) == "12.5");
    CHECK(stored("12", 2) == "12.00");
    CHECK(stored("-0.05", 2) == "-0.05");
    CHECK(stored("0.1", 1) == "0.1");
    CHECK(stored("2.5", 0) == "2");
    CHECK(stored("3.5", 0) == "4");
    CHECK(stored("9.996", 2) == "10.00");
    CHECK(stored("-0.001", 2) == "0.00");
    CHECK(stored("0.000001234", ColumnPlan::any_scale) == "0.000001234");
    CHECK(stored("123456789012345", 2) == "123456789012345.00");
    CHECK(stored("100000000000000000000", 0) == "100000000000000000000");
    CHECK_THROWS_AS(stored("twelve", 2), DataError);
}

TEST_CASE("SQLite: NULL in a Value of a known kind stays NULL") {
    const auto connection = open();
    const Access access = plain<Value>(Storage::value, ValueKind::integer);
    const auto rows = read_column<Value>(*connection, "SELECT 5 UNION ALL SELECT NULL", access);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == Value(5));
    CHECK(rows[1].is_null());
}

namespace {

struct Parsed {
    std::string content;
};
void load_parsed(void* payload, const Value& value) {
    static_cast<Parsed*>(payload)->content = "<" + value.text() + ">";
}

struct Author {
    std::int64_t id = 0;
    std::string name;
    InstanceState state;
};
struct Book {
    std::int64_t id = 0;
    std::string title;
    Value author_id;
    std::optional<Author> author;
    bool loaded = false;
    InstanceState state;
};

void* emplace_author(void* member) {
    static_cast<Book*>(member)->loaded = true;
    return &static_cast<Book*>(member)->author.emplace();
}
const void* held_author(const void* member) {
    const auto& author = static_cast<const Book*>(member)->author;
    return author ? &*author : nullptr;
}
void no_author(void* member) {
    static_cast<Book*>(member)->loaded = true;
    static_cast<Book*>(member)->author.reset();
}
constexpr RelationAccess author_access{emplace_author, held_author, no_author};

// Both are laid out in the standard way but for their strings, for which offsetof works as well.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr std::uint32_t author_name = offsetof(Author, name), author_state = offsetof(Author, state);
constexpr std::uint32_t book_title = offsetof(Book, title), book_key = offsetof(Book, author_id);
constexpr std::uint32_t book_state = offsetof(Book, state);
#pragma GCC diagnostic pop

}  // namespace

TEST_CASE("SQLite: a custom type is loaded from a Value") {
    const auto connection = open();
    Access access = plain<Parsed>(Storage::custom, ValueKind::text);
    access.load = load_parsed;
    CHECK(read_column<Parsed>(*connection, "SELECT 'a'", access).at(0).content == "<a>");
    CHECK(read_column<Parsed>(*connection, "SELECT NULL", access).at(0).content.empty());
}

TEST_CASE("SQLite: related objects are made, or noted as absent") {
    const auto connection = open();
    const Access i64 = plain<std::int64_t>(Storage::i64, ValueKind::integer);
    const Access string = plain<std::string>(Storage::text, ValueKind::text);
    const Access key = plain<Value>(Storage::value, ValueKind::null);
    FieldInfo relation;
    relation.relation = &author_access;
    const int database = 0;
    RowPlan plan;
    plan.columns = {{&i64, ValueKind::integer, 0},
                    {&string, ValueKind::text, book_title},
                    {&key, ValueKind::integer, book_key},
                    {&i64, ValueKind::integer, 0, 1},
                    {&string, ValueKind::text, author_name, 1},
                    {&i64, ValueKind::integer, 0, 2}};
    plan.related = {{&relation, 0, 3, 3, 2, author_state}, {&relation, 1, 5, 5, 1, author_state}};
    plan.state_offset = book_state;
    plan.database = &database;

    // The second relation hangs on an author who is absent: its columns must be left alone.
    const auto statement = connection->prepare("SELECT 2, 'B', NULL, NULL, NULL, 7", {});
    statement->execute({});
    std::deque<Book> books;
    REQUIRE(statement->read_all(plan, {&books, append<Book>}) == 1);
    CHECK(books[0].author_id.is_null());
    CHECK(books[0].loaded);
    CHECK_FALSE(books[0].author);

    plan.columns.pop_back();
    plan.related.pop_back();
    const auto joined = connection->prepare("SELECT 1, 'A', 9, 9, 'Ada' UNION ALL SELECT 2, 'B', NULL, NULL, NULL", {});
    joined->execute({});
    books.clear();
    REQUIRE(joined->next());
    joined->read(plan, &books.emplace_back());
    REQUIRE(joined->read_all(plan, {&books, append<Book>}) == 1);
    CHECK(books[0].title == "A");
    CHECK(books[0].author_id == Value(9));
    REQUIRE(books[0].author);
    CHECK(books[0].author->id == 9);
    CHECK(books[0].author->name == "Ada");
    CHECK(books[0].author->state.stored);
    CHECK(books[0].author->state.database == &database);
    CHECK(books[0].state.stored);
    CHECK(books[0].state.database == &database);
    CHECK_FALSE(books[1].author);
    CHECK_FALSE(joined->next());
}

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

TEST_CASE("SQLite: parts of dates and times") {
    const auto connection = open();
    const auto of = [&](std::string_view transform, std::string_view literal) {
        return part(*connection, transform, literal.size() == 10 ? FieldKind::date : FieldKind::datetime, literal);
    };
    // The last week of a year, the first of the next, and the year it belongs to.
    CHECK(of("week", "2020-12-31") == 53);
    CHECK(of("week", "2021-01-03") == 53);
    CHECK(of("week", "2021-01-04") == 1);
    CHECK(of("iso_year", "2021-01-03") == 2020);
    CHECK(of("week", "2024-12-29") == 52);
    CHECK(of("week", "2024-12-30") == 1);
    CHECK(of("iso_year", "2024-12-30") == 2025);
    CHECK(of("week", "2024-12-29 23:59:59.999999") == 52);
    CHECK(of("iso_week_day", "2024-12-29") == 7);
    CHECK(of("iso_week_day", "2024-12-30") == 1);
    CHECK(of("week_day", "2024-12-29") == 1);
    CHECK(of("week_day", "2024-12-28") == 7);
    CHECK(of("quarter", "2024-03-31") == 1);
    CHECK(of("quarter", "2024-04-01") == 2);
    CHECK(of("quarter", "2024-12-31") == 4);
    const std::string_view moment = "2024-05-17 12:34:56.999999";
    CHECK(of("year", moment) == 2024);
    CHECK(of("month", moment) == 5);
    CHECK(of("day", moment) == 17);
    CHECK(of("hour", moment) == 12);
    CHECK(of("minute", moment) == 34);
    CHECK(of("second", moment) == 56);
    CHECK(part(*connection, "hour", FieldKind::time, "23:45:01.5") == 23);
    CHECK(part(*connection, "minute", FieldKind::time, "23:45:01.5") == 45);
    CHECK(part(*connection, "second", FieldKind::time, "23:45:01.5") == 1);
    CHECK(text(*connection, "SUBSTR(?, 12)", {datetime(2024, 5, 17, 1, 2, 3, 4)}) == "01:02:03.000004");
}

TEST_CASE("SQLite: durations move dates and times") {
    const auto connection = open();
    const auto sum = [&](Value a, Value b) {
        return text(*connection, "nuage_temporal_add(?, ?)", {std::move(a), std::move(b)});
    };
    CHECK(sum(datetime(2024, 12, 31, 23, 59, 59, 999'999), Duration(1)) == "2025-01-01 00:00:00");
    CHECK(sum(Duration(1), datetime(2024, 12, 31)) == "2024-12-31 00:00:00.000001");
    CHECK(sum(date(2024, 2, 28), Duration(hours * 36)) == "2024-02-29");
    CHECK(sum(date(2024, 2, 28), Duration(hours * -1)) == "2024-02-27");
    CHECK(sum(Time(23, 30), Duration(hours)) == "00:30:00");
    CHECK(sum(Time(0, 30), Duration(-hours)) == "23:30:00");
    CHECK(number(*connection, "nuage_temporal_add(NULL, 1) IS NULL") == 1);
    CHECK(number(*connection, "nuage_temporal_sub(?, ?)", {datetime(2024, 1, 2), datetime(2024, 1, 1)}) ==
          86'400'000'000);
    CHECK(number(*connection, "nuage_temporal_sub(?, ?)", {date(2024, 1, 1), date(2024, 1, 2)}) == -86'400'000'000);
    CHECK(number(*connection, "nuage_temporal_sub(?, ?)", {Time(2, 0), Time(1, 0)}) == 3'600'000'000);
    CHECK_THROWS_AS(sum("yesterday", Duration(1)), DataError);
    CHECK_THROWS_AS(sum(datetime(9999, 12, 31), Duration(hours * 48)), DataError);
    CHECK_THROWS_AS(sum(datetime(2024, 1, 1), std::numeric_limits<std::int64_t>::max()), DataError);
}

TEST_CASE("SQLite: regular expressions") {
    const auto connection = open();
    const auto found = [&](const char* content, const char* pattern) { return finds(*connection, content, pattern); };
    CHECK(found("abc", "b"));
    CHECK_FALSE(found("abc", "^b"));
    CHECK(found("ABC", "(?i)b"));
    CHECK_FALSE(found("ABC", "b"));
    CHECK(found("Émile", "(?i)^é"));
    CHECK(found("é", "^.$"));
    CHECK(found("ü", "^[äöü]$"));
    CHECK_FALSE(found("ß", "^[äöü]$"));
    CHECK(found("tel 0123-45", R"(\d{4}-\d\d$)"));
    CHECK_FALSE(found("12", R"(\D)"));
    CHECK(found("a_1", R"(^\w+$)"));
    CHECK(found("a-b", R"(^[\w\-]+$)"));
    CHECK(found("a]b", R"(^a[\]x]b$)"));
    CHECK(found("a]b", "^a[]x]b$"));
    CHECK(found("a\\b", R"(a[\\]b)"));
    CHECK_FALSE(found("d", R"([\d])"));
    CHECK(found("5", R"(^[\d]$)"));
    CHECK(found("-", "^[a-]$"));
    CHECK(found("m", "^[a-z]$"));
    CHECK(found("foobar", "^(?:foo|baz)+?bar$"));
    CHECK(found("xyxy", R"(^(?:(x)(y))\1\2$)"));
    CHECK(found("1.5", R"(^\d\.\d$)"));
    CHECK_FALSE(found("1x5", R"(^\d\.\d$)"));
    CHECK(found("{a}", "^{a}$"));
    CHECK(found("a\tb", R"(a\tb)"));
    CHECK(found("x", R"(\Ax\Z)"));
    CHECK(found("a b", R"(\bb\b)"));
    CHECK(number(*connection, "12 REGEXP '^1'") == 1);
    CHECK(number(*connection, "(NULL REGEXP 'a') IS NULL") == 1);
    CHECK(number(*connection, "('a' REGEXP NULL) IS NULL") == 1);
    for (const char* pattern : {"(", ")", "[a", "a\\", "(?=a)", "(?x)a", R"(\q)", R"(\1)", "a{2000}",
                                "((((a{100}){100}){100}){100})"}) {
        CAPTURE(pattern);
        CHECK_THROWS_AS(found("a", pattern), DataError);
    }
    CHECK_THROWS_AS(found("a", std::string(100'000, '(').c_str()), DataError);
    // Constant for the statement, and different from row to row.
    connection->execute("CREATE TABLE t (p text); INSERT INTO t VALUES ('^a'), ('^b'), ('a$')");
    CHECK(number(*connection, "COUNT(*) FROM t WHERE p REGEXP 'a'") == 2);
    CHECK(number(*connection, "COUNT(*) FROM t WHERE 'ba' REGEXP p") == 2);
}

TEST_CASE("SQLite: text with NUL or malformed UTF-8 is not stored") {
    const auto connection = open();
    for (const Value& value : {Value(std::string("a\0b", 3)), Value("a\xff"), Value(ValueKind::json, "\xc3")}) {
        const Param param = param_of(value);
        CHECK_THROWS_AS(connection->prepare("SELECT ?", {})->execute({&param, 1}), DataError);
    }
    const double nan = std::nan("");
    const Param param{Storage::f64, &nan, ValueKind::real};
    CHECK_THROWS_AS(connection->prepare("SELECT ?", {})->execute({&param, 1}), DataError);
    const Value far = DateTime(Duration(std::numeric_limits<std::int64_t>::max()));
    const Param late = param_of(far);
    CHECK_THROWS_AS(connection->prepare("SELECT ?", {})->execute({&late, 1}), DataError);
}

TEST_CASE("SQLite: literals have the form of bound values") {
    const auto literal = [](const Value& value) {
        Text out;
        sq::dialect().literal(out, value);
        return out.str();
    };
    CHECK(literal(datetime(2024, 5, 17)) == "'2024-05-17 00:00:00'");
    CHECK(literal(Uuid{}) == "'00000000000000000000000000000000'");
    CHECK(literal("it's") == "'it''s'");
    CHECK(literal(3) == "3");
}

TEST_CASE("Valid text is let through, whatever its length") {
    for (std::size_t size = 0; size < 40; ++size) {
        const std::string ascii(size, 'x');
        CHECK_NOTHROW(require_valid_text(ascii));
        for (const char* character :
             {"é", "€", "𝄞", "\x7f", "\x01", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
            for (std::size_t at = 0; at <= size; ++at)
                CHECK_NOTHROW(require_valid_text(std::string(ascii).insert(at, character)));
    }
}

TEST_CASE("Text that is none is refused at the byte") {
    const std::string bad[] = {std::string(1, '\0'), "\x80", "\xff", "\xc3", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf",
                               "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82"};
    for (std::size_t size = 0; size < 20; ++size)
        for (const std::string& sequence : bad)
            for (std::size_t at = 0; at <= size; ++at) {
                const std::string content = std::string(size, 'x').insert(at, sequence);
                const std::string place = "byte " + std::to_string(at);
                try {
                    require_valid_text(content);
                    FAIL("let through");
                } catch (const DataError& error) {
                    const std::string what = error.what();
                    CHECK(what.substr(what.size() - place.size()) == place);
                }
            }
}
#endif
