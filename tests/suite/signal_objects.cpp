// SPDX-License-Identifier: MIT
#include <nuage/signals.hpp>

#include <support/catch.hpp>
#include <support/validation_models.hpp>

using namespace validation_models;
namespace signals = nuage::signals;

TEST_CASE_METHOD(Fixture, "pre_save and post_save tell how an object is written") {
    std::vector<std::string> heard;
    const auto before = signals::pre_save<Author>.connect([&](Author& author, const nuage::SaveEvent& event) {
        heard.push_back("before " + author.name + (author.id == 0 ? " new" : "") + std::string(event.using_db));
    });
    const auto after = signals::post_save<Author>.connect([&](Author& author, const nuage::SaveEvent& event) {
        heard.push_back("after " + author.name + (event.created ? " created" : "") + (event.update_fields ? " named" : ""));
        CHECK(author.id > 0);
    });
    Author bob{.name = "Bob"};
    bob.save();
    bob.save({.update_fields = nuage::fields("name"_f)});
    CHECK(heard == Texts{"before Bob newdefault", "after Bob created", "before Bobdefault", "after Bob named"});
}

TEST_CASE_METHOD(Fixture, "what a receiver of pre_save changes is written") {
    const auto connection = signals::pre_save<Author>.connect([](Author& author) { author.name += "?"; });
    const Author bob = Author::objects.create("name"_f = "Bob");
    CHECK(Author::objects.get("pk"_f = bob.id).name == "Bob?");
}

TEST_CASE_METHOD(Fixture, "a signal of one model is no other's, and ends with its connection") {
    int heard = 0;
    {
        const auto connection = signals::post_save<Book>.connect([&](Book&) { ++heard; });
        ann.save();
        book.save();
    }
    book.save();
    CHECK(heard == 1);
    CHECK_FALSE(nuage::listening(nuage::model_info<Book>(), nuage::Signal::post_save));
}

TEST_CASE_METHOD(Fixture, "a signal of any model brings the model along") {
    std::vector<std::string> heard;
    const auto connection = signals::post_save<>.connect([&](const nuage::AnyObject& any, const nuage::SaveEvent&) {
        heard.push_back(std::string(any.model.name) + (any.as<Book>() != nullptr ? "!" : ""));
    });
    ann.save();
    book.save();
    CHECK(heard == Texts{"Author", "Book!"});
}

TEST_CASE_METHOD(Fixture, "an exception of a receiver passes on, and keeps save() from writing") {
    const auto connection = signals::pre_save<Author>.connect([](Author&) { throw nuage::ValueError("no"); });
    Author bob{.name = "Bob"};
    CHECK_THROWS_AS(bob.save(), nuage::ValueError);
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "pre_delete and post_delete surround erase() and know the key") {
    std::vector<std::int64_t> heard;
    const auto before = signals::pre_delete<Author>.connect([&](Author& author) {
        heard.push_back(Author::objects.filter("pk"_f = author.id).count());
    });
    const auto after = signals::post_delete<Author>.connect([&](Author& author, const nuage::DeleteEvent& event) {
        CHECK(event.using_db == "default");
        heard.push_back(author.id);
    });
    const std::int64_t id = ann.id;
    ann.erase();
    CHECK(heard == std::vector<std::int64_t>{1, id});
}

TEST_CASE_METHOD(Fixture, "post_init comes for each object that is read, related ones first") {
    book.save();
    Author::objects.create("name"_f = "Bob");
    Texts heard;
    const auto authors = signals::post_init<Author>.connect([&](Author& author) { heard.push_back(author.name); });
    const auto books = signals::post_init<Book>.connect([&](Book& b) { heard.push_back(b.title); });
    CHECK(Author::objects.order_by("name"_f).fetch().size() == 2);
    CHECK(heard == Texts{"Ann", "Bob"});
    heard.clear();
    CHECK(Book::objects.select_related("author"_f).get().title == "Fine");
    CHECK(heard == Texts{"Ann", "Fine"});
    heard.clear();
    for (const Author& author : Author::objects.order_by("-name"_f).iterator()) CHECK(author.id > 0);
    CHECK(heard == Texts{"Bob", "Ann"});
}

TEST_CASE_METHOD(Fixture, "changes to many rows at once send no signals") {
    int heard = 0;
    const auto connection = signals::post_save<>.connect([&](const nuage::AnyObject&) { ++heard; });
    std::vector<Author> more{{.name = "Bob"}, {.name = "Cy"}};
    Author::objects.bulk_create(more);
    Author::objects.filter("name"_f = "Bob").update("name"_f = "Bo");
    ann.save({.update_fields = nuage::FieldNames{}});
    CHECK(heard == 0);
}
