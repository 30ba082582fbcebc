// SPDX-License-Identifier: MIT
#include <nuage/backends/postgresql/dialect.hpp>
#include <nuage/db/driver.hpp>
#include <nuage/postgresql.hpp>

#include "connection.hpp"

namespace nuage::postgresql {

namespace {

class PostgresqlDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const override { return "postgresql"; }
    [[nodiscard]] std::unique_ptr<Connection> connect(const Url& url) override {
        return std::make_unique<PostgresqlConnection>(url);
    }
    [[nodiscard]] const Dialect& dialect() const override { return dialect_object; }
};

}  // namespace

std::unique_ptr<Driver> driver() { return std::make_unique<PostgresqlDriver>(); }

}  // namespace nuage::postgresql
