// SPDX-License-Identifier: MIT
#include <nuage/db/driver.hpp>
#include <nuage/mysql.hpp>

#include "connection.hpp"
#include "server.hpp"

namespace nuage::mysql {

namespace {

/// The server itself: without a database.
Url server_of_url(Url url) {
    url.path = "";
    return url;
}
std::string quoted(std::string_view name) {
    Text text;
    dialect_object.quote(text, name);
    return text.str();
}

class MysqlDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const override { return "mysql"; }
    [[nodiscard]] std::unique_ptr<Connection> connect(const Url& url) override {
        return std::make_unique<MysqlConnection>(url);
    }
    [[nodiscard]] std::vector<std::string> database_names(const Url& url) override {
        const std::unique_ptr<Connection> connection = connect(server_of_url(url));
        const std::unique_ptr<Statement> statement = connection->prepare("SELECT schema_name FROM information_schema.schemata", {});
        statement->execute({});
        std::vector<std::string> names;
        while (statement->next()) names.push_back(statement->value(0, ValueKind::text).text());
        statement->reset();
        return names;
    }
    void create_database(const Url& url, std::string_view name) override {
        connect(server_of_url(url))->execute("CREATE DATABASE " + quoted(name) + " CHARACTER SET utf8mb4");
    }
    void drop_database(const Url& url, std::string_view name) override {
        connect(server_of_url(url))->execute("DROP DATABASE IF EXISTS " + quoted(name));
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
