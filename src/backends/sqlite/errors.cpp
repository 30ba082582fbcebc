// SPDX-License-Identifier: MIT
#include "errors.hpp"

#include <nuage/meta/errors.hpp>

#include "statement_timer.hpp"

namespace nuage::sqlite {
namespace {

using Origin = DatabaseError::Origin;

template <class E>
[[noreturn]] void raise(const std::string& message, Origin origin) {
    throw E(message, std::move(origin));
}

struct Meaning {
    int code;
    std::string_view name;
    void (*raise)(const std::string&, Origin);
};

// Extended codes first: an extended code that is not listed means what its low byte means.
constexpr Meaning meanings[] = {
    {SQLITE_CONSTRAINT_UNIQUE, "SQLITE_CONSTRAINT_UNIQUE", raise<UniqueViolation>},
    {SQLITE_CONSTRAINT_PRIMARYKEY, "SQLITE_CONSTRAINT_PRIMARYKEY", raise<UniqueViolation>},
    {SQLITE_CONSTRAINT_ROWID, "SQLITE_CONSTRAINT_ROWID", raise<UniqueViolation>},
    {SQLITE_CONSTRAINT_FOREIGNKEY, "SQLITE_CONSTRAINT_FOREIGNKEY", raise<ForeignKeyViolation>},
    {SQLITE_CONSTRAINT_CHECK, "SQLITE_CONSTRAINT_CHECK", raise<CheckViolation>},
    {SQLITE_CONSTRAINT_NOTNULL, "SQLITE_CONSTRAINT_NOTNULL", raise<NotNullViolation>},
    {SQLITE_CONSTRAINT_TRIGGER, "SQLITE_CONSTRAINT_TRIGGER", raise<IntegrityError>},
    {SQLITE_CONSTRAINT_DATATYPE, "SQLITE_CONSTRAINT_DATATYPE", raise<IntegrityError>},
    // The transaction read a state that another one has meanwhile replaced; waiting cannot help.
    {SQLITE_BUSY_SNAPSHOT, "SQLITE_BUSY_SNAPSHOT", raise<SerializationFailure>},
    {SQLITE_BUSY_TIMEOUT, "SQLITE_BUSY_TIMEOUT", raise<LockTimeout>},
    {SQLITE_BUSY_RECOVERY, "SQLITE_BUSY_RECOVERY", raise<LockTimeout>},
    {SQLITE_LOCKED_SHAREDCACHE, "SQLITE_LOCKED_SHAREDCACHE", raise<LockTimeout>},
    {SQLITE_CANTOPEN_ISDIR, "SQLITE_CANTOPEN_ISDIR", raise<OperationalError>},
    {SQLITE_READONLY_DIRECTORY, "SQLITE_READONLY_DIRECTORY", raise<OperationalError>},
    {SQLITE_READONLY_DBMOVED, "SQLITE_READONLY_DBMOVED", raise<OperationalError>},
    {SQLITE_IOERR_READ, "SQLITE_IOERR_READ", raise<OperationalError>},
    {SQLITE_IOERR_SHORT_READ, "SQLITE_IOERR_SHORT_READ", raise<OperationalError>},
    {SQLITE_IOERR_WRITE, "SQLITE_IOERR_WRITE", raise<OperationalError>},
    {SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC", raise<OperationalError>},

    {SQLITE_ERROR, "SQLITE_ERROR", raise<OperationalError>},
    {SQLITE_INTERNAL, "SQLITE_INTERNAL", raise<InternalError>},
    {SQLITE_PERM, "SQLITE_PERM", raise<OperationalError>},
    {SQLITE_ABORT, "SQLITE_ABORT", raise<OperationalError>},
    {SQLITE_BUSY, "SQLITE_BUSY", raise<LockTimeout>},
    {SQLITE_LOCKED, "SQLITE_LOCKED", raise<LockTimeout>},
    {SQLITE_NOMEM, "SQLITE_NOMEM", raise<OperationalError>},
    {SQLITE_READONLY, "SQLITE_READONLY", raise<ReadOnlyViolation>},
    {SQLITE_INTERRUPT, "SQLITE_INTERRUPT", raise<QueryCancelled>},   // or a statement timeout, see throw_last_error()
    {SQLITE_IOERR, "SQLITE_IOERR", raise<OperationalError>},
    {SQLITE_CORRUPT, "SQLITE_CORRUPT", raise<DatabaseError>},
    {SQLITE_FULL, "SQLITE_FULL", raise<DiskFull>},
    {SQLITE_CANTOPEN, "SQLITE_CANTOPEN", raise<OperationalError>},
    {SQLITE_PROTOCOL, "SQLITE_PROTOCOL", raise<OperationalError>},
    {SQLITE_SCHEMA, "SQLITE_SCHEMA", raise<OperationalError>},
    {SQLITE_TOOBIG, "SQLITE_TOOBIG", raise<DataError>},
    {SQLITE_CONSTRAINT, "SQLITE_CONSTRAINT", raise<IntegrityError>},
    {SQLITE_MISMATCH, "SQLITE_MISMATCH", raise<DataError>},
    {SQLITE_MISUSE, "SQLITE_MISUSE", raise<InterfaceError>},
    {SQLITE_NOLFS, "SQLITE_NOLFS", raise<OperationalError>},
    {SQLITE_AUTH, "SQLITE_AUTH", raise<OperationalError>},
    {SQLITE_RANGE, "SQLITE_RANGE", raise<InterfaceError>},
    {SQLITE_NOTADB, "SQLITE_NOTADB", raise<DatabaseError>},
};

const Meaning* exact_meaning(int code) {
    for (const Meaning& meaning : meanings)
        if (meaning.code == code) return &meaning;
    return nullptr;
}

// A bulk INSERT is long; its beginning says what was attempted, and the exception carries all of it.
std::string excerpt(std::string_view sql) {
    constexpr std::size_t longest = 300;
    if (sql.size() <= longest) return std::string(sql);
    return std::string(sql.substr(0, longest)) + " …";
}

}  // namespace

std::string code_name(int code) {
    if (const Meaning* meaning = exact_meaning(code)) return std::string(meaning->name);
    if (const Meaning* meaning = exact_meaning(code & 0xFF))
        return std::string(meaning->name) + " (" + std::to_string(code) + ")";
    return "SQLITE (" + std::to_string(code) + ")";
}

void throw_code(int code, const std::string& message, std::string_view sql) {
    Origin origin{std::string(sql), "sqlite", code_name(code)};
    const Meaning* meaning = exact_meaning(code);
    if (meaning == nullptr) meaning = exact_meaning(code & 0xFF);
    if (meaning != nullptr) meaning->raise(message, std::move(origin));
    throw DatabaseError(message, std::move(origin));
}

void throw_last_error(sqlite3* database, int code, std::string_view sql) {
    if ((code & 0xFF) == SQLITE_INTERRUPT && StatementTimer::expired())
        throw StatementTimeout("the statement ran longer than statement_timeout allows; in: " + excerpt(sql),
                               {std::string(sql), "sqlite", code_name(code)});
    std::string message = sqlite3_errmsg(database);
    const int extended = sqlite3_extended_errcode(database);
    if ((extended & 0xFF) == (code & 0xFF)) code = extended;
    else message = sqlite3_errstr(code);
    // ABS() and SUM() say so under the code of any error.
    if (code == SQLITE_ERROR && message == "integer overflow") code = SQLITE_TOOBIG;
    if (!sql.empty()) message += "; in: " + excerpt(sql);
    throw_code(code, message, sql);
}

}  // namespace nuage::sqlite
