// SPDX-License-Identifier: MIT
// The models of the blog: who writes, and what was written.
#pragma once

#include <string>

#include <nuage/nuage.hpp>

namespace blog {

struct Post;

struct User {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    nuage::DateTime created_at{};
    nuage::DateTime updated_at{};
    nuage::RelatedSet<Post, "author"> posts{};  // the other end of Post::author

    NUAGE_MODEL(User,
        (id), (name, max_length(100)), (email, nuage::email, unique),
        (created_at, auto_now_add), (updated_at, auto_now), (posts))
    NUAGE_META(ordering("-created_at"), indexes(index("name", "email"), index("-created_at")))

    std::string str() const { return name; }
};

struct Post {
    std::int64_t id{};
    std::string title{};
    std::string content{};
    nuage::ForeignKey<User> author{};
    nuage::DateTime created_at{};

    NUAGE_MODEL(Post,
        (id), (title, max_length(200)), (content, blank), (author, on_delete(cascade)), (created_at, auto_now_add))
    NUAGE_META(ordering("-created_at"))

    std::string str() const { return title; }
};

NUAGE_APP(blog, User, Post);

}  // namespace blog
