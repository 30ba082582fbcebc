// SPDX-License-Identifier: MIT
// ArraySubquery: the rows of a subquery as a std::vector, where the database has arrays.
#include <nuage/arrays.hpp>
#include <nuage/cte.hpp>
#include <nuage/db/session.hpp>
#include <nuage/functions.hpp>
#include <nuage/sql/dialect.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::ArraySubquery;
using nuage::OuterRef;
using shop::Author;
using shop::Book;
using shop::Review;
using test::Names;

namespace {

bool has_arrays() { return !nuage::spelling_of(nuage::db::default_database().dialect(), "array", nuage::FieldKind::text, {}).empty(); }
auto own_books() { return Book::objects.filter("author"_f = OuterRef("pk"_f)).order_by("-title"_f); }
/// The arrays of an expression, by author.
template <class E>
auto of_authors(const E& expression) {
    return Author::objects.order_by("first_name"_f).annotate("list"_f = expression).flat("list"_f);
}

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "an ArraySubquery is a vector for each row, or the database cannot") {
    const auto authors = Author::objects.annotate("titles"_f = ArraySubquery(own_books().values("title"_f))).order_by("first_name"_f);
    if (!has_arrays()) {
        CHECK_THROWS_AS(nuage::atomic([&] { return authors.fetch(); }), nuage::NotSupportedError);
        return;
    }
    const auto rows = authors.fetch();
    static_assert(std::same_as<decltype(rows[0]["titles"_f]), const std::vector<std::string>&>);
    CHECK(rows[0]["titles"_f] == Names{"Beta", "Alpha"});
    CHECK(rows[1]["titles"_f] == Names{"Gamma"});
    CHECK(rows[3]["titles"_f].empty());
    CHECK(authors.filter("first_name"_f = "Ada").values_list("titles"_f).first() == std::tuple<Names>{{"Beta", "Alpha"}});
    CHECK(authors.count() == 4);
    CHECK(of_authors(ArraySubquery(own_books().values("title"_f)[{0, 1}]))[0] == Names{"Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "elements are read as what they are") {
    if (!has_arrays()) return;
    const auto books = own_books();
    using Pages = std::vector<std::optional<std::uint32_t>>;
    const auto pages = of_authors(ArraySubquery(books.values("pages"_f)));
    CHECK(pages[0] == std::remove_cvref_t<decltype(pages[0])>{200, 100});
    CHECK(pages[2] == std::remove_cvref_t<decltype(pages[2])>{std::nullopt});
    static_assert(std::same_as<std::remove_cvref_t<decltype(pages[0][0])>, Pages::value_type>);
    const auto prices = of_authors(ArraySubquery(books.values("price"_f)));
    CHECK(prices[0] == std::remove_cvref_t<decltype(prices[0])>{nuage::Decimal("20.50"), nuage::Decimal("10.00")});
    const auto days = of_authors(ArraySubquery(books.values("published"_f)));
    CHECK(days[0] == std::remove_cvref_t<decltype(days[0])>{nuage::date(2020, 12, 31), nuage::date(2020, 1, 1)});
    const auto status = of_authors(ArraySubquery(books.values("status"_f)));
    CHECK(status[2] == std::remove_cvref_t<decltype(status[2])>{shop::Status::gone});
    const auto keys = of_authors(ArraySubquery(books.values("pk"_f)));
    CHECK(keys[1] == std::vector<std::int64_t>{gamma.id});
    const auto live = of_authors(ArraySubquery(books.values("x"_f = nuage::ExpressionWrapper<bool>("stock"_f > 0))));
    CHECK(live[0] == std::vector<bool>{false, true});
    const auto halves = of_authors(ArraySubquery(books.values("x"_f = "stock"_f * 0.1)));
    CHECK(halves[1] == std::vector<double>{5 * 0.1});
    const auto moments = of_authors(ArraySubquery(books.values("x"_f = nuage::ExpressionWrapper<nuage::DateTime>(nuage::Now()))));
    CHECK(moments[1].size() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "texts of arrays may have any characters") {
    if (!has_arrays()) return;
    const std::string odd = "a \"quoted\", \\ back {slash} [1,2]\n\ttab \x01 \xc3\xa9 \xf0\x9f\x98\x80 null";
    Book::objects.filter("pk"_f = gamma.id).update("title"_f = odd);
    CHECK(of_authors(ArraySubquery(own_books().values("title"_f)))[1] == Names{odd});
    Book::objects.filter("pk"_f = gamma.id).update("title"_f = "null");
    CHECK(of_authors(ArraySubquery(own_books().values("title"_f)))[1] == Names{"null"});
}
