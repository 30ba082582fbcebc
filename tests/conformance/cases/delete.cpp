// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::list;
using conformance::state_size;

CASE("delete.nothing_matched") { return Review::objects.filter("pk"_f = -1).erase(); }

CASE("delete.raw_delete") {
    const auto rows = OrderLine::objects.filter("quantity"_f = 1).erase().total;
    return list(rows, state_size(OrderLine::objects.all()));
}
