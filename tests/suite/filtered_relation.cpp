// SPDX-License-Identifier: MIT
// FilteredRelation: a relation joined with a condition of its own.
#include <nuage/db/query_log.hpp>
#include <nuage/filtered_relation.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;
using nuage::Count;
using nuage::FilteredRelation;
using shop::Author;
using shop::Book;
using shop::Status;
using test::Names;

namespace {

auto with_live() { return Author::objects.annotate("live"_f = FilteredRelation("books"_f, "books__status"_f = Status::live)); }
auto with_french() { return Book::objects.annotate("p"_f = FilteredRelation("publisher"_f, "publisher__country"_f = "FR")); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "a FilteredRelation joins the rows that satisfy its condition, and keeps the others' row") {
    CHECK(with_live().order_by("first_name"_f, "live__title"_f).values_list("first_name"_f, "live__title"_f).fetch() ==
          std::vector<std::tuple<std::string, std::optional<std::string>>>{
              {"Ada", "Alpha"}, {"Ada", "Beta"}, {"Ben", std::nullopt}, {"Cleo", std::nullopt}, {"Dan", std::nullopt}});
    CHECK(with_live().annotate("n"_f = Count("live"_f)).order_by("first_name"_f).flat("n"_f) == std::vector<std::int64_t>{2, 0, 0, 0});
    CHECK(with_french().order_by("title"_f).flat("p__name"_f) ==
          std::vector<std::optional<std::string>>{north.name, std::nullopt, north.name, std::nullopt});
    CHECK(with_live().count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "a FilteredRelation is filtered by, without another join") {
    CHECK(with_live().filter("live__isnull"_f = false).distinct().flat("first_name"_f) == Names{"Ada"});
    CHECK(with_live().filter("live__isnull"_f = true).order_by("first_name"_f).flat("first_name"_f) == Names{"Ben", "Cleo", "Dan"});
    CHECK(with_live().filter("live__pages__gt"_f = 150).flat("first_name"_f) == Names{"Ada"});
    CHECK(with_live().filter("live__pages__gt"_f = 50).filter("live__pages__lt"_f = 150).count() == 1);
    CHECK(with_live().filter("live"_f = alpha).flat("first_name"_f) == Names{"Ada"});
    CHECK(with_live().filter("live__reviews__stars"_f = 3).count() == 2);
    CHECK(with_live().filter("books__title"_f = "Gamma", "live__isnull"_f = true).flat("first_name"_f) == Names{"Ben"});
    CHECK(with_french().filter("p__isnull"_f = false).order_by("title"_f).flat("title"_f) == Names{"Alpha", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "conditions of a FilteredRelation may be joined, negated, and speak of the row itself") {
    const auto found = [](const auto& condition) {
        return Author::objects.annotate("x"_f = FilteredRelation("books"_f, condition)).filter("x__isnull"_f = false).order_by("first_name"_f, "x__title"_f).flat("x__title"_f);
    };
    using Found = std::vector<std::optional<std::string>>;
    CHECK(found(nuage::Q("books__title"_f = "Beta") | nuage::Q("books__title"_f = "Delta")) == Found{"Beta", "Delta"});
    CHECK(found(~nuage::Q("books__status"_f = Status::live)) == Found{"Gamma", "Delta"});
    CHECK(found(nuage::Q("books__editor__gt"_f = "pk"_f)).size() <= 2);
    const auto two = with_live().annotate("gone"_f = FilteredRelation("books"_f, "books__status"_f = Status::gone), "n"_f = Count("gone"_f));
    CHECK(two.order_by("first_name"_f).flat("n"_f) == std::vector<std::int64_t>{0, 0, 1, 0});
    CHECK(Author::objects.filter("pk__in"_f = with_live().filter("live__isnull"_f = false).values("pk"_f)).flat("first_name"_f) == Names{"Ada"});
    CHECK_THROWS_WITH(found(nuage::Q("books__publisher__name"_f = "x")), Catch::Matchers::Contains("[F070]"));
}

TEST_CASE_METHOD(test::Bookshop, "a FilteredRelation leads over several relations") {
    const auto praised = Author::objects.annotate("praise"_f = FilteredRelation("books__reviews"_f, "books__reviews__stars__gte"_f = 4));
    CHECK(praised.order_by("first_name"_f).values_list("first_name"_f, "praise__body"_f).filter("praise__isnull"_f = false).fetch() ==
          std::vector<std::tuple<std::string, std::optional<std::string>>>{{"Ada", "Good"}, {"Cleo", "Great"}});
    CHECK(praised.annotate("n"_f = Count("praise"_f)).order_by("first_name"_f).flat("n"_f) == std::vector<std::int64_t>{1, 0, 1, 0});
    CHECK(praised.filter("praise__reviewer__first_name"_f = "Ben").filter("praise__helpful"_f = true).flat("first_name"_f) == Names{"Ada"});
    CHECK(praised.filter("praise"_f = delta_ada).flat("first_name"_f) == Names{"Cleo"});
    // A row for each book and each such review of it, and one at least.
    CHECK(praised.values_list("first_name"_f, "praise__body"_f).fetch().size() == 5);
    CHECK(praised.count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "the condition of a FilteredRelation speaks of what lies on the way") {
    const auto reviews = shop::Review::objects.annotate("live"_f = FilteredRelation("book__author"_f, "book__status"_f = Status::live)).order_by("pk"_f);
    CHECK(reviews.flat("live__first_name"_f) == std::vector<std::optional<std::string>>{"Ada", "Ada", "Ada", std::nullopt, std::nullopt});
    CHECK(reviews.filter("live__last_name"_f = "Low", "book__title"_f = "Beta").count() == 1);
    const auto named = shop::Review::objects.annotate("x"_f = FilteredRelation("book__author"_f, nuage::Q("book__author__first_name"_f = "Cleo") & ~nuage::Q("book__stock"_f = 5)));
    CHECK(named.filter("x__isnull"_f = false).count() == 2);
    const auto publishers = Author::objects.annotate("p"_f = FilteredRelation("books__publisher"_f, nuage::Q("books__publisher__name"_f = north.name) & nuage::Q("books__pages__gt"_f = 0)));
    CHECK(publishers.filter("p__isnull"_f = false).flat("first_name"_f) == Names{"Ada"});
    const auto further = Author::objects.annotate("x"_f = FilteredRelation("books__publisher"_f, "books__publisher__country__name"_f = "x"));
    CHECK_THROWS_WITH(further.filter("x__isnull"_f = false).count(), Catch::Matchers::Contains("[F070]"));
}

TEST_CASE_METHOD(test::Rollback, "a FilteredRelation leads over a many-to-many relation, from both sides") {
    const rel::User user = rel::User::objects.create("name"_f = "ann");
    const rel::Post one = rel::Post::objects.create("title"_f = "one", "author"_f = user);
    const rel::Post two = rel::Post::objects.create("title"_f = "two", "author"_f = user);
    const rel::Tag red = one.tags.create("label"_f = "red");
    one.tags.create("label"_f = "blue");
    two.tags.create("label"_f = "green");
    const auto posts = rel::Post::objects.annotate("reds"_f = FilteredRelation("tags"_f, "tags__label__startswith"_f = "r"));
    CHECK(posts.annotate("n"_f = Count("reds"_f)).order_by("title"_f).flat("n"_f) == std::vector<std::int64_t>{1, 0});
    CHECK(posts.filter("reds__isnull"_f = false).flat("title"_f) == Names{"one"});
    CHECK(posts.filter("reds__label"_f = "red").filter("reds"_f = red).flat("reds__label"_f) == std::vector<std::optional<std::string>>{"red"});
    CHECK(posts.filter("tags__label"_f = "blue", "reds__label"_f = "red").count() == 1);
    const auto tags = rel::Tag::objects.annotate("ones"_f = FilteredRelation("posts"_f, "posts__title"_f = "one"));
    CHECK(tags.filter("ones__isnull"_f = false).order_by("label"_f).flat("label"_f) == Names{"blue", "red"});
    const auto users = rel::User::objects.annotate("greens"_f = FilteredRelation("posts__tags"_f, "posts__tags__label"_f = "green"), "n"_f = Count("greens"_f));
    CHECK(users.get()["n"_f] == 1);
    CHECK(users.filter("greens__posts__title"_f = "two").count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "a subquery in the condition of a FilteredRelation means the relation itself") {
    const auto taught = Author::objects.filter("mentor__first_name"_f = "Ada").order_by();
    const auto authors = Author::objects.annotate("m"_f = FilteredRelation("mentor"_f, "mentor__pk__in"_f = taught));
    CHECK(authors.filter("m__isnull"_f = false).values_list("first_name"_f, "m__first_name"_f).fetch() ==
          std::vector<std::tuple<std::string, std::optional<std::string>>>{{"Dan", "Ben"}});
}
