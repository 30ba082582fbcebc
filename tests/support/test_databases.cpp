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

void make_tables(const nuage::AppInfo& app) {
    nuage::drop_tables(app);
    nuage::create_tables(app);
}

}  // namespace

void set_up_databases(const std::string& url) {
    remove_old_file(url);
    nuage::configure({{"default", url}});
    make_tables(shop::nuage_app_shop());
    make_tables(archive::nuage_app_archive());
    make_tables(rel::nuage_app_rel());
}

void close_databases() { nuage::db::close_all(); }

}  // namespace test
