// SPDX-License-Identifier: MIT
#include <nuage/db/url.hpp>

#include <support/catch.hpp>

#include <nuage/meta/errors.hpp>

using nuage::ImproperlyConfigured;
using nuage::Url;

namespace {

std::string error_of(std::string_view text) {
    try {
        (void)Url::parse(text);
    } catch (const ImproperlyConfigured& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("a URL of a file gives its path", "[url]") {
    const auto [text, path] = GENERATE(table<const char*, const char*>({{"sqlite:///relative.db", "relative.db"},
                                                                        {"sqlite:////abs/x.db", "/abs/x.db"},
                                                                        {"sqlite::memory:", ":memory:"},
                                                                        {"sqlite:///:memory:", ":memory:"},
                                                                        {"sqlite::memory:?cache=shared", ":memory:"},
                                                                        {"sqlite:///a%20b.db", "a b.db"},
                                                                        {"SQLite:///x", "x"},
                                                                        {"sqlite:///dir@home/x.db", "dir@home/x.db"}}));
    const Url url = Url::parse(text);
    CHECK(url.scheme == "sqlite");
    CHECK(url.path == path);
    CHECK(url.host.empty());
    CHECK(url.text == text);
}

TEST_CASE("a URL of a server gives all its parts", "[url]") {
    const Url url = Url::parse("postgresql://user:pw@host:5433/db?opt=1&connect_timeout=5");
    CHECK(url.scheme == "postgresql");
    CHECK(url.user == "user");
    CHECK(url.password == "pw");
    CHECK(url.host == "host");
    CHECK(url.port == "5433");
    CHECK(url.path == "db");
    CHECK(url.option("opt") == "1");
    CHECK(url.option("connect_timeout", "9") == "5");
    CHECK(url.option("absent", "fallback") == "fallback");
    CHECK(url.text == "postgresql://user:***@host:5433/db?opt=1&connect_timeout=5");
}

TEST_CASE("each part but the kind of database may be missing", "[url]") {
    const Url url = Url::parse("postgresql://app@/blog?host=/run/postgresql");
    CHECK(url.user == "app");
    CHECK(url.host.empty());
    CHECK(url.path == "blog");
    CHECK(url.option("host") == "/run/postgresql");
    CHECK(Url::parse("postgresql://host").host == "host");
    CHECK(Url::parse("postgresql://host").path.empty());
    CHECK(Url::parse("postgresql://").host.empty());
    CHECK(Url::parse("postgresql://host?a=b").option("a") == "b");
    CHECK(Url::parse("postgresql:///db?").options.empty());
}

TEST_CASE("escapes are decoded", "[url]") {
    const Url url = Url::parse("postgresql://a%40b:p%2Fw%3a%25@h/d%C3%A9?x=%26y+z");
    CHECK(url.user == "a@b");
    CHECK(url.password == "p/w:%");
    CHECK(url.path == "d\xc3\xa9");
    CHECK(url.option("x") == "&y+z");
}

TEST_CASE("IPv6 addresses lose their brackets", "[url]") {
    CHECK(Url::parse("postgresql://[::1]:5433/db").host == "::1");
    CHECK(Url::parse("postgresql://[::1]:5433/db").port == "5433");
    CHECK(Url::parse("postgresql://u@[fe80::1]/db").port.empty());
}

TEST_CASE("several servers are given with commas between them", "[url]") {
    using Addresses = std::vector<Url::Address>;
    const Url url = Url::parse("postgresql://u:pa,ss@a:5432,b:5433/db?target_session_attrs=read-write");
    CHECK(url.addresses == Addresses{{"a", "5432"}, {"b", "5433"}});
    CHECK(url.host == "a,b");
    CHECK(url.port == "5432,5433");
    CHECK(url.password == "pa,ss");
    CHECK(url.path == "db");
    CHECK(url.text == "postgresql://u:***@a:5432,b:5433/db?target_session_attrs=read-write");

    CHECK(Url::parse("mysql://a,b/db").addresses == Addresses{{"a", ""}, {"b", ""}});
    CHECK(Url::parse("mysql://a,b/db").port.empty());
    CHECK(Url::parse("mysql://a:1,b,c:3/db").port == "1,,3");
    const Url six = Url::parse("mysql://[::1]:3306,[fe80::2],c:1/db");
    CHECK(six.addresses == Addresses{{"::1", "3306"}, {"fe80::2", ""}, {"c", "1"}});
    CHECK(six.host == "::1,fe80::2,c");
    CHECK(Url::parse("postgresql://%2Frun%2Fpg,b/db").host == "/run/pg,b");
    CHECK(Url::parse("mysql://one:1/db").addresses == Addresses{{"one", "1"}});
    CHECK(Url::parse("mysql:///db").addresses == Addresses{{"", ""}});
    CHECK(Url::parse("sqlite::memory:").addresses.empty());
}

TEST_CASE("a list of servers is refused with what is wrong in it", "[url]") {
    using Catch::Matchers::Contains;
    CHECK_THAT(error_of("mysql://a,/db"), Contains("a host is missing"));
    CHECK_THAT(error_of("mysql://,a/db"), Contains("a host is missing"));
    CHECK_THAT(error_of("mysql://a,,b/db"), Contains("a host is missing"));
    CHECK_THAT(error_of("mysql://a:1,b:port/db"), Contains("the port must be a number"));
    CHECK_THAT(error_of("mysql://a,[::1/db"), Contains("']'"));
    CHECK_THAT(error_of("mysql://u:secret@a:1,b:99999/db"), !Contains("secret"));
}

TEST_CASE("an unescaped @ belongs to the password", "[url]") {
    const Url url = Url::parse("postgresql://u:p@w@host/db");
    CHECK(url.password == "p@w");
    CHECK(url.text == "postgresql://u:***@host/db");
}

TEST_CASE("a malformed URL is refused with what is wrong", "[url]") {
    const auto [text, what] = GENERATE(table<const char*, const char*>(
        {{"", "must begin with the kind of database"}, {"blog.db", "must begin with the kind of database"},
         {"://host/db", "must begin with the kind of database"}, {"sq lite:///x", "' ' may not be part"},
         {"sqlite:x.db", "'//' is missing after 'sqlite:'"}, {"postgresql:/h/db", "'//' is missing"},
         {"postgresql://h:x/db", "port must be a number from 1 to 65535"}, {"postgresql://h:/db", "port"},
         {"postgresql://h:0/db", "port"}, {"postgresql://h:65536/db", "port"}, {"postgresql://[::1/db", "']'"},
         {"postgresql://[::1]5/db", "only a port may follow"}, {"postgresql://h/d%2", "two hex digits"},
         {"postgresql://h/d%zz", "in the name of the database"}, {"postgresql://h/d%00", "NUL"},
         {"postgresql://h/d?a", "name=value, not 'a'"}, {"postgresql://h/d?=1", "name=value"},
         {"postgresql://h/d?a=1&a=2", "the option 'a' is given twice"}}));
    const std::string error = error_of(text);
    INFO(error);
    CHECK(error.find(what) != std::string::npos);
}

TEST_CASE("no password is shown, neither in the text nor in an error", "[url]") {
    const auto text = GENERATE("postgresql://u:secret@h:x/db", "postgresql://u:secret@h/d%zz",
                               "postgresql://u:secret/x@h/db", "postgresql://u:secret?x@h/db", "postgresql:u:secret@h",
                               "u:secret@h/db", "postgresql://h:x/d?password=secret", "postgresql://u:%zsecret@h/db",
                               "postgresql://u:secret@h/db?bad");
    const std::string error = error_of(text);
    INFO(error);
    CHECK(error.find("***") != std::string::npos);
    CHECK(error.find("secret") == std::string::npos);
    CHECK(Url::parse("postgresql:///d?user=u&password=secret&x=1").text == "postgresql:///d?user=u&password=***&x=1");
}
