// SPDX-License-Identifier: MIT
// Query sets whose model, fields and functions arrive at run time: they mean what the typed ones mean.
#include <support/catch.hpp>
#include <support/database.hpp>
#include <nuage/dynamic.hpp>

using namespace nuage::literals;
using namespace nuage::by_name;
using nuage::DynamicExpression;
using nuage::DynamicQuerySet;
using nuage::DynamicRow;
using nuage::Value;
using shop::Author;
using shop::Book;
using test::Names;
using Values = std::vector<Value>;
using Table = std::vector<Values>;

namespace {

DynamicQuerySet books() { return nuage::dynamic_objects("shop.Book"); }
DynamicQuerySet authors() { return nuage::dynamic_objects("shop.Author"); }

/// Rows as they come.
Table rows(const DynamicQuerySet& query_set) {
    Table table;
    for (const DynamicRow& row : query_set.fetch()) table.push_back(row.values());
    return table;
}
Names titles_of(const DynamicQuerySet& query_set) {
    Names titles;
    for (const DynamicRow& row : query_set.order_by({"title"}).values({"title"}).fetch()) titles.push_back(row["title"].text());
    return titles;
}

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "a query set of a model's name has its rows, with all columns") {
    const std::vector<DynamicRow> found = nuage::dynamic_objects("shop.Author").order_by({"first_name"}).fetch();
    REQUIRE(found.size() == 4);
    CHECK(found[0].names() == Names{"id", "first_name", "last_name", "email", "born", "rating", "alive", "country_id", "mentor_id"});
    CHECK(found[0]["first_name"] == Value("Ada"));
    CHECK(found[0]["born"] == Value(nuage::date(1950, 6, 15)));
    CHECK(found[0]["country_id"] == Value("FR"));
    CHECK(found[0]["mentor_id"].is_null());
    CHECK(found[2]["alive"] == Value(false));
    CHECK(found[0].values().size() == 9);
}

TEST_CASE_METHOD(test::Bookshop, "run-time conditions choose rows as literal ones do") {
    CHECK(titles_of(books().filter("pages__gte", 200)) == Names{"Beta", "Gamma"});
    CHECK(titles_of(books().filter("pages__in", {100, 300, nullptr})) == Names{"Alpha", "Gamma"});
    CHECK(titles_of(books().filter("author__last_name", "Low").exclude("title__startswith", "A")) ==
          test::titles(Book::objects.filter("author__last_name"_f = "Low").exclude("title__startswith"_f = "A")));
    CHECK(titles_of(books().filter(where("pages", 100) | where("title", "Delta"))) == Names{"Alpha", "Delta"});
    CHECK(titles_of(books().filter(~where("pages__gt", 150))) == Names{"Alpha", "Delta"});
    CHECK(titles_of(books().filter({where("pages__gt", 50), where("price__isnull", false)})) == Names{"Alpha", "Beta"});
    CHECK(titles_of(books().filter(where("title", "Alpha") ^ where("title", "Beta") ^ everything())) == Names{"Alpha", "Beta"});
    CHECK(titles_of(books().filter("is_ebook")) == test::titles(Book::objects.filter("is_ebook"_f)));
    CHECK(titles_of(books().filter(compare(field("pages") * 2, "gt", 350))) == Names{"Beta", "Gamma"});
    CHECK(titles_of(books().filter("title", field("title"))).size() == 4);
    CHECK(titles_of(books().filter("author", DynamicQuerySet(Author::objects.filter("first_name"_f = "Ada")))) == Names{"Alpha", "Beta"});
    CHECK(titles_of(books().filter("author__first_name__in", authors().filter("alive", true).values({"first_name"}))) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "run-time annotations are computed, counted, filtered and sorted by") {
    const DynamicQuerySet counted = authors().annotate("n", aggregate("count", "books"));
    CHECK(rows(counted.order_by({"first_name"}).values({"first_name", "n"})) == Table{{"Ada", 2}, {"Ben", 1}, {"Cleo", 1}, {"Dan", 0}});
    CHECK(rows(counted.filter("n__gt", 1).values({"first_name"})) == Table{{"Ada"}});
    CHECK(rows(counted.order_by({"-n", "-first_name"}).values({"first_name"})) == Table{{"Ada"}, {"Cleo"}, {"Ben"}, {"Dan"}});
    CHECK(counted.filter("n", 1).count() == 2);
    CHECK(counted.filter("n", 5).exists() == false);
    CHECK(counted.order_by({"first_name"}).fetch()[0]["n"] == Value(2));
    CHECK(counted.names().back() == "n");
    const DynamicQuerySet hidden = authors().alias("n", aggregate("count", "books")).filter("n", 2);
    CHECK(hidden.get()["first_name"] == Value("Ada"));
    CHECK(hidden.names().back() == "mentor_id");
    const DynamicQuerySet later = authors().annotate("x", 1).annotate("x", field("x") + 1).filter("first_name", "Ada");
    CHECK(later.get()["x"] == Value(2));
}

TEST_CASE_METHOD(test::Bookshop, "values() makes groups of an aggregate") {
    CHECK(rows(books().values({"status"}).annotate("n", aggregate("count", "*")).order_by({"status"})) == Table{{"draft", 1}, {"gone", 1}, {"live", 2}});
    CHECK(rows(books().values({"author__first_name"}).annotate("p", aggregate("Sum", "pages")).order_by({"author__first_name"})) ==
          Table{{"Ada", 300}, {"Ben", 300}, {"Cleo", nullptr}});
    CHECK(rows(books().values({"publisher__country__code"}).distinct().order_by({field("publisher__country__code").asc().nulls_first()})) ==
          Table{{nullptr}, {"DE"}, {"FR"}});
}

TEST_CASE_METHOD(test::Bookshop, "functions and arithmetic are called by name") {
    const auto of_alpha = [](const DynamicExpression& expression) {
        return books().filter("title", "Alpha").annotate("x", expression).get()["x"];
    };
    CHECK(of_alpha(call("lower", {"title"})) == Value("alpha"));
    CHECK(of_alpha(call("Upper", {"author__first_name"})) == Value("ADA"));
    CHECK(of_alpha(call("concat", {"title", Value("-"), "author__last_name"})) == Value("Alpha-Low"));
    CHECK(of_alpha(call("coalesce", {"subtitle", Value("none")})) == of_alpha(call("Coalesce", {"subtitle", Value("none")})));
    CHECK(of_alpha(call("length", {"title"}) + 1) == Value(6));
    CHECK(of_alpha(field("pages") / 8 * 2 - field("pages") % 7) == Value(22));
    CHECK(of_alpha(-field("pages")) == Value(-100));
    CHECK(nuage::Decimal(of_alpha(field("price") * 2).text()) == nuage::Decimal("20"));
    CHECK(of_alpha(call("replace", {"title", Value("ph")})) == Value("Ala"));
    CHECK(of_alpha(call("lpad", {"title", 7})) == Value("  Alpha"));
    CHECK(of_alpha(call("year", {"published"})) == Value(2020));
    CHECK(of_alpha(call("trunc_year", {"released_at"})) == of_alpha(call("TruncYear", {"released_at"})));
    CHECK(of_alpha(choose({{where("pages__gt", 300), Value("big")}, {where("pages__gt", 50), Value("small")}}, Value("tiny"))) == Value("small"));
    CHECK(of_alpha(choose({{where("pages__gt", 300), Value("big")}})).is_null());
    CHECK(of_alpha(where("pages", 100) & where("title", "Alpha")) == Value(true));
}

TEST_CASE_METHOD(test::Bookshop, "aggregate() sums up all rows") {
    const DynamicRow row = books().aggregate({{"n", aggregate("count", "*")},
                                              {"most", aggregate("max", "pages")},
                                              {"mean", aggregate("avg", "pages")},
                                              {"price", aggregate("sum", "price")},
                                              {"live", aggregate("count", "pk", {.filter = where("status", "live")})},
                                              {"authors", aggregate("count", "author", {.distinct = true})}});
    CHECK(row["n"] == Value(4));
    CHECK(row["most"] == Value(300));
    CHECK(row["mean"] == Value(200.0));
    CHECK(nuage::Decimal(row["price"].text()) == nuage::Decimal("35.75"));
    CHECK(row["live"] == Value(2));
    CHECK(row["authors"] == Value(3));
    CHECK(row.names() == Names{"n", "most", "mean", "price", "live", "authors"});
    CHECK(books().filter("pk", 0).aggregate("s", aggregate("sum", "pages", {.default_to = 7}))["s"] == Value(7));
    const DynamicRow nothing = books().none().aggregate({{"n", aggregate("count", "pk")}, {"s", aggregate("sum", "pages")}, {"d", aggregate("sum", "pages", {.default_to = 7})}});
    CHECK(nothing.values() == Values{0, nullptr, 7});
}

TEST_CASE_METHOD(test::Bookshop, "rows that have a window's value are grouped by what it is of") {
    const DynamicQuerySet ranked = books().order_by(std::vector<nuage::DynamicOrder>{}).values({"author"}).annotate("place", window(call("dense_rank"), {.order_by = {"author"}}));
    CHECK(rows(ranked.annotate("n", aggregate("count", "pk")).order_by({"place"})).size() == 3);
    CHECK(ranked.annotate("n", aggregate("count", "pk")).count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "rows that a window chose can be a table of their own") {
    const DynamicQuerySet thin = books().filter(compare(window(call("row_number"), {.order_by = {"pages", "title"}}), "lte", 2)).as_derived();
    CHECK(titles_of(thin).size() == 2);
    CHECK(thin.values({"author"}).annotate("n", aggregate("count", "pk")).count() > 0);
}

TEST_CASE_METHOD(test::Bookshop, "texts of many rows are put together by name") {
    const DynamicRow all = books().aggregate({{"titles", aggregate("string_agg", "title", {.between = "; ", .order_by = {"-title"}})},
                                              {"thick", aggregate("StringAgg", "title", {.filter = where("pages__gte", 200), .order_by = {"title"}})}});
    CHECK(all["titles"] == Value("Gamma; Delta; Beta; Alpha"));
    CHECK(all["thick"] == Value("Beta, Gamma"));
    CHECK_THROWS_WITH(aggregate("count", "title", {.order_by = {"title"}}), Catch::Contains("[F098] Count() has no order"));
    CHECK_THROWS_WITH(books().aggregate({{"n", aggregate("string_agg", "pages")}}), Catch::Contains("[A005] StringAgg() is for text"));
}

TEST_CASE_METHOD(test::Bookshop, "subqueries speak of the rows around them") {
    const DynamicQuerySet own = books().filter("author", outer("pk"));
    CHECK(rows(authors().filter(exists(own.filter("pages__gte", 200))).order_by({"first_name"}).values({"first_name"})) == Table{{"Ada"}, {"Ben"}});
    CHECK(rows(authors().filter(~exists(own)).values({"first_name"})) == Table{{"Dan"}});
    const DynamicExpression longest = subquery(own.order_by({field("pages").desc().nulls_last()}).values({"title"}).slice(0, 1));
    CHECK(rows(authors().annotate("longest", longest).order_by({"first_name"}).values({"first_name", "longest"})) ==
          Table{{"Ada", "Beta"}, {"Ben", "Gamma"}, {"Cleo", "Delta"}, {"Dan", nullptr}});
}

TEST_CASE_METHOD(test::Bookshop, "slices, orders and single rows") {
    const DynamicQuerySet sorted = books().order_by({"title"});
    CHECK(rows(sorted.values({"title"}).slice(1, 3)) == Table{{"Beta"}, {"Delta"}});
    CHECK(rows(sorted.reverse().values({"title"}).first(1)) == Table{{"Gamma"}});
    CHECK(sorted.skip(3).get()["title"] == Value("Gamma"));
    CHECK(sorted.first()->operator[]("title") == Value("Alpha"));
    CHECK(sorted.last()->operator[]("title") == Value("Gamma"));
    CHECK_FALSE(books().filter("pk", 0).first());
    CHECK(rows(books().order_by({call("length", {"title"}).desc(), "-title"}).values({"title"})) == Table{{"Gamma"}, {"Delta"}, {"Alpha"}, {"Beta"}});
    CHECK_THROWS_AS(books().filter("pk", 0).get(), nuage::ObjectDoesNotExist);
    CHECK_THROWS_AS(books().get(), nuage::MultipleObjectsReturned);
    CHECK(books().none().fetch().empty());
    const auto by_title = books().in_bulk({alpha.isbn, beta.isbn}, "isbn");
    CHECK(by_title.at(Value(beta.isbn))["title"] == Value("Beta"));
    CHECK(books().in_bulk({alpha.id}).at(Value(alpha.id))["title"] == Value("Alpha"));
}

TEST_CASE_METHOD(test::Bookshop, "the distinct dates of a field arrive by its name") {
    CHECK(rows(books().dates("published", "year")) == Table{{nuage::date(2020, 1, 1)}, {nuage::date(2021, 1, 1)}});
    CHECK(rows(books().datetimes("released_at", "day", "DESC")).size() == Book::objects.datetimes("released_at"_f, "day").fetch().size());
}

TEST_CASE_METHOD(test::Bookshop, "run-time query sets are combined") {
    const DynamicQuerySet a = books().filter("pages__lte", 200).values({"title"});
    const DynamicQuerySet b = books().filter("pages__gte", 200).values({"title"});
    CHECK(rows(a.union_({b}).order_by({"title"})) == Table{{"Alpha"}, {"Beta"}, {"Gamma"}});
    CHECK(rows(a.union_({b}, {.all = true})).size() == 4);
    CHECK(rows(a.intersection({b})) == Table{{"Beta"}});
    CHECK(rows(a.difference({b})) == Table{{"Alpha"}});
    CHECK(titles_of(books().filter("pages", 100) | books().filter("pages", 300)) == Names{"Alpha", "Gamma"});
    CHECK(titles_of(books().filter("pages__gt", 100) & books().filter("pages__lt", 300)) == Names{"Beta"});
    CHECK(titles_of(books().filter("pages__gte", 200) ^ books().filter("pages__lte", 200)) == Names{"Alpha", "Gamma"});
    CHECK(titles_of(books().order_by({"-pages"}).slice(0, 2).as_derived().filter("title__startswith", "B")).size() <= 1);
}

TEST_CASE_METHOD(test::Bookshop, "a run-time query set goes on from a typed one") {
    const auto typed = Author::objects.annotate("n"_f = nuage::Count("books"_f)).filter("n__gt"_f = 0);
    CHECK(rows(DynamicQuerySet(typed).filter("n", 2).values({"first_name", "n"})) == Table{{"Ada", 2}});
    CHECK(rows(DynamicQuerySet(typed).annotate("twice", field("n") * 2).order_by({"-twice"}).values({"twice"})) == Table{{4}, {2}, {2}});
    CHECK(rows(DynamicQuerySet(Book::objects.order_by("title"_f).values("title"_f, "pages"_f)).slice(0, 1)) == Table{{"Alpha", 100}});
}

TEST_CASE_METHOD(test::Bookshop, "rows are updated and erased by run-time names") {
    CHECK(books().filter("pages", 100).update({{"title", "Omega"}, {"stock", field("stock") + 5}, {"subtitle", nullptr}}) == 1);
    const Book book = Book::objects.get("pk"_f = alpha.id);
    CHECK(book.title == "Omega");
    CHECK(book.stock == alpha.stock + 5);
    CHECK_FALSE(book.subtitle);
    CHECK(nuage::dynamic_objects("shop.Review").filter("stars", 1).erase().total == 1);
    CHECK(nuage::dynamic_objects("shop.Review").filter("stars", 1).count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "relations are filtered, joined in and prefetched by run-time names") {
    const DynamicQuerySet cheap = authors().alias("cheap", filtered_relation("books", where("books__price__lt", 15)));
    CHECK(rows(cheap.order_by({"first_name"}).values({"first_name", "cheap__title"})) ==
          Table{{"Ada", "Alpha"}, {"Ben", nullptr}, {"Cleo", "Delta"}, {"Dan", nullptr}});
    CHECK(rows(cheap.filter("cheap__isnull", true).order_by({"first_name"}).values({"first_name"})) == Table{{"Ben"}, {"Dan"}});
    const Book joined = Book::objects.select_related(nuage::dynamic("author__country")).get("pk"_f = alpha.id);
    const test::Names loaded = {joined.author->first_name, joined.author->country->name};
    CHECK(loaded == Names{"Ada", "France"});
    CHECK(Book::objects.select_related(nuage::dynamic("author")).sql() == Book::objects.select_related("author"_f).sql());
    const std::vector<Author> with_books = Author::objects.prefetch_related(nuage::dynamic("books__reviews")).filter("pk"_f = ada.id).fetch();
    CHECK(with_books[0].books.all().size() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "windows and casts by run-time names") {
    const DynamicQuerySet ranked = books().filter("pages__isnull", false)
                                       .annotate("place", window(call("rank"), {.partition_by = {"author"}, .order_by = {"-pages"}}))
                                       .annotate("so_far", window(aggregate("sum", "pages"), {.order_by = {"pages"}, .frame = WindowFrame{.to = 0}}));
    CHECK(rows(ranked.order_by({"title"}).values({"title", "place", "so_far"})) == Table{{"Alpha", 2, 100}, {"Beta", 1, 300}, {"Gamma", 1, 600}});
    CHECK(rows(ranked.filter("place", 2).values({"title"})) == Table{{"Alpha"}});
    CHECK(rows(ranked.filter("place", 2).values({"title"}).union_({books().filter("title", "Delta").values({"title"})}).order_by({"title"})) ==
          Table{{"Alpha"}, {"Delta"}});
    const DynamicRow row = books().filter("title", "Alpha").annotate("t", cast("pages", "text")).annotate("d", cast("pages", "decimal", 6, 1)).get();
    CHECK(row["t"] == Value("100"));
    CHECK(nuage::Decimal(row["d"].text()) == nuage::Decimal("100"));
}
