// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("lock.for_update_nowait") { return Book::objects.select_for_update({.nowait = true}).filter("pk"_f = 1).flat("pk"_f); }

CASE("lock.for_update_both_error") { return Book::objects.select_for_update({.nowait = true, .skip_locked = true}); }

CASE("lock.for_update_of") {
    std::vector<std::int64_t> keys;
    for (const Book& book : Book::objects.select_related("author"_f).select_for_update({.of = fields("self"_f)}).filter("pk"_f = 1))
        keys.push_back(book.id);
    return keys;
}

CASE("lock.for_update_of_related") {
    std::vector<std::int64_t> keys;
    for (const Book& book :
         Book::objects.select_related("author"_f).select_for_update({.of = fields("self"_f, "author"_f)}).filter("pk"_f = 1))
        keys.push_back(book.id);
    return keys;
}

CASE("lock.for_no_key_update") { return Book::objects.select_for_update({.no_key = true}).filter("pk"_f = 1).flat("pk"_f); }

CASE("lock.for_update_limit") { return Book::objects.select_for_update().order_by("pk"_f).first(2).flat("pk"_f); }
