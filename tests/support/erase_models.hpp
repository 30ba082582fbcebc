// SPDX-License-Identifier: MIT
// A foreign key of every kind of on_delete: for tests of erase().
#pragma once

#include <nuage/db/query_log.hpp>

#include <support/app_tables.hpp>

namespace erasing {
using namespace nuage::literals;

struct Publisher {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Publisher, (id), (name, max_length(40)))
};

struct Author {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Author, (id), (name, max_length(40)))
};

struct Tag {
    std::int64_t id{};
    std::string label{};

    NUAGE_MODEL(Tag, (id), (label, max_length(40)))
};

struct Review;

struct Book {
    std::int64_t id{};
    std::string title{};
    nuage::ForeignKey<Author> author{};
    nuage::ForeignKey<Author, nuage::nullable> editor{};
    nuage::ForeignKey<Publisher, nuage::nullable> publisher{};
    nuage::ManyToMany<Tag> tags{};
    nuage::RelatedSet<Review, "book"> reviews{};

    NUAGE_MODEL(Book, (id), (title, max_length(40)), (author, on_delete(cascade)), (editor, on_delete(set_null)),
                (publisher, on_delete(protect)), (tags), (reviews))
};

/// Nothing refers to it.
struct Review {
    std::int64_t id{};
    nuage::ForeignKey<Book> book{};
    std::int32_t stars{};

    NUAGE_MODEL(Review, (id), (book), (stars))
};

struct Order {
    std::int64_t id{};
    nuage::ForeignKey<Author, nuage::nullable> customer{};

    NUAGE_MODEL(Order, (id), (customer))
};
struct OrderLine {
    std::int64_t id{};
    nuage::ForeignKey<Order> order{};
    nuage::ForeignKey<Book> book{};

    NUAGE_MODEL(OrderLine, (id), (order, on_delete(cascade)), (book, on_delete(restrict_delete)))
};

Publisher self_published();
struct Customer {
    std::int64_t id{};
    nuage::ForeignKey<Publisher> favourite{};
    nuage::ForeignKey<Publisher> second = nuage::key(1);
    nuage::ForeignKey<Publisher> third{};
    nuage::ForeignKey<Publisher, nuage::nullable> fourth{};

    NUAGE_MODEL(Customer, (id), (favourite, on_delete(set_default), default_to<nuage::key(1)>), (second, on_delete(set_default)),
                (third, on_delete(set_to<2>)), (fourth, on_delete(set_to<self_published>)))
};
inline Publisher self_published() { return Publisher::objects.get_or_create("name"_f = "self").first; }

struct Folder {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Folder, nuage::nullable> parent{};

    NUAGE_MODEL(Folder, (id), (name, max_length(40)), (parent, on_delete(cascade)))
};

struct Egg;
struct Chicken {
    std::int64_t id{};
    nuage::ForeignKey<Egg> egg{};

    NUAGE_MODEL(Chicken, (id), (egg))
};
struct Egg {
    std::int64_t id{};
    nuage::ForeignKey<Chicken, nuage::nullable> hen{};

    NUAGE_MODEL(Egg, (id), (hen))
};

struct Country {
    std::int64_t id{};
    std::string code{};

    NUAGE_MODEL(Country, (id), (code, max_length(2), unique))
};
struct City {
    std::int64_t id{};
    nuage::ForeignKey<Country, nuage::to_field<"code">> country{};

    NUAGE_MODEL(City, (id), (country))
};
struct Street {
    std::int64_t id{};
    nuage::ForeignKey<City> city{};

    NUAGE_MODEL(Street, (id), (city))
};

struct Server {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Server, (id), (name, max_length(40)))
};
struct Disk {
    std::int64_t id{};
    nuage::ForeignKey<Server> server{};

    NUAGE_MODEL(Disk, (id), (server, on_delete(db_cascade)))
};
struct Alert {
    std::int64_t id{};
    nuage::ForeignKey<Server, nuage::nullable> server{};

    NUAGE_MODEL(Alert, (id), (server, on_delete(db_set_null)))
};
struct Visit {
    std::int64_t id{};
    nuage::ForeignKey<Server, nuage::nullable> server{};

    NUAGE_MODEL(Visit, (id), (server, on_delete(do_nothing), no_db_constraint))
};

struct Hall {
    std::int64_t id{};

    NUAGE_MODEL(Hall, (id))
};
struct Guest {
    std::int64_t id{};
    nuage::ForeignKey<Hall> hall{};   // without a default: a mistake

    NUAGE_MODEL(Guest, (id), (hall, on_delete(set_default)))
};

NUAGE_APP(erasing, Publisher, Author, Tag, Book, Review, Order, OrderLine, Customer, Folder, Chicken, Egg, Country, City, Street,
          Server, Disk, Alert, Visit, Hall, Guest)

struct Fixture {
    test::AppTables tables{nuage_app_erasing()};
    Author ann = Author::objects.create("name"_f = "Ann");
    Author bob = Author::objects.create("name"_f = "Bob");

    static Book make_book(const std::string& title, const Author& author) {
        return Book::objects.get("id"_f = Book::objects.create("title"_f = title, "author"_f = author).id);
    }
};

using Counts = std::map<std::string, std::int64_t>;

}  // namespace erasing
