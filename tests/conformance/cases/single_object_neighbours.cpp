// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;

CASE("single_object.next_previous_by_date") {
    const auto next = Review::objects.get("pk"_f = 7).get_next_by("posted"_f).id;
    const auto previous = Review::objects.get("pk"_f = 7).get_previous_by("posted"_f).id;
    return conformance::list(next, previous);
}
