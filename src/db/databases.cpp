// SPDX-License-Identifier: MIT
#include <nuage/db/databases.hpp>

#include <set>

#include <nuage/db/maintenance.hpp>
#include <nuage/db/route.hpp>
#include <nuage/db/session.hpp>
#include <nuage/meta/errors.hpp>

#include "configured.hpp"

namespace nuage::db {

namespace {

// Databases are never freed while the program runs: query sets and objects point to them.
std::vector<std::unique_ptr<Database>>& retired() {
    static std::vector<std::unique_ptr<Database>> databases;
    return databases;
}
std::vector<std::unique_ptr<Database>>& current() {
    static std::vector<std::unique_ptr<Database>> databases;
    return databases;
}
Database* default_pointer = nullptr;

/// Further names of databases.
std::vector<std::pair<std::string, Database*>>& mirrors() {
    static std::vector<std::pair<std::string, Database*>> list;
    return list;
}

}  // namespace

std::unique_ptr<Driver> driver_for(const Url& url, const std::vector<DriverEntry>& drivers) {
    for (const DriverEntry& entry : drivers)
        if (entry.scheme == url.scheme) return entry.make();
    std::string known;
    for (const DriverEntry& entry : drivers) known += (known.empty() ? "" : ", ") + std::string(entry.scheme);
    throw ImproperlyConfigured("no driver for '" + url.scheme + "' (" + url.text + "); linked into this program: " +
                               (known.empty() ? "none; link nuage::sqlite or another driver to it" : known));
}

Database* sole_database = nullptr;

void configure(const DatabaseSettings& settings, const std::vector<DriverEntry>& drivers, Routers routers) {
    std::vector<std::unique_ptr<Database>> fresh;
    for (const auto& [alias, text] : settings) {
        Url url = Url::parse(text);
        std::unique_ptr<Driver> driver = driver_for(url, drivers);
        fresh.push_back(std::make_unique<Database>(alias, std::move(url), std::move(driver)));
    }
    const bool routed = !routers.empty();
    set_routers(std::move(routers));
    close_all();
    current() = std::move(fresh);
    for (const auto& database : current())
        if (database->alias() == "default") default_pointer = database.get();
    if (!routed && current().size() == 1) sole_database = default_pointer;
}

void close_all() {
    default_pointer = sole_database = nullptr;
    mirrors().clear();
    for (auto& database : current()) {
        database->close_idle();
        database->stop_log();
        retired().push_back(std::move(database));
    }
    current().clear();
}

Database& database(std::string_view alias) {
    for (const auto& database : current())
        if (database->alias() == alias) return *database;
    for (const auto& [mirror, target] : mirrors())
        if (mirror == alias) return *target;
    throw ImproperlyConfigured("no database '" + std::string(alias) + "' is configured; call nuage::configure({{\"" +
                               std::string(alias) + "\", \"sqlite:///file.db\"}}) first");
}

std::vector<std::string> aliases() {
    std::vector<std::string> all;
    for (const auto& database : current()) all.push_back(database->alias());
    return all;
}

void add_mirror(std::string_view alias, std::string_view target) {
    Database& database = db::database(target);
    mirrors().emplace_back(alias, &database);
    if (alias == "default") default_pointer = &database;
}

Database& default_database() {
    if (default_pointer != nullptr) return *default_pointer;
    return database("default");
}

bool any_database() { return !current().empty(); }
const Dialect& dialect_of(const Database& database) { return database.dialect(); }
const std::string& alias_of(const Database& database) { return database.alias(); }

const std::string* interned(std::string_view text) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> strings;
    const std::lock_guard lock(mutex);
    auto found = strings.find(text);
    if (found == strings.end()) found = strings.emplace(text).first;
    return &*found;
}

}  // namespace nuage::db

nuage::PoolMetrics nuage::pool_metrics(std::string_view alias) { return db::database(alias).metrics(); }
