// SPDX-License-Identifier: MIT
#include <nuage/db/driver.hpp>
#include <nuage/mysql.hpp>

#include "connection.hpp"
#include "server.hpp"

namespace nuage::mysql {

namespace {

class MysqlDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const override { return "mysql"; }
    [[nodiscard]] std::unique_ptr<Connection> connect(const Url& url) override {
        return std::make_unique<MysqlConnection>(url);
    }
    [[nodiscard]] const Dialect& dialect() const override { return dialect_object; }
    [[nodiscard]] const Dialect* known_dialect(const Url& url) const override {
        const std::string version = url.option(version_option);
        if (version.empty()) return nullptr;
        const Server server = server_of(version);
        // How far apart keys are is a setting, not a matter of versions.
        return server.consecutive_keys ? nullptr : &dialect_for(server);
    }
};

}  // namespace

std::unique_ptr<Driver> driver() { return std::make_unique<MysqlDriver>(); }

}  // namespace nuage::mysql
