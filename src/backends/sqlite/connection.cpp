// SPDX-License-Identifier: MIT
#include "connection.hpp"

#include <charconv>

#include <nuage/backends/sqlite/dialect.hpp>
#include <nuage/meta/errors.hpp>

#include "errors.hpp"
#include "foreign_keys.hpp"
#include "functions.hpp"
#include "statistics.hpp"
#include "string_agg.hpp"
#include "statement.hpp"

namespace nuage::sqlite {
namespace {

constexpr int read_write = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

int timeout_of(const std::string& text) {
    double seconds = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, seconds);
    if (error != std::errc() || stop != end || !(seconds >= 0 && seconds <= 1e6))
        throw ImproperlyConfigured("SQLite: timeout '" + text + "' is no number of seconds");
    return static_cast<int>(seconds * 1000);
}

void set_mode(OpenOptions& options, const std::string& mode) {
    if (mode == "ro") options.flags = SQLITE_OPEN_READONLY;
    else if (mode == "rw") options.flags = SQLITE_OPEN_READWRITE;
    else if (mode == "rwc") options.flags = read_write;
    else if (mode == "memory") options.in_memory = true;
    else throw ImproperlyConfigured("SQLite: mode '" + mode + "' is none of ro, rw, rwc, memory");
}

void check_place(const Url& url) {
    if (!url.host.empty() || !url.port.empty() || !url.user.empty())
        throw ImproperlyConfigured("SQLite has no host: '" + url.text +
                                   "' should begin with sqlite:/// and the file's path");
    if (url.path.find('\0') != std::string::npos)
        throw ImproperlyConfigured("SQLite: the path has a NUL character in it");
}

DatabaseHandle open(const OpenOptions& options) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(options.file.c_str(), &opened, options.flags, nullptr);
    DatabaseHandle handle(opened);
    if (code == SQLITE_OK) return handle;
    const std::string why = opened != nullptr ? sqlite3_errmsg(opened) : sqlite3_errstr(code);
    throw_code(opened != nullptr ? sqlite3_extended_errcode(opened) : code, "'" + options.file + "': " + why, {});
}

int run(sqlite3* database, const char* sql) { return sqlite3_exec(database, sql, nullptr, nullptr, nullptr); }

void configure(sqlite3* database, const OpenOptions& options) {
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, options.timeout_ms);
    // Without these a misspelt column in double quotes would pass for a text.
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    register_functions(database);
    register_statistics(database);
    register_string_agg(database);
}

// Reading the schema is what finds out that a file is no database.
void start_session(sqlite3* database, const OpenOptions& options) {
    const auto require = [&](const char* sql) {
        const int code = run(database, sql);
        if (code != SQLITE_OK)
            throw_code(sqlite3_extended_errcode(database), "'" + options.file + "': " + sqlite3_errmsg(database), sql);
    };
    require("PRAGMA foreign_keys = ON");
    require("PRAGMA schema_version");
    require("PRAGMA synchronous = NORMAL");
    if (options.in_memory || sqlite3_db_readonly(database, "main") != 0) return;
    // Of several connections that open a new file at once one sets the mode, which stays with the file. The others may
    // be told that the file is busy; they find the mode set when they first read.
    const int code = run(database, "PRAGMA journal_mode = WAL") & 0xFF;
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
        throw_code(code, "'" + options.file + "': " + sqlite3_errmsg(database), "PRAGMA journal_mode = WAL");
}

}  // namespace

OpenOptions OpenOptions::of(const Url& url) {
    check_place(url);
    OpenOptions options;
    options.flags = read_write;
    options.in_memory = url.path == ":memory:";
    for (const auto& [name, value] : url.options) {
        if (name == "timeout") options.timeout_ms = timeout_of(value);
        else if (name == "mode") set_mode(options, value);
        else throw ImproperlyConfigured("SQLite: unknown option '" + name + "'. Known: timeout, mode");
    }
    if (options.in_memory) {
        options.file = ":memory:";
        options.flags = read_write;
    } else if (url.path.empty()) {
        throw ImproperlyConfigured("SQLite: the URL names no file; sqlite::memory: is a database in memory");
    } else {
        // A library built with SQLITE_USE_URI would take such a name apart.
        options.file = url.path.starts_with("file:") ? "./" + url.path : url.path;
    }
    options.flags |= SQLITE_OPEN_NOMUTEX;
    return options;
}

SqliteConnection::SqliteConnection(const OpenOptions& options) : handle_(open(options)) {
    configure(handle_.get(), options);
    start_session(handle_.get(), options);
}

SqliteConnection::~SqliteConnection() = default;

const Dialect& SqliteConnection::dialect() const { return dialect_object; }

std::unique_ptr<Statement> SqliteConnection::prepare(std::string_view sql, std::span<const ValueKind>) {
    return std::make_unique<SqliteStatement>(handle_.get(), sql);
}

void SqliteConnection::execute(std::string_view sql) {
    if (sql.find('\0') != std::string_view::npos)
        throw ProgrammingError("the SQL has a NUL character in it", {std::string(sql), "sqlite", ""});
    const std::string terminated(sql);
    const int code = run(handle_.get(), terminated.c_str());
    if (code != SQLITE_OK) throw_last_error(handle_.get(), code, sql);
}

void SqliteConnection::check_constraints(std::span<const std::string> tables) {
    if (tables.empty()) check_foreign_keys(*this, {});
    for (const std::string& table : tables) check_foreign_keys(*this, table);
}

std::int64_t SqliteConnection::last_insert_id() { return sqlite3_last_insert_rowid(handle_.get()); }

// Every transaction is serializable here; only one writes at a time.
void SqliteConnection::begin(const TransactionMode& mode) {
    if (mode == TransactionMode{}) return Connection::begin(mode);
    try {
        if (mode.statement_timeout.count() > 0) timer_.set(handle_.get(), mode.statement_timeout);
        // A reader needs no write lock.
        if (mode.read_only) execute("PRAGMA query_only = 1; BEGIN");
        else Connection::begin(mode);
    } catch (const DatabaseError&) {
        end_mode(mode);
        throw;
    }
}

void SqliteConnection::end_mode(const TransactionMode& mode) {
    if (mode.statement_timeout.count() > 0) timer_.set(handle_.get(), statement_timeout_);
    if (mode.read_only) execute("PRAGMA query_only = 0");
}

void SqliteConnection::set_statement_timeout(std::chrono::milliseconds timeout) {
    statement_timeout_ = timeout;
    timer_.set(handle_.get(), timeout);
}

namespace {

class SqliteCanceller final : public Canceller {
public:
    explicit SqliteCanceller(sqlite3* database) : database_(database) {}
    bool cancel() noexcept override {
        sqlite3_interrupt(database_);
        return true;
    }

private:
    sqlite3* database_;
};

}  // namespace

std::unique_ptr<Canceller> SqliteConnection::canceller() { return std::make_unique<SqliteCanceller>(handle_.get()); }

bool SqliteConnection::is_usable() noexcept { return true; }

bool SqliteConnection::in_transaction() { return sqlite3_get_autocommit(handle_.get()) == 0; }

}  // namespace nuage::sqlite
