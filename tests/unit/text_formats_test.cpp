// SPDX-License-Identifier: MIT
#include <support/catch.hpp>

#include <nuage/meta/errors.hpp>

#include "orm/text_formats.hpp"

using namespace nuage::detail;

TEST_CASE("e-mail addresses are told from other text") {
    for (const char* good : {"a@b.co", "a.b+c@d-e.org", "a@localhost", "a@[127.0.0.1]", "a@[::1]", "\"a.b\"@c.com", "x@münchen.de",
                             "a@b.xn--p1ai"}) {
        INFO(good);
        CHECK(is_email(good));
    }
    for (const char* bad : {"", "a", "\"a b\"@c.com", "@b.co", "a@", "a@b", "a b@c.com", "a..b@c.com", ".a@b.com", "a@-b.com", "a@b-.com", "a@b..com",
                            "a@b.c", "a@b.c0m", "a@[127.0.0.256]", "a@b.com\n", "a@b.com>"}) {
        INFO(bad);
        CHECK_FALSE(is_email(bad));
    }
    CHECK_FALSE(is_email(std::string(315, 'a') + "@b.com"));
}

TEST_CASE("URLs are told from other text") {
    for (const char* good : {"http://a.com", "https://a.com/", "HTTP://A.COM/x?y#z", "ftp://a.com", "http://localhost:8000/", "http://127.0.0.1",
                             "http://[::1]:80/x", "http://u:p@a.com", "http://a.com.", "http://例え.テスト", "http://a-b.co.uk?x"}) {
        INFO(good);
        CHECK(is_url(good));
    }
    for (const char* bad : {"", "a.com", "http://", "http://a", "http://a.com:123456", "http://a.com:", "javascript://a.com", "http://a b.com",
                            "http://a.com/\n", "http://.com", "http://-a.com", "http://a.com-", "http://u:p:q@a.com", "http://[::1", "//a.com"}) {
        INFO(bad);
        CHECK_FALSE(is_url(bad));
    }
}

TEST_CASE("slugs have letters, digits, hyphens and underscores") {
    CHECK(is_slug("a-B_9"));
    for (const char* bad : {"", "a b", "a.b", "é", "a\n"}) CHECK_FALSE(is_slug(bad));
}

TEST_CASE("a pattern is found anywhere in the text, however long that is") {
    CHECK(matches("b+", "abbc"));
    CHECK_FALSE(matches("^b+$", "abbc"));
    CHECK(matches("(a)\\1", "xaa"));
    CHECK(matches("^(a|b)*$", std::string(1'000'000, 'a')));
    CHECK_FALSE(matches("^(a+)+$", std::string(5'000, 'a') + "b"));
    CHECK_THROWS_AS(matches("(", "a"), nuage::ImproperlyConfigured);
}

TEST_CASE("lengths are in characters") {
    CHECK(length_of("") == 0);
    CHECK(length_of("aé漢😀") == 4);
}
