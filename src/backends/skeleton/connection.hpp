// SPDX-License-Identifier: MIT
#pragma once

#include <nuage/db/driver.hpp>

namespace nuage::skeleton {

class SkeletonConnection final : public Connection {
public:
    /// Throws NotSupportedError: there is nothing to connect to.
    explicit SkeletonConnection(const Url& url);

    [[nodiscard]] const Dialect& dialect() const override;
    [[nodiscard]] std::unique_ptr<Statement> prepare(std::string_view sql, std::span<const ValueKind> params) override;
    void execute(std::string_view sql) override;
    [[nodiscard]] std::int64_t last_insert_id() override;
    [[nodiscard]] bool is_usable() noexcept override;
    [[nodiscard]] bool in_transaction() override;
};

}  // namespace nuage::skeleton
