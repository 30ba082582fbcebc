// SPDX-License-Identifier: MIT
#include <atomic>
#include <thread>

#include <support/catch.hpp>

#include <nuage/nuage.hpp>
#include <orm/signals.hpp>

namespace signals = nuage::signals;
using nuage::Signal;

namespace {

struct Post {
    std::int64_t id{};
    NUAGE_MODEL(Post, (id))
};
struct User {
    std::int64_t id{};
    NUAGE_MODEL(User, (id))
};

template <class M>
void send_save(M& object) {
    nuage::detail::notify_save(nuage::model_info<M>(), Signal::post_save, &object, {.created = true});
}
template <class M>
bool heard() {
    return nuage::listening(nuage::model_info<M>(), Signal::post_save);
}

}  // namespace

TEST_CASE("receivers are called in the order of their connection, those of any model among them") {
    std::string order;
    const auto first = signals::post_save<Post>.connect([&](Post&) { order += 'a'; });
    const auto second = signals::post_save<>.connect([&](const nuage::AnyObject&) { order += 'b'; });
    const auto third = signals::post_save<Post>.connect([&](Post&, const nuage::SaveEvent& event) { order += event.created ? 'c' : '?'; });
    Post post;
    send_save(post);
    CHECK(order == "abc");
    User user;
    send_save(user);
    CHECK(order == "abcb");
}

TEST_CASE("whether somebody listens is known for each model and signal") {
    CHECK_FALSE(heard<Post>());
    auto connection = signals::post_save<Post>.connect([](Post&) {});
    CHECK(heard<Post>());
    CHECK_FALSE(heard<User>());
    CHECK_FALSE(nuage::listening(nuage::model_info<Post>(), Signal::pre_save));
    {
        const auto any = signals::post_save<>.connect([](const nuage::AnyObject&) {});
        CHECK(heard<User>());
    }
    CHECK_FALSE(heard<User>());
    nuage::SignalConnection moved = std::move(connection);
    CHECK(heard<Post>());
    moved.disconnect();
    CHECK_FALSE(heard<Post>());
    CHECK_FALSE(moved.connected());
}

TEST_CASE("a receiver may disconnect itself and connect others") {
    int calls = 0;
    nuage::SignalConnection self;
    nuage::SignalConnection other;
    self = signals::post_save<Post>.connect([&](Post&) {
        self.disconnect();
        other = signals::post_save<Post>.connect([&](Post&) { calls += 10; });
        ++calls;
    });
    Post post;
    send_save(post);
    CHECK(calls == 1);
    send_save(post);
    CHECK(calls == 11);
}

TEST_CASE("m2m_changed brings the action and the keys") {
    const std::vector<nuage::Value> keys{1, 2};
    int heard_keys = 0;
    const auto connection = signals::m2m_changed<Post>.connect([&](Post&, const nuage::M2MEvent& event) {
        CHECK(event.action == nuage::M2MAction::pre_add);
        CHECK(event.model == &nuage::model_info<User>());
        heard_keys += static_cast<int>(event.keys.size());
    });
    Post post;
    nuage::detail::notify_m2m(nuage::model_info<Post>(), &post,
                              {.action = nuage::M2MAction::pre_add, .model = &nuage::model_info<User>(), .keys = keys});
    CHECK(heard_keys == 2);
}

TEST_CASE("threads connect, send and disconnect at the same time") {
    std::atomic<int> calls{0};
    const auto lasting = signals::post_save<Post>.connect([&](Post&) { ++calls; });
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i) {
                const auto passing = signals::post_save<Post>.connect([](Post&) {});
                Post post;
                send_save(post);
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(calls == 2000);
}
