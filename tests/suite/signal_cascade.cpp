// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

#include <nuage/signals.hpp>

using namespace nuage::literals;

TEST_CASE_METHOD(test::Rollback, "receivers of pre_delete and post_delete see each row of a cascade, and the object itself") {
    rel::Post post = rel::Post::objects.create("title"_f = "one", "author"_f = rel::User::objects.create("name"_f = "ann"));
    post.comments.create("text"_f = "first");
    post.comments.create("text"_f = "second");
    test::Names seen;
    const rel::Post* told = nullptr;
    const auto before = nuage::signals::pre_delete<rel::Comment>.connect([&](rel::Comment& comment) { seen.push_back("pre " + comment.text); });
    const auto after = nuage::signals::post_delete<rel::Comment>.connect([&](rel::Comment& comment) { seen.push_back("post " + comment.text); });
    const auto root = nuage::signals::pre_delete<rel::Post>.connect([&](rel::Post& erased) { told = &erased; });
    CHECK(post.erase().total == 3);
    CHECK(told == &post);
    CHECK(test::sorted(seen) == test::Names{"post first", "post second", "pre first", "pre second"});
}

TEST_CASE_METHOD(test::Rollback, "receivers of m2m_changed are told which objects are added and removed") {
    rel::Post post = rel::Post::objects.create("title"_f = "one", "author"_f = rel::User::objects.create("name"_f = "ann"));
    const rel::Tag red = rel::Tag::objects.create("label"_f = "red");
    const rel::Tag blue = rel::Tag::objects.create("label"_f = "blue");
    post.tags.add(red);
    std::vector<std::pair<nuage::M2MAction, std::size_t>> seen;
    const auto connection = nuage::signals::m2m_changed<rel::Post>.connect(
        [&](rel::Post&, const nuage::M2MEvent& event) { seen.emplace_back(event.action, event.keys.size()); });
    post.tags.add(red, blue);   // red is there already
    post.tags.remove(red);
    post.tags.clear();
    using enum nuage::M2MAction;
    CHECK(seen == std::vector<std::pair<nuage::M2MAction, std::size_t>>{
                      {pre_add, 1}, {post_add, 1}, {pre_remove, 1}, {post_remove, 1}, {pre_clear, 0}, {post_clear, 0}});
}
