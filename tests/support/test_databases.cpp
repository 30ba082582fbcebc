// SPDX-License-Identifier: MIT
#include <support/test_databases.hpp>

#include <filesystem>

#include <support/documents.hpp>
#include <support/models.hpp>
#include <support/relation_models.hpp>

namespace test {

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:///";

void remove_old_file(const std::string& url) {
    if (!url.starts_with(sqlite_scheme)) return;
    const std::string path = url.substr(sqlite_scheme.size(), url.find('?') - sqlite_scheme.size());
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + ending);
}

const nuage::AppInfo& (*const apps[])() = {&shop::nuage_app_shop, &archive::nuage_app_archive, &rel::nuage_app_rel};

}  // namespace

void set_up_databases(const std::string& url) {
    remove_old_file(url);
    nuage::configure({{"default", url}});
    for (const auto app : apps) {
        nuage::drop_tables(app());
        nuage::create_tables(app());
    }
}

void close_databases() {
    try {
        // Other tests of the same server make tables and indexes of the same names.
        for (const auto app : apps) nuage::drop_tables(app());
    } catch (const nuage::Error&) {
        // A test that broke the connection has said so itself.
    }
    nuage::db::close_all();
}

}  // namespace test
