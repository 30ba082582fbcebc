// SPDX-License-Identifier: MIT
// Snippets of docs/queries.md: which rows, in what order, in what form.
#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("a query set runs once, when its rows are asked for", "[docs]") {
    const BlogDatabase database;
    // [lazy]
    auto active = User::objects.filter("is_active"_f = true);   // no query
    for (const User& user : active) user.name.size();           // the query runs here
    active.size();                                              // no query: the rows are kept
    auto again = active.all();                                  // a query set without rows: it would ask anew
    std::vector<User> rows = active.fetch();                    // a vector of your own; always a query
    // [/lazy]
    CHECK(active.size() == 2);
    CHECK(again.count() == 2);
    CHECK(rows.size() == 2);
}

TEST_CASE("one row is asked for in several ways", "[docs]") {
    const BlogDatabase database;
    // [single]
    User ada = User::objects.get("email"_f = "ada@example.com");       // throws unless there is exactly one
    std::optional<User> first = User::objects.order_by("-name"_f).first();
    std::optional<Post> last = Post::objects.last();                   // by primary key, when nothing orders the rows
    Post newest = Post::objects.latest("published_at"_f);              // throws Post::DoesNotExist when there is none
    User oldest = User::objects.earliest();                            // by get_latest_by of NUAGE_META
    // [/single]
    CHECK(ada.id == database.ada.id);
    CHECK(first->name == "Linus");
    CHECK(last->title == "Compilers");
    CHECK(newest.title == "Compilers");
    CHECK(oldest.name == "Ada");
    CHECK_THROWS_AS(User::objects.get("name"_f = "Nobody"), User::DoesNotExist);
    CHECK_THROWS_AS(User::objects.get("is_active"_f = true), User::MultipleObjectsReturned);
}

TEST_CASE("questions about rows are answered by the database", "[docs]") {
    const BlogDatabase database;
    // [questions]
    Post::objects.count();
    Post::objects.filter("views__gt"_f = 1000).exists();
    User::objects.filter("is_active"_f = true).contains(database.ada);
    std::map<std::int64_t, User> by_id = User::objects.in_bulk(std::vector<std::int64_t>{1, 2, 99});
    auto by_email = User::objects.in_bulk(std::vector<std::string>{"ada@example.com"}, "email"_f);
    // [/questions]
    CHECK(Post::objects.count() == 4);
    CHECK_FALSE(Post::objects.filter("views__gt"_f = 1000).exists());
    CHECK(User::objects.filter("is_active"_f = true).contains(database.ada));
    CHECK(by_id.size() == 2);
    CHECK(by_email.at("ada@example.com").name == "Ada");
}

TEST_CASE("rows are ordered and sliced", "[docs]") {
    const BlogDatabase database;
    // [order]
    Post::objects.order_by("-views"_f, "title"_f);
    Post::objects.order_by("published_at"_f.desc().nulls_last());
    Post::objects.order_by("author"_f);            // as User's NUAGE_META orders users; "author_id"_f sorts by the key
    Post::objects.order_by("?"_f);                 // at random
    User::objects.order_by();                      // no ordering, not even that of NUAGE_META
    Post::objects.order_by("views"_f).reverse();
    // [/order]
    CHECK(Post::objects.order_by("-views"_f, "title"_f).first()->title == "A bug, found");
    CHECK(Post::objects.order_by("published_at"_f.desc().nulls_last()).last()->title == "Bernoulli numbers");
    CHECK(Post::objects.order_by("author"_f).first()->author.id() == database.ada.id);
    CHECK(Post::objects.order_by("?"_f).size() == 4);
    CHECK(Post::objects.order_by("views"_f).reverse().first()->views == 300);
    // [slice]
    auto ranked = Post::objects.order_by("-views"_f);
    auto page = ranked[{10, 20}];      // rows 10 to 19: LIMIT 10 OFFSET 10
    auto best = ranked.first(3);       // also ranked.slice(0, 3)
    auto rest = ranked.skip(3);
    Post second = ranked[1];           // one row; throws std::out_of_range
    // [/slice]
    CHECK(page.size() == 0);
    CHECK(best.size() == 3);
    CHECK(rest.size() == 1);
    CHECK(second.views == 120);
    CHECK_THROWS_AS(best.filter("views"_f = 1), nuage::TypeError);
}

TEST_CASE("columns are read instead of objects", "[docs]") {
    const BlogDatabase database;
    // [values]
    for (const auto& row : Post::objects.values("title"_f, "author__name"_f, "editor__name"_f)) {
        row["title"_f];           // std::string
        row["editor__name"_f];    // std::optional<std::string>: a post may have no editor
    }
    for (const auto& [id, title] : Post::objects.values_list("id"_f, "title"_f)) title.size();
    std::vector<std::string> names = User::objects.flat("name"_f);
    // [/values]
    CHECK(names == std::vector<std::string>{"Ada", "Grace", "Linus"});
    CHECK(Post::objects.order_by("id"_f).values("editor__name"_f)[0]["editor__name"_f] == "Grace");
    CHECK(std::get<1>(Post::objects.order_by("id"_f).values_list("id"_f, "title"_f)[3]) == "Compilers");
}

TEST_CASE("related objects are joined in", "[docs]") {
    const BlogDatabase database;
    // [select-related]
    for (const Post& post : Post::objects.select_related("author"_f, "editor"_f)) {
        post.author->name;                                // here already
        if (const User* editor = post.editor.get()) editor->name.size();
    }
    // [/select-related]
    const Post post = Post::objects.select_related("author"_f, "editor"_f).order_by("id"_f).first().value();
    CHECK(post.author.is_loaded());
    CHECK(post.editor->name == "Grace");
}

TEST_CASE("some columns are left out", "[docs]") {
    const BlogDatabase database;
    // [only]
    auto titles = Post::objects.only("title"_f);        // id and title; the other members keep their initial values
    auto light = Post::objects.defer("content"_f);      // all but content
    // [/only]
    CHECK(titles.order_by("id"_f).first()->views == 0);
    CHECK(light.order_by("id"_f).first()->content.empty());
    CHECK(light.order_by("id"_f).first()->views == 120);
}
