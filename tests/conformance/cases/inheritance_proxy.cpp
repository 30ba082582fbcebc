// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;

CASE("inheritance.proxy_all") { return Veteran::objects.filter("born__year__lt"_f = 1960).flat("pk"_f); }

CASE("inheritance.proxy_get") { return Veteran::objects.get("pk"_f = 2); }

CASE("inheritance.proxy_related") {
    return Veteran::objects.filter("books__stock"_f = 100).order_by("pk"_f).distinct().flat("pk"_f);
}
