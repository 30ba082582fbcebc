// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::list;

CASE("related_load.select_related_null") {
    Json rows;
    for (const Book& book : Book::objects.select_related("publisher"_f).filter("pk__in"_f = {8, 9}).order_by("pk"_f))
        rows.push_back(list(book.id, book.publisher ? Json(book.publisher->name) : Json()));
    return rows;
}

CASE("related_load.select_related_deep") {
    Json rows;
    for (const Book& book :
         Book::objects.select_related("publisher__country"_f).filter("pk__in"_f = {1, 2, 7}).order_by("pk"_f))
        rows.push_back(list(book.id, book.publisher->country ? Json(book.publisher->country->name) : Json()));
    return rows;
}

CASE("related_load.select_related_self") {
    Json rows;
    for (const Author& author :
         Author::objects.select_related("mentor__mentor"_f).filter("pk__in"_f = {9, 20, 23}).order_by("pk"_f))
        rows.push_back(list(author.id, author.mentor ? Json(author.mentor->first_name) : Json()));
    return rows;
}

CASE("related_load.queryset_cache_reused") {
    const auto tags = Tag::objects.order_by("pk"_f);
    const std::size_t size = tags.size();  // first: C++ evaluates arguments in any order
    return list(size, tags.begin() != tags.end(), tags.count(), tags.exists(), tags[0].id);
}
