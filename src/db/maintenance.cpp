// SPDX-License-Identifier: MIT
#include <nuage/db/maintenance.hpp>

#include <nuage/db/driver.hpp>

#include "configured.hpp"

namespace nuage::db {

namespace {

/// The text of a URL with another path; all else stays as it is written, the password, too.
std::string with_path(std::string_view text, std::string_view path) {
    const std::size_t query = std::min(text.find('?'), text.size());
    const std::string_view address = text.substr(0, query);
    const std::size_t slashes = address.find("//");
    // "sqlite::memory:" has no place for another one.
    if (slashes == std::string_view::npos) return std::string(text);
    std::string url(address.substr(0, address.find('/', slashes + 2)));
    url += '/';
    for (const char c : path) {
        if (c == '%') url += "%25";
        else if (c == '?') url += "%3F";
        else url += c;
    }
    return url += text.substr(query);
}

}  // namespace

struct DatabaseServer::State {
    std::string text;
    Url url;
    std::unique_ptr<Driver> driver;
};

DatabaseServer::DatabaseServer(std::string_view url, const std::vector<DriverEntry>& drivers) : state_(std::make_unique<State>()) {
    state_->text = url;
    const Url parsed = Url::parse(url);
    state_->driver = driver_for(parsed, drivers);
    state_->url = without_own_options(parsed);
}
DatabaseServer::DatabaseServer(DatabaseServer&&) noexcept = default;
DatabaseServer& DatabaseServer::operator=(DatabaseServer&&) noexcept = default;
DatabaseServer::~DatabaseServer() = default;

std::string DatabaseServer::name() const {
    std::string_view path = state_->url.path;
    path.remove_prefix(path.rfind('/') + 1);
    std::string name;
    for (const char c : path.substr(0, path.rfind('.'))) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += plain ? c : '_';
    }
    return name;
}

std::string DatabaseServer::url_of(std::string_view name) const {
    const std::string path = state_->driver->path_of(state_->url, name);
    return path == state_->url.path ? state_->text : with_path(state_->text, path);
}
std::vector<std::string> DatabaseServer::names() const { return state_->driver->database_names(state_->url); }
void DatabaseServer::create(std::string_view name) const { state_->driver->create_database(state_->url, name); }
void DatabaseServer::drop(std::string_view name) const { state_->driver->drop_database(state_->url, name); }

}  // namespace nuage::db
