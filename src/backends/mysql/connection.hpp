// SPDX-License-Identifier: MIT
#pragma once

#include "client.hpp"

#include <nuage/db/driver.hpp>

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

private:
    Handle handle_;
    const Dialect* dialect_;
};

}  // namespace nuage::mysql
