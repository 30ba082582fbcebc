// SPDX-License-Identifier: MIT
#include "connection.hpp"

#include <cerrno>
#include <random>

#include <sys/socket.h>

#include <nuage/backends/postgresql/dialect.hpp>
#include <nuage/db/watch.hpp>
#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

#include "copy.hpp"
#include "errors.hpp"
#include "functions.hpp"
#include "pipeline.hpp"
#include "statement.hpp"

namespace nuage::postgresql {

namespace {

/// What the backend itself needs to decide about a connection.
constexpr std::string_view reserved_options[] = {"client_encoding", "replication"};
constexpr std::string_view prepared_option = "prepared_statements";

struct FreeOptions {
    void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};

/// Connection parameters in the form PQconnectdbParams wants.
class Parameters {
public:
    void add(const char* keyword, const std::string& value) {
        if (value.empty()) return;
        keywords_.push_back(keyword);
        values_.push_back(value.c_str());
    }
    [[nodiscard]] Handle connect() {
        keywords_.push_back(nullptr);
        values_.push_back(nullptr);
        return Handle(PQconnectdbParams(keywords_.data(), values_.data(), /*expand_dbname=*/0));
    }

private:
    std::vector<const char*> keywords_;
    std::vector<const char*> values_;
};

void require_known(std::string_view name) {
    for (std::string_view reserved : reserved_options)
        if (name == reserved)
            throw ImproperlyConfigured("postgresql: the option '" + std::string(name) + "' is set by nuage itself");
    // libpq's own list, so that an option of a newer libpq works without a change here.
    const std::unique_ptr<PQconninfoOption, FreeOptions> known(PQconndefaults());
    for (const PQconninfoOption* option = known.get(); option && option->keyword; ++option)
        if (name == option->keyword) return;
    throw ImproperlyConfigured("postgresql: unknown option '" + std::string(name) +
                               "' in the URL; libpq's connection parameters and prepared_statements are known");
}

bool wants_prepared(const Url& url) {
    const std::string wish = url.option(prepared_option, "yes");
    if (wish == "yes" || wish == "true" || wish == "1") return true;
    if (wish == "no" || wish == "false" || wish == "0") return false;
    throw ImproperlyConfigured("postgresql: prepared_statements is '" + wish + "'; write yes or no");
}

Handle connect(const Url& url) {
    static const std::string encoding = "UTF8";
    static const std::string library = "nuage";
    Parameters parameters;
    parameters.add("host", url.host);
    parameters.add("port", url.port);
    parameters.add("user", url.user);
    parameters.add("password", url.password);
    parameters.add("dbname", url.path);
    parameters.add("client_encoding", encoding);
    parameters.add("fallback_application_name", library);
    // Later ones win, so an option overrides the same part of the address.
    for (const auto& [name, value] : url.options) {
        if (name == prepared_option) continue;
        require_known(name);
        parameters.add(name.c_str(), value);
    }
    Handle handle = parameters.connect();
    if (PQstatus(handle.get()) != CONNECTION_OK) raise_unreachable(handle.get());
    return handle;
}

enum class Peer { quiet, talking, gone };

Peer look_at(int socket) noexcept {
    char byte;
    const auto got = ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got > 0) return Peer::talking;
    if (got == 0) return Peer::gone;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Peer::quiet : Peer::gone;
}

}  // namespace

Session::Session(Handle handle, bool prepares)
    : handle_(std::move(handle)), prepares_(prepares), prefix_("nuage_" + std::to_string(std::random_device()()) + "_") {
    PQsetNoticeReceiver(handle_.get(), take_notice, this);
}

// Notices are not for the program; except the last words of a server that ends an idle session.
void Session::take_notice(void* session, const PGresult* notice) {
    const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    const std::string_view word = severity ? severity : "";
    if (word == "FATAL" || word == "PANIC") static_cast<Session*>(session)->ended_ = true;
}

std::string Session::new_name() { return prefix_ + std::to_string(++names_); }

void Session::release(std::string name) noexcept {
    try {
        if (!is_open()) return;
        pending_.push_back(std::move(name));
        release_pending();
    } catch (const std::bad_alloc&) {
        // The statement stays prepared until the session ends.
    }
}

void Session::release_pending() noexcept {
    if (pending_.empty() || !is_open()) return;
    const PGTransactionStatusType status = PQtransactionStatus(handle_.get());
    // A failed transaction refuses even this; what is in progress must not be disturbed.
    if (status != PQTRANS_IDLE && status != PQTRANS_INTRANS) return;
    try {
        for (const std::string& name : pending_) {
            const Result ignored(PQexec(handle_.get(), ("DEALLOCATE " + name).c_str()));
        }
    } catch (const std::bad_alloc&) {
        return;
    }
    pending_.clear();
}

bool Session::is_usable() noexcept {
    // A few rounds: after the server's last words have been read, its closing of the connection shows.
    for (int round = 0; round < 4; ++round) {
        if (!is_open()) return false;
        const Peer peer = look_at(PQsocket(handle_.get()));
        if (peer == Peer::gone) return false;
        if (peer == Peer::quiet) return true;
        if (PQconsumeInput(handle_.get()) == 0) return false;
        (void)PQisBusy(handle_.get());  // for its parsing of what was read
    }
    return is_open();
}

namespace {

struct FreeCancel {
    void operator()(PGcancel* cancel) const noexcept { PQfreeCancel(cancel); }
};

/// A connection of its own to the server carries the wish, so any thread may send it.
class PostgresqlCanceller final : public Canceller {
public:
    explicit PostgresqlCanceller(PGconn* connection) : cancel_(PQgetCancel(connection)) {}
    bool cancel() noexcept override {
        char why[256];
        return cancel_ != nullptr && PQcancel(cancel_.get(), why, sizeof why) == 1;
    }

private:
    std::unique_ptr<PGcancel, FreeCancel> cancel_;
};

constexpr std::string_view levels[] = {"", " ISOLATION LEVEL READ COMMITTED", " ISOLATION LEVEL REPEATABLE READ",
                                       " ISOLATION LEVEL SERIALIZABLE"};

std::string timeout_setting(std::string_view scope, std::chrono::milliseconds timeout) {
    return "SET " + std::string(scope) + " statement_timeout = " + std::to_string(timeout.count());
}

}  // namespace

PostgresqlConnection::PostgresqlConnection(const Url& url)
    : session_(std::make_shared<Session>(connect(url), wants_prepared(url))) {
    install_functions(session_->handle());
}

const Dialect& PostgresqlConnection::dialect() const { return dialect_object; }

std::unique_ptr<Statement> PostgresqlConnection::prepare(std::string_view sql, std::span<const ValueKind> params) {
    session_->release_pending();
    return std::make_unique<PreparedStatement>(session_, sql, params);
}

void PostgresqlConnection::execute(std::string_view sql) {
    require_valid_text(sql);
    const std::string text(sql);
    const Result result(PQexec(session_->handle(), text.c_str()));
    check(session_->handle(), result.get(), sql);
}

void PostgresqlConnection::run_together(std::span<const Execution> executions) {
    if (executions.size() < 2 || !run_in_pipeline(*session_, executions)) Connection::run_together(executions);
}

bool PostgresqlConnection::bulk_load(const BulkLoad& load) { return copy_in(*this, session_->handle(), load); }

// Deferred constraints are checked when they are made immediate, all of the transaction's: there is no asking for tables.
void PostgresqlConnection::check_constraints(std::span<const std::string>) {
    for (const std::string_view sql : {"SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"}) {
        db::execute_watched(*this, QueryKind::statement, sql);
    }
}

std::int64_t PostgresqlConnection::last_insert_id() {
    throw NotSupportedError("PostgreSQL gives generated keys by RETURNING", {{}, "postgresql", {}});
}

void PostgresqlConnection::begin(const TransactionMode& mode) {
    if (mode == TransactionMode{}) return Connection::begin(mode);
    std::string sql = "BEGIN" + std::string(levels[static_cast<std::size_t>(mode.isolation)]);
    if (mode.read_only) sql += " READ ONLY";
    if (mode.statement_timeout.count() > 0) sql += "; " + timeout_setting("LOCAL", mode.statement_timeout);
    execute(sql);
}

void PostgresqlConnection::set_statement_timeout(std::chrono::milliseconds timeout) {
    // A pooler would leave the setting behind on one of the server's connections, for whoever gets that one next.
    if (!session_->prepares())
        throw ImproperlyConfigured(
            "postgresql: statement_timeout cannot be an option beside prepared_statements=no, which is for poolers whose connections are not "
            "one's own; give it to atomic(), or to the role by ALTER ROLE name SET statement_timeout");
    execute(timeout_setting("SESSION", timeout));
}

std::unique_ptr<Canceller> PostgresqlConnection::canceller() { return std::make_unique<PostgresqlCanceller>(session_->handle()); }

bool PostgresqlConnection::is_usable() noexcept { return session_->is_usable(); }

bool PostgresqlConnection::in_transaction() {
    const PGTransactionStatusType status = PQtransactionStatus(session_->handle());
    return status != PQTRANS_IDLE && status != PQTRANS_UNKNOWN;
}

}  // namespace nuage::postgresql
