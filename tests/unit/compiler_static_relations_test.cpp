// SPDX-License-Identifier: MIT
// Queries with joins, written by the compiler.
#include <unit/support/library.hpp>
#include <unit/support/static_queries.hpp>

#include <support/catch.hpp>

using namespace library;

TEST_CASE("conditions over relations at compile time as at run time") {
    {
        using Query = Static<[] { return Category::objects.filter("parent__rank"_f = 1).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(INNER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") WHERE "T2"."rank" = ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(INNER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") WHERE "T2"."rank" = $1)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Category::objects.filter("parent__id"_f = 3).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id" FROM "category" WHERE "category"."parent_id" = ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id" FROM "category" WHERE "category"."parent_id" = $1)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Category::objects.filter("parent__rank__isnull"_f = true).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") )"
            R"(WHERE "T2"."rank" IS NULL)");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") )"
            R"(WHERE "T2"."rank" IS NULL)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Category::objects.filter("children__isnull"_f = false).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(INNER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id") WHERE "T2"."id" IS NOT NULL)");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(INNER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id") WHERE "T2"."id" IS NOT NULL)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] {
            return Category::objects.filter(Q("parent__rank"_f = 1) | Q("rank"_f = 2)).values("id"_f);
        }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") )"
            R"(WHERE ("T2"."rank" = ? OR "category"."rank" = ?))");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") )"
            R"(WHERE ("T2"."rank" = $1 OR "category"."rank" = $2))");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] {
            return Category::objects.filter("children__rank"_f = 1).filter("children__rank"_f = 2).values("id"_f);
        }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(INNER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id") )"
            R"(INNER JOIN "category" "T3" ON ("category"."id" = "T3"."parent_id") )"
            R"(WHERE "T2"."rank" = ? AND "T3"."rank" = ?)");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(INNER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id") )"
            R"(INNER JOIN "category" "T3" ON ("category"."id" = "T3"."parent_id") )"
            R"(WHERE "T2"."rank" = $1 AND "T3"."rank" = $2)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Category::objects.exclude("children__rank"_f = 1).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(WHERE NOT (EXISTS(SELECT 1 AS "a" FROM "category" "U0" )"
            R"(WHERE "U0"."rank" = ? AND "U0"."parent_id" = "category"."id" LIMIT 1)))");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id" FROM "category" )"
            R"(WHERE NOT (EXISTS(SELECT 1 AS "a" FROM "category" "U0" )"
            R"(WHERE "U0"."rank" = $1 AND "U0"."parent_id" = "category"."id" LIMIT 1)))");
        CHECK(Query::is_the_same_at_run_time());
    }
}

TEST_CASE("orderings over relations at compile time as at run time") {
    {
        using Query = Static<[] { return Profile::objects.order_by("author"_f).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "profile"."id" FROM "profile" )"
            R"(INNER JOIN "author" ON ("profile"."author_id" = "author"."id") ORDER BY "author"."name" ASC)");
        static_assert(Query::postgresql ==
            R"(SELECT "profile"."id" FROM "profile" )"
            R"(INNER JOIN "author" ON ("profile"."author_id" = "author"."id") ORDER BY "author"."name" ASC)");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Profile::objects.distinct().order_by("author__age"_f).values("id"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT DISTINCT "profile"."id", "author"."age" FROM "profile" )"
            R"(INNER JOIN "author" ON ("profile"."author_id" = "author"."id") ORDER BY "author"."age" ASC)");
        static_assert(Query::postgresql ==
            R"(SELECT DISTINCT "profile"."id", "author"."age" FROM "profile" )"
            R"(INNER JOIN "author" ON ("profile"."author_id" = "author"."id") ORDER BY "author"."age" ASC)");
        CHECK(Query::is_the_same_at_run_time());
    }
}

TEST_CASE("columns of related models at compile time as at run time") {
    {
        using Query = Static<[] { return Category::objects.select_related("parent"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id", "category"."rank", "category"."parent_id", "T2"."id", "T2"."rank", )"
            R"("T2"."parent_id" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id"))");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id", "category"."rank", "category"."parent_id", "T2"."id", "T2"."rank", )"
            R"("T2"."parent_id" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id"))");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Category::objects.values_list("id"_f, "parent__rank"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id", "T2"."rank" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id"))");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id", "T2"."rank" FROM "category" )"
            R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id"))");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Category::objects.defer("rank"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id", "category"."parent_id" FROM "category")");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id", "category"."parent_id" FROM "category")");
        CHECK(Query::is_the_same_at_run_time());
    }
    {
        using Query = Static<[] { return Category::objects.only("rank"_f); }>;
        static_assert(Query::sqlite ==
            R"(SELECT "category"."id", "category"."rank" FROM "category")");
        static_assert(Query::postgresql ==
            R"(SELECT "category"."id", "category"."rank" FROM "category")");
        CHECK(Query::is_the_same_at_run_time());
    }
}
