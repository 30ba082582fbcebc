// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/manager_models.hpp>

using namespace manager_models;

TEST_CASE_METHOD(Fixture, "a manager of one's own chooses among the rows") {
    CHECK(Post::objects.count() == 2);
    CHECK(Post::everything.count() == 3);
    CHECK(Post::objects.popular().count() == 1);
    CHECK(Post::objects.exclude("views"_f = 2000).get().id == answer.id);
    Book::objects.create("title"_f = "Notes", "status"_f = "live", "author"_f = ada);
    Book::objects.create("title"_f = "Drafts", "author"_f = ada);
    CHECK(Book::on_sale.get().title == "Notes");
    CHECK(Book::objects.count() == 2);
    CHECK(ada.books.count() == 2);
}

TEST_CASE_METHOD(Fixture, "related objects come from the default manager") {
    CHECK(ada.posts.count() == 2);
    CHECK(ada.posts.rows().size() == 2);
    for (const Writer& writer : Writer::objects.prefetch_related("posts"_f)) CHECK(writer.posts.size() == 2);
    const Book book = Book::objects.create("title"_f = "Notes", "author"_f = ada);
    Offer::objects.create("status"_f = "live", "book"_f = book);
    Offer::objects.create("status"_f = "gone", "book"_f = book);
    CHECK(Offer::objects.count() == 2);
    CHECK(book.offers.count() == 1);
    ada.posts.clear();
    CHECK(Post::everything.filter("writer"_f = ada).get().id == hidden.id);
}

TEST_CASE_METHOD(Fixture, "what a key refers to is there whatever the manager leaves out") {
    CHECK(Post::objects.get("pk"_f = answer.id).answers->views == 5000);
    for (const Post& post : Post::objects.filter("pk"_f = answer.id).prefetch_related("answers"_f)) CHECK(post.answers->views == 5000);
    hidden.views = 1;
    hidden.save();
    hidden.views = 2;
    hidden.refresh_from_db();
    CHECK(hidden.views == 1);
    CHECK(Writer::objects.filter("posts__views"_f = 1).count() == 1);
    CHECK(answer.erase().total == 1);
    CHECK(hidden.erase().total == 1);
}

TEST_CASE_METHOD(Fixture, "the next and the previous one by date come from the default manager") {
    CHECK(read.get_next_by("posted"_f).id == answer.id);
    CHECK(answer.get_previous_by("posted"_f).id == read.id);
    CHECK(hidden.get_next_by("posted"_f).id == answer.id);
}

TEST_CASE_METHOD(Fixture, "a child inherits the manager") {
    Announcement announcement;
    announcement.text = "soon";
    announcement.hidden = true;
    announcement.save();
    CHECK(Announcement::objects.count() == 0);
    CHECK(Announcement::objects.base_queryset().get().text == "soon");
}
