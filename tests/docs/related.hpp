// SPDX-License-Identifier: MIT
// The models of docs/relations.md.
#pragma once

#include <nuage/nuage.hpp>

namespace magazine {

using namespace nuage::literals;

// [models]
struct Profile;
struct Post;
struct Comment;
struct Credit;

struct User {
    std::int64_t id{};
    std::string name{};
    nuage::ManyToMany<User> friends{};                             // to itself: both ways
    nuage::ManyToMany<User, nuage::asymmetrical> follows{};        // one way
    nuage::RelatedSet<User, "follows"> followers{};
    nuage::RelatedSet<Post, "author"> posts{};
    nuage::RelatedOne<Profile, "user"> profile{};

    NUAGE_MODEL(User, (id), (name, max_length(40)), (friends), (follows), (followers), (posts), (profile))
};

struct Profile {
    std::int64_t id{};
    nuage::OneToOne<User> user{};
    std::string motto{};

    NUAGE_MODEL(Profile, (id), (user), (motto, max_length(100)))
};

struct Tag {
    std::int64_t id{};
    std::string label{};
    nuage::RelatedSet<Post, "tags"> posts{};

    NUAGE_MODEL(Tag, (id), (label, max_length(30), unique), (posts))
    NUAGE_META(ordering("label"))
};

struct Post {
    std::int64_t id{};
    std::string title{};
    std::string content{};
    nuage::ForeignKey<User> author{};
    nuage::ForeignKey<User, nuage::nullable> editor{};
    nuage::ManyToMany<Tag> tags{};
    nuage::ManyToMany<User, nuage::through<Credit>> artists{};
    nuage::RelatedSet<Comment, "post"> comments{};
    nuage::Rows<Comment> latest{};                                 // no column: for Prefetch::to_attr()

    NUAGE_MODEL(Post,
        (id), (title, max_length(100)), (content, blank), (author), (editor), (tags), (artists), (comments))
    NUAGE_META(ordering("id"))
};

struct Comment {
    std::int64_t id{};
    std::string text{};
    nuage::ForeignKey<Post> post{};

    NUAGE_MODEL(Comment, (id), (text), (post))
    NUAGE_META(ordering("id"))
};

struct Credit {
    std::int64_t id{};
    nuage::ForeignKey<Post> post{};
    nuage::ForeignKey<User> artist{};
    std::string role{};

    NUAGE_MODEL(Credit, (id), (post), (artist), (role, max_length(20)))
};

NUAGE_APP(magazine, User, Profile, Tag, Post, Comment, Credit);
// [/models]

/// Two posts of Ada and one of Grace, with comments and tags.
struct Database {
    Database() {
        nuage::configure({{"default", "sqlite::memory:"}});
        nuage::create_tables(nuage_app_magazine());
        ada = User::objects.create("name"_f = "Ada");
        grace = User::objects.create("name"_f = "Grace");
        Profile::objects.create("user"_f = ada, "motto"_f = "Think.");
        engine = ada.posts.create("title"_f = "Notes on the engine");
        numbers = ada.posts.create("title"_f = "Bernoulli numbers");
        bug = grace.posts.create("title"_f = "A bug, found");
        red = Tag::objects.create("label"_f = "red");
        blue = Tag::objects.create("label"_f = "blue");
        engine.tags.add(red, blue);
        bug.tags.add(red);
        for (const char* text : {"first", "second", "third", "fourth"}) engine.comments.create("text"_f = text);
        bug.comments.create("text"_f = "a moth");
    }
    ~Database() { nuage::db::close_all(); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    User ada, grace;
    Post engine, numbers, bug;
    Tag red, blue;
};

}  // namespace magazine
