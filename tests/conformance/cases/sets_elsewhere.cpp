// SPDX-License-Identifier: MIT
// Cases of other areas that need combined query sets or JSON paths.
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("q_objects.bitor_with_join") {
    return (Book::objects.filter("tags__label"_f = "rare") | Book::objects.filter("stock"_f = 100)).distinct().flat("pk"_f);
}

CASE("complex.json_and_join") {
    return Author::objects.filter("profile__settings__has_key"_f = "theme", "books__meta__lang"_f = "en").distinct().flat("pk"_f);
}
