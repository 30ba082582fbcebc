// SPDX-License-Identifier: MIT
// order_by(), reverse(), distinct().
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Category;
using shop::Publisher;
using shop::Review;
using test::Names;

TEST_CASE_METHOD(test::Bookshop, "order_by() sorts by several names, each in its direction") {
    CHECK(Author::objects.order_by("first_name"_f).flat("first_name"_f) == Names{"Ada", "Ben", "Cleo", "Dan"});
    CHECK(Author::objects.order_by("-first_name"_f).flat("first_name"_f) == Names{"Dan", "Cleo", "Ben", "Ada"});
    CHECK(Author::objects.order_by("last_name"_f, "-first_name"_f).flat("first_name"_f) ==
          Names{"Dan", "Ben", "Cleo", "Ada"});
    CHECK(Author::objects.order_by("last_name"_f.desc(), "first_name"_f.asc()).flat("first_name"_f) ==
          Names{"Ada", "Cleo", "Ben", "Dan"});
}

TEST_CASE_METHOD(test::Bookshop, "nulls stand where they are told to") {
    const auto pages = [](const auto& order) { return Book::objects.order_by(order).flat("title"_f); };
    CHECK(pages("pages"_f.asc().nulls_first()) == Names{"Delta", "Alpha", "Beta", "Gamma"});
    CHECK(pages("pages"_f.asc().nulls_last()) == Names{"Alpha", "Beta", "Gamma", "Delta"});
    CHECK(pages("pages"_f.desc().nulls_first()) == Names{"Delta", "Gamma", "Beta", "Alpha"});
    CHECK(pages("pages"_f.desc().nulls_last()) == Names{"Gamma", "Beta", "Alpha", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "reverse() turns the whole ordering round, nulls and all") {
    CHECK(Book::objects.order_by("pages"_f.asc().nulls_first()).reverse().flat("title"_f) ==
          Names{"Gamma", "Beta", "Alpha", "Delta"});
    CHECK(Author::objects.order_by("last_name"_f, "-first_name"_f).reverse().flat("first_name"_f) ==
          Names{"Ada", "Cleo", "Ben", "Dan"});
    CHECK(Publisher::objects.reverse().flat("name"_f) == Names{"West", "South", "North"});
    CHECK(Publisher::objects.reverse().reverse().flat("name"_f) == Names{"North", "South", "West"});
}

TEST_CASE_METHOD(test::Bookshop, "Meta.ordering holds until order_by() replaces it, or empties it") {
    CHECK(Publisher::objects.all().flat("name"_f) == Names{"North", "South", "West"});
    CHECK(Category::objects.all().flat("slug"_f) == Names{"fantasy", "maps", "novels"});
    CHECK(Publisher::objects.order_by("-name"_f).flat("name"_f) == Names{"West", "South", "North"});
    CHECK(Publisher::objects.order_by("-name"_f).order_by("name"_f).flat("name"_f) == Names{"North", "South", "West"});
    CHECK(Publisher::objects.order_by().sql(nuage::sqlite::dialect()).text.find("ORDER BY") == std::string::npos);
    CHECK(Publisher::objects.all().sql(nuage::sqlite::dialect()).text.find("ORDER BY") != std::string::npos);
}

TEST_CASE_METHOD(test::Bookshop, "Meta.ordering over a relation is followed") {
    const std::vector<std::int16_t> expected{5, 3, 3, 5, 1};
    CHECK(Review::objects.all().flat("stars"_f) == expected);  // Alpha, Alpha, Beta, Delta, Delta
    CHECK(Review::objects.reverse().flat("stars"_f) == std::vector<std::int16_t>(expected.rbegin(), expected.rend()));
}

TEST_CASE_METHOD(test::Bookshop, "ordering by a relation is by the other model's Meta.ordering") {
    const auto rest = Book::objects.filter("publisher__isnull"_f = false);
    CHECK(rest.order_by("publisher"_f, "title"_f).flat("title"_f) == Names{"Alpha", "Delta", "Beta"});
    CHECK(rest.order_by("-publisher"_f, "title"_f).flat("title"_f) == Names{"Beta", "Alpha", "Delta"});
    // Fantasy has the smaller "order", though the larger key.
    const auto shelved = Book::objects.filter("category__isnull"_f = false);
    CHECK(shelved.order_by("category"_f, "title"_f).flat("title"_f) == Names{"Alpha", "Delta", "Beta"});
    CHECK(shelved.order_by("-category"_f, "title"_f).flat("title"_f) == Names{"Beta", "Alpha", "Delta"});
    CHECK(shelved.order_by("category_id"_f, "title"_f).flat("title"_f) == Names{"Beta", "Alpha", "Delta"});
    CHECK(shelved.order_by("-category__pk"_f, "title"_f).flat("title"_f) == Names{"Alpha", "Delta", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "ordering follows paths, and goes by parts of dates") {
    CHECK(Book::objects.order_by("author__first_name"_f, "-title"_f).flat("title"_f) ==
          Names{"Beta", "Alpha", "Gamma", "Delta"});
    CHECK(Book::objects.filter("published__isnull"_f = false)
              .order_by("published__month"_f, "-published__year"_f)
              .flat("title"_f) == Names{"Gamma", "Alpha", "Beta"});
    CHECK(Author::objects.order_by("-books__title"_f).filter("books__isnull"_f = false).flat("first_name"_f) ==
          Names{"Ben", "Cleo", "Ada", "Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "a question mark orders at random, and keeps all rows") {
    const auto shuffled = Book::objects.order_by("?"_f);
    CHECK(test::sorted(shuffled.flat("title"_f)) == Names{"Alpha", "Beta", "Delta", "Gamma"});
    CHECK(shuffled.sql(nuage::postgresql::dialect()).text.find("RANDOM()") != std::string::npos);
    // Equal each time only with a chance of one in 24 to the power of 20.
    Names first;
    bool differs = false;
    for (int i = 0; i < 21 && !differs; ++i) {
        const Names order = shuffled.flat("title"_f);
        if (first.empty()) first = order;
        differs = order != first;
    }
    CHECK(differs);
}

TEST_CASE_METHOD(test::Bookshop, "distinct() leaves one of equal rows") {
    CHECK(Author::objects.order_by("last_name"_f).values_list("last_name"_f).distinct().size() == 2);
    CHECK(Author::objects.order_by("last_name"_f).values_list("last_name"_f).size() == 4);
    CHECK(Author::objects.order_by("last_name"_f).distinct().flat("last_name"_f) == Names{"High", "Low"});
    CHECK(Author::objects.filter("books__isnull"_f = false).distinct().order_by("first_name"_f).flat("first_name"_f) ==
          Names{"Ada", "Ben", "Cleo"});
}

TEST_CASE_METHOD(test::Bookshop, "distinct() rows may repeat when they are ordered by what is not among them") {
    // Each pair of a last name and a first name is another row; the extra column is cut off.
    CHECK(Author::objects.distinct().order_by("first_name"_f).flat("last_name"_f) ==
          Names{"Low", "High", "Low", "High"});
    CHECK(Book::objects.distinct().order_by("author__first_name"_f, "title"_f).flat("title"_f) ==
          Names{"Alpha", "Beta", "Gamma", "Delta"});
}
