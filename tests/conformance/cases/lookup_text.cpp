// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("lookup_text.exact_case") { return Sample::objects.filter("word"_f = "alpha").flat("pk"_f); }

CASE("lookup_text.exact_empty") { return Sample::objects.filter("word_n"_f = "").flat("pk"_f); }

CASE("lookup_text.exact_trailing_space") { return Sample::objects.filter("word_n"_f = "tail").flat("pk"_f); }

CASE("lookup_text.exact_backslash") { return Sample::objects.filter("word_n"_f = "back\\slash").flat("pk"_f); }

CASE("lookup_text.exact_injection_text") { return Sample::objects.filter("word_n"_f = "Robert'); DROP").flat("pk"_f); }

CASE("lookup_text.iexact_underscore_literal") { return Sample::objects.filter("word__iexact"_f = "A_B").flat("pk"_f); }

CASE("lookup_text.contains") { return Sample::objects.filter("word__contains"_f = "lph").flat("pk"_f); }

CASE("lookup_text.contains_case") { return Sample::objects.filter("word__contains"_f = "LPH").flat("pk"_f); }

CASE("lookup_text.contains_backslash") { return Sample::objects.filter("word_n__contains"_f = "\\s").flat("pk"_f); }

CASE("lookup_text.contains_empty_string") { return Sample::objects.filter("word_n__contains"_f = "").flat("pk"_f); }

CASE("lookup_text.contains_emoji") { return Sample::objects.filter("word_n__contains"_f = "🐝").flat("pk"_f); }

CASE("lookup_text.icontains") { return Sample::objects.filter("word__icontains"_f = "ETA").flat("pk"_f); }

CASE("lookup_text.icontains_underscore") { return Book::objects.filter("title__icontains"_f = "W_F").flat("pk"_f); }

CASE("lookup_text.icontains_unicode") { return Book::objects.filter("title__icontains"_f = "ærø").flat("pk"_f); }

CASE("lookup_text.istartswith") { return Book::objects.filter("title__istartswith"_f = "SNOW_").flat("pk"_f); }

CASE("lookup_text.iendswith_quote") { return Publisher::objects.filter("name__iendswith"_f = "INK\"").flat("pk"_f); }

CASE("lookup_text.regex_alternation") { return Book::objects.filter("title__regex"_f = "(River|Comet)$").flat("pk"_f); }

CASE("lookup_text.regex_class") { return Sample::objects.filter("word__regex"_f = "^[a-z]+$").flat("pk"_f); }

CASE("lookup_text.regex_dot_star") { return Sample::objects.filter("word__regex"_f = "a.b").flat("pk"_f); }

CASE("lookup_text.regex_null_column") { return Sample::objects.filter("word_n__regex"_f = ".").flat("pk"_f); }

CASE("lookup_text.iregex_exclude") { return Sample::objects.exclude("word_n__iregex"_f = "a").flat("pk"_f); }

CASE("lookup_text.regex_escape_percent") { return Book::objects.filter("title__regex"_f = R"(\d+%)").flat("pk"_f); }

CASE("lookup_text.in_text") {
    return Book::objects.filter("status__in"_f = {Status::draft, Status::gone}, "pk__lte"_f = 20).flat("pk"_f);
}

CASE("lookup_text.in_text_with_quote") { return Tag::objects.filter("label__in"_f = {"it's local", "50%_off", "nope"}).flat("pk"_f); }

CASE("lookup_text.contains_f_number_column") { return Book::objects.filter("isbn__contains"_f = F("stock"_f)).flat("pk"_f); }

CASE("lookup_text.iexact_f") { return Sample::objects.filter("word__iexact"_f = F("word_n"_f)).flat("pk"_f); }

CASE("lookup_text.exclude_subtitle_null_kept") {
    return Book::objects.filter("pk__lte"_f = 12).exclude("subtitle"_f = "A Novel").flat("pk"_f);
}

CASE("lookup_text.two_conditions_same_field") {
    return Book::objects.filter("title__startswith"_f = "S", "title__endswith"_f = "n").flat("pk"_f);
}
