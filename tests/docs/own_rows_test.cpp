// SPDX-License-Identifier: MIT
// Snippets of docs/queries.md: rows as structs of the reader's own.
#include <nuage/functions.hpp>
#include <nuage/into.hpp>
#include <support/catch.hpp>

#include "database.hpp"

namespace {

// [line]
struct Line {
    std::string title;
    std::string author;
    std::optional<std::string> editor;
    std::int64_t letters = 0;
};
// [/line]

}  // namespace

TEST_CASE("rows are read into structs of one's own", "[docs]") {
    const BlogDatabase database;
    // [into]
    auto lines = Post::objects.order_by("title"_f).into<Line>("title"_f, "author__name"_f, "editor__name"_f,
                                                              "letters"_f = nuage::Length("title"_f));
    for (const Line& line : lines[{0, 20}]) line.title.size();
    std::optional<Line> first = lines.filter("views__gt"_f = 100).first();
    // [/into]
    CHECK(lines.size() == 4);
    CHECK(first->title == "A bug, found");
    CHECK(first->letters == 12);
}

TEST_CASE("groups are read into structs of one's own", "[docs]") {
    const BlogDatabase database;
    // [groups]
    struct Total {
        std::string author;
        std::int64_t posts = 0;
    };
    auto totals = Post::objects.values("author__name"_f).annotate("posts"_f = nuage::Count("id"_f)).into<Total>();
    // [/groups]
    for (const Total& total : totals) CHECK(total.posts == 2);
}
