// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <nuage/db/driver.hpp>

#include "session.hpp"

namespace nuage::postgresql {

class PostgresqlConnection final : public Connection {
public:
    /// Throws ImproperlyConfigured for an option libpq does not know, ConnectionLost when there is no connection.
    explicit PostgresqlConnection(const Url& url);

    [[nodiscard]] const Dialect& dialect() const override;
    [[nodiscard]] std::unique_ptr<Statement> prepare(std::string_view sql, std::span<const ValueKind> params) override;
    void execute(std::string_view sql) override;
    void run_together(std::span<const Execution> executions) override;
    [[nodiscard]] bool bulk_load(const BulkLoad& load) override;
    void check_constraints(std::span<const std::string> tables) override;
    [[nodiscard]] std::int64_t last_insert_id() override;
    [[nodiscard]] bool is_usable() noexcept override;
    [[nodiscard]] bool in_transaction() override;
    void begin(const TransactionMode& mode) override;
    void set_statement_timeout(std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::unique_ptr<Canceller> canceller() override;

private:
    std::shared_ptr<Session> session_;
};

}  // namespace nuage::postgresql
