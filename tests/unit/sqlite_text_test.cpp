// SPDX-License-Identifier: MIT
// Text in SQLite: regular expressions, and what is no text.
#ifdef NUAGE_WITH_SQLITE
#include <unit/support/sqlite.hpp>

#include <cmath>
#include <limits>

using namespace nuage;
using namespace sqlite_test;

TEST_CASE("SQLite: regular expressions") {
    const auto connection = open();
    const auto found = [&](const char* content, const char* pattern) { return finds(*connection, content, pattern); };
    CHECK(found("abc", "b"));
    CHECK_FALSE(found("abc", "^b"));
    CHECK(found("ABC", "(?i)b"));
    CHECK_FALSE(found("ABC", "b"));
    CHECK(found("Émile", "(?i)^é"));
    CHECK(found("é", "^.$"));
    CHECK(found("ü", "^[äöü]$"));
    CHECK_FALSE(found("ß", "^[äöü]$"));
    CHECK(found("tel 0123-45", R"(\d{4}-\d\d$)"));
    CHECK_FALSE(found("12", R"(\D)"));
    CHECK(found("a_1", R"(^\w+$)"));
    CHECK(found("a-b", R"(^[\w\-]+$)"));
    CHECK(found("a]b", R"(^a[\]x]b$)"));
    CHECK(found("a]b", "^a[]x]b$"));
    CHECK(found("a\\b", R"(a[\\]b)"));
    CHECK_FALSE(found("d", R"([\d])"));
    CHECK(found("5", R"(^[\d]$)"));
    CHECK(found("-", "^[a-]$"));
    CHECK(found("m", "^[a-z]$"));
    CHECK(found("foobar", "^(?:foo|baz)+?bar$"));
    CHECK(found("xyxy", R"(^(?:(x)(y))\1\2$)"));
    CHECK(found("1.5", R"(^\d\.\d$)"));
    CHECK_FALSE(found("1x5", R"(^\d\.\d$)"));
    CHECK(found("{a}", "^{a}$"));
    CHECK(found("a\tb", R"(a\tb)"));
    CHECK(found("x", R"(\Ax\Z)"));
    CHECK(found("a b", R"(\bb\b)"));
    CHECK(number(*connection, "12 REGEXP '^1'") == 1);
    CHECK(number(*connection, "(NULL REGEXP 'a') IS NULL") == 1);
    CHECK(number(*connection, "('a' REGEXP NULL) IS NULL") == 1);
    for (const char* pattern : {"(", ")", "[a", "a\\", "(?=a)", "(?x)a", R"(\q)", R"(\1)", "a{2000}",
                                "((((a{100}){100}){100}){100})"}) {
        CAPTURE(pattern);
        CHECK_THROWS_AS(found("a", pattern), DataError);
    }
    CHECK_THROWS_AS(found("a", std::string(100'000, '(').c_str()), DataError);
    // Constant for the statement, and different from row to row.
    connection->execute("CREATE TABLE t (p text); INSERT INTO t VALUES ('^a'), ('^b'), ('a$')");
    CHECK(number(*connection, "COUNT(*) FROM t WHERE p REGEXP 'a'") == 2);
    CHECK(number(*connection, "COUNT(*) FROM t WHERE 'ba' REGEXP p") == 2);
}

TEST_CASE("SQLite: text with NUL or malformed UTF-8 is not stored") {
    const auto connection = open();
    for (const Value& value : {Value(std::string("a\0b", 3)), Value("a\xff"), Value(ValueKind::json, "\xc3")}) {
        const Param param = param_of(value);
        CHECK_THROWS_AS(connection->prepare("SELECT ?", {})->execute({&param, 1}), DataError);
    }
    const double nan = std::nan("");
    const Param param{Storage::f64, &nan, ValueKind::real};
    CHECK_THROWS_AS(connection->prepare("SELECT ?", {})->execute({&param, 1}), DataError);
    const Value far = DateTime(Duration(std::numeric_limits<std::int64_t>::max()));
    const Param late = param_of(far);
    CHECK_THROWS_AS(connection->prepare("SELECT ?", {})->execute({&late, 1}), DataError);
}
#endif
