// SPDX-License-Identifier: MIT
#include "connection.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>

#include <sys/socket.h>

#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

#include "errors.hpp"
#include "functions.hpp"
#include "server.hpp"
#include "statement.hpp"

namespace nuage::mysql {

namespace {

[[noreturn]] void refuse(const std::string& why) { throw ImproperlyConfigured("mysql: " + why); }

unsigned number_of(std::string_view name, const std::string& text) {
    unsigned number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || text.empty())
        refuse(std::string(name) + " is '" + text + "', which is no whole number");
    return number;
}

void set_text(MYSQL* connection, mysql_option option, std::string_view, const std::string& value) {
    mysql_options(connection, option, value.c_str());
}
void set_seconds(MYSQL* connection, mysql_option option, std::string_view name, const std::string& value) {
    const unsigned seconds = number_of(name, value);
    mysql_options(connection, option, &seconds);
}

/// What the client library takes as it is.
struct ClientOption {
    std::string_view name;
    mysql_option option;
    void (*set)(MYSQL*, mysql_option, std::string_view name, const std::string& value);
};
constexpr ClientOption client_options[] = {
    {"connect_timeout", MYSQL_OPT_CONNECT_TIMEOUT, set_seconds},
    {"read_timeout", MYSQL_OPT_READ_TIMEOUT, set_seconds},
    {"write_timeout", MYSQL_OPT_WRITE_TIMEOUT, set_seconds},
    {"init_command", MYSQL_INIT_COMMAND, set_text},
    {"ssl_ca", MYSQL_OPT_SSL_CA, set_text},
    {"ssl_capath", MYSQL_OPT_SSL_CAPATH, set_text},
    {"ssl_cert", MYSQL_OPT_SSL_CERT, set_text},
    {"ssl_key", MYSQL_OPT_SSL_KEY, set_text},
    {"ssl_cipher", MYSQL_OPT_SSL_CIPHER, set_text},
};

Encryption encryption_of(const std::string& mode) {
    constexpr std::pair<std::string_view, Encryption> modes[] = {{"disabled", Encryption::disabled},
                                                                 {"preferred", Encryption::preferred},
                                                                 {"required", Encryption::required},
                                                                 {"verify_identity", Encryption::verified}};
    for (const auto& [name, encryption] : modes)
        if (name == mode) return encryption;
    refuse("ssl_mode is '" + mode + "'; it may be disabled, preferred, required or verify_identity");
}

constexpr std::string_view isolation_option = "isolation_level";
constexpr std::string_view attributes_option = "target_session_attrs";

std::string isolation_of(const Url& url) {
    std::string level = url.option(isolation_option, "read committed");
    constexpr std::string_view levels[] = {"read uncommitted", "read committed", "repeatable read", "serializable"};
    if (std::find(std::begin(levels), std::end(levels), level) == std::end(levels) && level != "server")
        refuse("isolation_level is '" + level +
               "'; it may be read uncommitted, read committed, repeatable read, serializable, or server for the server's own");
    return level == "server" ? "" : level;
}

void set_option(MYSQL* connection, const std::string& name, const std::string& value) {
    if (name == "socket" || name == isolation_option || name == version_option || name == attributes_option) return;
    if (name == "ssl_mode") return set_encryption(connection, encryption_of(value));
    for (const ClientOption& known : client_options)
        if (known.name == name) return known.set(connection, known.option, name, value);
    std::string names = "socket, isolation_level, server_version, ssl_mode, target_session_attrs";
    for (const ClientOption& known : client_options) (names += ", ") += known.name;
    refuse("unknown option '" + name + "' in the URL. Known: " + names);
}

const char* or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

/// The server wanted among several, in libpq's words.
enum class Wanted : std::uint8_t { any, read_write, read_only };

Wanted wanted_of(const Url& url) {
    const std::string wish = url.option(attributes_option, "any");
    constexpr std::pair<std::string_view, Wanted> wishes[] = {
        {"any", Wanted::any}, {"read-write", Wanted::read_write}, {"read-only", Wanted::read_only}};
    for (const auto& [name, wanted] : wishes)
        if (name == wish) return wanted;
    refuse(std::string(attributes_option) + " is '" + wish + "'; it may be any, read-write or read-only");
}

bool is_read_only(MYSQL* connection) {
    constexpr std::string_view sql = "SELECT @@global.read_only";
    if (mysql_real_query(connection, sql.data(), sql.size()) != 0) raise_unreachable(connection);
    const Result result(mysql_store_result(connection));
    const MYSQL_ROW row = result ? mysql_fetch_row(result.get()) : nullptr;
    const std::string_view value = row != nullptr && row[0] != nullptr ? row[0] : "";
    return value != "0" && value != "OFF";
}

/// With its options, not connected yet.
Handle new_handle(const Url& url) {
    // Not safe in threads by itself, where the library has to be begun.
    static const int begun = mysql_library_init(0, nullptr, nullptr);
    Handle handle(begun == 0 ? mysql_init(nullptr) : nullptr);
    if (!handle) raise_unreachable(nullptr);
    mysql_options(handle.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const unsigned no_local_files = 0;   // a server could ask the client for any file
    mysql_options(handle.get(), MYSQL_OPT_LOCAL_INFILE, &no_local_files);
    for (const auto& [name, value] : url.options) set_option(handle.get(), name, value);
    return handle;
}

bool reach(MYSQL* connection, const Url& url, const Url::Address& address) {
    const std::string socket = url.option("socket");
    const unsigned port = address.port.empty() ? 0 : number_of("the port", address.port);
    // FOUND_ROWS: an UPDATE counts rows that it matched, also those that had the new values already.
    constexpr unsigned long flags = CLIENT_FOUND_ROWS | CLIENT_MULTI_STATEMENTS;
    // The client takes the socket only where no host is named.
    const std::string host = socket.empty() ? address.host : "";
    return mysql_real_connect(connection, or_null(host), or_null(url.user), url.password.c_str(), or_null(url.path), port,
                              or_null(socket), flags) != nullptr;
}

/// A server that cannot be reached, is full or is about to end lets the next one be tried; one that refuses the user does
/// not, for the others would, too.
bool lets_others_try(unsigned error) {
    constexpr unsigned full = 1040, ending = 1053;
    return (error >= 2000 && error < 3000) || error == full || error == ending;
}

/// Connects to the first server that can be used; in the URL only that one is left.
Handle connect(Url& url) {
    const Wanted wanted = wanted_of(url);
    const std::vector<Url::Address> addresses =
        url.addresses.empty() || !url.option("socket").empty() ? std::vector{Url::Address{url.host, url.port}} : url.addresses;
    const bool several = addresses.size() > 1;
    std::string answers;
    for (const Url::Address& address : addresses) {
        Handle handle = new_handle(url);
        const std::string name = (answers.empty() ? "" : "; ") + address.host + (address.port.empty() ? "" : ":" + address.port) + ": ";
        if (!reach(handle.get(), url, address)) {
            if (!several || !lets_others_try(mysql_errno(handle.get()))) raise_unreachable(handle.get());
            answers += name + mysql_error(handle.get());
            continue;
        }
        if (wanted == Wanted::any || is_read_only(handle.get()) == (wanted == Wanted::read_only)) {
            url.addresses = {address};
            return handle;
        }
        answers += name + (wanted == Wanted::read_write ? "the server is read-only" : "the server is not read-only");
    }
    raise_unreachable(answers);
}

/// The version that the URL says, or else the server.
std::string version_of(const Url& url, MYSQL* connection) {
    return url.option(version_option, mysql_get_server_info(connection));
}

}  // namespace

namespace {

constexpr std::string_view levels[] = {"", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"};

/// A connection of its own says it: the one that is to be interrupted is busy.
class MysqlCanceller final : public Canceller {
public:
    MysqlCanceller(Url url, unsigned long process) : url_(std::move(url)), process_(process) {}
    bool cancel() noexcept override {
        try {
            const Handle other = connect(url_);
            const std::string sql = "KILL QUERY " + std::to_string(process_);
            return mysql_real_query(other.get(), sql.data(), sql.size()) == 0;
        } catch (const std::exception&) {
            return false;
        }
    }

private:
    Url url_;
    unsigned long process_;
};

}  // namespace

MysqlConnection::MysqlConnection(const Url& url) : url_(url) {
    const std::string isolation_level = isolation_of(url);
    session_ = std::make_shared<Session>(connect(url_));
    Server server = server_of(version_of(url, handle()));
    install_functions(handle(), isolation_level);
    if (server.consecutive_keys) server.consecutive_keys = key_step(handle()) == 1;
    dialect_ = &dialect_for(server);
}

std::unique_ptr<Statement> MysqlConnection::prepare(std::string_view sql, std::span<const ValueKind> params) {
    return std::make_unique<PreparedStatement>(session_, sql, params.size());
}

void MysqlConnection::execute(std::string_view sql) {
    require_valid_text(sql);
    session_->settle();
    MYSQL* connection = handle();
    if (mysql_real_query(connection, sql.data(), sql.size()) != 0) raise(connection, sql);
    while (true) {
        const Result ignored(mysql_store_result(connection));
        if (!ignored && mysql_errno(connection) != 0) raise(connection, sql);
        const int more = mysql_next_result(connection);
        if (more > 0) raise(connection, sql);
        if (more < 0) return;
    }
}

// The server tells the first of several keys. Those of one INSERT are without gaps; see Server::consecutive_keys.
std::int64_t MysqlConnection::last_insert_id() {
    const auto first = static_cast<std::int64_t>(mysql_insert_id(handle()));
    const std::int64_t rows = session_->changed_rows;
    return dialect_->features().consecutive_keys && rows > 1 ? first + rows - 1 : first;
}

bool MysqlConnection::is_usable() noexcept {
    // A server says nothing without being asked, except for its last words.
    char byte;
    const auto got = ::recv(socket_of(handle()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

void MysqlConnection::begin(const TransactionMode& mode) {
    if (mode == TransactionMode{}) return Connection::begin(mode);
    std::string sql;
    // Of the next transaction only.
    if (mode.isolation != Isolation::by_default)
        sql = "SET TRANSACTION ISOLATION LEVEL " + std::string(levels[static_cast<std::size_t>(mode.isolation)]) + "; ";
    if (mode.statement_timeout.count() > 0) sql += timeout_setting(mode.statement_timeout) + "; ";
    execute(sql + (mode.read_only ? "START TRANSACTION READ ONLY" : "START TRANSACTION"));
}

void MysqlConnection::end_mode(const TransactionMode& mode) {
    if (mode.statement_timeout.count() > 0) execute(timeout_setting(statement_timeout_));
}

void MysqlConnection::set_statement_timeout(std::chrono::milliseconds timeout) {
    statement_timeout_ = timeout;
    execute(timeout_setting(timeout));
}

std::string MysqlConnection::timeout_setting(std::chrono::milliseconds timeout) const {
    if (!dialect_->server().statement_time) return "SET SESSION max_execution_time = " + std::to_string(timeout.count());
    const std::string thousandths = std::to_string(timeout.count() % 1000 + 1000).substr(1);
    return "SET SESSION max_statement_time = " + std::to_string(timeout.count() / 1000) + "." + thousandths;
}

std::unique_ptr<Canceller> MysqlConnection::canceller() {
    return std::make_unique<MysqlCanceller>(url_, mysql_thread_id(handle()));
}

bool MysqlConnection::in_transaction() { return (handle()->server_status & SERVER_STATUS_IN_TRANS) != 0; }

}  // namespace nuage::mysql
