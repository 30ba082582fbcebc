// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::list;
using conformance::state;
using conformance::state_size;

namespace {

Json labels(const Book& book) { return state(Tag::objects.filter("books"_f = book).values_list("label"_f)); }

using Friendship = nuage::Through<Author, "friends">;
using Following = nuage::Through<Author, "follows">;
using BookTag = nuage::Through<Book, "tags">;

}  // namespace

CASE("m2m.add_nothing") {
    Book::objects.get("pk"_f = 3).tags.add();
    return nullptr;
}

CASE("m2m.remove") {
    Book book = Book::objects.get("pk"_f = 3);
    book.tags.remove(book.tags.filter("colour"_f = Colour::red).fetch());
    return labels(book);
}

CASE("m2m.clear") {
    Book book = Book::objects.get("pk"_f = 3);
    book.tags.clear();
    return list(labels(book), state_size(Tag::objects.all()));
}

CASE("m2m.clear_reverse") {
    Tag::objects.get("pk"_f = 1).books.clear();
    return state(Book::objects.filter("tags"_f = nuage::key(1)).values_list("pk"_f));
}

CASE("m2m.get_or_create_through_manager") {
    Book book = Book::objects.get("pk"_f = 4);
    const bool first = book.tags.get_or_create("label"_f = "fresh tag").second;
    const bool second = book.tags.get_or_create("label"_f = "fresh tag").second;
    return list(list(first, second), labels(book));
}

CASE("m2m.custom_table_name") {
    Book book = Book::objects.get("pk"_f = 55);
    book.categories.set(std::vector{1, 2});
    return state(Category::objects.filter("books"_f = nuage::key(55)).values_list("slug"_f));
}

CASE("m2m.through_add_with_defaults") {
    Book book = Book::objects.get("pk"_f = 50);
    book.contributors.add(nuage::key(1), nuage::key(2),
                          nuage::through_defaults("role"_f = Role::artist, "share"_f = 12.50_dec));
    return state(Contribution::objects.filter("book"_f = nuage::key(50)).values_list("person"_f, "role"_f, "share"_f));
}

CASE("m2m.through_set_with_defaults") {
    Book book = Book::objects.get("pk"_f = 1);
    book.contributors.set(std::vector{7, 9}, nuage::through_defaults("share"_f = 1.00_dec));
    return state(Contribution::objects.filter("book"_f = nuage::key(1)).values_list("person"_f, "role"_f, "share"_f));
}

CASE("m2m.through_create_with_defaults") {
    Book book = Book::objects.get("pk"_f = 50);
    book.contributors.create("first_name"_f = "New", "last_name"_f = "Hand",
                             nuage::through_defaults("role"_f = Role::translator));
    return state(Contribution::objects.filter("book"_f = nuage::key(50)).values_list("person__last_name"_f, "role"_f));
}

CASE("m2m.through_remove_all_roles") {
    Book::objects.get("pk"_f = 1).contributors.remove(nuage::key(7));
    return state(Contribution::objects.filter("book"_f = nuage::key(1)).values_list("person"_f, "role"_f));
}

CASE("m2m.through_clear") {
    Book::objects.get("pk"_f = 1).contributors.clear();
    return state(Contribution::objects.filter("book"_f = nuage::key(1)).values_list("pk"_f));
}

CASE("m2m.symmetrical_add_makes_two_rows") {
    Author::objects.get("pk"_f = 5).friends.add(nuage::key(6));
    return state(Friendship::objects.filter("source__in"_f = {5, 6}).values_list("source"_f, "target"_f));
}

CASE("m2m.symmetrical_remove_drops_two_rows") {
    Author::objects.get("pk"_f = 1).friends.remove(nuage::key(2));
    return state(Friendship::objects.all().values_list("source"_f, "target"_f));
}

CASE("m2m.asymmetrical_reverse_add") {
    Author::objects.get("pk"_f = 10).followers.add(nuage::key(11));
    return state(Following::objects.filter("source__in"_f = {10, 11}).values_list("source"_f, "target"_f));
}

CASE("m2m.bulk_through_rows") {
    std::vector<BookTag> links;
    for (int tag = 1; tag <= 3; ++tag) links.push_back({.source = nuage::key(60), .target = nuage::key(tag)});
    BookTag::objects.bulk_create(links);
    return labels(Book::objects.get("pk"_f = 60));
}
