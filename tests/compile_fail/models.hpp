// SPDX-License-Identifier: MIT
// The correct models that the wrong programs of cases/ are about.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nuage/decimal.hpp>
#include <nuage/nuage.hpp>

using namespace nuage::literals;

/// A type of the user's own that nuage can store.
struct Money {
    std::int64_t cents{};
    friend bool operator==(const Money&, const Money&) = default;
};
template <>
struct nuage::Codec<Money> {
    static constexpr nuage::FieldKind kind = nuage::FieldKind::big_integer;
    static nuage::Value dump(const Money& money) { return money.cents; }
    static Money load(const nuage::Value& value) { return Money{value.integer()}; }
};

/// Another one: what Money is compared with by mistake.
struct Weight {
    std::int64_t grams{};
};
template <>
struct nuage::Codec<Weight> {
    static constexpr nuage::FieldKind kind = nuage::FieldKind::big_integer;
    static nuage::Value dump(const Weight& weight) { return weight.grams; }
    static Weight load(const nuage::Value& value) { return Weight{value.integer()}; }
};

struct Post;
struct Profile;

struct User {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    nuage::RelatedSet<Post, "author"> posts{};
    nuage::RelatedOne<Profile, "user"> profile{};

    NUAGE_MODEL(User, (id), (name, max_length(100)), (email, nuage::email, unique), (posts), (profile))
};

struct Profile {
    std::int64_t id{};
    nuage::OneToOne<User> user{};
    std::string biography{};

    NUAGE_MODEL(Profile, (id), (user), (biography))
};

struct Post {
    std::int64_t id{};
    std::string title{};
    nuage::ForeignKey<User> author{};
    std::int32_t pages{};
    std::optional<Money> price{};
    bool published{};
    nuage::DateTime created_at{};

    NUAGE_MODEL(Post,
        (id), (title, max_length(200)), (author), (pages), (price), (published), (created_at, auto_now_add))
    NUAGE_META(ordering("-created_at"), get_latest_by("created_at"))
};

NUAGE_APP(blog, User, Profile, Post);
