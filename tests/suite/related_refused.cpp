// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;

namespace {

/// The first seven characters of what a function throws: "[F015] ".
template <class E, class F>
std::string code_of(F&& function) {
    try {
        function();
    } catch (const E& error) {
        return std::string(error.what()).substr(0, 6);
    }
    return "nothing";
}

}  // namespace

TEST_CASE_METHOD(test::Rollback, "a key that only() leaves out cannot be followed by select_related()") {
    CHECK(code_of<nuage::FieldError>([] { static_cast<void>(rel::Post::objects.select_related("author"_f).only("title"_f).fetch()); }) == "[F015]");
}

TEST_CASE_METHOD(test::Rollback, "a key that only() leaves out cannot be followed by prefetch_related() either") {
    rel::User::objects.create("name"_f = "ann").posts.create("title"_f = "one");
    CHECK(code_of<nuage::FieldError>([] { static_cast<void>(rel::Post::objects.prefetch_related("author"_f).only("title"_f).fetch()); }) == "[F015]");
}

TEST_CASE_METHOD(test::Rollback, "more keys than a statement takes are refused") {
    const rel::User ann = rel::User::objects.create("name"_f = "ann");
    const std::vector<std::int64_t> many = [] {
        std::vector<std::int64_t> keys(70'000);
        for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = static_cast<std::int64_t>(i) + 1;
        return keys;
    }();
    CHECK_THROWS_AS(ann.posts.add(many), nuage::ValueError);
}

TEST_CASE_METHOD(test::Rollback, "objects cannot be taken out of a relation that may not be missing") {
    rel::User ann = rel::User::objects.create("name"_f = "ann");
    const rel::Post post = ann.posts.create("title"_f = "one");
    CHECK(code_of<nuage::TypeError>([&] { ann.posts.remove(post); }) == "[R004]");
    CHECK(code_of<nuage::TypeError>([&] { ann.posts.clear(); }) == "[R004]");
    CHECK(ann.posts.count() == 1);
}
