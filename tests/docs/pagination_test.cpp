// SPDX-License-Identifier: MIT
// Snippets of docs/pagination.md.
#include <nuage/pagination.hpp>
#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("pages go on behind the last row", "[docs]") {
    const BlogDatabase database;
    // [first]
    nuage::Page<Post> page = Post::objects.filter("views__gt"_f = 0).order_by("-published_at"_f, "title"_f).page(20);
    for (const Post& post : page) post.title.size();
    std::string link = page.next ? "/posts?after=" + page.next->text() : "";
    // [/first]
    CHECK(page.size() == 4);
    CHECK(link.empty());
    const std::string text = Post::objects.order_by("-published_at"_f, "title"_f).page(2).next->text();
    // [next]
    const auto posts = Post::objects.filter("views__gt"_f = 0).order_by("-published_at"_f, "title"_f);
    nuage::Page<Post> second = posts.page(20, {.after = nuage::Cursor(text)});      // text: from the URL
    nuage::Page<Post> first = posts.page(20, {.before = second.previous});
    // [/next]
    CHECK(first.size() == 2);
    CHECK(second.size() == 2);
    CHECK(second.rows[1].id == page.rows[3].id);
    std::string refused;
    // [invalid]
    try {
        posts.page(20, {.after = nuage::Cursor("what somebody typed")});
    } catch (const nuage::InvalidCursor& error) {
        refused = error.what();
    }
    // [/invalid]
    CHECK_FALSE(refused.empty());
    const Post post = page.rows[1];
    // [after]
    nuage::Cursor here = posts.cursor(post);
    posts.before(here).count();            // how many stand before it
    posts.after(here).first();             // its neighbour
    // [/after]
    CHECK(posts.before(here).count() == 1);
    CHECK(posts.after(here).first()->id == page.rows[2].id);
}
