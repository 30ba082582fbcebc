// SPDX-License-Identifier: MIT
// Models for tests of SQL text: small table names, every kind of relation once.
#pragma once

#include <nuage/decimal.hpp>
#include <nuage/nuage.hpp>

namespace library {

using namespace nuage::literals;

struct Book;
struct Entry;
struct Profile;

struct Country {
    std::int64_t id{};
    std::string code{};

    NUAGE_MODEL(Country, (id), (code, max_length(2), unique))
};

struct Publisher {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Country, nuage::to_field<"code">, nuage::nullable> country{};
    nuage::RelatedSet<Book, "publisher"> books{};

    NUAGE_MODEL(Publisher, (id), (name, max_length(100)), (country), (books))
};

struct Author {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int32_t> age{};
    bool active{};
    std::optional<std::string> nick{};
    nuage::RelatedSet<Book, "author"> books{};
    nuage::RelatedOne<Profile, "author"> profile{};

    NUAGE_MODEL(Author, (id), (name, max_length(100)), (age), (active), (nick, max_length(20)), (books), (profile))
    NUAGE_META(ordering("name"))
};

struct Profile {
    std::int64_t id{};
    nuage::OneToOne<Author> author{};
    std::string motto{};

    NUAGE_MODEL(Profile, (id), (author), (motto))
};

struct Book {
    std::int64_t id{};
    std::string title{};
    std::int32_t pages{};
    nuage::Decimal price{};
    nuage::DateTime pub{};
    std::optional<nuage::Date> day{};
    nuage::ForeignKey<Author> author{};
    nuage::ForeignKey<Publisher, nuage::nullable> publisher{};
    nuage::RelatedSet<Entry, "book"> entries{};

    NUAGE_MODEL(Book, (id), (title, max_length(200)), (pages), (price, digits(8, 2)), (pub), (day), (author),
                (publisher), (entries))
};

/// Two foreign keys to models that are ordered themselves, or not; short enough to write out its columns.
struct Entry {
    std::int64_t id{};
    nuage::ForeignKey<Book> book{};
    std::string text{};

    NUAGE_MODEL(Entry, (id), (book), (text))
    NUAGE_META(ordering("book__author", "-id"))
};

struct Category {
    std::int64_t id{};
    std::int32_t rank{};
    nuage::ForeignKey<Category, nuage::nullable> parent{};
    nuage::RelatedSet<Category, "parent"> children{};

    NUAGE_MODEL(Category, (id), (rank), (parent), (children))
};

}  // namespace library
