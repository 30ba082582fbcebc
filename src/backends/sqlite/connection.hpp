// SPDX-License-Identifier: MIT
#pragma once

#include "handles.hpp"

#include <nuage/db/driver.hpp>

#include "statement_timer.hpp"

namespace nuage::sqlite {

/// Where and how to open; what a URL's path and options mean.
struct OpenOptions {
    std::string file;
    int flags = 0;
    int timeout_ms = 5000;
    bool in_memory = false;

    /// Throws ImproperlyConfigured for an option or a form of URL it does not know.
    [[nodiscard]] static OpenOptions of(const Url& url);
};

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(const OpenOptions& options);
    ~SqliteConnection() override;

    [[nodiscard]] const Dialect& dialect() const override;
    [[nodiscard]] std::unique_ptr<Statement> prepare(std::string_view sql, std::span<const ValueKind> params) override;
    void execute(std::string_view sql) override;
    void check_constraints(std::span<const std::string> tables) override;
    [[nodiscard]] std::int64_t last_insert_id() override;
    [[nodiscard]] bool is_usable() noexcept override;
    [[nodiscard]] bool in_transaction() override;
    void begin(const TransactionMode& mode) override;
    void end_mode(const TransactionMode& mode) override;
    void set_statement_timeout(std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::unique_ptr<Canceller> canceller() override;

private:
    std::chrono::milliseconds statement_timeout_{0};   ///< between transactions
    StatementTimer timer_;                             // called by the database: outlives it
    DatabaseHandle handle_;
};

}  // namespace nuage::sqlite
