// SPDX-License-Identifier: MIT
// Window(): what is computed for each row over rows around it.
#include <nuage/db/query_log.hpp>
#include <nuage/windows.hpp>

#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage;
using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Review;
using test::Names;

namespace {

/// By title: alpha (stock 5, pages 100, ada), beta (0, 200, ada), delta (-2, -, cleo), gamma (5, 300, ben).
template <class E>
auto of_books(const E& window) {
    return Book::objects.annotate("v"_f = window).order_by("title"_f).flat("v"_f);
}

using Numbers = std::vector<std::int64_t>;
using Maybe = std::vector<std::optional<std::int64_t>>;

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "rows are numbered and ranked") {
    Book::objects.filter("title"_f = "Beta").update("stock"_f = 9);
    CHECK(of_books(Window(RowNumber()).order_by("title"_f)) == Numbers{1, 2, 3, 4});
    CHECK(of_books(Window(RowNumber()).order_by("-title"_f)) == Numbers{4, 3, 2, 1});
    CHECK(of_books(Window(Rank()).order_by("stock"_f)) == Numbers{2, 4, 1, 2});
    CHECK(of_books(Window(DenseRank()).order_by("stock"_f)) == Numbers{2, 3, 1, 2});
    CHECK(of_books(Window(PercentRank()).order_by("stock"_f))[1] == 1);
    CHECK(of_books(Window(PercentRank()).order_by("stock"_f))[2] == 0);
    CHECK(of_books(Window(CumeDist()).order_by("stock"_f)) == std::vector<double>{0.75, 1, 0.25, 0.75});
    CHECK(of_books(Window(Ntile(2)).order_by("title"_f)) == Numbers{1, 1, 2, 2});
}

TEST_CASE_METHOD(test::Bookshop, "a window is parted by fields, also of related rows, and by expressions") {
    CHECK(of_books(Window(RowNumber()).partition_by("author"_f).order_by("title"_f)) == Numbers{1, 2, 1, 1});
    CHECK(of_books(Window(Count("pk"_f)).partition_by("author__first_name"_f)) == Numbers{2, 2, 1, 1});
    CHECK(of_books(Window(Count("pk"_f)).partition_by("author"_f, "status"_f)) == Numbers{2, 2, 1, 1});
    CHECK(of_books(Window(Count("pk"_f)).partition_by("stock"_f * 0)) == Numbers{4, 4, 4, 4});
}

TEST_CASE_METHOD(test::Bookshop, "rows before and after are looked at") {
    CHECK(of_books(Window(Lag("id"_f)).order_by("title"_f)) == Maybe{std::nullopt, alpha.id, beta.id, delta.id});
    CHECK(of_books(Window(Lead("id"_f, 2)).order_by("title"_f)) == Maybe{delta.id, gamma.id, std::nullopt, std::nullopt});
    CHECK(of_books(Window(FirstValue("id"_f)).order_by("title"_f)) == Maybe(4, alpha.id));
    CHECK(of_books(Window(LastValue("id"_f)).order_by("title"_f)) == Maybe{alpha.id, beta.id, delta.id, gamma.id});
    CHECK(of_books(Window(LastValue("id"_f)).order_by("title"_f).rows({}, {})) == Maybe(4, gamma.id));
    CHECK(of_books(Window(NthValue("id"_f, 2)).order_by("title"_f)) == Maybe{std::nullopt, beta.id, beta.id, beta.id});
}

TEST_CASE_METHOD(test::Bookshop, "aggregates are computed over frames") {
    CHECK(of_books(Window(Sum("pages"_f)).order_by("title"_f)) == Maybe{100, 300, 300, 600});
    CHECK(of_books(Window(Sum("pages"_f)).order_by("title"_f).rows(-1, 0)) == Maybe{100, 300, 200, 300});
    CHECK(of_books(Window(Sum("pages"_f)).order_by("title"_f).rows(1, {})) == Maybe{500, 300, 300, std::nullopt});
    CHECK(of_books(Window(Count("pk"_f)).order_by("stock"_f).range({}, 0)) == Numbers{4, 2, 1, 4});
    CHECK(of_books(Window(Count("pk"_f)).order_by("stock"_f).range(-1, 1)) == Numbers{2, 1, 1, 2});
    CHECK(of_books(Window(Count("pk"_f).filter("pages__isnull"_f = false)).order_by("title"_f)) == Numbers{1, 2, 2, 3});
    CHECK(of_books(Window(Sum("pages"_f).default_to(0)).order_by("title"_f).rows(1, 1)) == Numbers{200, 0, 300, 0});
}

TEST_CASE_METHOD(test::Bookshop, "statistics are computed over frames, which take back what leaves them") {
    using Reals = std::vector<std::optional<double>>;
    Book::objects.filter("title"_f = "Alpha").update("pages"_f = 2'000'000'000);
    CHECK(of_books(Window(StdDev("pages"_f)).order_by("title"_f).rows(-1, 0)) == Reals{0, 999'999'900, 0, 0});
    CHECK(of_books(Window(SampleVariance("pages"_f)).order_by("title"_f).rows(-2, 0))[3] == Approx(5000));
    CHECK(of_books(Window(Variance("pages"_f)).order_by("title"_f).rows(1, {})) == Reals{2500, 0, 0, std::nullopt});
}

TEST_CASE_METHOD(test::Bookshop, "frames of groups and what they exclude are computed or refused") {
    const auto groups = Window(Count("pk"_f)).order_by("stock"_f).groups(-1, 0);
    const auto others = Window(Sum("pages"_f)).order_by("title"_f).rows({}, {}, Exclude::current_row);
    if (test::features().window_groups) {
        CHECK(of_books(groups) == Numbers{3, 2, 1, 3});
        CHECK(of_books(others) == Maybe{500, 400, 600, 300});
    } else {
        CHECK_THROWS_AS(nuage::atomic([&] { return of_books(groups); }), NotSupportedError);   // [A027]
        CHECK_THROWS_AS(nuage::atomic([&] { return of_books(others); }), NotSupportedError);
    }
}

TEST_CASE_METHOD(test::Bookshop, "frames that end before they begin, and counts below 1, are refused") {
    const auto sum = Window(Sum("pages"_f)).order_by("title"_f);
    CHECK_THROWS_WITH(sum.rows(1, -1), "a frame cannot begin after its end");
    CHECK_THROWS_AS(sum.rows(3, 1), ValueError);
    CHECK_THROWS_AS(sum.range(0, -1), ValueError);
    CHECK_THROWS_AS(sum.groups(2, 1), ValueError);
    CHECK(of_books(sum.rows(1, 1)) == Maybe{200, std::nullopt, 300, std::nullopt});
    CHECK_THROWS_WITH(Ntile(0), "Ntile(): the number of parts must be greater than 0");
    CHECK_THROWS_WITH(NthValue("id"_f, -1), "NthValue(): the number of the row must be greater than 0");
    CHECK_THROWS_WITH(Lag("id"_f, 0), "Lag(): the number of rows must be greater than 0");
    CHECK_THROWS_AS(Lead("id"_f, -2), ValueError);
}

TEST_CASE_METHOD(test::Bookshop, "a window is not ordered at random") {
    CHECK_THROWS_AS(of_books(Window(RowNumber()).order_by("?"_f)), FieldError);   // [A026]
}

TEST_CASE_METHOD(test::Bookshop, "rows are filtered by a window after it is computed, in one query") {
    const auto ranked = Book::objects.annotate("n"_f = Window(RowNumber()).partition_by("author"_f).order_by("-title"_f));
    nuage::QueryCounter queries;
    const auto newest = ranked.filter("n"_f = 1).order_by("title"_f).fetch();
    CHECK(queries.count() == 1);
    REQUIRE(newest.size() == 3);
    CHECK(newest[0].title == "Beta");
    CHECK(newest[0]["n"_f] == 1);
    CHECK(ranked.filter("n"_f = 1).count() == 3);
    CHECK(ranked.filter("n"_f = 2).exists());
    CHECK_FALSE(ranked.filter("n"_f = 3).exists());
    CHECK(ranked.filter("n"_f = 2).get().title == "Alpha");
    CHECK(ranked.filter("n"_f = 1).order_by("-title"_f).first()->title == "Gamma");
    CHECK(ranked.filter("n"_f = 1).order_by("title"_f).slice(1, 2).flat("title"_f) == Names{"Delta"});
    CHECK(ranked.exclude("n"_f = 1).flat("title"_f) == Names{"Alpha"});
    CHECK(ranked.filter("n"_f = 1).aggregate("s"_f = Sum("pages"_f))["s"_f] == 500);
}

TEST_CASE_METHOD(test::Bookshop, "conditions on rows stay inside of the window's query, those with a window go around it") {
    const auto numbered = Book::objects.annotate("n"_f = Window(RowNumber()).order_by("title"_f));
    CHECK(numbered.filter("n"_f = 1, "pages__gt"_f = 150).flat("title"_f) == Names{"Beta"});
    CHECK(numbered.filter(Q("n"_f = 1) | Q("pages"_f = 300)).order_by("title"_f).flat("title"_f) == Names{"Alpha", "Gamma"});
    CHECK(numbered.filter("n__gt"_f = 1).filter("author__first_name"_f = "Ada").order_by("pk"_f).flat("title"_f) == Names{"Beta"});
    CHECK(Book::objects.filter("pk__in"_f = numbered.filter("n"_f = 3).values("pk"_f)).flat("title"_f) == Names{"Delta"});
    CHECK(numbered.filter("n"_f = 2).values_list("n"_f).fetch() == std::vector{std::tuple{std::int64_t{2}}});
}

TEST_CASE_METHOD(test::Bookshop, "rows chosen by a window are updated and deleted") {
    const auto numbered = Review::objects.alias("n"_f = Window(RowNumber()).partition_by("book"_f).order_by("-stars"_f));
    CHECK(numbered.filter("n"_f = 1).update("body"_f = "best") == 3);
    CHECK(Review::objects.filter("body"_f = "best").count() == 3);
    CHECK(numbered.filter("n__gt"_f = 1).erase().total == 2);
    CHECK(Review::objects.count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "a window over groups ranks them") {
    const auto groups = Book::objects.values("author__first_name"_f)
                            .annotate("n"_f = Count("pk"_f))
                            .annotate("rank"_f = Window(Rank()).order_by("-n"_f))
                            .order_by("author__first_name"_f)
                            .fetch();
    REQUIRE(groups.size() == 3);
    CHECK(groups[0]["rank"_f] == 1);
    CHECK(groups[1]["rank"_f] == 2);
    CHECK(groups[2]["rank"_f] == 2);
}
