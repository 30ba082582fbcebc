// SPDX-License-Identifier: MIT
// Groups and subqueries, written by the compiler.
#include <unit/support/library.hpp>
#include <unit/support/static_queries.hpp>

#include <support/catch.hpp>

using namespace library;
using nuage::Count;

TEST_CASE("groups are written at compile time as at run time") {
    {
        using Query = Static<[] {
            return Author::objects.annotate("n"_f = Count("books"_f)).filter("n__gt"_f = 1).order_by("-n"_f).values("name"_f, "n"_f);
        }>;
        static_assert(Query::sqlite ==
            R"(SELECT "author"."name", COUNT("book"."id") AS "n" FROM "author" )"
            R"(LEFT OUTER JOIN "book" ON ("author"."id" = "book"."author_id") )"
            R"(GROUP BY "author"."id" HAVING COUNT("book"."id") > ? ORDER BY 2 DESC)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.order_by().values("author"_f).annotate("n"_f = Count("pk"_f).filter("pages"_f > 3)); }>;
        static_assert(Query::postgresql ==
            R"(SELECT "book"."author_id", COUNT("book"."id") FILTER (WHERE "book"."pages" > $1) AS "n" FROM "book" )"
            R"(GROUP BY "book"."author_id")");
        CHECK(Query::is_the_same_at_run_time());
    }
}

TEST_CASE("subqueries are written at compile time as at run time") {
    using Query = Static<[] {
        const auto books = Book::objects.filter("author"_f = nuage::OuterRef("pk"_f));
        return Author::objects.order_by().filter(nuage::Exists(books)).values("id"_f, "first"_f = nuage::Subquery(books.order_by("title"_f).values("title"_f)[{0, 1}]));
    }>;
    static_assert(Query::sqlite ==
        R"(SELECT "author"."id", (SELECT "U0"."title" FROM "book" "U0" WHERE "U0"."author_id" = "author"."id" )"
        R"(ORDER BY "U0"."title" ASC LIMIT 1) AS "first" FROM "author" )"
        R"(WHERE EXISTS(SELECT 1 AS "a" FROM "book" "U0" WHERE "U0"."author_id" = "author"."id" LIMIT 1))");
    CHECK(Query::is_the_same_at_run_time());
}
