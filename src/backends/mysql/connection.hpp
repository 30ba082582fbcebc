// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <nuage/backends/mysql/dialect.hpp>
#include <nuage/db/driver.hpp>

#include "session.hpp"

namespace nuage::mysql {

/// Names the version to assume, where a proxy stands before the server and tells another one.
inline constexpr std::string_view version_option = "server_version";

class MysqlConnection final : public Connection {
public:
    /// Throws ImproperlyConfigured for an option it does not know, ConnectionLost when there is no connection.
    explicit MysqlConnection(const Url& url);

    [[nodiscard]] const Dialect& dialect() const override { return *dialect_; }
    [[nodiscard]] std::unique_ptr<Statement> prepare(std::string_view sql, std::span<const ValueKind> params) override;
    void execute(std::string_view sql) override;
    [[nodiscard]] std::int64_t last_insert_id() override;
    [[nodiscard]] bool is_usable() noexcept override;
    [[nodiscard]] bool in_transaction() override;
    void begin(const TransactionMode& mode) override;
    void end_mode(const TransactionMode& mode) override;
    void set_statement_timeout(std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::unique_ptr<Canceller> canceller() override;

private:
    [[nodiscard]] MYSQL* handle() const { return session_->handle.get(); }
    [[nodiscard]] std::string timeout_setting(std::chrono::milliseconds timeout) const;

    Url url_;
    std::shared_ptr<Session> session_;
    const MysqlDialect* dialect_;
    std::chrono::milliseconds statement_timeout_{0};   ///< between transactions
};

}  // namespace nuage::mysql
