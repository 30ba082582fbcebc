// SPDX-License-Identifier: MIT
// Slices of texts: "name"_f[{0, 3}].
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "a slice of a text is what it would be of the text itself") {
    const auto sliced = [](const auto& slice) { return Book::objects.filter("title"_f = "Gamma").annotate("part"_f = slice).flat("part"_f).at(0); };
    const std::string title = "Gamma";
    for (std::int64_t from = 0; from <= 6; ++from) {
        const auto rest = title.substr(std::min<std::size_t>(static_cast<std::size_t>(from), title.size()));
        CHECK(sliced("title"_f.slice(from)) == rest);
        for (std::int64_t to = from + 1; to <= 7; ++to) CHECK(sliced("title"_f[{from, to}]) == rest.substr(0, static_cast<std::size_t>(to - from)));
    }
}

TEST_CASE_METHOD(test::Bookshop, "a slice of a text stands where expressions do") {
    CHECK(titles(Book::objects.filter("title"_f[{1, 3}] == "et")) == Names{"Beta"});
    CHECK(titles(Book::objects.filter("title__startswith"_f = "author__first_name"_f[{0, 1}])) == Names{"Alpha"});
    CHECK(Book::objects.order_by("title"_f.slice(2), "pk"_f).flat("title"_f) == Names{"Delta", "Gamma", "Alpha", "Beta"});
    CHECK(titles(Book::objects.filter("subtitle"_f.slice(0, 3) == "The")) == Names{"Alpha"});
    Book::objects.filter("title"_f = "Delta").update("title"_f = "title"_f[{0, 3}]);
    CHECK(Book::objects.filter("title"_f = "Del").count() == 1);
    Author::objects.filter("pk"_f = ada.id).update("first_name"_f = "\u00c9l\u00e9onore");
    // Characters, not octets.
    CHECK(Author::objects.filter("pk"_f = ada.id).annotate("part"_f = "first_name"_f.slice(1, 3)).flat("part"_f) == Names{"l\u00e9"});
}

TEST_CASE("positions that no slice has are refused") {
    CHECK_THROWS_AS("title"_f.slice(-1, 3), nuage::ValueError);
    CHECK_THROWS_AS("title"_f.slice(-1), nuage::ValueError);
    CHECK_THROWS_AS(("title"_f[{0, -1}]), nuage::ValueError);
    CHECK_THROWS_AS(("title"_f[{3, 3}]), nuage::ValueError);
    CHECK_THROWS_AS("title"_f.slice(3, 1), nuage::ValueError);
}
