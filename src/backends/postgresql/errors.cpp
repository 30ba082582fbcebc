// SPDX-License-Identifier: MIT
#include "errors.hpp"

#include <string>

#include <nuage/meta/errors.hpp>

namespace nuage::postgresql {

namespace {

using Origin = DatabaseError::Origin;

template <class E>
[[noreturn]] void throw_as(const std::string& message, Origin origin) {
    throw E(message, std::move(origin));
}

/// The first row whose code the SQLSTATE starts with decides. Where Django's driver has an opinion, it is this one.
struct Meaning {
    std::string_view code;
    void (*raise)(const std::string&, Origin);
};
constexpr Meaning meanings[] = {
    {"23505", throw_as<UniqueViolation>},
    {"23503", throw_as<ForeignKeyViolation>},
    {"23514", throw_as<CheckViolation>},
    {"23502", throw_as<NotNullViolation>},
    {"23", throw_as<IntegrityError>},
    {"40001", throw_as<SerializationFailure>},
    {"40P01", throw_as<DeadlockDetected>},
    {"40002", throw_as<IntegrityError>},
    {"40", throw_as<OperationalError>},
    {"55P03", throw_as<LockTimeout>},
    {"57014", throw_as<QueryCancelled>},    // or a statement timeout, see below
    {"25006", throw_as<ReadOnlyViolation>},
    {"53100", throw_as<DiskFull>},
    {"08P01", throw_as<ProgrammingError>},  // the wrong number of parameters, on a connection that lives on
    {"08", throw_as<ConnectionLost>},
    {"57P01", throw_as<ConnectionLost>},
    {"57P02", throw_as<ConnectionLost>},
    {"57P03", throw_as<ConnectionLost>},
    {"22", throw_as<DataError>},
    {"0A", throw_as<NotSupportedError>},
    {"20", throw_as<ProgrammingError>},
    {"21", throw_as<ProgrammingError>},
    {"26", throw_as<ProgrammingError>},
    {"3D", throw_as<ProgrammingError>},
    {"3F", throw_as<ProgrammingError>},
    {"42", throw_as<ProgrammingError>},
    {"44", throw_as<ProgrammingError>},
    {"24", throw_as<InternalError>},
    {"25", throw_as<InternalError>},
    {"2B", throw_as<InternalError>},
    {"2D", throw_as<InternalError>},
    {"2F", throw_as<InternalError>},
    {"38", throw_as<InternalError>},
    {"39", throw_as<InternalError>},
    {"3B", throw_as<InternalError>},
    {"P0", throw_as<InternalError>},
    {"XX", throw_as<InternalError>},
    {"28", throw_as<OperationalError>},
    {"34", throw_as<OperationalError>},
    {"53", throw_as<OperationalError>},
    {"54", throw_as<OperationalError>},
    {"55", throw_as<OperationalError>},
    {"57", throw_as<OperationalError>},
    {"58", throw_as<OperationalError>},
    {"F0", throw_as<OperationalError>},
    {"HV", throw_as<OperationalError>},
};

std::string_view field(const PGresult* result, int code) {
    const char* text = result ? PQresultErrorField(result, code) : nullptr;
    return text ? std::string_view(text) : std::string_view();
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
    return std::string(text);
}

std::string message_of(PGconn* connection, const PGresult* result) {
    std::string message(field(result, PG_DIAG_MESSAGE_PRIMARY));
    // Errors that libpq itself found have no fields.
    if (message.empty() && result) message = trimmed(PQresultErrorMessage(result));
    if (message.empty()) message = trimmed(PQerrorMessage(connection));
    const std::string_view detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    if (!detail.empty()) (message += "\n") += detail;
    const std::string_view code = field(result, PG_DIAG_SQLSTATE);
    if (code == "26000" || code == "42P05")
        message += "\nBehind a pooler that gives each transaction another connection, add prepared_statements=no to the URL";
    return message;
}

}  // namespace

void raise(PGconn* connection, const PGresult* result, std::string_view sql) {
    const std::string_view code = field(result, PG_DIAG_SQLSTATE);
    const std::string message = message_of(connection, result);
    Origin origin{std::string(sql), "postgresql", std::string(code)};
    if (PQstatus(connection) == CONNECTION_BAD) throw ConnectionLost(message, std::move(origin));
    // One code for both; only the words differ. Servers speak English unless lc_messages says otherwise.
    if (code == "57014" && message.find("statement timeout") != std::string::npos)
        throw StatementTimeout(message, std::move(origin));
    for (const Meaning& meaning : meanings)
        if (code.starts_with(meaning.code)) meaning.raise(message, std::move(origin));
    throw DatabaseError(message, std::move(origin));
}

void check(PGconn* connection, const PGresult* result, std::string_view sql) {
    switch (PQresultStatus(result)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_EMPTY_QUERY: return;
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            throw NotSupportedError("COPY from or to the client is not supported; use bulk_create() or iterate",
                                    {std::string(sql), "postgresql", {}});
        default: raise(connection, result, sql);
    }
}

void raise_unreachable(PGconn* connection) {
    ConnectionLost lost(connection ? trimmed(PQerrorMessage(connection)) : "out of memory", {{}, "postgresql", {}});
    lost.set_nothing_done();
    throw lost;
}

}  // namespace nuage::postgresql
