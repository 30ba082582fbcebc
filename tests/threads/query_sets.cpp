// SPDX-License-Identifier: MIT
// One query set in several threads.
#include "blog.hpp"

using namespace blog;

namespace {

using Set = nuage::QuerySet<rel::Post>;

std::vector<Set> fresh(const Set& set) { return std::vector<Set>(rounds, set); }

}  // namespace

TEST_CASE_METHOD(Fixture, "threads that iterate a query set at once see the same rows in the same place") {
    const std::vector<Set> sets = fresh(rel::Post::objects.order_by("id"_f));
    Seen<const rel::Post*> first;
    Seen<int> counted;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        const Set& set = sets[static_cast<std::size_t>(round)];
        for (const rel::Post& post : set) counted(t, round) += post.title.starts_with("post ");
        first(t, round) = set.begin();
    });
    CHECK(failed == 0);
    CHECK(first.disagreements() == 0);
    CHECK(counted.disagreements() == 0);
    CHECK(counted(0, 0) == rounds);
}

TEST_CASE_METHOD(Fixture, "what is prefetched and joined in is there for all threads") {
    const std::vector<Set> sets =
        fresh(rel::Post::objects.order_by("id"_f).select_related("author"_f).prefetch_related("comments"_f, "tags"_f));
    std::atomic<int> found = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int, int round) {
        for (const rel::Post& post : sets[static_cast<std::size_t>(round)])
            found += post.author.is_loaded() && post.comments.is_loaded() && post.comments.size() == 3 && post.tags.size() == 2;
    });
    CHECK(failed == 0);
    CHECK(found == threads * rounds * rounds);
}

TEST_CASE_METHOD(Fixture, "a query set is copied and refined while other threads load it") {
    const std::vector<Set> sets = fresh(rel::Post::objects.order_by("id"_f));
    std::atomic<int> wrong = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        const Set& set = sets[static_cast<std::size_t>(round)];
        if (t % 2 == 0) {
            wrong += set.size() != rounds;
            return;
        }
        const Set copy = set;
        wrong += copy.size() != rounds;
        wrong += set.filter("comments__text"_f = "a").count() != rounds;
        wrong += set[static_cast<std::size_t>(round)].title != "post " + std::to_string(round);
    });
    CHECK(failed == 0);
    CHECK(wrong == 0);
}

TEST_CASE_METHOD(Fixture, "a query set that fails in all threads can be iterated afterwards") {
    const Set broken = rel::Post::objects.using_db("nowhere");
    CHECK(test::failures_of_threads(threads, 3, [&](int, int) { static_cast<void>(broken.size()); }) == threads * 3);
    CHECK(rel::Post::objects.all().size() == rounds);
}
