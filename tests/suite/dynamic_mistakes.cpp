// SPDX-License-Identifier: MIT
// Mistakes in what arrives at run time: the sentences and codes of the compile-time checks, as exceptions.
#include <support/catch.hpp>
#include <support/database.hpp>
#include <nuage/dynamic.hpp>

using namespace nuage::literals;
using namespace nuage::by_name;
using nuage::DynamicExpression;
using nuage::DynamicQuerySet;
using nuage::FieldError;
using nuage::TypeError;
using nuage::Value;
using nuage::ValueError;
using shop::Book;

namespace {

DynamicQuerySet books() { return nuage::dynamic_objects("shop.Book"); }

/// What an error of a class says; nothing where there is none.
template <class E, class F>
std::string said(const F& function) {
    try {
        static_cast<void>(function());
    } catch (const E& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

#define SAYS(Error, sentence, ...) CHECK_THAT(said<Error>([&] { return __VA_ARGS__; }), Catch::Matchers::StartsWith(sentence))

TEST_CASE_METHOD(test::Bookshop, "wrong run-time names say what the compiler says") {
    SAYS(FieldError, "[F001] Book has no field 'titel'. Did you mean 'title'?", books().filter("titel", 1));
    SAYS(FieldError, "[F001] Book has no field 'titel'. Did you mean 'title'?", books().values({"titel"}));
    SAYS(FieldError, "[F001] Book has no field 'titel'", books().order_by({"-titel"}));
    SAYS(FieldError, "[F001] Book has no field 'titel'", books().annotate("x", call("lower", {"titel"})));
    SAYS(FieldError, "[F001] Book has no field 'm'. Did you mean 'n'? Fields: ", books().annotate("n", 1).filter("m", 1));
    SAYS(FieldError, "[F003] 'gtt' is no lookup of an integer field (Book.pages in 'pages__gtt'). Did you mean 'gt'?", books().filter("pages__gtt", 1));
    SAYS(FieldError, "[F004] 'pages__gt' ends in the lookup 'gt'", books().values({"pages__gt"}));
    SAYS(FieldError, "[F009] 'title' was not given to values().", books().filter("pk", alpha.id).values({"pages"}).get()["title"]);
    SAYS(FieldError, "[F042] 'n' was named by alias(), which rows do not have; use annotate() to select it.", books().alias("n", 1).values({"n"}));
    SAYS(ValueError, "[F011] in_bulk() wants a unique field; 'title' is none", books().in_bulk({"x"}, "title"));
    SAYS(ValueError, "[F090] No model is called 'shop.Bok': a name is app.Model. Did you mean 'shop.Book'?", nuage::dynamic_objects("shop.Bok"));
}

TEST_CASE_METHOD(test::Bookshop, "wrong run-time operands say what the compiler says") {
    SAYS(FieldError, "[T002] Book.pages is integer; 'exact' was given text.", books().filter("pages", "many"));
    SAYS(FieldError, "[T005]", books().filter("pages__range", field("stock")));
    SAYS(FieldError, "[T005]", books().filter("pages__in", field("stock")));
    SAYS(FieldError, "[T002] 'title' is text; 'gt' was given integer.", books().filter(compare("title", "gt", 5)));
    SAYS(FieldError, "[F084] A condition is wanted; 'title' is text.", books().filter("title"));
    SAYS(FieldError, "[F084] An expression is compared by exact", compare("title", "contains", Value("x")));
    SAYS(ValueError, "[F089] 'author__in' is compared with a query set of 1 column; this one has 2.",
         books().filter("author__in", nuage::dynamic_objects("shop.Author").values({"id", "born"})));
    SAYS(ValueError, "an empty condition", books().annotate("x", choose({{everything(), 1}})));
    SAYS(ValueError, "[F086]", choose({}));
}

TEST_CASE_METHOD(test::Bookshop, "wrong run-time expressions say what the compiler says") {
    SAYS(ValueError, "[A002] The annotation 'title' conflicts with a field of Book; give it another name.", books().annotate("title", field("isbn")));
    SAYS(ValueError, "[A012] 'title' is a column of these rows already; give the expression another name.",
         books().values({"title"}).annotate("title", field("isbn")));
    SAYS(TypeError, "[A003] aggregate() takes aggregates", books().aggregate("x", field("pages")));
    SAYS(FieldError, "[F094] aggregate() gives one row for all", books().aggregate("x", field("pages") + aggregate("count", "pk")));
    SAYS(FieldError, "[A001] Sum() is computed of single rows", books().annotate("x", aggregate("sum", aggregate("count", "reviews"))));
    SAYS(FieldError, "[A004] the two sides of an arithmetic expression have types that do not mix", books().annotate("x", field("title") + 1));
    SAYS(FieldError, "[A005] Sum() is for numbers and durations; 'title' is text.", books().annotate("x", aggregate("sum", "title")));
    SAYS(FieldError, "[A005] Max() is of a field", books().annotate("x", aggregate("max", "*")));
    SAYS(ValueError, "[A007]", aggregate("count", "*", {.distinct = true}));
    SAYS(ValueError, "[A007]", aggregate("count", "*", {.filter = everything()}));
    SAYS(TypeError, "[A008]", aggregate("count", "pk", {.default_to = 1}));
    SAYS(FieldError, "[A009] a Subquery gives one value", books().annotate("x", subquery(books().values({"pk", "stock"}).slice(0, 1))));
    SAYS(FieldError, "[A010]", books().filter(compare(aggregate("count", "reviews"), "gt", 1)).fetch());
    SAYS(FieldError, "[A010]", books().exclude("reviews__stars__gt", aggregate("variance", 3)).fetch());
    SAYS(FieldError, "[A010]", Book::objects.exclude("reviews__stars__gt"_f = nuage::Count("stock"_f)).fetch());
    SAYS(FieldError, "[A020] Lower() is for text; 'pages' is integer.", books().annotate("x", call("lower", {"pages"})));
    SAYS(FieldError, "[A020] Coalesce() takes operands of one type, and the first is text; 'pages' is integer.", books().annotate("x", call("coalesce", {"title", "pages"})));
    SAYS(ValueError, "[A020] ExtractHour() is for times; 'published' is date.", books().annotate("x", call("hour", {"published"})));
    SAYS(ValueError, "[A021] Lower() takes 1 operands; it was given 2.", call("lower", {"title", "isbn"}));
    SAYS(FieldError, "[A024]", books().annotate("x", call("rank")));
    SAYS(FieldError, "[A025]", window(call("lower", {"title"})));
    SAYS(ValueError, "Ntile(): the number of parts must be greater than 0", call("ntile", {0}));
    SAYS(ValueError, "Lead(): the number of rows must be greater than 0", call("lead", {"pages", -1}));
    SAYS(ValueError, "a frame cannot begin after its end", window(call("rank"), {.frame = WindowFrame{nuage::FrameUnit::rows, 2, 1}}));
    SAYS(FieldError, "[A026]", books().annotate("x", window(call("rank"), {.order_by = {"?"}})).fetch());
    const DynamicQuerySet ranked = books().annotate("w", window(call("rank"), {.order_by = {"pages"}}));
    SAYS(FieldError, "[F095] Neither a window nor an aggregate is computed of a window.", ranked.annotate("x", window(aggregate("sum", "w"))).fetch());
    SAYS(FieldError, "[F095]", books().aggregate("x", aggregate("sum", window(call("rank")))));
    SAYS(FieldError, "[F095]", books().annotate("x", window(call("rank"), {.partition_by = {window(call("rank"))}})).fetch());
    SAYS(FieldError, "[A010]", books().annotate("x", window(call("rank"), {.order_by = {aggregate("count", "*").asc()}})).sql());
    SAYS(nuage::NotSupportedError, "[F099]", nuage::dynamic_objects("shop.Author").exclude("books__pages__gte", window(call("rank"), {.order_by = {"id"}})).sql());
    SAYS(nuage::NotSupportedError, "[F099]",
         nuage::dynamic_objects("shop.Author").annotate("n", aggregate("min", "books__pages")).exclude("books__pages__gte", nuage::by_name::field("n")).sql());
    CHECK(ranked.aggregate("x", aggregate("max", "w"))["x"] == Value(4));
    SAYS(nuage::NotSupportedError, "[F096]", books().annotate("x", window(aggregate("count", "pages", {.distinct = true}))).sql());
    SAYS(FieldError, "[F093] There is no type 'varchar; --' to cast to.", cast("pages", "varchar; --"));
    SAYS(FieldError, "[F093] A decimal has", cast("pages", "decimal"));
    SAYS(ValueError, "[A023]", collate("title", "bad name;"));
    SAYS(ValueError, "[T022]", field("pages").asc().nulls_first().nulls_last());
    SAYS(ValueError, "[T022]", nuage::DynamicOrder("-pages").nulls_last().nulls_first());
    SAYS(FieldError, "[F085] There is no function 'lowr'. Did you mean 'lower'?", call("lowr", {"title"}));
    SAYS(FieldError, "[F085] There is no aggregate 'cont'. Did you mean 'count'?", aggregate("cont", "title"));
    SAYS(FieldError, "[F088] The values of a choice are of one type", books().annotate("x", choose({{where("pages", 1), 1}}, Value("x"))));
    SAYS(FieldError, "[F088] Sum() is integer; its default is text.", books().aggregate("x", aggregate("sum", "pages", {.default_to = Value("x")})));
    SAYS(ValueError, "Left(): the number of characters", call("left", {"title", 0}));
    SAYS(ValueError, "Substr(): the position", call("substr", {"title", 0}));
    SAYS(ValueError, "Repeat(): the number of times", call("repeat", {"title", -1}));
    SAYS(ValueError, "LPad(): the number of characters", call("lpad", {"title", -1}));
    SAYS(ValueError, "'+02:00' is no name of a time zone", call("at_zone", {"released_at", Value("+02:00")}));
    SAYS(ValueError, "[F087]", books().annotate("x", Value::row({1, 2})));
    SAYS(FieldError, "[A010]", books().order_by({window(call("lead", {aggregate("count", "*")})).asc()}));
    SAYS(ValueError, "[F040]", books().filter("author", outer("pk")).fetch());
}

TEST_CASE_METHOD(test::Bookshop, "wrong run-time combinations say what the compiler says") {
    SAYS(TypeError, "[T023]", books() | nuage::dynamic_objects("shop.Author"));
    SAYS(TypeError, "[T023]", books().annotate("n", 1) & books().annotate("n", 2));
    SAYS(TypeError, "[T025]", books().union_({nuage::dynamic_objects("shop.Author")}));
    SAYS(TypeError, "[T025]", books().values({"title"}).union_({books().values({"pages"})}));
    SAYS(TypeError, "[T024]", books().dates("title", "year"));
    SAYS(ValueError, "[T024]", books().datetimes("published", "year"));
    SAYS(ValueError, "[T003]", books().filter("pages__gt", nullptr));
    SAYS(nuage::NotSupportedError, "[F061] Calling aggregate() after", books().union_({books()}).aggregate("n", aggregate("count", "pk")));
    SAYS(TypeError, "[T008]", books().values({"pk"}).in_bulk({1}));
    SAYS(TypeError, "[T008]", books().annotate("n", 1).as_derived());
    SAYS(TypeError, "cannot call filter() once a slice has been taken", books().slice(0, 1).filter("pk", 1));
}

TEST_CASE_METHOD(test::Bookshop, "wrong run-time updates say what the compiler says") {
    SAYS(FieldError, "[F007]", books().update({{"author__first_name", "x"}}));
    SAYS(FieldError, "[F008] update() may use fields of the updated table only, not of related ones: 'title'.", books().update({{"title", field("author__last_name")}}));
    SAYS(FieldError, "[F091]", books().update({{"stock", aggregate("count", "pages")}}));
    SAYS(ValueError, "[F092] 'title' is never null.", books().update({{"title", nullptr}}));
    SAYS(FieldError, "[T002] 'stock' is integer; it was given text.", books().update({{"stock", call("lower", {"title"})}}));
    SAYS(FieldError, "[T005] 'stock' is set to one value, not several.", books().update({{"stock", {1, 2}}}));
}

TEST_CASE_METHOD(test::Bookshop, "wrong run-time relations say what the compiler says") {
    SAYS(FieldError, "[F010] select_related() follows ForeignKey and OneToOne; 'reviews' is neither", Book::objects.select_related(nuage::dynamic("reviews")));
    SAYS(FieldError, "[F010]", Book::objects.select_related(nuage::dynamic("title")));
    SAYS(FieldError, "[F001]", Book::objects.select_related(nuage::dynamic("titel")));
    SAYS(ValueError, "[F014] prefetch_related() follows relations; 'title' is none", Book::objects.prefetch_related(nuage::dynamic("title")));
    SAYS(ValueError, "[A011]", filtered_relation("", everything()));
    SAYS(ValueError, "[A011]", books().alias("x", filtered_relation("title", everything())));
    SAYS(ValueError, "[A011]", books().alias("x", call("lower", {filtered_relation("author", everything())})));
}

TEST_CASE_METHOD(test::Bookshop, "hostile names of expressions are refused") {
    for (const char* name : {"", " ", "a b", "a\"b", "a'b", "a`b", "a;b", "a--b", "a/*b", "a\nb", "a#b", "a\xff" "b"})
        SAYS(ValueError, "[F080]", books().annotate(name, 1));
    SAYS(ValueError, "[F080]", books().annotate(std::string(64, 'a'), 1));
    SAYS(ValueError, "[F080]", outer(""));
    DynamicExpression deep = field("pages");
    SAYS(ValueError, "[F083]", [&] {
        for (int i = 0; i < 10000; ++i) deep = deep + 1;
        return 0;
    }());
    DynamicQuerySet many = books();
    SAYS(ValueError, "[F082]", [&] {
        for (int i = 0; i < 2000; ++i) many = many.alias("n" + std::to_string(i), 1);
        return 0;
    }());
}
