// SPDX-License-Identifier: MIT
// select_for_update(): what is written, and what is locked.
#include <nuage/db/query_log.hpp>

#include <support/catch.hpp>
#include <support/server_control.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct TwoConnections : Fixture {
    test::Reconfigured settings{{{"default", test::default_url()},
                                 {"hasty", test::default_url(std::string(test::server_control().short_lock_wait))}}};
    TwoConnections() {
        for (const char* name : {"Ann", "Bob", "Cleo"}) Author::objects.create("name"_f = name);
    }
    static auto impatient() { return Author::objects.using_db("hasty"); }
};

bool skipped(bool feature) {
    if (feature && test::can_be_shared()) return false;
    WARN("skipped: not on this database");
    return true;
}

bool ends_with(const std::string& text, const std::string& ending) {
    return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "select_for_update() is written where rows can be locked") {
    const std::string sql = Author::objects.select_for_update().filter("score"_f = 1)[{0, 5}].sql().text;
    CHECK(ends_with(sql, " FOR UPDATE") == test::features().for_update);
    if (!test::features().for_update) CHECK(sql.find("FOR UPDATE") == std::string::npos);
}

TEST_CASE_METHOD(Fixture, "locking and not locking are two statements") {
    Author::objects.create("name"_f = "Ann");
    nuage::atomic([] {
        nuage::QueryCounter counter;
        CHECK(Author::objects.filter("name"_f = "Ann").fetch().size() == 1);
        CHECK(Author::objects.select_for_update().filter("name"_f = "Ann").fetch().size() == 1);
        CHECK(Author::objects.filter("name"_f = "Ann").fetch().size() == 1);
        CHECK((counter.statements()[0] != counter.statements()[1]) == test::features().for_update);
        CHECK(counter.statements()[0] == counter.statements()[2]);
    });
}

TEST_CASE_METHOD(Fixture, "outside of a transaction, rows to be locked are refused when they are read") {
    Author::objects.create("name"_f = "Ann");
    const auto locked = Author::objects.select_for_update();
    CHECK(locked.count() == 1);
    if (test::features().for_update) {
        CHECK_THROWS_AS(locked.fetch(), nuage::TransactionManagementError);
        CHECK_THROWS_AS(locked.get("name"_f = "Ann"), nuage::TransactionManagementError);
        CHECK_THROWS_AS(locked.iterator().begin(), nuage::TransactionManagementError);
    } else {
        CHECK(locked.fetch().size() == 1);
    }
    nuage::atomic([&] {
        CHECK(locked.fetch().size() == 1);
        CHECK(locked.get("name"_f = "Ann").name == "Ann");
        for (const Author& author : locked.iterator()) CHECK(author.name == "Ann");
        CHECK(locked.values_list("name"_f).fetch().size() == 1);
    });
}

TEST_CASE_METHOD(Fixture, "an option that the server lacks is a NotSupportedError, never left out") {
    const nuage::Features& features = test::features();
    const auto check = [&](bool feature, const nuage::QuerySet<Author>& rows) {
        if (feature || !features.for_update) {
            CHECK_NOTHROW(rows.fetch());
        } else {
            CHECK_THROWS_AS(rows.sql(), nuage::NotSupportedError);
            CHECK_THROWS_WITH(rows.fetch(), Catch::StartsWith("[F050]"));
        }
    };
    const auto in_block = [&](bool feature, const nuage::QuerySet<Author>& rows) {
        nuage::atomic([&] { nuage::atomic([&] { check(feature, rows); nuage::set_rollback(true); }); });
    };
    in_block(features.for_update_nowait, Author::objects.select_for_update({.nowait = true}));
    in_block(features.for_update_skip_locked, Author::objects.select_for_update({.skip_locked = true}));
    in_block(features.for_no_key_update, Author::objects.select_for_update({.no_key = true}));
    in_block(features.for_update_of, Author::objects.select_for_update({.of = nuage::fields("self"_f)}));
    CHECK_THROWS_AS(Author::objects.select_for_update({.nowait = true, .skip_locked = true}), nuage::ValueError);
}

TEST_CASE_METHOD(Fixture, "select_for_update(of) locks tables that select_related() joined in") {
    const auto books = Book::objects.select_related("author"_f);
    CHECK_THROWS_AS(Book::objects.select_for_update({.of = {"title"}}), nuage::FieldError);
    if (!test::features().for_update_of) return;
    CHECK_THROWS_WITH(Book::objects.select_for_update({.of = nuage::fields("author"_f)}).sql(), Catch::StartsWith("[F051]"));
    const std::string own = books.select_for_update({.of = nuage::fields("self"_f)}).sql().text;
    const std::string both = books.select_for_update({.of = nuage::fields("self"_f, "author"_f)}).sql().text;
    CHECK(own.find(" FOR UPDATE OF ") != std::string::npos);
    CHECK(both.size() > own.size());
    CHECK(both.starts_with(own));
    const Author ann = Author::objects.create("name"_f = "Ann");
    Book::objects.create("title"_f = "T", "author"_f = ann);
    nuage::atomic([&] {
        CHECK(books.select_for_update({.of = nuage::fields("self"_f)}).get().author->name == "Ann");
        CHECK(books.select_for_update({.of = nuage::fields("self"_f)}).values_list("author__name"_f).fetch().size() == 1);
    });
}

TEST_CASE_METHOD(TwoConnections, "a row that is locked keeps writers waiting until the end of the transaction", "[own_connections]") {
    if (skipped(test::features().for_update)) return;
    nuage::atomic([] {
        CHECK(Author::objects.select_for_update().get("name"_f = "Ann").score == 0);
        CHECK_THROWS_AS(impatient().filter("name"_f = "Ann").update("score"_f = 2), nuage::LockTimeout);
        CHECK(impatient().filter("name"_f = "Bob").update("score"_f = 2) == 1);
    });
    CHECK(impatient().filter("name"_f = "Ann").update("score"_f = 3) == 1);
}

TEST_CASE_METHOD(TwoConnections, "nowait does not wait for a row that others have locked", "[own_connections]") {
    if (skipped(test::features().for_update_nowait)) return;
    nuage::atomic([] {
        static_cast<void>(Author::objects.select_for_update().get("name"_f = "Ann"));
        CHECK_THROWS_AS(nuage::atomic({.using_db = "hasty"},
                                      [] { static_cast<void>(impatient().select_for_update({.nowait = true}).get("name"_f = "Ann")); }),
                        nuage::LockTimeout);
    });
}

TEST_CASE_METHOD(TwoConnections, "skip_locked leaves out rows that others have locked", "[own_connections]") {
    if (skipped(test::features().for_update_skip_locked)) return;
    nuage::atomic([] {
        static_cast<void>(Author::objects.select_for_update().get("name"_f = "Ann"));
        nuage::atomic({.using_db = "hasty"}, [] {
            const auto free = impatient().select_for_update({.skip_locked = true}).flat("name"_f);
            CHECK(free == std::vector<std::string>{"Bob", "Cleo"});
        });
    });
}

TEST_CASE_METHOD(Fixture, "update_or_create() locks the row that it updates") {
    Author::objects.create("name"_f = "Ann");
    nuage::QueryCounter counter;
    Author::objects.update_or_create("name"_f = "Ann", nuage::defaults("score"_f = 4));
    REQUIRE(counter.count() == 2);
    CHECK(ends_with(counter.statements()[0], " FOR UPDATE") == test::features().for_update);
    CHECK(Author::objects.get("name"_f = "Ann").score == 4);
}
