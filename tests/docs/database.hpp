// SPDX-License-Identifier: MIT
// A database in memory with three users and four posts, for the snippets of the pages.
#pragma once

#include <string>

#include "blog.hpp"

struct BlogDatabase {
    BlogDatabase() {
        nuage::configure({{"default", "sqlite::memory:"}});
        nuage::create_tables(nuage_app_blog());
        ada = User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
        grace = User::objects.create("name"_f = "Grace", "email"_f = "grace@navy.example");
        linus = User::objects.create("name"_f = "Linus", "email"_f = "linus@example.com", "is_active"_f = false);
        const auto day = nuage::datetime(2024, 5, 17, 12);
        Post::objects.create("title"_f = "Notes on the engine", "content"_f = "Long.", "views"_f = 120, "author"_f = ada,
                             "editor"_f = grace, "published_at"_f = day);
        Post::objects.create("title"_f = "Bernoulli numbers", "views"_f = 40, "author"_f = ada);
        Post::objects.create("title"_f = "A bug, found", "views"_f = 300, "author"_f = grace, "published_at"_f = day);
        Post::objects.create("title"_f = "Compilers", "views"_f = 5, "author"_f = grace,
                             "published_at"_f = nuage::datetime(2025, 1, 2));
    }
    ~BlogDatabase() { nuage::db::close_all(); }
    BlogDatabase(const BlogDatabase&) = delete;
    BlogDatabase& operator=(const BlogDatabase&) = delete;

    User ada, grace, linus;
};

/// Lines of a snippet as the one line they are in the statement.
inline std::string one_line(const std::string& text) {
    std::string line;
    for (char c : text) {
        if (c != ' ' && c != '\n') line += c;
        else if (!line.empty() && line.back() != ' ') line += ' ';
    }
    return line;
}
