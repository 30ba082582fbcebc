// SPDX-License-Identifier: MIT
// Objects of one result in several threads: the first that touches a relation loads it for all of them.
#include <nuage/db/query_log.hpp>

#include "blog.hpp"

using namespace blog;

namespace {

std::vector<rel::Post> posts(nuage::FetchMode mode) { return rel::Post::objects.fetch_mode(mode).order_by("id"_f).fetch(); }

/// Each thread touches an object of its own in each round's group; the number of queries that all of them together ran.
template <class Touch>
int queries_of(const std::vector<std::vector<rel::Post>>& groups, Touch touch) {
    std::atomic<int> queries = 0;
    const int failed = test::failures_of_threads(threads, static_cast<int>(groups.size()), [&](int t, int round) {
        const nuage::QueryCounter counter;
        touch(groups[static_cast<std::size_t>(round)][static_cast<std::size_t>(t)]);
        queries += static_cast<int>(counter.count());
    });
    CHECK(failed == 0);
    return queries;
}

std::vector<std::vector<rel::Post>> groups_of_peers() {
    std::vector<std::vector<rel::Post>> groups;
    for (int i = 0; i < rounds; ++i) groups.push_back(posts(nuage::FetchMode::peers));
    return groups;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "peers in several threads run one query for a relation") {
    const auto groups = groups_of_peers();
    CHECK(queries_of(groups, [](const rel::Post& post) { static_cast<void>(*post.author); }) == rounds);
    CHECK(queries_of(groups, [](const rel::Post& post) { static_cast<void>(post.comments.size()); }) == rounds);
    CHECK(queries_of(groups, [](const rel::Post& post) { static_cast<void>(post.tags.size()); }) == rounds);
    CHECK(queries_of(groups, [](const rel::Post& post) { static_cast<void>(post.author->account.get()); }) == rounds);
    CHECK(queries_of(groups, [](const rel::Post& post) { static_cast<void>(post.author->account.get()); }) == 0);
    for (int i = 0; i < threads; ++i) {
        const rel::Post& post = groups[0][static_cast<std::size_t>(i)];
        CHECK(post.author->name == "user " + std::to_string(i));
        CHECK(post.comments.size() == 3);
    }
}

TEST_CASE_METHOD(Fixture, "peers in several threads run one query for a deferred field") {
    std::vector<std::vector<rel::Post>> groups;
    for (int i = 0; i < rounds; ++i)
        groups.push_back(rel::Post::objects.fetch_mode(nuage::FetchMode::peers).defer("title"_f).order_by("id"_f).fetch());
    std::atomic<int> wrong = 0;
    CHECK(queries_of(groups, [&](const rel::Post& post) { wrong += !post.fetch("title"_f).starts_with("post "); }) == rounds);
    CHECK(wrong == 0);
}

TEST_CASE_METHOD(Fixture, "peers that touch different relations at once do not wait in vain") {
    const auto groups = groups_of_peers();
    std::atomic<int> wrong = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        const rel::Post& post = groups[static_cast<std::size_t>(round)][static_cast<std::size_t>(t / 2)];
        if (t % 2 == 0) wrong += post.author->posts.size() != 1 || post.tags.size() != 2;
        else wrong += post.tags[0].posts.size() != rounds || post.author->name.empty();
    });
    CHECK(failed == 0);
    CHECK(wrong == 0);
}

TEST_CASE_METHOD(Fixture, "FetchMode::raise throws in every thread") {
    const std::vector<rel::Post> all = posts(nuage::FetchMode::raise);
    CHECK(test::failures_of_threads(threads, 3, [&](int, int) { static_cast<void>(*all[0].author); }) == threads * 3);
    CHECK(test::failures_of_threads(threads, 3, [&](int, int) { static_cast<void>(all[0].comments.size()); }) == threads * 3);
}
