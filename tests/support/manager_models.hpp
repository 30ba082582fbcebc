// SPDX-License-Identifier: MIT
// Models with managers of their own.
#pragma once

#include <support/app_tables.hpp>

namespace manager_models {
using namespace nuage::literals;

template <class M>
struct VisibleManager : nuage::Manager<M, VisibleManager<M>> {
    constexpr auto get_queryset() const { return this->base_queryset().filter("hidden"_f = false); }
    constexpr auto popular() const { return this->filter("views__gte"_f = 1000); }
};
template <class M>
struct LiveManager : nuage::Manager<M, LiveManager<M>> {
    constexpr auto get_queryset() const { return this->base_queryset().filter("status"_f = "live"); }
};

struct Post;
struct Book;
struct Offer;

struct Writer {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedSet<Post, "writer"> posts{};
    nuage::RelatedSet<Book, "author"> books{};

    NUAGE_MODEL(Writer, (id), (name, max_length(20)), (posts), (books))
};

struct Book {
    std::int64_t id{};
    std::string title{};
    std::string status = "draft";
    nuage::ForeignKey<Writer> author{};
    nuage::RelatedSet<Offer, "book"> offers{};
    static constexpr LiveManager<Book> on_sale{};

    NUAGE_MODEL(Book, (id), (title, max_length(20)), (status, max_length(10)), (author), (offers))
    NUAGE_META(ordering("title"))
};

/// Related objects are found by the default manager, not by `objects`.
struct Offer {
    std::int64_t id{};
    std::string status{};
    nuage::ForeignKey<Book> book{};

    NUAGE_MODEL(Offer, (id), (status, max_length(10)), (book))
    NUAGE_META(default_manager<LiveManager>())
};

struct Post {
    std::int64_t id{};
    bool hidden{};
    std::int64_t views{};
    nuage::Date posted{};
    nuage::ForeignKey<Writer, nuage::nullable> writer{};
    nuage::ForeignKey<Post, nuage::nullable> answers{};
    static constexpr nuage::Manager<Post> everything{};

    NUAGE_OBJECTS(VisibleManager)
    NUAGE_MODEL(Post, (id), (hidden), (views), (posted), (writer), (answers))
};

/// Inherits its manager, too.
struct Announcement : Post {
    std::string text{};

    NUAGE_MODEL(Announcement, (text, max_length(80)))
};

NUAGE_APP(manager_models, Writer, Book, Offer, Post, Announcement);

struct Fixture {
    test::AppTables tables{nuage_app_manager_models()};
    Writer ada = Writer::objects.create("name"_f = "ada");
    Post read = Post::objects.create("writer"_f = ada, "views"_f = 2000);
    Post hidden = Post::objects.create("writer"_f = ada, "views"_f = 5000, "hidden"_f = true);
    Post answer = Post::objects.create("writer"_f = ada, "answers"_f = hidden);
};

}  // namespace manager_models
