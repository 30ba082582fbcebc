// SPDX-License-Identifier: MIT
// A connection to SQLite below the ORM: what it answers, and what it refuses.
#pragma once

#include <support/catch.hpp>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <nuage/backends/sqlite/dialect.hpp>
#include <nuage/db/driver.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>
#include <nuage/sqlite.hpp>

namespace sqlite_test {

using namespace nuage;
namespace sq = nuage::sqlite;

inline constexpr std::string_view memory = "sqlite::memory:";

inline std::unique_ptr<Connection> open(std::string_view url = memory) { return sq::driver()->connect(Url::parse(url)); }

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
inline Value ask(Connection& connection, std::string_view sql, const std::vector<Value>& values = {},
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
inline Value ask_value(Connection& connection, const Value& value) {
    const Param param{Storage::value, &value, value.kind()};
    const auto statement = connection.prepare("SELECT ?", {});
    statement->execute({&param, 1});
    REQUIRE(statement->next());
    return statement->value(0, value.kind());
}

inline std::int64_t number(Connection& connection, std::string_view expression, const std::vector<Value>& values = {}) {
    return ask(connection, "SELECT " + std::string(expression), values).integer();
}

inline std::string text(Connection& connection, std::string_view expression, const std::vector<Value>& values = {}) {
    return ask(connection, "SELECT " + std::string(expression), values).text();
}

inline bool finds(Connection& connection, const char* content, const char* pattern) {
    return number(connection, "? REGEXP ?", {content, pattern}) != 0;
}

/// A transform of a literal, as the compiler would write it.
inline std::int64_t part(Connection& connection, std::string_view transform, FieldKind kind, std::string_view literal) {
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

}  // namespace sqlite_test
