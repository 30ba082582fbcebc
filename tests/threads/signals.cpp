// SPDX-License-Identifier: MIT
// Receivers that come and go while other threads save.
#include <nuage/signals.hpp>

#include "blog.hpp"

using namespace blog;

TEST_CASE_METHOD(Fixture, "a receiver hears all that is saved while others connect and disconnect") {
    std::atomic<int> heard = 0;
    std::atomic<int> loaded = 0;
    const auto all = nuage::signals::post_save<rel::Tag>.connect([&](rel::Tag&) { ++heard; });
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        if (t % 2 == 0) {
            rel::Tag::objects.create("label"_f = std::to_string(t) + "/" + std::to_string(round));
            return;
        }
        auto passing = nuage::signals::post_save<rel::Tag>.connect([text = std::string("kept by the receiver")](rel::Tag& tag) {
            tag.label += text.substr(text.size());
        });
        const auto any = nuage::signals::pre_save<>.connect([](const nuage::AnyObject&) {});
        const auto init = nuage::signals::post_init<rel::User>.connect([&](rel::User&) { ++loaded; });
        static_cast<void>(rel::User::objects.first());
        passing.disconnect();
    });
    CHECK(failed == 0);
    CHECK(heard == threads / 2 * rounds);
    CHECK(loaded >= threads / 2 * rounds);
    CHECK_FALSE(nuage::listening(nuage::model_info<rel::User>(), nuage::Signal::post_init));
}

TEST_CASE_METHOD(Fixture, "receivers of a many-to-many relation hear each thread's own changes") {
    std::atomic<int> heard = 0;
    const auto connection = nuage::signals::m2m_changed<rel::Post>.connect([&](rel::Post&, const nuage::M2MEvent& event) {
        if (event.action == nuage::M2MAction::post_remove) heard += static_cast<int>(event.keys.size());
    });
    const std::vector<rel::Post> posts = rel::Post::objects.order_by("id"_f).fetch();
    const rel::Tag red = rel::Tag::objects.get("label"_f = "red");
    const int failed = test::failures_of_threads(threads, 3, [&](int t, int round) {
        posts[static_cast<std::size_t>(round * threads + t)].tags.remove(red);
    });
    CHECK(failed == 0);
    CHECK(heard == threads * 3);
    CHECK(red.posts.count() == rounds - threads * 3);
}
