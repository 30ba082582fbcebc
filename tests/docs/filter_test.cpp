// SPDX-License-Identifier: MIT
// Snippets of docs/queries.md: conditions.
#include <support/catch.hpp>

#include "database.hpp"

namespace {

std::string sql_of(const nuage::SqlText& sql) { return sql.text.substr(sql.text.find(" WHERE ") + 1); }

// [condition]
nuage::Condition<Post> matching(const std::vector<std::string>& words, bool published_only) {
    nuage::Condition<Post> found;                              // empty: all rows
    for (const std::string& word : words) found |= "title__icontains"_f = word;
    if (published_only) found &= "published_at__isnull"_f = false;
    return found;
}
// [/condition]

// [parameter]
nuage::QuerySet<Post> visible(nuage::QuerySet<Post> posts, bool is_editor) {
    if (!is_editor) posts = posts.filter("published_at__isnull"_f = false);
    return posts;
}
// [/parameter]

}  // namespace

TEST_CASE("keyword form and operator form say the same", "[docs]") {
    const BlogDatabase database;
    // [two-forms]
    auto a = Post::objects.filter("views__gte"_f = 100, "title__icontains"_f = "bug");
    auto b = Post::objects.filter("views"_f >= 100 && "title"_f.icontains("bug"));
    auto c = Post::objects.filter(nuage::Q("views__gte"_f = 100) & nuage::Q("title__icontains"_f = "bug"));
    // [/two-forms]
    CHECK(a.count() == 1);
    CHECK(b.sql().text == a.sql().text);
    CHECK(c.sql().text == a.sql().text);
}

TEST_CASE("conditions are joined by OR, XOR and NOT", "[docs]") {
    const BlogDatabase database;
    // [logic]
    using nuage::Q;
    Post::objects.filter("views"_f < 10 || "views"_f > 200);
    Post::objects.filter(Q("views__lt"_f = 10) | Q("views__gt"_f = 200));
    Post::objects.filter(Q("views__lt"_f = 50) ^ Q("author__name"_f = "Ada"));   // exactly one of the two
    Post::objects.filter(!"title"_f.startswith("A"));
    Post::objects.filter(~Q("title__startswith"_f = "A"));
    // [/logic]
    CHECK(Post::objects.filter("views"_f < 10 || "views"_f > 200).count() == 2);
    CHECK(Post::objects.filter(Q("views__lt"_f = 50) ^ Q("author__name"_f = "Ada")).count() == 2);
    CHECK(Post::objects.filter(~Q("title__startswith"_f = "A")).count() == 3);
}

TEST_CASE("fields are compared with fields and reckoned with", "[docs]") {
    const BlogDatabase database;
    // [fields]
    Post::objects.filter("editor"_f = "author"_f);                  // both are columns: nothing is assigned
    Post::objects.filter("views"_f > "id"_f * 50);
    Post::objects.filter(nuage::F("views"_f) + 10 >= 100);          // F() changes nothing; it may be read more easily
    Post::objects.filter("published_at"_f >= nuage::now() - 30 * nuage::days);
    // [/fields]
    CHECK(Post::objects.filter("editor"_f = "author"_f).count() == 0);
    CHECK(Post::objects.filter("views"_f > "id"_f * 50).count() == 2);
    CHECK(Post::objects.filter(nuage::F("views"_f) + 10 >= 100).count() == 2);
}

TEST_CASE("values, lists, ranges and null stand on the right", "[docs]") {
    const BlogDatabase database;
    // [operands]
    Post::objects.filter("id__in"_f = {1, 2, 3});                    // or a std::vector, or "id"_f.in({1, 2, 3})
    Post::objects.filter("views__range"_f = nuage::range(10, 200));  // both ends included; or "views"_f.range(10, 200)
    Post::objects.filter("published_at"_f = nullptr);                // IS NULL; or "published_at"_f.isnull()
    Post::objects.filter("author"_f = database.ada);                 // an object stands for its key
    Post::objects.filter("author"_f = 1);                            // and so does the key itself
    Post::objects.filter("author_id__in"_f = std::vector<std::int64_t>{});   // no rows, and no query
    // [/operands]
    CHECK(Post::objects.filter("id__in"_f = {1, 2, 3}).count() == 3);
    CHECK(Post::objects.filter("views__range"_f = nuage::range(10, 200)).count() == 2);
    CHECK(Post::objects.filter("published_at"_f = nullptr).count() == 1);
    CHECK(Post::objects.filter("author"_f = database.ada).count() == 2);
    CHECK(Post::objects.filter("author_id__in"_f = std::vector<std::int64_t>{}).count() == 0);
}

TEST_CASE("parts of dates are compared", "[docs]") {
    const BlogDatabase database;
    // [transforms]
    Post::objects.filter("published_at__year"_f = 2024);             // a range of the column: an index serves it
    Post::objects.filter("published_at__month__gte"_f = 6);
    Post::objects.filter("published_at__date"_f = nuage::date(2024, 5, 17));
    Post::objects.filter("published_at__time__lt"_f = nuage::Time(18, 0));
    Post::objects.order_by("published_at__quarter"_f);
    // [/transforms]
    CHECK(Post::objects.filter("published_at__year"_f = 2024).count() == 2);
    CHECK(Post::objects.filter("published_at__month__gte"_f = 6).count() == 0);
    CHECK(Post::objects.filter("published_at__date"_f = nuage::date(2024, 5, 17)).count() == 2);
    CHECK(Post::objects.filter("published_at__time__lt"_f = nuage::Time(18, 0)).count() == 3);
}

TEST_CASE("names may arrive at run time", "[docs]") {
    const BlogDatabase database;
    // [dynamic]
    std::string name = "author__email__endswith", text = "@example.com", order = "-views";
    auto posts = Post::objects.filter(nuage::dynamic(name) = text).order_by(nuage::dynamic(order));
    try {
        posts = posts.filter(nuage::dynamic("auhtor") = 3);
    } catch (const nuage::FieldError& error) {
        error.what();   // "[F001] Post has no field 'auhtor'. Did you mean 'author'? Fields: id, title, …"
    }
    // [/dynamic]
    CHECK(posts.count() == 2);
    CHECK_THROWS_WITH(posts.filter(nuage::dynamic("auhtor") = 3),
                      Catch::Matchers::StartsWith("[F001] Post has no field 'auhtor'. Did you mean 'author'?"));
}

TEST_CASE("a condition is built in a loop", "[docs]") {
    const BlogDatabase database;
    CHECK(Post::objects.filter(matching({"bug", "engine", "numbers"}, true)).count() == 2);
    CHECK(Post::objects.filter(matching({}, false)).count() == 4);
    CHECK(visible(Post::objects.all(), false).count() == 3);
}

TEST_CASE("exclude over a nullable column keeps NULL", "[docs]") {
    const BlogDatabase database;
    // [exclude-null]
    auto posts = Post::objects.exclude("editor__name"_f = "Grace");   // posts without an editor are in it
    // [/exclude-null]
    CHECK(posts.count() == 3);
    CHECK(sql_of(posts.sql(nuage::sqlite::dialect())) == one_line(
        // [exclude-null-sql]
        R"(WHERE NOT ("blog_user"."name" = ? AND "blog_user"."name" IS NOT NULL))"
        // [/exclude-null-sql]
        ));
}
