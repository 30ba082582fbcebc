// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::state;

CASE("write.update_exclude_join") {
    const auto rows = Book::objects.exclude("tags__colour"_f = Colour::red).update("note"_f = "plain");
    return Json{{"n", rows}, {"rows", state(Book::objects.filter("note"_f = "plain").values_list("pk"_f))}};
}

CASE("write.related_create") {
    Author::objects.get("pk"_f = 2).books.create("isbn"_f = "9791111111111", "title"_f = "Via author", "slug"_f = "via");
    return state(Book::objects.filter("isbn"_f = "9791111111111").values_list("title"_f, "author"_f));
}

CASE("write.related_set_nullable_fk") {
    Publisher publisher = Publisher::objects.get("pk"_f = 3);
    publisher.books.set(Book::objects.filter("pk__in"_f = {1, 2}).fetch());
    return state(Book::objects.filter("publisher"_f = nuage::key(3)).values_list("pk"_f));
}
