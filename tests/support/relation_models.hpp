// SPDX-License-Identifier: MIT
// Models with every kind of relation.
#pragma once

#include <nuage/nuage.hpp>

namespace rel {

using namespace nuage::literals;

struct Post;
struct Tag;
struct Comment;
struct Account;

struct User {
    std::int64_t id{};
    std::string name{};
    nuage::ManyToMany<User> friends{};
    nuage::ManyToMany<User, nuage::asymmetrical> follows{};
    nuage::RelatedSet<User, "follows"> followers{};
    nuage::RelatedSet<Post, "author"> posts{};
    nuage::RelatedOne<Account, "user"> account{};

    NUAGE_MODEL(User, (id), (name, max_length(40)), (friends), (follows), (followers), (posts), (account))
};

struct Account {
    nuage::OneToOne<User> user{};
    std::string plan{};

    NUAGE_MODEL(Account, (user, primary_key), (plan, max_length(20)))
};

struct Tag {
    std::int64_t id{};
    std::string label{};
    nuage::RelatedSet<Post, "tags"> posts{};

    NUAGE_MODEL(Tag, (id), (label, max_length(30), unique), (posts))
};

struct Post {
    std::int64_t id{};
    std::string title{};
    nuage::ForeignKey<User> author{};
    nuage::ForeignKey<User, nuage::nullable> reviewer{};
    nuage::ManyToMany<Tag> tags{};
    nuage::RelatedSet<Comment, "post"> comments{};
    nuage::Rows<Tag> some_tags{};   // for Prefetch::to_attr

    NUAGE_MODEL(Post, (id), (title, max_length(100)), (author), (reviewer, on_delete(set_null)), (tags), (comments))
};

struct Comment {
    std::int64_t id{};
    std::string text{};
    nuage::ForeignKey<Post> post{};

    NUAGE_MODEL(Comment, (id), (text), (post))
};

NUAGE_APP(rel, User, Account, Tag, Post, Comment)

}  // namespace rel
