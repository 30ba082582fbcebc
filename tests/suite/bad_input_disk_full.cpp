// SPDX-License-Identifier: MIT
// A database file that may not grow any more.
#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

constexpr std::string_view small = "small";

/// A database of its own beside the suite's, with room for some two hundred rows; one connection, as the limit is set
/// for a connection.
struct SmallDisk {
    test::TemporaryDirectory directory;
    test::Reconfigured settings{
        {{"default", test::default_url()},
         {"small", test::default_scheme() + ":///" + directory.file("small.db") + "?pool_size=1"}}};
    SmallDisk() {
        nuage::create_tables(nuage_app_write_models(), small);
        nuage::db::execute("PRAGMA max_page_count = 20", {}, nuage::db::interned(small));
    }
    static auto rows() { return Author::objects.using_db(small); }
    static std::string name(int i) { return std::string(40, 'x') + std::to_string(i); }

    /// Inserts until there is no room; gives how many rows went in.
    static int fill() {
        for (int i = 0; i < 100'000; ++i) {
            try {
                rows().create("name"_f = name(i));
            } catch (const nuage::DiskFull& error) {
                CHECK_THAT(error.sql(), Catch::StartsWith("INSERT"));
                CHECK_FALSE(error.code().empty());
                return i;
            }
        }
        FAIL("the disk is not small");
        return 0;
    }
};

bool skipped() {
    if (!test::features().remote) return false;
    WARN("skipped: the server's disk is not ours to fill");
    return true;
}

}  // namespace

TEST_CASE("a full disk is a DiskFull, and the rows from before are intact") {
    if (skipped()) return;
    const SmallDisk disk;
    const int written = disk.fill();
    CHECK(written > 10);
    CHECK(disk.rows().count() == written);
    CHECK(disk.rows().get("name"_f = disk.name(written - 1)).score == 0);
    CHECK_FALSE(disk.rows().filter("name"_f = disk.name(written)).exists());
}

TEST_CASE("a bulk_create() that fills the disk leaves none of its rows") {
    if (skipped()) return;
    const SmallDisk disk;
    disk.rows().create("name"_f = "before");
    std::vector<Author> authors;
    for (int i = 0; i < 5000; ++i) authors.push_back({.name = disk.name(i)});
    CHECK_THROWS_AS(disk.rows().bulk_create(authors), nuage::DiskFull);
    CHECK(disk.rows().count() == 1);
    CHECK(authors[0].id == 0);
}

TEST_CASE("a transaction that fills the disk is rolled back, and there is room again") {
    if (skipped()) return;
    const SmallDisk disk;
    CHECK_THROWS_AS(nuage::atomic({.using_db = small},
                                  [&] {
                                      for (int i = 0; i < 100'000; ++i) disk.rows().create("name"_f = disk.name(i));
                                  }),
                    nuage::DiskFull);
    CHECK(disk.rows().count() == 0);
    disk.rows().create("name"_f = "after");
    CHECK(disk.rows().get().name == "after");
}
