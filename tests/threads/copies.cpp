// SPDX-License-Identifier: MIT
// Objects that are copied, and let go, while other threads load their relations.
#include "blog.hpp"

using namespace blog;

namespace {

bool is_whole(const rel::Post& post) {
    return post.author->name.starts_with("user ") && post.comments.size() == 3 && post.tags.size() == 2 &&
           post.comments[0].post->title == post.title;
}

void check_copying(nuage::FetchMode mode) {
    const std::vector<rel::Post> posts = rel::Post::objects.fetch_mode(mode).order_by("id"_f).fetch();
    std::atomic<int> wrong = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        const rel::Post& post = posts[static_cast<std::size_t>(round)];
        if (t % 2 == 0) {
            wrong += !is_whole(post);
            return;
        }
        rel::Post copy = post;
        rel::Post assigned;
        assigned = copy;
        wrong += !is_whole(copy);
        const rel::Post moved = std::move(copy);
        wrong += !is_whole(moved) || !is_whole(assigned);
    });
    CHECK(failed == 0);
    CHECK(wrong == 0);
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a copy made while others load is whole") {
    check_copying(nuage::FetchMode::one);
    check_copying(nuage::FetchMode::peers);
}

TEST_CASE_METHOD(Fixture, "what several threads share goes with the last of them") {
    std::vector<rel::Post> posts = rel::Post::objects.fetch_mode(nuage::FetchMode::peers).order_by("id"_f).fetch();
    std::vector<std::vector<rel::Post>> own(threads, posts);
    posts.clear();
    std::atomic<int> wrong = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int) {
        std::vector<rel::Post>& mine = own[static_cast<std::size_t>(t)];
        wrong += !is_whole(mine.back());
        mine.pop_back();
    });
    CHECK(failed == 0);
    CHECK(wrong == 0);
}

TEST_CASE_METHOD(Fixture, "Rows outlive the object that they were loaded for, in another thread") {
    std::vector<rel::Post> posts = rel::Post::objects.order_by("id"_f).fetch();
    std::atomic<int> wrong = 0;
    const int failed = test::failures_of_threads(threads, 3, [&](int t, int round) {
        const nuage::Rows<rel::Comment> comments = [&] {
            const rel::Post copy = posts[static_cast<std::size_t>(round)];
            return copy.comments.rows();
        }();
        wrong += comments.size() != 3 || comments[0].post->id != posts[static_cast<std::size_t>(round)].id || t < 0;
    });
    CHECK(failed == 0);
    CHECK(wrong == 0);
}
