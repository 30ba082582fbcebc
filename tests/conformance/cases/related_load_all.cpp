// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::list;

CASE("related_load.select_related_all") {
    Json rows;
    for (const Book& book : Book::objects.select_related().filter("pk__lte"_f = 2).order_by("pk"_f))
        rows.push_back(list(book.author->last_name));
    return rows;
}
