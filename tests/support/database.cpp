// SPDX-License-Identifier: MIT
#include <support/database.hpp>

namespace test {

using namespace nuage::literals;
using namespace shop;

namespace {

template <class M>
M saved(M object) {
    object.save();
    return object;
}

Tagging tagged(const Book& book, const Tag& tag) { return saved(Tagging{.book = book, .tag = tag}); }

}  // namespace

Bookshop::Bookshop() {
    france = saved(Country{.code = "FR", .name = "France", .population = 68'000'000});
    germany = saved(Country{.code = "DE", .name = "Germany", .population = 84'000'000});
    spain = saved(Country{.code = "ES", .name = "Spain"});

    north = saved(Publisher{.name = "North", .country = france, .founded = nuage::date(1900, 1, 1)});
    south = saved(Publisher{.name = "South", .country = germany, .active = false});
    west = saved(Publisher{.name = "West"});

    ada = saved(Author{.first_name = "Ada",
                       .last_name = "Low",
                       .email = "ada@example.com",
                       .born = nuage::date(1950, 6, 15),
                       .rating = 4.5,
                       .alive = true,
                       .country = france});
    ben = saved(Author{.first_name = "Ben",
                       .last_name = "High",
                       .email = "ben@example.org",
                       .born = nuage::date(1970, 1, 1),
                       .rating = 3.0,
                       .country = germany,
                       .mentor = ada});
    cleo = saved(Author{.first_name = "Cleo", .last_name = "Low", .alive = false, .mentor = ada});
    dan = saved(Author{.first_name = "Dan", .last_name = "High", .born = nuage::date(1990, 12, 31), .rating = 4.5,
                       .alive = true, .country = france, .mentor = ben});
    ada_profile = saved(AuthorProfile{.author = ada, .bio = "Writes."});
    ben_profile = saved(AuthorProfile{.author = ben, .bio = "Edits."});

    novels = saved(Category{.name = "Novels", .slug = "novels", .order = 2});
    fantasy = saved(Category{.name = "Fantasy", .slug = "fantasy", .parent = novels, .order = 1});
    maps = saved(Category{.name = "Maps", .slug = "maps", .order = 1});

    fresh = saved(Tag{.label = "new", .colour = Colour::red});
    cheap = saved(Tag{.label = "cheap", .colour = Colour::green});
    unused = saved(Tag{.label = "unused"});

    alpha = saved(Book{.isbn = "1", .title = "Alpha", .subtitle = "The first", .pages = 100, .price = 10.00_dec,
                       .weight = 0.5, .published = nuage::date(2020, 1, 1), .released_at = nuage::datetime(2020, 1, 1),
                       .reading_time = nuage::hours * 2, .status = Status::live, .stock = 5, .publisher = north,
                       .author = ada, .editor = ben, .category = fantasy});
    beta = saved(Book{.isbn = "2",
                      .title = "Beta",
                      .pages = 200,
                      .price = 20.50_dec,
                      .published = nuage::date(2020, 12, 31),
                      .released_at = nuage::datetime(2020, 12, 31, 23, 59, 59, 999'999),
                      .status = Status::live,
                      .is_ebook = true,
                      .publisher = south,
                      .author = ada,
                      .category = novels});
    gamma = saved(Book{.isbn = "3", .title = "Gamma", .subtitle = "", .pages = 300, .weight = 1.5,
                       .published = nuage::date(2021, 1, 1), .released_at = nuage::datetime(2021, 1, 1), .stock = 5,
                       .author = ben, .editor = ada});
    delta = saved(Book{.isbn = "4", .title = "Delta", .price = 5.25_dec, .reading_time = nuage::minutes * 90,
                       .status = Status::gone, .stock = -2, .publisher = north, .author = cleo, .category = fantasy});

    tagged(alpha, fresh);
    tagged(alpha, cheap);
    tagged(beta, fresh);
    tagged(gamma, cheap);

    alpha_ben = saved(Review{.book = alpha, .reviewer = ben, .stars = 5, .body = "Good", .helpful = true,
                             .posted = nuage::datetime(2022, 3, 1, 10)});
    alpha_cleo = saved(Review{.book = alpha, .reviewer = cleo, .stars = 3, .body = "Fair", .helpful = false,
                              .posted = nuage::datetime(2022, 3, 2, 10)});
    beta_nobody = saved(Review{.book = beta, .stars = 3, .posted = nuage::datetime(2022, 3, 3, 10)});
    delta_dan = saved(Review{.book = delta, .reviewer = dan, .stars = 1, .body = "Bad", .helpful = true,
                             .posted = nuage::datetime(2022, 3, 4, 10)});
    delta_ada = saved(Review{.book = delta, .reviewer = ada, .stars = 5, .body = "Great",
                             .posted = nuage::datetime(2022, 3, 5, 10)});
}

Names titles(const nuage::QuerySet<Book>& books) { return sorted(books.flat("title"_f)); }
Names first_names(const nuage::QuerySet<Author>& authors) { return sorted(authors.flat("first_name"_f)); }

}  // namespace test
