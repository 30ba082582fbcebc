// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/write_models.hpp>

#include <fstream>

using namespace nuage::literals;
using namespace write_models;
using Catch::Contains;

namespace {

/// Goes back to the suite's settings should the URL be accepted.
void configure(const std::string& url) { const test::Reconfigured other({{"default", url}}); }

/// Uses the only database: connections are made when first needed.
void use() { (void)nuage::db::execute("SELECT 1", {}, nullptr); }

}  // namespace

TEST_CASE_METHOD(Fixture, "a malformed URL is refused by configure(), which then changes nothing") {
    for (const char* url : {"", "blog.db", ":", "://", "sqlite", "1 2://x", "sqlite:blog.db", "%%://x"}) {
        INFO(url);
        CHECK_THROWS_AS(configure(url), nuage::ImproperlyConfigured);
    }
    const std::string scheme = test::default_scheme();
    for (const char* rest : {"://host:port/x", "://host:99999/x", "://[::1/x", ":///x?novalue", ":///x?=v",
                             ":///x?a=1&a=2", ":///%zz", ":///x%00y"}) {
        INFO(rest);
        CHECK_THROWS_AS(configure(scheme + rest), nuage::ImproperlyConfigured);
    }
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "one bad URL among good ones changes nothing") {
    CHECK_THROWS_AS(nuage::configure({{"default", test::default_url()}, {"other", "nonsense"}}),
                    nuage::ImproperlyConfigured);
    CHECK_THROWS_AS(nuage::db::database("other"), nuage::ImproperlyConfigured);
    CHECK(Author::objects.count() == 0);
}

TEST_CASE("an unknown kind of database is named, with those that are known") {
    CHECK_THROWS_AS(configure("oracel://host/x"), nuage::ImproperlyConfigured);
    CHECK_THROWS_WITH(configure("oracel://host/x"), Contains("'oracel'") && Contains(test::default_scheme()));
}

TEST_CASE("a password in a URL does not appear in an error message") {
    for (const char* url :
         {"oracel://joe:geheim@host/x", "oracel://joe:geheim@host:nn/x", "oracel:joe:geheim@host", "joe:geheim@host"}) {
        INFO(url);
        CHECK_THROWS_WITH(configure(url), !Contains("geheim"));
    }
}

TEST_CASE("an unknown option is named") {
    CHECK_THROWS_AS([] {
        const test::Reconfigured other({{"default", test::default_url("no_such_option=1")}});
        use();
    }(), nuage::ImproperlyConfigured);
    CHECK_THROWS_WITH([] {
        const test::Reconfigured other({{"default", test::default_url("no_such_option=1")}});
        use();
    }(), Contains("'no_such_option'"));
}

TEST_CASE("options of the pool must be numbers in range") {
    for (const char* option :
         {"pool_size=0", "pool_size=-1", "pool_size=many", "pool_size=3x", "pool_timeout=-1", "pool_timeout=soon"}) {
        INFO(option);
        CHECK_THROWS_AS(configure(test::default_url(option)), nuage::ImproperlyConfigured);
        CHECK_THROWS_WITH(configure(test::default_url(option)), Contains("pool_"));
    }
}

TEST_CASE("a file that is no database, a directory and a missing directory are told apart from a database") {
    if (test::features().remote) {
        WARN("skipped: databases are not files here");
        return;
    }
    const test::TemporaryDirectory directory;
    const std::string text_file = directory.file("letter.txt");
    std::ofstream(text_file) << std::string(4096, 'x') << "This is a letter, and not a database.\n";
    for (const std::string& path : {text_file, directory.str(), directory.file("no/such/directory.db")}) {
        INFO(path);
        const test::Reconfigured other({{"default", test::default_scheme() + ":///" + path}});
        CHECK_THROWS_AS(use(), nuage::DatabaseError);
        CHECK_THROWS_WITH(use(), Contains(path));
    }
    CHECK(std::filesystem::file_size(text_file) == 4096 + 38);
    CHECK(std::distance(std::filesystem::directory_iterator(directory.str()), {}) == 1);
}

TEST_CASE("a server that is not there is a ConnectionLost, and the next try fails in the same way") {
    if (!test::features().remote) {
        WARN("skipped: there is no server");
        return;
    }
    const test::Reconfigured other(
        {{"default", test::default_scheme() + "://nobody@127.0.0.1:1/nothing?pool_size=1&pool_timeout=0"}});
    for (int i = 0; i < 3; ++i) CHECK_THROWS_AS(use(), nuage::ConnectionLost);
}
