// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::attempt;
using conformance::list;
using conformance::state;
using conformance::state_size;

CASE("delete.cascade_tree") {
    const auto erased = Category::objects.get("slug"_f = "fiction").erase();
    return list(erased, state(Category::objects.all().values_list("slug"_f)));
}

CASE("delete.cascade_m2m_rows") {
    const auto erased = Tag::objects.get("label"_f = "award").erase();
    return list(erased, state_size(nuage::Through<Book, "tags">::objects.all()));
}

CASE("delete.restrict_book_with_sales") {
    const std::string error =
        attempt([] { Book::objects.filter("lines__isnull"_f = false).order_by("pk"_f).first()->erase(); });
    return list(list(error), state_size(Book::objects.all()));
}

CASE("delete.restrict_error_objects") {
    try {
        Book::objects.get("pk"_f = OrderLine::objects.order_by("pk"_f)[0].book.id()).erase();
    } catch (const nuage::RestrictedError& error) {
        std::vector<std::int64_t> keys;
        for (const nuage::BlockingObjects& objects : error.restricted_objects())
            for (const nuage::Value& key : objects.keys) keys.push_back(key.integer());
        std::sort(keys.begin(), keys.end());
        return keys;   // Errors carry keys instead of objects.
    }
    return nullptr;
}

CASE("delete.restrict_released_by_cascade_of_other_parent") {
    const auto erased = Order::objects.get("pk"_f = 1).erase();
    return list(erased, state(OrderLine::objects.filter("order"_f = nuage::key(1)).values_list("pk"_f)));
}

CASE("delete.set_default_favourite") {
    Book::objects.filter("publisher"_f = nuage::key(3)).update("publisher"_f = nullptr);
    const auto before = state(Customer::objects.filter("favourite"_f = nuage::key(3)).values_list("pk"_f));
    const auto erased = Publisher::objects.get("pk"_f = 3).erase();
    return list(before, erased, state(Customer::objects.filter("favourite"_f = nuage::key(1)).values_list("pk"_f)));
}

CASE("delete.protect_country_with_authors") {
    return list(attempt([] { Country::objects.get("code"_f = "SE").erase(); }));
}

CASE("delete.idle_author_cascades") {
    const auto erased = Author::objects.get("pk"_f = 22).erase();
    return list(erased, state(Book::objects.filter("editor"_f = nuage::key(22)).values_list("pk"_f)),
                state(Review::objects.filter("reviewer"_f = nuage::key(22)).values_list("pk"_f)),
                state(AuthorProfile::objects.all().values_list("author"_f)));
}

CASE("delete.many_authors") {
    const auto erased = Author::objects.filter("pk__gte"_f = 20).erase();
    return list(erased, state(Author::objects.all().values_list("pk"_f)),
                state(nuage::Through<Author, "friends">::objects.all().values_list("source"_f, "target"_f)));
}

CASE("delete.customer_self_reference_set_null") {
    const auto keys = Customer::objects.filter("orders"_f = nullptr).order_by("pk"_f).flat("pk"_f);
    const auto erased = Customer::objects.filter("pk__in"_f = keys).erase();
    return list(keys, erased, state(Customer::objects.all().values_list("pk"_f, "referrer"_f)));
}

CASE("delete.hidden_rows_via_cascade_ignore_default_manager") {
    const auto book =
        Post::everything.filter("hidden"_f = true, "about__isnull"_f = false).order_by("pk"_f).first()->about.id().value();
    OrderLine::objects.filter("book"_f = nuage::key(book)).erase();
    Book::objects.get("pk"_f = book).erase();
    return state(Post::everything.filter("hidden"_f = true).values_list("pk"_f, "about"_f));
}

CASE("delete.all_with_custom_manager") {
    const auto erased = Post::objects.all().erase();
    return list(erased, state_size(Post::everything.all()));
}
