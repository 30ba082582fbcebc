// SPDX-License-Identifier: MIT
// Databases as things that are made and dropped: for tests. nuage.hpp does not include this.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nuage/db/databases.hpp>

namespace nuage::db {

/// All that are configured, without mirrors.
[[nodiscard]] std::vector<std::string> aliases();
/// Another alias for a database, until configure() is called again. Throws ImproperlyConfigured.
void add_mirror(std::string_view alias, std::string_view target);

/// The databases of a server, or of a folder, by the URL of one of them.
class DatabaseServer {
public:
    /// Throws ImproperlyConfigured.
    DatabaseServer(std::string_view url, const std::vector<DriverEntry>& drivers);
    DatabaseServer(DatabaseServer&&) noexcept;
    DatabaseServer& operator=(DatabaseServer&&) noexcept;
    ~DatabaseServer();

    /// Of the database that the URL leads to, letters, digits and underscores only: "blog" of sqlite:///data/blog.db.
    [[nodiscard]] std::string name() const;
    [[nodiscard]] std::string url_of(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;
    void create(std::string_view name) const;
    /// Nothing happens where there is none of this name.
    void drop(std::string_view name) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace nuage::db
