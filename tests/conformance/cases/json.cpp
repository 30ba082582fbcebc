// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;
using conformance::differs_on;

namespace {

auto books(const auto&... conditions) { return Book::objects.filter(conditions...).flat("pk"_f); }
auto samples(const auto&... conditions) { return Sample::objects.filter(conditions...).flat("pk"_f); }
Json json(const char* text) { return Json::parse(text); }

}  // namespace

CASE("json.exact_list") { return samples("doc"_f = json(R"([1, "two", null, {"three": 3.5}])")); }
CASE("json.exact_true") { return samples("doc"_f = true); }
CASE("json.exact_false") { return samples("doc"_f = false); }
CASE("json.exact_empty_object") { return samples("doc"_f = Json::object()); }
CASE("json.isnull") { return samples("doc__isnull"_f = true); }
CASE("json.key_exact") { return samples("doc__k"_f = "v"); }
CASE("json.key_number", differs_on("mysql", "[6]")) { return samples("doc__n"_f = 1); }
CASE("json.key_bool") { return books("meta__gift"_f = true); }
CASE("json.key_list") { return samples("doc__list"_f = json("[1, 2, 3]")); }
CASE("json.key_object") { return samples("doc__o"_f = json(R"({"p": "q"})")); }
CASE("json.key_isnull_false") { return books("meta__gift__isnull"_f = false); }
CASE("json.nested_key") { return books("meta__series__name"_f = "Tide"); }
CASE("json.index_key") { return books("meta__tags__0"_f = "b"); }
CASE("json.index_root") { return samples("doc__1"_f = "two"); }
CASE("json.index_nested_object") { return samples("doc__3__three"_f = 3.5); }
CASE("json.key_with_dot") { return books("meta__a.b"_f = "dot"); }
CASE("json.key_lte_negative") { return books("meta__score__lte"_f = 0); }
CASE("json.key_in_numbers") { return books("meta__score__in"_f = {9, -2}); }
CASE("json.key_contains_is_json_contains") { return books("meta__lang__contains"_f = "e"); }
CASE("json.key_icontains") { return books("meta__lang__icontains"_f = "EN"); }
CASE("json.key_startswith") { return books("meta__series__name__startswith"_f = "Ti"); }
CASE("json.key_regex") { return books("meta__lang__regex"_f = "^[a-z]a$"); }
CASE("json.has_key_nested") { return books("meta__series__has_key"_f = "no"); }
CASE("json.contains_nested") { return books("meta__contains"_f = json(R"({"series": {"no": 1}})")); }
CASE("json.contains_list") { return books("meta__contains"_f = json(R"({"tags": ["b"]})")); }
CASE("json.contained_by") { return books("meta__contained_by"_f = json(R"({"lang": null, "gift": false, "extra": 1})")); }
CASE("json.exclude_key_none") { return Book::objects.filter("pk__lte"_f = 18).exclude("meta__lang"_f = nullptr).flat("pk"_f); }
CASE("json.values_nested_key") {
    return Book::objects.filter("pk__lte"_f = 10).order_by("pk"_f).values_list("pk"_f, "meta__series"_f, "meta__tags__1"_f);
}
CASE("json.order_by_key") { return Book::objects.filter("meta__score__isnull"_f = false).order_by("meta__score"_f, "pk"_f).flat("pk"_f); }
CASE("json.group_by_key") {
    return Book::objects.filter("meta__lang__isnull"_f = false).values("meta__lang"_f).annotate("n"_f = Count("pk"_f));
}
CASE("json.related_key") { return Author::objects.filter("profile__settings__theme"_f = "dark").flat("pk"_f); }
CASE("json.empty_list_value") { return samples("doc__list"_f = Json::array()); }
