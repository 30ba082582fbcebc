// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>
#include <nuage/functions.hpp>

using namespace conf;
using conformance::list;
using conformance::state;

CASE("write.save_f_expression") {
    Book book = Book::objects.get("pk"_f = 2);
    book.update("stock"_f = "stock"_f + 10);
    book.refresh_from_db();
    return book.stock;
}

CASE("write.update_or_create_f") {
    const auto [book, made] = Book::objects.update_or_create("pk"_f = 2, nuage::defaults("stock"_f = "stock"_f + 1));
    return list(made, state(Book::objects.filter("pk"_f = 2).values_list("stock"_f)));
}

CASE("write.create_fk_expression_value") {
    Tag::objects.create("label"_f = nuage::Lower("SHOUT"));
    return state(Tag::objects.filter("label__in"_f = {"shout", "SHOUT"}).values_list("label"_f));
}

CASE("bulk.create_with_expression") {
    Tag::objects.bulk_create({{"label"_f = nuage::Lower("E1")}, {"label"_f = "E2"}});
    return state(Tag::objects.filter("label__in"_f = {"e1", "E2"}).values_list("label"_f));
}
