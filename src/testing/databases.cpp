// SPDX-License-Identifier: MIT
#include <nuage/testing/databases.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>

#include <unistd.h>

#include <fmt/format.h>

#include <nuage/db/maintenance.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/schema.hpp>

#include "apps.hpp"

namespace nuage::testing {

namespace {

/// Process numbers mean nothing on other machines, which may share the server.
std::string machine() {
    char name[256]{};
    ::gethostname(name, sizeof name - 1);
    std::uint32_t hash = 2166136261u;
    for (const char* c = name; *c != '\0'; ++c) hash = (hash ^ static_cast<unsigned char>(*c)) * 16777619u;
    return fmt::format("{:08x}", hash);
}

std::string prefix_of(const db::DatabaseServer& server, std::string_view alias) {
    std::string name = server.name().substr(0, 20);
    // Two aliases may lead to one database.
    if (alias != "default") name += "_" + std::string(alias.substr(0, 12));
    std::replace_if(name.begin(), name.end(), [](char c) { return c == '-' || c == '.' || c == ' '; }, '_');
    return "test_" + name;
}

bool is_dead(std::string_view process) {
    long number = 0;
    const auto [end, error] = std::from_chars(process.data(), process.data() + process.size(), number);
    if (error != std::errc() || end != process.data() + process.size() || number <= 0) return false;
    return ::kill(static_cast<pid_t>(number), 0) != 0 && errno == ESRCH;
}

/// Drops what programs left behind that died. Somebody else may be at it.
void drop_stale(const db::DatabaseServer& server, std::string_view prefix) {
    const std::string begin = std::string(prefix) + "_";
    const std::string end = "_" + machine();
    for (const std::string& name : server.names()) {
        if (!name.starts_with(begin) || !name.ends_with(end) || name.size() <= begin.size() + end.size()) continue;
        if (!is_dead(std::string_view(name).substr(begin.size(), name.size() - begin.size() - end.size()))) continue;
        try {
            server.drop(name);
        } catch (const DatabaseError&) {
            // Still in use after all, or gone.
        }
    }
}

/// A database that was made.
struct Made {
    db::DatabaseServer server;
    std::string name;
};

Apps& current_apps() {
    static Apps apps;
    return apps;
}

}  // namespace

const Apps& apps_under_test() { return current_apps(); }

struct Databases::State {
    std::vector<Made> made;
    DatabaseSettings settings;

    ~State() {
        current_apps().clear();
        db::close_all();
        for (const Made& database : made) {
            try {
                database.server.drop(database.name);
            } catch (...) {
                db::report_error("dropping the test database " + database.name, std::current_exception());
            }
        }
    }
    void make(const std::string& alias, const std::string& url, const std::vector<DriverEntry>& drivers) {
        db::DatabaseServer server(url, drivers);
        const std::string prefix = prefix_of(server, alias);
        const std::string name = fmt::format("{}_{}_{}", prefix, ::getpid(), machine());
        const std::string own_url = server.url_of(name);
        settings.emplace_back(alias, own_url);
        if (own_url == url) return;   // in memory
        drop_stale(server, prefix);
        server.drop(name);   // of a process that had the same number
        server.create(name);
        made.push_back({std::move(server), name});
    }
};

Databases::Databases(const DatabaseSettings& settings, const Apps& apps, const std::vector<DriverEntry>& drivers, const DatabasesOptions& options)
    : state_(std::make_unique<State>()) {
    const auto is_mirror = [&](const std::string& alias) {
        return std::any_of(options.mirrors.begin(), options.mirrors.end(), [&](const auto& mirror) { return mirror.first == alias; });
    };
    for (const auto& [alias, url] : settings)
        if (!is_mirror(alias)) state_->make(alias, url, drivers);
    db::configure(state_->settings, drivers, options.routers);
    for (const auto& [alias, target] : options.mirrors) db::add_mirror(alias, target);
    for (const auto& [alias, url] : state_->settings)
        for (const AppRef& app : apps) create_tables(*app.app, alias);
    current_apps() = apps;
}

Databases::~Databases() = default;

const DatabaseSettings& Databases::settings() const { return state_->settings; }

}  // namespace nuage::testing
