// SPDX-License-Identifier: MIT
// Snippets of docs/signals.md.
#include <support/catch.hpp>

#include <nuage/signals.hpp>

#include "database.hpp"

TEST_CASE("a receiver is told of each save", "[docs]") {
    const BlogDatabase database;
    std::vector<std::string> log;
    {
        // [connect]
        auto connection = nuage::signals::post_save<Post>.connect([&](Post& post, const nuage::SaveEvent& event) {
            log.push_back((event.created ? "new: " : "changed: ") + post.title);
        });

        Post post = Post::objects.create("title"_f = "Looms", "author"_f = database.ada);   // "new: Looms"
        post.views = 1;
        post.save();                                                                        // "changed: Looms"
        // [/connect]
    }
    CHECK(log == std::vector<std::string>{"new: Looms", "changed: Looms"});
    Post::objects.create("title"_f = "Unheard", "author"_f = database.ada);
    CHECK(log.size() == 2);
}

TEST_CASE("pre_save may change the object, or refuse it", "[docs]") {
    const BlogDatabase database;
    // [pre_save]
    auto connection = nuage::signals::pre_save<Post>.connect([](Post& post) {
        if (post.title.empty()) throw nuage::ValueError("a post needs a title");   // comes out of save()
        if (post.content.empty()) post.content = "To be written.";                 // is saved
    });
    // [/pre_save]
    CHECK(Post::objects.create("title"_f = "Looms", "author"_f = database.ada).content == "To be written.");
    CHECK_THROWS_AS(Post::objects.create("title"_f = "", "author"_f = database.ada), nuage::ValueError);
}

TEST_CASE("signals of any model", "[docs]") {
    const BlogDatabase database;
    std::vector<std::string> log;
    // [any]
    auto connection = nuage::signals::pre_delete<>.connect([&](const nuage::AnyObject& any, const nuage::DeleteEvent&) {
        log.push_back(std::string(any.model.name));
        if (const Post* post = any.as<Post>()) log.push_back(post->title);
    });
    // [/any]
    Post::objects.get("title"_f = "Compilers").erase();
    CHECK(log == std::vector<std::string>{"Post", "Compilers"});
}
