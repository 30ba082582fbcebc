// SPDX-License-Identifier: MIT
// The models of the pages about queries, transactions and databases.
#pragma once

#include <nuage/nuage.hpp>

using namespace nuage::literals;

// [models]
struct Post;

struct User {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    bool is_active = true;
    nuage::DateTime created_at{};
    nuage::RelatedSet<Post, "author"> posts{};

    NUAGE_MODEL(User,
        (id), (name, max_length(100)), (email, nuage::email, unique), (is_active),
        (created_at, auto_now_add), (posts))
    NUAGE_META(ordering("name"), get_latest_by("created_at"))
};

struct Post {
    std::int64_t id{};
    std::string title{};
    std::string content{};
    std::int32_t views{};
    nuage::ForeignKey<User> author{};
    nuage::ForeignKey<User, nuage::nullable> editor{};
    std::optional<nuage::DateTime> published_at{};
    nuage::DateTime updated_at{};

    NUAGE_MODEL(Post,
        (id), (title, max_length(200)), (content, blank), (views, positive), (author), (editor), (published_at),
        (updated_at, auto_now))
};

NUAGE_APP(blog, User, Post);
// [/models]
