// SPDX-License-Identifier: MIT
#include <concepts>

#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;

CASE("single_object.equality_of_instances") {
    const Tag by_key = Tag::objects.get("pk"_f = 1);
    const Tag by_label = Tag::objects.get("label"_f = "award");
    // Objects of models that have nothing in common are never equal in Python; here they cannot be compared at all.
    static_assert(!std::equality_comparable_with<Tag, Country>);
    const bool tag_is_country = false;
    const Tag unsaved;
    const Tag other_unsaved;
    Veteran veteran;
    veteran.id = 1;
    Author author;
    author.id = 1;
    return conformance::list(by_key == by_label, tag_is_country, unsaved == other_unsaved, veteran == author);
}
