// SPDX-License-Identifier: MIT
// A connection that is cut on its way to the server.
#include "proxy.hpp"
#include "server.hpp"

#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;
using faults::Proxy;

namespace {

/// The default database by way of the proxy; "direct" is the same without it.
struct Proxied {
    Fixture tables;
    Proxy proxy{faults::server_socket()};
    test::Reconfigured settings{
        {{"default", faults::url_by_port(proxy.port(), "pool_size=2")}, {"direct", test::default_url()}}};
    static std::vector<std::string> names() { return Author::objects.using_db("direct").flat("name"_f); }
    using Names = std::vector<std::string>;
};

}  // namespace

TEST_CASE("a commit that the server never got is a CommitUnknown, and nothing is written") {
    if (!faults::has_server()) return;
    Proxied by;
    by.proxy.cut_at("COMMIT", Proxy::Moment::before);
    bool told = false;
    CHECK_THROWS_AS(nuage::atomic({.retries = 3},
                                  [&] {
                                      nuage::on_commit([&] { told = true; });
                                      Author::objects.create("name"_f = "Ann");
                                  }),
                    nuage::CommitUnknown);
    CHECK_FALSE(told);
    CHECK(Proxied::names().empty());
    CHECK(by.proxy.seen() == 1);
    nuage::atomic([] { Author::objects.create("name"_f = "Bob"); });
    CHECK(Proxied::names() == Proxied::Names{"Bob"});
}

TEST_CASE("a commit whose answer was lost is a CommitUnknown, too, and is not run again") {
    if (!faults::has_server()) return;
    Proxied by;
    by.proxy.cut_at("COMMIT", Proxy::Moment::after);
    int attempts = 0;
    try {
        nuage::atomic({.retries = 3}, [&] {
            ++attempts;
            Author::objects.create("name"_f = "Ann");
        });
        FAIL("the connection was cut");
    } catch (const nuage::CommitUnknown& error) {
        CHECK_FALSE(error.retryable());
        CHECK_THAT(error.what(), Catch::Contains("not known"));
        CHECK(error.sql() == "COMMIT");
    }
    CHECK(attempts == 1);
    CHECK(Proxied::names() == Proxied::Names{"Ann"});
}

TEST_CASE("a transaction whose connection is cut before COMMIT is run again, and is kept once") {
    if (!faults::has_server()) return;
    Proxied by;
    int attempts = 0;
    nuage::atomic({.retries = 3}, [&] {
        ++attempts;
        Author::objects.create("name"_f = "Ann");
        if (attempts == 1) by.proxy.cut();
        Author::objects.create("name"_f = "Bob");
    });
    CHECK(attempts == 2);
    CHECK(Proxied::names() == Proxied::Names{"Ann", "Bob"});
}

TEST_CASE("a single write whose answer was lost is never sent again") {
    if (!faults::has_server()) return;
    Proxied by;
    Author::objects.create("name"_f = "Ann", "score"_f = 1);
    CHECK(Author::objects.filter("name"_f = "Ann").update("score"_f = "score"_f + 1) == 1);
    by.proxy.cut_at("UPDATE", Proxy::Moment::after);
    try {
        Author::objects.filter("name"_f = "Ann", "score__gt"_f = 0).update("score"_f = "score"_f + 10);
        FAIL("the connection was cut");
    } catch (const nuage::ConnectionLost& error) {
        CHECK_FALSE(error.retryable());
    }
    CHECK(by.proxy.seen() == 1);
    const int score = Author::objects.get("name"_f = "Ann").score;
    CHECK((score == 2 || score == 12));   // it may have arrived; not twice
}

TEST_CASE("a read whose connection is cut is run again on another one") {
    if (!faults::has_server()) return;
    Proxied by;
    Author::objects.create("name"_f = "Ann");
    Book::objects.create("title"_f = "T");
    by.proxy.cut_at("SELECT", Proxy::Moment::before);
    CHECK(Author::objects.filter("name__startswith"_f = "A").fetch().size() == 1);
    CHECK(by.proxy.seen() == 2);
    by.proxy.cut();
    CHECK(Author::objects.count() == 1);
    // Several at once, too.
    by.proxy.cut();
    std::vector<Author> authors;
    std::vector<Book> books;
    std::vector<nuage::db::Selection> both(2);
    both[0].query = Author::objects.all().query();
    both[0].sink = {&authors, &nuage::detail::append_row<Author>};
    both[1].query = Book::objects.all().query();
    both[1].sink = {&books, &nuage::detail::append_row<Book>};
    nuage::db::select_together(both);
    CHECK(authors.size() == 1);
    CHECK(books.size() == 1);
    CHECK(nuage::pool_metrics().lost >= 3);
    CHECK(nuage::pool_metrics().in_use == 0);
}
