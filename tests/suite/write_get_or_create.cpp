// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

#include <atomic>
#include <thread>

using namespace nuage::literals;
using namespace write_models;

TEST_CASE_METHOD(Fixture, "get_or_create() makes the object from conditions and defaults, once") {
    auto [ann, created] = Author::objects.get_or_create("name"_f = "Ann", nuage::defaults("score"_f = 3));
    CHECK(created);
    CHECK(ann.id > 0);
    CHECK(ann.score == 3);
    auto [again, second] = Author::objects.get_or_create("name"_f = "Ann", nuage::defaults("score"_f = 9));
    CHECK_FALSE(second);
    CHECK(again.id == ann.id);
    CHECK(again.score == 3);
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "conditions with a lookup find, but do not fill in, an object") {
    Author::objects.create("name"_f = "Ann", "score"_f = 3);
    CHECK_FALSE(Author::objects.get_or_create("name__iexact"_f = "ANN").second);
    auto [bob, created] = Author::objects.get_or_create("name__iexact"_f = "BOB", nuage::defaults("name"_f = "Bob"));
    CHECK(created);
    CHECK(bob.name == "Bob");
}

TEST_CASE_METHOD(Fixture, "get_or_create() within a filter looks only there") {
    Book::objects.create("title"_f = "T", "pages"_f = 5);
    auto [book, created] =
        Book::objects.filter("pages__gt"_f = 10).get_or_create("title"_f = "T", nuage::defaults("pages"_f = 20));
    CHECK(created);
    CHECK(book.pages == 20);
    CHECK(Book::objects.count() == 2);
    CHECK_THROWS_AS(Book::objects.get_or_create("title"_f = "T"), Book::MultipleObjectsReturned);
}

TEST_CASE_METHOD(Fixture, "get_or_create() passes on a violation that no other row explains") {
    CHECK_THROWS_AS(Book::objects.get_or_create("title"_f = "T", nuage::defaults("pages"_f = 20000)),
                    nuage::CheckViolation);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "get_or_create() after a violation leaves an outer transaction usable") {
    nuage::atomic([] {
        CHECK_THROWS_AS(Book::objects.get_or_create("title"_f = "T", nuage::defaults("pages"_f = 20000)),
                        nuage::CheckViolation);
        Book::objects.create("title"_f = "Other");
    });
    CHECK(Book::objects.get().title == "Other");
}

TEST_CASE_METHOD(Fixture, "update_or_create() updates what it finds and creates what it does not") {
    auto [ann, created] = Author::objects.update_or_create("name"_f = "Ann", nuage::defaults("score"_f = 3));
    CHECK(created);
    CHECK(ann.score == 3);
    auto [same, second] = Author::objects.update_or_create("name"_f = "Ann", nuage::defaults("score"_f = 4));
    CHECK_FALSE(second);
    CHECK(same.id == ann.id);
    CHECK(same.score == 4);
    CHECK(Author::objects.get("name"_f = "Ann").score == 4);
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "create_defaults() of update_or_create() are for a new object, its defaults for one that is there") {
    const auto score = [] {
        return Author::objects.update_or_create("name"_f = "Ann", nuage::defaults("score"_f = "score"_f + 1), nuage::create_defaults("score"_f = 7));
    };
    auto [ann, created] = score();   // nothing is computed from columns of a row that is not there
    CHECK(created);
    CHECK(ann.score == 7);
    CHECK_FALSE(score().second);
    CHECK(Author::objects.get("name"_f = "Ann").score == 8);
    // Without any, the defaults are not for a new object either.
    CHECK(Author::objects.update_or_create("name"_f = "Bob", nuage::defaults("score"_f = 3), nuage::create_defaults()).first.score == Author{}.score);
}

TEST_CASE_METHOD(Fixture, "threads that get_or_create() the same object make one row between them") {
    constexpr int rounds = 25;
    std::atomic<int> created = 0;
    std::atomic<int> failed = 0;
    std::atomic<int> arrived = 0;
    auto work = [&] {
        for (int i = 0; i < rounds; ++i) {
            ++arrived;
            while (arrived < 2 * (i + 1)) std::this_thread::yield();
            try {
                created += Author::objects.get_or_create("name"_f = "Author " + std::to_string(i)).second;
            } catch (const nuage::Error&) {
                ++failed;
            }
        }
    };
    std::thread one(work);
    std::thread two(work);
    one.join();
    two.join();
    CHECK(failed == 0);
    CHECK(created == rounds);
    CHECK(Author::objects.count() == rounds);
}

TEST_CASE_METHOD(Fixture, "threads that update_or_create() the same objects leave one row of each") {
    std::atomic<int> failed = 0;
    auto work = [&](int score) {
        for (int i = 0; i < 25; ++i) {
            try {
                Author::objects.update_or_create("name"_f = "Author " + std::to_string(i),
                                                 nuage::defaults("score"_f = score));
            } catch (const nuage::Error&) {
                ++failed;
            }
        }
    };
    std::thread one(work, 1);
    std::thread two(work, 2);
    one.join();
    two.join();
    CHECK(failed == 0);
    CHECK(Author::objects.count() == 25);
    CHECK(Author::objects.filter("score__in"_f = {1, 2}).count() == 25);
}
