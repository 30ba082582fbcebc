// SPDX-License-Identifier: MIT
#include <nuage/db/driver.hpp>
#include <nuage/sqlite.hpp>

#include <nuage/backends/sqlite/dialect.hpp>

#include "connection.hpp"

namespace nuage::sqlite {
namespace {

class SqliteDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const override { return "sqlite"; }
    [[nodiscard]] std::unique_ptr<Connection> connect(const Url& url) override {
        return std::make_unique<SqliteConnection>(OpenOptions::of(url));
    }
    [[nodiscard]] const Dialect& dialect() const override { return dialect_object; }
    // Each connection to memory has a database of its own.
    [[nodiscard]] int max_connections(const Url& url) const override {
        return OpenOptions::of(url).in_memory ? 1 : Driver::max_connections(url);
    }
};

}  // namespace

std::unique_ptr<Driver> driver() { return std::make_unique<SqliteDriver>(); }

}  // namespace nuage::sqlite
