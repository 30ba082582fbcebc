// SPDX-License-Identifier: MIT
// Relations of const objects that several threads touch first: one loads, the others take what it has loaded.
#include "blog.hpp"

using namespace blog;

namespace {

/// Rounds of threads that touch the same object; touch(object) gives where the related objects lie.
template <class M, class Touch>
void check_touching(const std::vector<M>& objects, Touch touch) {
    REQUIRE(objects.size() == rounds);
    Seen<const void*> seen;
    const int failed = test::failures_of_threads(
        threads, rounds, [&](int t, int round) { seen(t, round) = touch(objects[static_cast<std::size_t>(round)]); });
    CHECK(failed == 0);
    CHECK(seen.disagreements() == 0);
}

std::vector<rel::Post> posts() { return rel::Post::objects.order_by("id"_f).fetch(); }
std::vector<rel::User> users() { return rel::User::objects.order_by("id"_f).fetch(); }

}  // namespace

TEST_CASE_METHOD(Fixture, "threads share the object of a foreign key, and what hangs on that") {
    check_touching(posts(), [](const rel::Post& post) { return &*post.author; });
    check_touching(posts(), [](const rel::Post& post) { return post.author->posts.begin(); });
    check_touching(posts(), [](const rel::Post& post) { return post.reviewer.get(); });
}

TEST_CASE_METHOD(Fixture, "threads share related sets of both kinds") {
    check_touching(posts(), [](const rel::Post& post) { return post.comments.begin(); });
    check_touching(posts(), [](const rel::Post& post) { return post.tags.begin(); });
    check_touching(posts(), [](const rel::Post& post) { return post.tags.all().begin() != nullptr ? post.tags.begin() : nullptr; });
    check_touching(users(), [](const rel::User& user) { return user.posts.begin(); });
    const std::vector<rel::Post> of_comments = posts();
    check_touching(of_comments, [](const rel::Post& post) { return &*post.comments[1].post; });
}

TEST_CASE_METHOD(Fixture, "threads share the other end of a one-to-one relation, and that there is none") {
    const std::vector<rel::User> all = users();
    check_touching(all, [](const rel::User& user) { return user.account.get(); });
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i].account.has_value() == (i % 2 == 0));
}

TEST_CASE_METHOD(Fixture, "threads prefetch relations of the same objects at once") {
    std::vector<std::vector<rel::Post>> results;
    for (int i = 0; i < rounds; ++i) results.push_back(posts());
    Seen<const void*> seen;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        const std::vector<rel::Post>& result = results[static_cast<std::size_t>(round)];
        nuage::prefetch_related_objects(result, "comments"_f, "author__account"_f);
        seen(t, round) = result.back().comments.begin();
    });
    CHECK(failed == 0);
    CHECK(seen.disagreements() == 0);
    CHECK(results[0][0].author->account->plan == "plan 0");
}
