// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::list;

namespace {

/// [x.member for x in objects]
template <class Objects, class T, class M>
std::vector<T> each(const Objects& objects, T M::*member) {
    std::vector<T> values;
    for (const M& object : objects) values.push_back(object.*member);
    return values;
}
template <class Objects, class T, class M>
std::vector<T> sorted(const Objects& objects, T M::*member) {
    std::vector<T> values = each(objects, member);
    std::sort(values.begin(), values.end());
    return values;
}
Json name_of(const Book& book) { return book.publisher ? Json(book.publisher->name) : Json(); }

/// The first authors with their keys and those of some books each.
template <class Objects>
Json authors_and_books(const nuage::QuerySet<Author>& authors, Objects Author::*books) {
    Json rows;
    for (const Author& author : authors) rows.push_back(list(author.id, each(author.*books, &Book::id)));
    return rows;
}

}  // namespace

CASE("related_load.prefetch_m2m") {
    Json rows;
    for (const Book& book : Book::objects.filter("pk__lte"_f = 5).order_by("pk"_f).prefetch_related("tags"_f))
        rows.push_back(list(book.id, sorted(book.tags, &Tag::label)));
    return rows;
}

CASE("related_load.prefetch_fk") {
    Json rows;
    for (const Book& book : Book::objects.filter("pk__in"_f = {7, 8, 9}).order_by("pk"_f).prefetch_related("publisher"_f))
        rows.push_back(list(book.id, name_of(book)));
    return rows;
}

CASE("related_load.prefetch_two") {
    Json rows;
    for (const Book& book : Book::objects.filter("pk__lte"_f = 2).order_by("pk"_f).prefetch_related("tags"_f, "reviews"_f))
        rows.push_back(list(book.id, book.tags.count(), book.reviews.all().size()));
    return rows;
}

CASE("related_load.prefetch_object_queryset") {
    return authors_and_books(
        Author::objects.filter("pk__lte"_f = 4).order_by("pk"_f).prefetch_related(
            nuage::Prefetch("books"_f, Book::objects.filter("status"_f = Status::live).order_by("-pk"_f))),
        &Author::books);
}

CASE("related_load.prefetch_to_attr") {
    return authors_and_books(
        Author::objects.filter("pk__lte"_f = 4).order_by("pk"_f).prefetch_related(
            nuage::Prefetch("books"_f, Book::objects.filter("stock__gt"_f = 0).order_by("pk"_f)).to_attr(&Author::stocked)),
        &Author::stocked);
}

CASE("related_load.prefetch_to_attr_nested") {
    // What "mine__tags" means in Django: the query set of the outer prefetch prefetches, too.
    const auto books = Book::objects.order_by("pk"_f).prefetch_related(
        nuage::Prefetch("tags"_f, Tag::objects.filter("colour"_f = Colour::red)).to_attr(&Book::red));
    Json rows;
    for (const Author& author : Author::objects.filter("pk__lte"_f = 3).order_by("pk"_f).prefetch_related(
             nuage::Prefetch("books"_f, books).to_attr(&Author::mine))) {
        Json of_author = Json::array();
        for (const Book& book : author.mine) of_author.push_back(list(book.id, sorted(book.red, &Tag::label)));
        rows.push_back(list(author.id, of_author));
    }
    return rows;
}

CASE("related_load.prefetch_queryset_select_related") {
    Json rows;
    for (const Author& author : Author::objects.filter("pk__lte"_f = 3).order_by("pk"_f).prefetch_related(
             nuage::Prefetch("books"_f, Book::objects.select_related("publisher"_f).order_by("pk"_f)))) {
        Json of_author = Json::array();
        for (const Book& book : author.books) of_author.push_back(list(book.id, name_of(book)));
        rows.push_back(list(author.id, of_author));
    }
    return rows;
}

CASE("related_load.prefetch_sliced_m2m") {
    Json rows;
    for (const Tag& tag : Tag::objects.filter("pk__lte"_f = 3).order_by("pk"_f).prefetch_related(
             nuage::Prefetch("books"_f, Book::objects.order_by("pk"_f)[{1, 3}]).to_attr(&Tag::some)))
        rows.push_back(list(tag.id, each(tag.some, &Book::id)));
    return rows;
}

CASE("related_load.prefetch_through_select_related") {
    Json rows;
    for (const Book& book : Book::objects.select_related("author"_f)
                                .filter("pk__in"_f = {1, 9})
                                .order_by("pk"_f)
                                .prefetch_related("author__friends"_f))
        rows.push_back(list(book.id, sorted(book.author->friends, &Author::id)));
    return rows;
}

CASE("related_load.prefetch_one_to_one") {
    Json rows;
    for (const Author& author : Author::objects.filter("pk__in"_f = {1, 2}).order_by("pk"_f).prefetch_related("profile"_f))
        rows.push_back(list(author.id, author.profile->bio));
    return rows;
}

CASE("related_load.prefetch_self_tree") {
    Json rows;
    for (const Category& root : Category::objects.filter("parent"_f = nullptr).prefetch_related("children__children"_f)) {
        Json children = Json::array();
        for (const Category& child : root.children) children.push_back(list(child.slug, each(child.children, &Category::slug)));
        rows.push_back(list(root.slug, children));
    }
    return rows;
}

CASE("related_load.prefetch_meta_ordering") {
    Json rows;
    for (const Book& book : Book::objects.filter("pk__in"_f = {1, 2, 8}).order_by("pk"_f).prefetch_related("reviews"_f))
        rows.push_back(list(book.id, each(book.reviews, &Review::id)));
    return rows;
}

CASE("related_load.prefetch_other_manager") {
    Json rows;
    for (const Author& author : Author::objects.filter("pk__in"_f = {4, 7, 16}).order_by("pk"_f).prefetch_related(
             nuage::Prefetch("posts"_f, Post::everything.all())))
        rows.push_back(list(author.id, sorted(author.posts, &Post::id)));
    return rows;
}

CASE("related_load.prefetch_clear") {
    Json sizes;
    for (const Author& author :
         Author::objects.filter("pk__lte"_f = 2).order_by("pk"_f).prefetch_related("books"_f).prefetch_related(nullptr))
        sizes.push_back(author.books.all().size());
    return sizes;
}

CASE("related_load.prefetch_duplicate_lookup_error") {
    return Author::objects.filter("pk"_f = 1)
        .prefetch_related("books"_f, nuage::Prefetch("books"_f, Book::objects.filter("pk"_f = 1)))
        .rows();
}
