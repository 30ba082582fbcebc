// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::attempt;
using conformance::list;
using conformance::state;

CASE("bulk.create_ignore_conflicts") {
    std::vector<Tag> tags{{.label = "sale", .colour = Colour::red}, {.label = "ok1"}};
    Tag::objects.bulk_create(tags, {.ignore_conflicts = true});
    return state(Tag::objects.filter("label__in"_f = {"sale", "ok1"}).values_list("label"_f, "colour"_f));
}

CASE("bulk.create_update_conflicts_without_fields_error") {
    return list(attempt([] {
        std::vector<Tag> tags{{.label = "z"}};
        Tag::objects.bulk_create(tags, {.update_conflicts = true});
    }));
}
