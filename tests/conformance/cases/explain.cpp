// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;

CASE("explain.with_join") { return !Book::objects.filter("author__alive"_f = true).explain().empty(); }

CASE("explain.unknown_option_error") { return Book::objects.filter("pk"_f = 1).explain({.others = {{"flavour", "mild"}}}); }
