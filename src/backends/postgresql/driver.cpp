// SPDX-License-Identifier: MIT
#include <nuage/backends/postgresql/dialect.hpp>
#include <nuage/db/driver.hpp>
#include <nuage/postgresql.hpp>

#include "connection.hpp"

namespace nuage::postgresql {

namespace {

/// The server itself: the database that is there for its administration.
Url server_of_url(Url url) {
    url.path = "postgres";
    return url;
}
std::string quoted(std::string_view name) {
    Text text;
    dialect_object.quote(text, name);
    return text.str();
}

class PostgresqlDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const override { return "postgresql"; }
    [[nodiscard]] std::unique_ptr<Connection> connect(const Url& url) override {
        return std::make_unique<PostgresqlConnection>(url);
    }
    [[nodiscard]] std::vector<std::string> database_names(const Url& url) override {
        const std::unique_ptr<Connection> connection = connect(server_of_url(url));
        const std::unique_ptr<Statement> statement = connection->prepare("SELECT datname FROM pg_database", {});
        statement->execute({});
        std::vector<std::string> names;
        while (statement->next()) names.push_back(statement->value(0, ValueKind::text).text());
        statement->reset();
        return names;
    }
    void create_database(const Url& url, std::string_view name) override {
        connect(server_of_url(url))->execute("CREATE DATABASE " + quoted(name));
    }
    void drop_database(const Url& url, std::string_view name) override {
        connect(server_of_url(url))->execute("DROP DATABASE IF EXISTS " + quoted(name));
    }
    [[nodiscard]] const Dialect& dialect() const override { return dialect_object; }
};

}  // namespace

std::unique_ptr<Driver> driver() { return std::make_unique<PostgresqlDriver>(); }

}  // namespace nuage::postgresql
