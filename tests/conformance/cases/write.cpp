// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>

#include "new_book.hpp"

using namespace conf;
using conformance::attempt;
using conformance::Json;
using conformance::list;
using conformance::state;
using conformance::state_size;

CASE("write.create_defaults_applied") {
    Book book = new_book();
    book.save();
    return state(Book::objects.filter("isbn"_f = book.isbn)
                     .values_list("status"_f, "stock"_f, "is_ebook"_f, "note"_f, "created_at"_f, "uid"_f, "meta"_f, "subtitle"_f));
}

CASE("write.save_insert_then_update") {
    Tag tag{.label = "two-step"};
    tag.save();
    tag.colour = Colour::red;
    tag.save();
    return state(Tag::objects.filter("label"_f = "two-step").values_list("label"_f, "colour"_f));
}

CASE("write.save_with_known_pk_updates") {
    Tag{.id = 3, .label = "sale!", .colour = Colour::red}.save();
    return state(Tag::objects.filter("pk__lte"_f = 4).values_list("pk"_f, "label"_f, "colour"_f));
}

CASE("write.save_with_unknown_pk_inserts") {
    Tag{.id = 700, .label = "seven", .colour = Colour::red}.save();
    return state(Tag::objects.filter("pk__gte"_f = 12).values_list("pk"_f, "label"_f, "colour"_f));
}

CASE("write.save_force_update_missing") {
    const std::string error = attempt([] { Tag{.id = 900, .label = "ghost"}.save({.force_update = true}); return 0; });
    return Json{{"log", list(error)}, {"n", state_size(Tag::objects.all())}};
}

CASE("write.save_deferred_writes_loaded_only") {
    Book book = Book::objects.only("title"_f).get("pk"_f = 2);
    book.title = "Only title";
    book.save();
    return state(Book::objects.filter("pk"_f = 2).values_list("title"_f, "stock"_f, "isbn"_f));
}

CASE("write.save_auto_now") {
    Post post = Post::everything.get("pk"_f = 1);
    post.headline = "touched";
    post.save();
    return state(Post::everything.filter("pk"_f = 1).values_list("headline"_f, "updated"_f));
}

CASE("write.save_unsaved_related") {
    return list(attempt([] {
        Book book = new_book();
        Author author;
        author.first_name = "N";
        author.last_name = "S";
        book.author = author;
        book.save();
    }));
}

CASE("write.save_fk_set_by_attname") {
    Book book = Book::objects.get("pk"_f = 1);
    book.author = nuage::key(5);
    book.save();
    return list(book.author->id, state(Book::objects.filter("pk"_f = 1).values_list("author"_f)));
}

CASE("write.update_f_other_column") {
    Book::objects.filter("pk__lte"_f = 5, "pages__isnull"_f = false).update("stock"_f = "pages"_f, "subtitle"_f = "title"_f);
    return state(Book::objects.filter("pk__lte"_f = 5).values_list("pk"_f, "stock"_f, "subtitle"_f));
}

CASE("write.update_null") {
    Book::objects.filter("pk__lte"_f = 3).update("publisher"_f = nullptr, "meta"_f = nullptr, "pages"_f = nullptr);
    return state(Book::objects.filter("pk__lte"_f = 3).values_list("pk"_f, "publisher"_f, "meta"_f, "pages"_f));
}

CASE("write.update_json_null_value") {
    Book::objects.filter("pk"_f = 1).update("meta"_f = Json(nullptr));
    return list(state(Book::objects.filter("pk"_f = 1).values_list("meta"_f, "pk"_f)),
                Book::objects.filter("pk"_f = 1, "meta__isnull"_f = true).count());
}

CASE("write.update_fk_instance") {
    Book::objects.filter("pk"_f = 1).update("author"_f = Author::objects.get("pk"_f = 6));
    return state(Book::objects.filter("pk"_f = 1).values_list("author"_f));
}

CASE("write.update_date_arith") {
    Order::objects.filter("pk__lte"_f = 3).update("placed_at"_f = "placed_at"_f + (nuage::days + nuage::hours * 2));
    return state(Order::objects.filter("pk__lte"_f = 3).values_list("pk"_f, "placed_at"_f));
}

CASE("write.update_ordered_queryset") {
    const auto rows = Tag::objects.order_by("-pk"_f).filter("colour"_f = Colour::red).update("colour"_f = Colour::blue);
    return Json{{"n", rows}, {"rows", state(Tag::objects.all().values_list("pk"_f, "colour"_f))}};
}

CASE("write.update_distinct_slice_pk_in") {
    const auto keys = Book::objects.order_by("-stock"_f, "pk"_f).first(3).flat("pk"_f);
    const auto rows = Book::objects.filter("pk__in"_f = keys).update("note"_f = "top");
    return Json{{"n", rows}, {"rows", state(Book::objects.filter("note"_f = "top").values_list("pk"_f))}};
}

CASE("write.get_or_create_existing") {
    const auto [tag, made] = Tag::objects.get_or_create("label"_f = "sale", nuage::defaults("colour"_f = Colour::red));
    return list(tag.id, made, tag.colour);
}

CASE("write.get_or_create_new") {
    const auto [tag, made] = Tag::objects.get_or_create("label"_f = "brand-new", nuage::defaults("colour"_f = Colour::green));
    return list(made, state(Tag::objects.filter("label"_f = "brand-new").values_list("label"_f, "colour"_f)));
}

CASE("write.update_or_create_existing") {
    const auto [tag, made] = Tag::objects.update_or_create("label"_f = "sale", nuage::defaults("colour"_f = Colour::red));
    return list(made, state(Tag::objects.filter("label"_f = "sale").values_list("pk"_f, "colour"_f)));
}

CASE("write.refresh_from_db") {
    Tag tag = Tag::objects.get("pk"_f = 1);
    Tag::objects.filter("pk"_f = 1).update("label"_f = "changed");
    const std::string before = tag.label;
    tag.refresh_from_db();
    return list(before, tag.label);
}

CASE("write.save_update_fields_unknown") {
    // fields("nope"_f) would not compile: names that arrive at run time are a list of texts.
    return list(attempt([] { Book::objects.get("pk"_f = 1).save({.update_fields = nuage::FieldNames{"nope"}}); }));
}

CASE("write.update_subquery_value") {
    const auto first = Book::objects.filter("author"_f = nuage::OuterRef("pk"_f)).order_by("pk"_f).values("isbn"_f)[{0, 1}];
    Author::objects.filter("pk__lte"_f = 4).update("note"_f = nuage::Subquery(first));
    return state(Author::objects.filter("pk__lte"_f = 4).values_list("pk"_f, "note"_f));
}
