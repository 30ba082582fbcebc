// SPDX-License-Identifier: MIT
// What both sides read and write: the hand-written code fills the very same structs.
#pragma once

#include <nuage/nuage.hpp>

namespace bench {

struct User {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    std::int64_t created{};

    NUAGE_MODEL(User, (id), (name, max_length(100)), (email, max_length(100)), (created, index))
};

struct Post {
    std::int64_t id{};
    std::string title{};
    std::int64_t created{};
    nuage::ForeignKey<User> author{};

    NUAGE_MODEL(Post, (id), (title, max_length(200)), (created), (author, on_delete(cascade)))
};

// Apart from User, so that writing many rows leaves the tables alone that others read, and without an index, whose
// upkeep is the database's work on either side and would hide the difference.
struct Contact {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    std::int64_t created{};

    NUAGE_MODEL(Contact, (id), (name, max_length(100)), (email, max_length(100)), (created))
};

// Three levels, for prefetching: 100 writers with 10 articles each, and 10 remarks on each article.
struct Article;
struct Remark;
struct Writer {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedSet<Article, "writer"> articles{};

    NUAGE_MODEL(Writer, (id), (name, max_length(100)), (articles))
};
struct Article {
    std::int64_t id{};
    std::string title{};
    nuage::ForeignKey<Writer> writer{};
    nuage::RelatedSet<Remark, "article"> remarks{};

    NUAGE_MODEL(Article, (id), (title, max_length(200)), (writer, on_delete(cascade)), (remarks))
};
struct Remark {
    std::int64_t id{};
    std::string text{};
    nuage::ForeignKey<Article> article{};

    NUAGE_MODEL(Remark, (id), (text, max_length(200)), (article, on_delete(cascade)))
};

NUAGE_APP(bench, User, Post, Contact, Writer, Article, Remark);

}  // namespace bench
