// SPDX-License-Identifier: MIT
#include <filesystem>

#include <nuage/db/driver.hpp>
#include <nuage/sqlite.hpp>

#include <nuage/backends/sqlite/dialect.hpp>

#include "connection.hpp"

namespace nuage::sqlite {
namespace {

constexpr std::string_view file_ending = ".sqlite3";

std::string file_of(std::string_view name) {
    return (std::filesystem::temp_directory_path() / (std::string(name) += file_ending)).string();
}

class SqliteDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const override { return "sqlite"; }
    [[nodiscard]] std::unique_ptr<Connection> connect(const Url& url) override {
        return std::make_unique<SqliteConnection>(OpenOptions::of(url));
    }
    [[nodiscard]] const Dialect& dialect() const override { return dialect_object; }
    // Files for tests are kept apart from the program's.
    [[nodiscard]] std::string path_of(const Url& url, std::string_view name) const override {
        return OpenOptions::of(url).in_memory ? url.path : file_of(name);
    }
    [[nodiscard]] std::vector<std::string> database_names(const Url&) override {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
            if (entry.path().extension() == file_ending) names.push_back(entry.path().stem());
        return names;
    }
    void create_database(const Url& url, std::string_view name) override { drop_database(url, name); }
    void drop_database(const Url&, std::string_view name) override {
        for (const char* ending : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(file_of(name) + ending);
    }
    // Each connection to memory has a database of its own.
    [[nodiscard]] int max_connections(const Url& url) const override {
        return OpenOptions::of(url).in_memory ? 1 : Driver::max_connections(url);
    }
};

}  // namespace

std::unique_ptr<Driver> driver() { return std::make_unique<SqliteDriver>(); }

}  // namespace nuage::sqlite
