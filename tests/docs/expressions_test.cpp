// SPDX-License-Identifier: MIT
// Snippets of docs/expressions.md.
#include <nuage/decimal.hpp>
#include <nuage/functions.hpp>
#include <nuage/list_of.hpp>

#include <support/catch.hpp>

#include "database.hpp"

using namespace nuage;

namespace {

std::vector<std::string> titles(const QuerySet<Post>& posts) { return posts.flat("title"_f); }

}  // namespace

TEST_CASE("expressions stand in many places", "[docs]") {
    const BlogDatabase database;
    // [places]
    auto twice = Post::objects.annotate("twice"_f = "views"_f * 2);                    // of each row: row["twice"_f]
    auto busy = Post::objects.filter("views"_f * 2 > 100, "updated_at__gt"_f = "published_at"_f + hours * 1);
    auto sorted = Post::objects.order_by(("views"_f % 100).desc(), "title"_f);
    Post::objects.filter("title"_f = "Compilers").update("views"_f = "views"_f + 1);   // no reading, no lost update
    auto all = Post::objects.aggregate("weight"_f = Sum("views"_f * "author"_f));
    // [/places]
    CHECK(twice.get("title"_f = "Compilers")["twice"_f] == 12);
    CHECK(busy.count() == 2);
    CHECK(sorted.first()->title == "Bernoulli numbers");
    CHECK(all["weight"_f] > 0);
}

TEST_CASE("arithmetic has a type", "[docs]") {
    const BlogDatabase database;
    // [arithmetic]
    auto posts = Post::objects.annotate("half"_f = "views"_f / 2,                      // std::int64_t, 2 of 5
                                        "exact"_f = "views"_f / 2.0,                   // double, 2.5
                                        "rest"_f = "views"_f % 2, "square"_f = Power("views"_f, 2),
                                        "share"_f = ExpressionWrapper<double>(Cast<double>("views"_f) / 465));
    // [/arithmetic]
    const auto last = posts.get("title"_f = "Compilers");
    static_assert(std::same_as<std::remove_cvref_t<decltype(last["half"_f])>, std::int64_t>);
    CHECK(last["half"_f] == 2);
    CHECK(last["exact"_f] == 2.5);
    CHECK(last["rest"_f] == 1);
    CHECK(last["square"_f] == 25);
    CHECK(last["share"_f] == Approx(5.0 / 465));
}

TEST_CASE("times are computed with", "[docs]") {
    const BlogDatabase database;
    // [times]
    auto posts = Post::objects.annotate("age"_f = Now() - "published_at"_f,            // std::optional<nuage::Duration>
                                        "expires"_f = "published_at"_f + days * 30);   // std::optional<nuage::DateTime>
    auto expired = posts.filter("expires__lt"_f = datetime(2024, 12, 31));
    Post::objects.update("published_at"_f = "published_at"_f - hours * 2);
    // [/times]
    CHECK(posts.filter("age__gt"_f = days * 1).count() == 3);
    CHECK(expired.count() == 2);
}

TEST_CASE("bits are computed with", "[docs]") {
    const BlogDatabase database;
    // [bits]
    auto odd = Post::objects.filter(BitAnd("views"_f, 1) == 1);
    auto shifted = Post::objects.annotate("high"_f = BitRightShift("views"_f, 4), "flipped"_f = BitXor("views"_f, 0xff));
    // [/bits]
    CHECK(titles(odd) == std::vector<std::string>{"Compilers"});
    CHECK(shifted.get("title"_f = "A bug, found")["high"_f] == 18);
}

TEST_CASE("CASE chooses among values", "[docs]") {
    const BlogDatabase database;
    // [case]
    auto size = Case(When("views"_f >= 200, "much read"), When("views"_f >= 50 && "author__is_active"_f, "read"), otherwise("new"));
    auto posts = Post::objects.annotate("size"_f = size).order_by("size"_f, "title"_f);
    Post::objects.update("editor"_f = Case(When("views__lt"_f = 10, "author"_f), otherwise("editor"_f)));
    auto counts = Post::objects.aggregate("read"_f = Count(Case(When("views"_f >= 50, 1))));
    // [/case]
    CHECK(posts.first()->title == "A bug, found");
    CHECK(counts["read"_f] == 2);
    CHECK(Post::objects.filter("editor"_f = "author"_f).count() == 1);
}

TEST_CASE("conditions are values", "[docs]") {
    const BlogDatabase database;
    // [conditions]
    auto posts = Post::objects.annotate("popular"_f = ("views"_f > 100), "early"_f = Q("published_at__year"_f = 2024) & ~Q("views"_f < 50));
    auto popular = posts.filter("popular"_f).count();
    auto first_popular = Post::objects.order_by(ExpressionWrapper<bool>("views"_f > 100).desc(), "title"_f);
    // [/conditions]
    CHECK(popular == 2);
    CHECK(titles(first_popular).front() == "A bug, found");
    CHECK(titles(first_popular).back() == "Compilers");
}

TEST_CASE("what nuage does not know is given as SQL", "[docs]") {
    const BlogDatabase database;
    // [sql]
    auto posts = Post::objects.annotate("text"_f = Cast<std::string>("views"_f),
                                        "start"_f = Func<std::string, "SUBSTR(%1, 1, %2)">("title"_f, 3),
                                        "odd"_f = RawSQL<std::int64_t, "views %% %s">(2));
    auto by_name = User::objects.order_by(Collate<"nocase">("name"_f));
    // [/sql]
    const auto last = posts.get("title"_f = "Compilers");
    CHECK(last["text"_f] == "5");
    CHECK(last["start"_f] == "Com");
    CHECK(last["odd"_f] == 1);
    CHECK(by_name.count() == 3);
}

TEST_CASE("texts have slices", "[docs]") {
    const BlogDatabase database;
    // [slices]
    auto initials = User::objects.order_by("name"_f).annotate("initial"_f = "name"_f[{0, 1}]).flat("initial"_f);   // "A", "G", "L"
    auto rest = User::objects.filter("name"_f.slice(1) == "da");
    auto own = Post::objects.filter("title__startswith"_f = "author__name"_f[{0, 1}]);
    // [/slices]
    CHECK(initials == std::vector<std::string>{"A", "G", "L"});
    CHECK(rest.get().name == "Ada");
    CHECK(own.count() == 0);
}

TEST_CASE("a list of in has expressions", "[docs]") {
    const BlogDatabase database;
    // [in]
    auto posts = Post::objects.filter("editor__in"_f = list_of("author"_f, database.grace.id));
    auto round = Post::objects.filter("views"_f.in(list_of("author"_f * 20, 300, 5)));
    // [/in]
    CHECK(posts.count() == 1);
    CHECK(round.count() >= 2);
}
