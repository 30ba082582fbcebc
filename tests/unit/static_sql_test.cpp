// SPDX-License-Identifier: MIT
// Queries of one table, written by the compiler.
#include <unit/support/library.hpp>
#include <unit/support/static_queries.hpp>

#include <support/catch.hpp>

using namespace library;

TEST_CASE("lookups and patterns are spelled by the dialect at compile time as at run time") {
    {
        using Query = Static<[] { return Book::objects.filter("pages"_f = 1).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" = ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" = $1)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.filter("title__startswith"_f = "f").values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."title" LIKE ? ESCAPE '\')");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."title" LIKE $1)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] {
            return Book::objects.filter("title__icontains"_f = "x").order_by("-title"_f).values("id"_f);
        }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" )"
            R"(WHERE "book"."title" LIKE ? ESCAPE '\' ORDER BY "book"."title" DESC)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" )"
            R"(WHERE UPPER("book"."title") LIKE UPPER($1) ORDER BY "book"."title" DESC)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.filter("pages__range"_f = nuage::range(1, 5)).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" BETWEEN ? AND ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" BETWEEN $1 AND $2)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.filter("pages"_f >= 3 && "pages"_f < 5).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" >= ? AND "book"."pages" < ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" >= $1 AND "book"."pages" < $2)");
        CHECK(Query::is_the_same_at_run_time());
    }
}

TEST_CASE("dates are spelled by the dialect at compile time as at run time") {
    {
        using Query = Static<[] { return Book::objects.filter("pub__year"_f = 2024).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pub" BETWEEN ? AND ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pub" BETWEEN $1 AND $2)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.filter("pub__month"_f = 5).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE CAST(SUBSTR("book"."pub", 6, 2) AS INTEGER) = ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" )"
            R"(WHERE EXTRACT(MONTH FROM "book"."pub" AT TIME ZONE 'UTC')::integer = $1)");
        CHECK(Query::is_the_same_at_run_time());
    }
}

TEST_CASE("null, booleans and arithmetic at compile time as at run time") {
    {
        using Query = Static<[] { return Author::objects.order_by().filter("age"_f = nullptr).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "author"."id" FROM "author" WHERE "author"."age" IS NULL)");
        static_assert(Query::postgresql ==
            R"(SELECT "author"."id" FROM "author" WHERE "author"."age" IS NULL)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Author::objects.order_by().exclude("age"_f = 1).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "author"."id" FROM "author" WHERE NOT ("author"."age" = ? AND "author"."age" IS NOT NULL))");
        static_assert(Query::postgresql ==
            R"(SELECT "author"."id" FROM "author" )"
            R"(WHERE NOT ("author"."age" = $1 AND "author"."age" IS NOT NULL))");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Author::objects.filter("active"_f).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "author"."id" FROM "author" WHERE "author"."active" ORDER BY "author"."name" ASC)");
        static_assert(Query::postgresql ==
            R"(SELECT "author"."id" FROM "author" WHERE "author"."active" ORDER BY "author"."name" ASC)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.filter(Q("pages"_f = 1) ^ Q("id"_f = 2)).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" )"
            R"(WHERE (CASE WHEN "book"."pages" = ? THEN 1 ELSE 0 END + CASE WHEN "book"."id" = ? THEN 1 ELSE 0 )"
            R"(END) % 2 = 1)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" )"
            R"(WHERE (CASE WHEN "book"."pages" = $1 THEN 1 ELSE 0 END + CASE WHEN "book"."id" = $2 THEN 1 ELSE )"
            R"(0 END) % 2 = 1)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.filter("pages"_f + 1 > "id"_f * 2).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE ("book"."pages" + ?) > ("book"."id" * ?))");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" WHERE ("book"."pages" + $1) > ("book"."id" * $2))");
        CHECK(Query::is_the_same_at_run_time());
    }
}

TEST_CASE("orderings at compile time as at run time") {
    {
        using Query = Static<[] { return Author::objects.all().values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "author"."id" FROM "author" ORDER BY "author"."name" ASC)");
        static_assert(Query::postgresql ==
            R"(SELECT "author"."id" FROM "author" ORDER BY "author"."name" ASC)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] {
            return Author::objects.order_by("age"_f.asc().nulls_last()).reverse().values("id"_f);
        }>;
        static_assert(Query::sqlite ==
            R"(SELECT "author"."id" FROM "author" ORDER BY "author"."age" DESC NULLS FIRST)");
        static_assert(Query::postgresql ==
            R"(SELECT "author"."id" FROM "author" ORDER BY "author"."age" DESC NULLS FIRST)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.order_by("?"_f).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" ORDER BY RANDOM())");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" ORDER BY RANDOM())");
        CHECK(Query::is_the_same_at_run_time());
    }
}

TEST_CASE("slices at compile time as at run time") {
    {
        using Query = Static<[] { return Book::objects.filter("pages"_f = 1)[{10, 30}].values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" = ? LIMIT ? OFFSET ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" WHERE "book"."pages" = $1 LIMIT $2 OFFSET $3)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.skip(5).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" LIMIT -1 OFFSET ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" OFFSET $1)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Book::objects.first(9).skip(2).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "book"."id" FROM "book" LIMIT ? OFFSET ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "book"."id" FROM "book" LIMIT $1 OFFSET $2)");
        CHECK(Query::is_the_same_at_run_time());
    }
}
