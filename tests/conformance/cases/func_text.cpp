// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

#include <nuage/connection.hpp>
#include <nuage/functions.hpp>

using namespace conf;
using namespace nuage;

namespace {

auto sample_words() { return Sample::objects.filter("pk__in"_f = {2, 4, 7, 8, 9}).order_by("pk"_f); }

}  // namespace

CASE("func_text.lower_upper") {
    return sample_words().annotate("l"_f = Lower("word"_f), "u"_f = Upper("word"_f)).values_list("pk"_f, "l"_f, "u"_f);
}

CASE("func_text.concat_mixed_types") {
    return Book::objects.filter("pk__lte"_f = 3).order_by("pk"_f).annotate("v"_f = Concat("isbn"_f, "#", "stock"_f)).flat("v"_f);
}

CASE("func_text.substr") {
    return sample_words().annotate("a"_f = Substr("word"_f, 2), "b"_f = Substr("word"_f, 2, 3)).values_list("pk"_f, "a"_f, "b"_f);
}

CASE("func_text.left_right") {
    return sample_words().annotate("l"_f = Left("word"_f, 2), "r"_f = Right("word"_f, 2)).values_list("pk"_f, "l"_f, "r"_f);
}

CASE("func_text.left_zero_error") {
    static_cast<void>(Left("word"_f, 0));
    return "no error";
}

CASE("func_text.trim") {
    return Sample::objects.filter("pk"_f = 9)
        .annotate("a"_f = Trim("word"_f), "b"_f = LTrim("word"_f), "d"_f = RTrim("word"_f))
        .values_list("a"_f, "b"_f, "d"_f);
}

CASE("func_text.replace_remove") { return Sample::objects.filter("pk"_f = 4).annotate("v"_f = Replace("word"_f, "%")).flat("v"_f); }

CASE("func_text.reverse") { return sample_words().annotate("v"_f = Reverse("word"_f)).values_list("pk"_f, "v"_f); }

CASE("func_text.lpad_rpad") {
    return Tag::objects.filter("pk__lte"_f = 3)
        .order_by("pk"_f)
        .annotate("l"_f = LPad("label"_f, 8, "*"), "r"_f = RPad("label"_f, 8, "ab"))
        .values_list("l"_f, "r"_f);
}

CASE("func_text.chr_ord") {
    return Tag::objects.filter("pk"_f = 1).annotate("o"_f = Ord("label"_f), "ch"_f = Chr(65)).values_list("o"_f, "ch"_f);
}

CASE("func_text.ord_unicode") { return Sample::objects.filter("pk"_f = 8).annotate("o"_f = Ord("word"_f)).flat("o"_f); }

CASE("func_text.sha") {
    {
        // PostgreSQL has SHA1 in an extension, which the reference database had, too. Others refuse the statement.
        const conformance::Uncounted uncounted;
        static_cast<void>(conformance::attempt([] { return connection().execute("CREATE EXTENSION IF NOT EXISTS pgcrypto"); }));
    }
    return Sample::objects.filter("pk"_f = 2)
        .annotate("a"_f = SHA1("word"_f), "b"_f = SHA256("word"_f), "d"_f = SHA512("word"_f))
        .values_list("a"_f, "b"_f, "d"_f);
}

CASE("func_text.filter_by_function") {
    return Book::objects.annotate("n"_f = Length("title"_f)).filter("n__gt"_f = 14).flat("pk"_f);
}

CASE("func_text.nested_functions") {
    return Tag::objects.filter("pk__lte"_f = 3)
        .order_by("pk"_f)
        .annotate("v"_f = Concat(Upper(Left("label"_f, 1)), Lower(Substr("label"_f, 2))))
        .flat("v"_f);
}
