// SPDX-License-Identifier: MIT
// Rows that are no objects: values(), values_list(), flat().
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::AuthorProfile;
using shop::Book;
using shop::Publisher;
using test::Names;

template <class T, class Row>
constexpr bool reads = std::is_same_v<T, Row>;

TEST_CASE_METHOD(test::Bookshop, "values_list() gives tuples of the columns named") {
    const auto rows = Book::objects.order_by("title"_f).values_list("title"_f, "pages"_f, "is_ebook"_f);
    static_assert(reads<decltype(rows)::value_type, std::tuple<std::string, std::optional<std::uint32_t>, bool>>);
    REQUIRE(rows.size() == 4);
    CHECK(rows.rows()[0] == std::tuple("Alpha", 100u, false));
    CHECK(rows.rows()[1] == std::tuple("Beta", 200u, true));
    CHECK(rows.rows()[2] == std::tuple("Delta", std::nullopt, false));
    std::size_t total = 0;
    for (const auto& [title, pages, is_ebook] : rows) total += title.size() + pages.value_or(0);
    CHECK(total == 600 + 5 + 4 + 5 + 5);
}

TEST_CASE_METHOD(test::Bookshop, "values() gives columns by name") {
    const auto rows = Book::objects.order_by("title"_f).values("title"_f, "author__first_name"_f, "price"_f);
    REQUIRE(rows.size() == 4);
    const auto row = rows[std::size_t{1}];
    CHECK(row["title"_f] == "Beta");
    CHECK(row["author__first_name"_f] == "Ada");
    CHECK(row["price"_f] == 20.5_dec);
    CHECK(rows[std::size_t{3}]["price"_f] == std::nullopt);
    CHECK(rows.rows()[0] != rows.rows()[1]);
}

TEST_CASE_METHOD(test::Bookshop, "values keep their decimal places in query sets that are made of a kept one") {
    const auto prices = Book::objects.filter("title"_f = "Beta").values("price"_f);
    const auto text = [](const auto& rows) { return rows[std::size_t{0}]["price"_f]->str(); };
    CHECK(text(prices) == "20.50");
    CHECK(text(prices.all()) == "20.50");
    CHECK(text(prices.filter("pk__gt"_f = 0).exclude("title"_f = "x")) == "20.50");
    CHECK(text(prices.order_by("id"_f)) == "20.50");
    CHECK(text(prices.reverse()[{0, 1}]) == "20.50");
    CHECK(prices.get("pk__gt"_f = 0)["price"_f]->str() == "20.50");
    CHECK(prices.first()->operator[]("price"_f)->str() == "20.50");
    CHECK(text(prices.annotate("twice"_f = "price"_f * 2)) == "20.50");
}

TEST_CASE_METHOD(test::Bookshop, "flat() gives one column") {
    static_assert(reads<decltype(Book::objects.flat("stock"_f)), std::vector<std::int32_t>>);
    CHECK(Book::objects.order_by("title"_f).flat("title"_f) == Names{"Alpha", "Beta", "Delta", "Gamma"});
    CHECK(Book::objects.order_by("title"_f).flat("is_ebook"_f) == std::vector<bool>{false, true, false, false});
    CHECK(Book::objects.order_by("title"_f).flat("pages"_f) ==
          std::vector<std::optional<std::uint32_t>>{100, 200, std::nullopt, 300});
    CHECK(Book::objects.order_by("title"_f).flat("pk"_f) ==
          std::vector<std::int64_t>{alpha.id, beta.id, delta.id, gamma.id});
    CHECK(Book::objects.none().flat("title"_f).empty());
    CHECK(Book::objects.order_by("title"_f).first(2).flat("title"_f) == Names{"Alpha", "Beta"});
    CHECK(Book::objects.filter("title"_f = "Beta").flat("status"_f) == std::vector{shop::Status::live});
}

TEST_CASE_METHOD(test::Bookshop, "a foreign key gives the key it holds") {
    static_assert(reads<decltype(Book::objects.flat("author"_f)), std::vector<std::int64_t>>);
    static_assert(reads<decltype(Book::objects.flat("publisher"_f)), std::vector<std::optional<std::int64_t>>>);
    static_assert(reads<decltype(Author::objects.flat("country"_f)), std::vector<std::optional<std::string>>>);
    const auto books = Book::objects.order_by("title"_f);
    CHECK(books.flat("author"_f) == std::vector{ada.id, ada.id, cleo.id, ben.id});
    CHECK(books.flat("author_id"_f) == books.flat("author"_f));
    CHECK(books.flat("author__id"_f) == books.flat("author"_f));
    CHECK(books.flat("publisher"_f) ==
          std::vector<std::optional<std::int64_t>>{north.id, south.id, north.id, std::nullopt});
    CHECK(Author::objects.order_by("first_name"_f).flat("country"_f) ==
          std::vector<std::optional<std::string>>{"FR", "DE", std::nullopt, "FR"});
    CHECK(AuthorProfile::objects.order_by("bio"_f).flat("pk"_f) == std::vector{ben.id, ada.id});
}

TEST_CASE_METHOD(test::Bookshop, "a value over a relation that may be missing is optional, and keeps the row") {
    static_assert(reads<decltype(Book::objects.flat("publisher__name"_f)), std::vector<std::optional<std::string>>>);
    static_assert(reads<decltype(Book::objects.flat("author__first_name"_f)), std::vector<std::string>>);
    static_assert(reads<decltype(Book::objects.flat("author__email"_f)), std::vector<std::optional<std::string>>>);
    using Optional = std::vector<std::optional<std::string>>;
    const auto books = Book::objects.order_by("title"_f);
    CHECK(books.flat("publisher__name"_f) == Optional{"North", "South", "North", std::nullopt});
    CHECK(books.flat("publisher__country__name"_f) == Optional{"France", "Germany", "France", std::nullopt});
    CHECK(books.flat("author__mentor__first_name"_f) == Optional{std::nullopt, std::nullopt, "Ada", "Ada"});
    CHECK(Author::objects.order_by("first_name"_f).flat("profile__bio"_f) ==
          Optional{"Writes.", "Edits.", std::nullopt, std::nullopt});
}

TEST_CASE_METHOD(test::Bookshop, "values over a to-many relation give a row for each partner, and one without any") {
    const auto rows =
        Author::objects.order_by("first_name"_f, "books__title"_f).values_list("first_name"_f, "books__title"_f);
    using Row = std::tuple<std::string, std::optional<std::string>>;
    CHECK(rows.rows() ==
          std::vector<Row>{
              {"Ada", "Alpha"}, {"Ada", "Beta"}, {"Ben", "Gamma"}, {"Cleo", "Delta"}, {"Dan", std::nullopt}});
    CHECK(Author::objects.order_by("books__title"_f).filter("first_name"_f = "Ada").flat("books"_f) ==
          std::vector<std::optional<std::int64_t>>{alpha.id, beta.id});
}

TEST_CASE_METHOD(test::Bookshop, "a filter on the relation and a value from it speak of the same partner") {
    CHECK(Author::objects.filter("books__title"_f = "Beta").flat("books__pages"_f) ==
          std::vector<std::optional<std::uint32_t>>{200});
    CHECK(Author::objects.filter("books__title"_f = "Beta").order_by("books__title"_f).flat("books__title"_f) ==
          std::vector<std::optional<std::string>>{"Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "parts of dates are values, too") {
    static_assert(reads<decltype(Book::objects.flat("published__year"_f)), std::vector<std::optional<std::int32_t>>>);
    CHECK(Book::objects.order_by("title"_f).flat("published__year"_f) ==
          std::vector<std::optional<std::int32_t>>{2020, 2020, std::nullopt, 2021});
    CHECK(Book::objects.filter("title"_f = "Beta").flat("released_at__date"_f).at(0) == nuage::date(2020, 12, 31));
}

TEST_CASE_METHOD(test::Bookshop, "rows of values are found one by one like objects") {
    CHECK(Book::objects.values_list("title"_f).get("pages"_f = 200) == std::tuple<std::string>("Beta"));
    CHECK(Book::objects.values("title"_f).filter("pages"_f = 300).get()["title"_f] == "Gamma");
    CHECK(Book::objects.order_by("title"_f).values_list("title"_f).last() == std::tuple<std::string>("Gamma"));
    CHECK_THROWS_AS(Book::objects.values_list("title"_f).get("pages"_f = 1), Book::DoesNotExist);
    CHECK(Publisher::objects.values_list("name"_f).skip(2)[std::size_t{0}] == std::tuple<std::string>("West"));
    CHECK(std::get<0>(Book::objects.values_list("title"_f).latest("title"_f)) == "Gamma");
}

TEST_CASE_METHOD(test::Bookshop, "values() and values_list() without names give all columns, foreign keys by their keys") {
    const auto tag = shop::Tag::objects.create("label"_f = "fresh", "colour"_f = shop::Colour::red);
    const auto rows = shop::Tag::objects.filter("label"_f = "fresh").values_list();
    static_assert(reads<decltype(rows)::value_type, std::tuple<std::int64_t, std::string, shop::Colour>>);
    CHECK(rows[std::size_t{0}] == std::tuple(tag.id, std::string("fresh"), shop::Colour::red));
    const auto author = Author::objects.filter("first_name"_f = "Ada").values()[std::size_t{0}];
    static_assert(reads<std::remove_cvref_t<decltype(author["mentor_id"_f])>, std::optional<std::int64_t>>);
    CHECK(author["id"_f] == ada.id);
    CHECK(author["first_name"_f] == "Ada");
    CHECK(author["country_id"_f] == ada.country.id());
    CHECK(AuthorProfile::objects.values().size() == static_cast<std::size_t>(AuthorProfile::objects.count()));
    CHECK(Book::objects.order_by("title"_f).values()[std::size_t{1}]["uid"_f] == beta.uid);
    CHECK(Book::objects.values("title"_f).values()[std::size_t{0}]["isbn"_f] != "");
}

TEST_CASE_METHOD(test::Bookshop, "values() without names has what annotate() computed, and not what alias() named") {
    const auto rows = Author::objects.alias("hidden"_f = "first_name"_f)
                          .annotate("twice"_f = "id"_f)
                          .annotate("twice"_f = "id"_f * 2)
                          .filter("hidden"_f = "Ada")
                          .values();
    using Row = decltype(rows)::value_type;
    // id, the two names, email, born, rating, alive, country, mentor, and the later annotation.
    static_assert(std::tuple_size_v<Row::tuple_type> == 10);
    REQUIRE(rows.size() == 1);
    CHECK(rows.rows()[0]["twice"_f] == 2 * ada.id);
    CHECK(rows.rows()[0]["last_name"_f] == ada.last_name);
}

TEST_CASE_METHOD(test::Bookshop, "contains() wants rows that are objects") {
    CHECK_THROWS_AS(Book::objects.values("pk"_f).contains(alpha), nuage::TypeError);
    CHECK_THROWS_AS(Book::objects.values_list("title"_f).contains(alpha), nuage::TypeError);
}

TEST_CASE_METHOD(test::Bookshop, "values of the same name may be asked for twice") {
    CHECK(Book::objects.filter("title"_f = "Beta").values_list("title"_f, "pages"_f, "title"_f).get() ==
          std::tuple<std::string, std::optional<std::uint32_t>, std::string>("Beta", 200, "Beta"));
}
