// SPDX-License-Identifier: MIT
// A blog: every kind of query, with the code, its SQL and the result.
//     blog --database sqlite:///blog.db
//     blog --database postgresql://user@host/name
#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>

#include "chapters.hpp"
#include "models.hpp"
#include "show.hpp"

int main(int argc, char** argv) {
    std::string database = "sqlite:///blog.db";
    CLI::App app("Shows what nuage does, on a database whose blog_… tables it drops and makes anew.");
    app.add_option("--database", database, "URL of the database")->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    try {
        nuage::configure({{"default", database}});
        nuage::drop_tables(blog::nuage_app_blog());
        nuage::create_tables(blog::nuage_app_blog());
        fmt::print("The SQL is shown as SQLite would get it, whatever the database is.\n");
        blog::create_and_read();
        blog::query();
        blog::relations();
        blog::transactions();
        blog::change_and_erase();
        return 0;
    } catch (const std::exception& e) {
        fmt::print(stderr, "blog: {}\n", e.what());
        return 1;
    }
}
