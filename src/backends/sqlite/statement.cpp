// SPDX-License-Identifier: MIT
#include "statement.hpp"

#include <cmath>

#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

#include "errors.hpp"
#include "rows.hpp"
#include "types.hpp"

namespace nuage::sqlite {
namespace {

// SQLite stops reading at a NUL: what follows would go unnoticed.
void require_no_nul(std::string_view sql) {
    if (sql.find('\0') != std::string_view::npos)
        throw ProgrammingError("the SQL has a NUL character in it", {std::string(sql), "sqlite", ""});
}

struct Prepared {
    StatementHandle statement;   ///< none for SQL that is only white space and comments
    std::string_view rest;
};

Prepared prepare_first(sqlite3* database, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, &rest);
    if (code != SQLITE_OK) throw_last_error(database, code, sql);
    return {StatementHandle(statement), sql.substr(static_cast<std::size_t>(rest - sql.data()))};
}

StatementHandle prepare(sqlite3* database, std::string_view sql) {
    require_no_nul(sql);
    if (sql.size() > 1'000'000'000) throw DataError("the SQL is longer than SQLite takes", {{}, "sqlite", ""});
    Prepared first = prepare_first(database, sql);
    if (!first.statement) throw ProgrammingError("there is no statement in the SQL", {std::string(sql), "sqlite", ""});
    while (!first.rest.empty()) {
        Prepared further = prepare_first(database, first.rest);
        if (further.statement)
            throw ProgrammingError("only one statement can be prepared at a time", {std::string(sql), "sqlite", ""});
        if (further.rest.size() == first.rest.size()) break;
        first.rest = further.rest;
    }
    return std::move(first.statement);
}

template <class T>
const T& payload(const Param& param) {
    return *static_cast<const T*>(param.data);
}

std::int64_t signed_of(std::uint64_t value) {
    if (value >> 63 != 0) throw DataError(std::to_string(value) + " does not fit a signed 64-bit integer");
    return static_cast<std::int64_t>(value);
}

// Bound memory is not copied: by contract it stays until reset().
int bind_text(sqlite3_stmt* statement, int number, std::string_view text) {
    require_valid_text(text);
    return sqlite3_bind_text64(statement, number, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

int bind_form(sqlite3_stmt* statement, int number, const char* text, std::size_t size) {
    return sqlite3_bind_text64(statement, number, text, size, SQLITE_STATIC, SQLITE_UTF8);
}

// An empty vector has no address, and SQLite takes none for NULL.
int bind_octets(sqlite3_stmt* statement, int number, const void* octets, std::size_t size) {
    if (size == 0) return sqlite3_bind_zeroblob(statement, number, 0);
    return sqlite3_bind_blob64(statement, number, octets, size, SQLITE_STATIC);
}

int bind_string(sqlite3_stmt* statement, int number, const std::string& text, ValueKind kind) {
    if (kind == ValueKind::bytes) return bind_octets(statement, number, text.data(), text.size());
    return bind_text(statement, number, text);
}

int bind_real(sqlite3_stmt* statement, int number, double value) {
    if (std::isnan(value)) throw DataError("SQLite cannot store NaN; it would become NULL");
    return sqlite3_bind_double(statement, number, value);
}

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* database, std::string_view sql) : handle_(prepare(database, sql)) {
    parameters_ = sqlite3_bind_parameter_count(handle_.get());
    writes_ = sqlite3_column_count(handle_.get()) == 0 || sqlite3_stmt_readonly(handle_.get()) == 0;
}

SqliteStatement::~SqliteStatement() = default;

void SqliteStatement::execute(std::span<const Param> params) {
    if (state_ != State::idle) reset();
    bind(params);
    state_ = State::bound;
    // The first step of INSERT … RETURNING makes all changes. They must not wait for somebody to read the rows.
    if (writes_ && step()) state_ = State::pending;
}

bool SqliteStatement::next() {
    if (state_ == State::pending) {
        state_ = State::on_row;
        return true;
    }
    // A further step after the last row would run the statement anew.
    if (state_ == State::idle || state_ == State::done) return false;
    return step();
}

void SqliteStatement::read(const RowPlan& plan, void* object) {
    require_row();
    read_row(handle_.get(), plan, object);
}

std::size_t SqliteStatement::read_all(const RowPlan& plan, RowSink sink) {
    if (state_ == State::idle || state_ == State::done) return 0;
    std::size_t rows = 0;
    if (state_ == State::pending) {
        state_ = State::on_row;
        read_row(handle_.get(), plan, sink.append(sink.container));
        rows = 1;
    }
    const RowsRead read = read_rows(handle_.get(), plan, sink);
    finish(read.code);
    return rows + read.rows;
}

Value SqliteStatement::value(int column, ValueKind kind) {
    require_row();
    return read_value(handle_.get(), column, kind);
}

int SqliteStatement::column_count() { return sqlite3_column_count(handle_.get()); }

std::string SqliteStatement::column_name(int column) {
    const char* name = sqlite3_column_name(handle_.get(), column);
    return name != nullptr ? name : "";
}

std::int64_t SqliteStatement::affected_rows() { return sqlite3_changes64(sqlite3_db_handle(handle_.get())); }

// Bindings are left in place: nothing looks at them before the next execution has replaced every one.
void SqliteStatement::reset() noexcept {
    sqlite3_reset(handle_.get());
    state_ = State::idle;
}

void SqliteStatement::bind(std::span<const Param> params) {
    if (params.size() != static_cast<std::size_t>(parameters_))
        throw InterfaceError("the statement takes " + std::to_string(parameters_) + " parameters; it was given " +
                                 std::to_string(params.size()),
                             {sqlite3_sql(handle_.get()), "sqlite", ""});
    int number = 0;
    for (const Param& param : params) {
        const int code = bind_one(++number, param);
        if (code != SQLITE_OK) fail(code);
    }
}

int SqliteStatement::bind_one(int number, const Param& param) {
    sqlite3_stmt* to = handle_.get();
    if (param.data == nullptr) return sqlite3_bind_null(to, number);
    switch (param.storage) {
        case Storage::boolean: return sqlite3_bind_int(to, number, payload<bool>(param));
        case Storage::i16: return sqlite3_bind_int(to, number, payload<std::int16_t>(param));
        case Storage::i32: return sqlite3_bind_int(to, number, payload<std::int32_t>(param));
        case Storage::i64:
        case Storage::duration: return sqlite3_bind_int64(to, number, payload<std::int64_t>(param));
        case Storage::u16: return sqlite3_bind_int(to, number, payload<std::uint16_t>(param));
        case Storage::u32: return sqlite3_bind_int64(to, number, payload<std::uint32_t>(param));
        case Storage::u64: return sqlite3_bind_int64(to, number, signed_of(payload<std::uint64_t>(param)));
        case Storage::f64: return bind_real(to, number, payload<double>(param));
        case Storage::text: return bind_string(to, number, payload<std::string>(param), param.kind);
        case Storage::bytes: {
            const auto& octets = payload<Bytes>(param);
            return bind_octets(to, number, octets.data(), octets.size());
        }
        case Storage::date: {
            char* text = form(number);
            const Date date = payload<Date>(param);
            // Dates and datetimes compare as text: a date stands for its midnight only if that is spelt out.
            return bind_form(to, number, text,
                             param.kind == ValueKind::datetime ? write_datetime(text, date) : write_date(text, date));
        }
        case Storage::time: {
            char* text = form(number);
            return bind_form(to, number, text, write_time(text, payload<Time>(param)));
        }
        case Storage::datetime: {
            char* text = form(number);
            return bind_form(to, number, text, write_datetime(text, payload<DateTime>(param)));
        }
        case Storage::uuid: {
            char* text = form(number);
            return bind_form(to, number, text, write_uuid(text, payload<Uuid>(param)));
        }
        case Storage::value: {
            const auto& value = payload<Value>(param);
            const bool at_midnight = value.kind() == ValueKind::date && param.kind == ValueKind::datetime;
            if (!at_midnight) return bind_value(number, value);
            char* text = form(number);
            return bind_form(to, number, text, write_datetime(text, Date(std::chrono::days(value.integer()))));
        }
        case Storage::custom: break;
    }
    throw InterfaceError("a parameter of a custom type must be turned into a Value first",
                         {sqlite3_sql(to), "sqlite", ""});
}

int SqliteStatement::bind_value(int number, const Value& value) {
    sqlite3_stmt* to = handle_.get();
    switch (value.kind()) {
        case ValueKind::null: return sqlite3_bind_null(to, number);
        case ValueKind::boolean:
        case ValueKind::integer:
        case ValueKind::duration: return sqlite3_bind_int64(to, number, value.integer());
        case ValueKind::real: return bind_real(to, number, value.real());
        case ValueKind::date: {
            char* text = form(number);
            return bind_form(to, number, text, write_date(text, Date(std::chrono::days(value.integer()))));
        }
        case ValueKind::time: {
            char* text = form(number);
            return bind_form(to, number, text, write_time(text, Time(Duration(value.integer()))));
        }
        case ValueKind::datetime: {
            char* text = form(number);
            return bind_form(to, number, text, write_datetime(text, DateTime(Duration(value.integer()))));
        }
        case ValueKind::uuid: {
            char* text = form(number);
            return bind_form(to, number, text, write_uuid(text, value.uuid()));
        }
        case ValueKind::bytes:
        case ValueKind::text:
        case ValueKind::decimal:
        case ValueKind::json:
        case ValueKind::ip: break;
        case ValueKind::row: throw DataError("a row of values " + value.repr() + " is no value of a column");
    }
    return bind_string(to, number, value.text(), value.kind());
}

char* SqliteStatement::form(int number) {
    if (!forms_) forms_.reset(new char[static_cast<std::size_t>(parameters_) * longest_form]);
    return forms_.get() + static_cast<std::size_t>(number - 1) * longest_form;
}

bool SqliteStatement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code != SQLITE_ROW) finish(code);
    else state_ = State::on_row;
    return code == SQLITE_ROW;
}

void SqliteStatement::finish(int code) {
    if (code != SQLITE_DONE) fail(code);
    state_ = State::done;
}

void SqliteStatement::require_row() const {
    if (state_ != State::on_row)
        throw InterfaceError("there is no current row; call next()", {sqlite3_sql(handle_.get()), "sqlite", ""});
}

// The error is read first: resetting, which lets go of locks, clears it.
void SqliteStatement::fail(int code) {
    struct Reset {
        SqliteStatement& statement;
        ~Reset() { statement.reset(); }
    } reset_afterwards{*this};
    throw_last_error(sqlite3_db_handle(handle_.get()), code, sqlite3_sql(handle_.get()));
}

}  // namespace nuage::sqlite
