// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

namespace {

auto ids(const auto& query_set) { return query_set.values_list("pk"_f); }
/// Rows of one column as its values.
auto flat(const auto& query_set) {
    std::vector<std::tuple_element_t<0, typename std::remove_cvref_t<decltype(query_set)>::value_type>> values;
    for (const auto& row : query_set) values.push_back(std::get<0>(row));
    return values;
}
auto book(std::int64_t id) { return Book::objects.filter("pk"_f = id); }
auto books_before(std::int64_t id) { return Book::objects.filter("pk__lte"_f = id); }
auto books_from(std::int64_t id) { return Book::objects.filter("pk__gte"_f = id); }
auto tag(std::int64_t id) { return Tag::objects.filter("pk"_f = id); }
auto first_books() { return book(1).union_(book(2)); }

}  // namespace

CASE("combinators.union_models") {
    return Tag::objects.filter("colour"_f = Colour::red).union_(Tag::objects.filter("label__startswith"_f = "s")).order_by("label"_f);
}

CASE("combinators.union_order_limit") { return flat(ids(books_before(5)).union_(ids(books_from(57))).order_by("-pk"_f)[{0, 4}]); }

CASE("combinators.union_offset") { return flat(ids(books_before(5)).union_(ids(books_from(57))).order_by("pk"_f)[{3, 7}]); }

CASE("combinators.union_three") { return flat(ids(book(1)).union_(ids(book(2)), ids(book(3))).order_by("pk"_f)); }

CASE("combinators.union_different_models") {
    return Tag::objects.filter("pk__lte"_f = 2).values_list("label"_f).union_(Country::objects.filter("pk__lte"_f = 2).values_list("name"_f));
}

CASE("combinators.union_annotations") {
    return tag(1).annotate("k"_f = "t").values_list("label"_f, "k"_f).union_(Country::objects.filter("pk"_f = 1).annotate("k"_f = "c").values_list("name"_f, "k"_f));
}

CASE("combinators.union_values_after") { return tag(1).union_(tag(2)).order_by("label"_f).values_list("label"_f, "colour"_f); }

CASE("combinators.union_sliced_parts") {
    return flat(ids(Book::objects.order_by("pk"_f)[{0, 2}]).union_(ids(Book::objects.order_by("-pk"_f)[{0, 2}])));
}

CASE("combinators.union_ordered_parts") { return flat(ids(Tag::objects.order_by("pk"_f)).union_(ids(Tag::objects.order_by("-pk"_f)))); }

CASE("combinators.none_union") { return flat(ids(Book::objects.none()).union_(ids(book(1)))); }

CASE("combinators.union_all_count") {
    return books_before(3).union_({.all = true}, Book::objects.filter("pk__in"_f = {2, 3, 4})).count();
}

CASE("combinators.union_filter_error") { return first_books().filter("pk"_f = 1); }

CASE("combinators.union_annotate_error") { return first_books().annotate("n"_f = 1).values_list("pk"_f); }

CASE("combinators.union_delete_error") { return first_books().erase().total; }

CASE("combinators.union_update_error") { return first_books().update("stock"_f = 1); }

CASE("combinators.union_get_error") { return first_books().get("pk"_f = 1); }

CASE("combinators.intersection_nulls") {
    return books_before(22).values_list("pages"_f).intersection(books_from(30).values_list("pages"_f));
}

CASE("combinators.difference_two") {
    return flat(ids(books_before(8)).difference(ids(book(2)), ids(Book::objects.filter("pk__in"_f = {3, 4}))));
}

CASE("combinators.none_difference") { return flat(ids(Book::objects.none()).difference(ids(Book::objects.all()))); }

CASE("combinators.difference_values") {
    return Publisher::objects.order_by().values_list("country"_f).difference(Author::objects.values_list("country"_f));
}

CASE("combinators.union_select_related") {
    std::vector<std::int64_t> authors;
    const auto book_and_author = [](std::int64_t id) { return Book::objects.select_related("author"_f).filter("pk"_f = id); };
    for (const Book& one : book_and_author(1).union_(book_and_author(2)).order_by("pk"_f)) authors.push_back(one.author->id);
    return authors;
}
