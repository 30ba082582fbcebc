// SPDX-License-Identifier: MIT
// Authors and books: for tests of writing, of constraints and of transactions.
#pragma once

#include <nuage/decimal.hpp>

#include <support/app_tables.hpp>

namespace write_models {
using namespace nuage::literals;

struct Book;

struct Author {
    std::int64_t id{};
    std::string name{};
    std::int32_t score{};
    nuage::RelatedSet<Book, "author"> books{};

    NUAGE_MODEL(Author, (id), (name, max_length(50), unique), (score), (books))
    NUAGE_META(ordering("id"))
};

struct Book {
    std::int64_t id{};
    std::string title{};
    std::int32_t pages{};
    std::optional<nuage::Decimal> price{};
    std::int32_t copies = 1;
    nuage::ForeignKey<Author, nuage::nullable> author{};

    NUAGE_MODEL(Book, (id), (title, max_length(100)), (pages, positive), (price, digits(8, 2)), (copies), (author))
    NUAGE_META(ordering("id"), constraints(check("book_not_too_long", "pages"_f <= 10000)))
};

NUAGE_APP(write_models, Author, Book);

struct Fixture {
    test::AppTables tables{nuage_app_write_models()};
};

}  // namespace write_models
