// SPDX-License-Identifier: MIT
// The C client, be it MariaDB's or Oracle's: what differs between the two is here, and the owners of what they hand out.
#pragma once

#include <memory>
#include <type_traits>

#include <mysql.h>

namespace nuage::mysql {

/// `my_bool` of the one, `bool` of the other.
using Flag = std::remove_pointer_t<decltype(MYSQL_BIND::is_null)>;

#ifdef MARIADB_PACKAGE_VERSION
inline int socket_of(MYSQL* connection) { return static_cast<int>(mysql_get_socket(connection)); }
#else
inline int socket_of(MYSQL* connection) { return static_cast<int>(connection->net.fd); }
#endif

/// How much the encryption of a connection must be worth.
enum class Encryption { disabled, preferred, required, verified };

inline void set_encryption(MYSQL* connection, Encryption wish) {
#ifdef MARIADB_PACKAGE_VERSION
    const Flag enforce = wish >= Encryption::required;
    const Flag verify = wish == Encryption::verified;
    mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &enforce);
    mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
#else
    constexpr unsigned modes[] = {SSL_MODE_DISABLED, SSL_MODE_PREFERRED, SSL_MODE_REQUIRED, SSL_MODE_VERIFY_IDENTITY};
    mysql_options(connection, MYSQL_OPT_SSL_MODE, &modes[static_cast<int>(wish)]);
#endif
}

struct CloseConnection {
    void operator()(MYSQL* connection) const noexcept { mysql_close(connection); }
};
using Handle = std::unique_ptr<MYSQL, CloseConnection>;

struct CloseStatement {
    void operator()(MYSQL_STMT* statement) const noexcept { mysql_stmt_close(statement); }
};
using StatementHandle = std::unique_ptr<MYSQL_STMT, CloseStatement>;

struct FreeResult {
    void operator()(MYSQL_RES* result) const noexcept { mysql_free_result(result); }
};
using Result = std::unique_ptr<MYSQL_RES, FreeResult>;

}  // namespace nuage::mysql
