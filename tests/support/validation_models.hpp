// SPDX-License-Identifier: MIT
// Models with something to validate, send signals about, compare and write out.
#pragma once

#include <nuage/choices.hpp>
#include <nuage/decimal.hpp>
#include <nuage/validation.hpp>

#include <support/app_tables.hpp>

namespace validation_models {
using namespace nuage::literals;

enum class Genre { novel, poem };
NUAGE_TEXT_CHOICES(Genre, (novel, "n", "A novel"), (poem, "p", "Poetry"))

inline void no_shouting(const std::string& text) {
    if (text.ends_with('!')) throw nuage::ValidationError("Do not shout.", "loud");
}

struct Author {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    std::string handle{};
    std::string page{};

    NUAGE_MODEL(Author, (id), (name, max_length(5), min_length(2), unique), (email, nuage::email, blank),
                (handle, nuage::slug, blank), (page, nuage::url, blank))
};

struct Book {
    std::int64_t id{};
    std::string title{};
    std::int32_t pages = 10;
    nuage::Decimal price{};
    std::optional<double> weight{};
    std::string code{};
    Genre genre = Genre::novel;
    bool live = false;
    nuage::Date posted = nuage::date(2024, 1, 1);
    nuage::ForeignKey<Author> author{};
    std::optional<std::int32_t> shelf{};

    NUAGE_MODEL(Book, (id), (title, max_length(20), validator<no_shouting>), (pages, min_value(1), max_value(100), step(5)),
                (price, digits(5, 2), min_value("0.50"), blank), (weight, max_value(2.5), blank),
                (code, regex("^[A-Z]{2}$", "Two capital letters."), blank), (genre), (live), (posted), (author),
                (shelf, blank, unique, verbose_name("place")))
    NUAGE_META(constraints(check("book_pages", "pages"_f <= 50), check("book_price", "price"_f < 100),
                           unique("title", "author"), unique("title", "posted").named("one_live").where("live"_f = true)))

    std::string str() const { return title; }
    void clean() {
        if (title == "bad") throw nuage::ValidationError("This book is bad.", "bad_book");
        if (title == "worse") throw nuage::ValidationError::of("code", "A worse book needs a code.", "needed");
    }
};

NUAGE_APP(validation_models, Author, Book);

inline Book good_book(const Author& author) { return Book{.title = "Fine", .price = nuage::Decimal(5), .author = author}; }

struct Fixture {
    test::AppTables tables{nuage_app_validation_models()};
    Author ann = Author::objects.create("name"_f = "Ann");
    Book book = good_book(ann);
};

/// What full_clean() says is wrong; nothing when it is satisfied.
template <class M>
nuage::ValidationError errors_of(M& object) {
    try {
        object.full_clean();
    } catch (const nuage::ValidationError& errors) {
        return errors;
    }
    return {};
}
using Codes = std::vector<std::string>;
using Texts = std::vector<std::string>;

}  // namespace validation_models
