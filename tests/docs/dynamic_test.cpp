// SPDX-License-Identifier: MIT
// Snippets of docs/dynamic.md.
#include <nuage/dynamic.hpp>

#include <support/catch.hpp>

#include "database.hpp"

using namespace nuage;

namespace {

// [report]
/// What a report was asked for, in words from a URL or a settings file.
struct Report {
    std::string model, group, aggregate, of, order;
    std::vector<std::pair<std::string, Value>> filters;
};

DynamicQuerySet rows_of(const Report& report) {
    DynamicQuerySet rows = dynamic_objects(report.model);
    for (const auto& [name, value] : report.filters) rows = rows.filter(name, value);
    return rows.values({report.group})
        .annotate("result", by_name::aggregate(report.aggregate, report.of))
        .order_by({report.order});
}
// [/report]

}  // namespace

TEST_CASE("a report of run-time names", "[docs]") {
    const BlogDatabase database;
    std::string lines;
    // [rows]
    const Report report{"blog.Post", "author__name", "sum", "views", "-result", {{"published_at__isnull", false}}};
    for (const DynamicRow& row : rows_of(report).fetch())
        lines += row["author__name"].text() + ": " + std::to_string(row["result"].integer()) + "; ";
    // [/rows]
    CHECK(lines == "Grace: 305; Ada: 120; ");
}

TEST_CASE("expressions of run-time names", "[docs]") {
    const BlogDatabase database;
    // [expressions]
    using namespace nuage::by_name;
    DynamicQuerySet posts = dynamic_objects("blog.Post")
        .filter(where("views__gt", 100) | ~where("editor", nullptr))
        .annotate("shout", call("upper", {"title"}))
        .annotate("per_word", field("views") / call("length", {"content"}))
        .annotate("size", choose({{where("views__gt", 200), Value("L")}, {where("views__gt", 50), Value("M")}}, Value("S")))
        .order_by({field("views").desc().nulls_last(), "title"});
    DynamicRow totals = posts.aggregate({{"n", aggregate("count", "*")},
                                         {"drafts", aggregate("count", "pk", {.filter = where("published_at", nullptr)})}});
    // [/expressions]
    CHECK(posts.fetch()[0]["shout"] == Value("A BUG, FOUND"));
    CHECK(posts.fetch()[0]["size"] == Value("L"));
    CHECK(totals["n"] == Value(2));
    // [subqueries]
    DynamicQuerySet own = dynamic_objects("blog.Post").filter("author", outer("pk"));
    DynamicQuerySet users = dynamic_objects("blog.User")
        .filter(exists(own.filter("views__gte", 100)))
        .annotate("newest", subquery(own.order_by({"-published_at"}).values({"title"}).first(1)));
    // [/subqueries]
    CHECK(users.count() == 2);
    // [typed]
    auto typed = User::objects.annotate("posts_n"_f = Count("posts"_f));
    std::vector<DynamicRow> rows = DynamicQuerySet(typed).order_by({"-posts_n"}).values({"name", "posts_n"}).fetch();
    // [/typed]
    CHECK(rows[0]["posts_n"] == Value(2));
}

TEST_CASE("mistakes in run-time names", "[docs]") {
    const BlogDatabase database;
    std::string said;
    // [mistakes]
    try {
        said = dynamic_objects("blog.Post").annotate("x", by_name::call("lower", {"views"})).sql().text;
    } catch (const FieldError& error) {
        said = error.what();   // "[A020] Lower() is for text; 'views' is integer."
    }
    // [/mistakes]
    CHECK(said == "[A020] Lower() is for text; 'views' is integer.");
    // [loading]
    const std::string relation = "author";
    std::vector<Post> posts = Post::objects.select_related(nuage::dynamic(relation)).fetch();
    // [/loading]
    CHECK(posts.size() == 4);
}
