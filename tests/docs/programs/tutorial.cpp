// SPDX-License-Identifier: MIT
// The program of docs/tutorial.md.
// [models]
#include <iostream>
#include <nuage/nuage.hpp>

using namespace nuage::literals;

struct Post;

struct User {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    nuage::DateTime created_at{};
    nuage::RelatedSet<Post, "author"> posts{};

    NUAGE_MODEL(User,
        (id), (name, max_length(100)), (email, nuage::email, unique),
        (created_at, auto_now_add), (posts))
    NUAGE_META(ordering("name"))
};

struct Post {
    std::int64_t id{};
    std::string title{};
    std::string content{};
    std::int32_t views{};
    nuage::ForeignKey<User> author{};
    nuage::DateTime created_at{};

    NUAGE_MODEL(Post,
        (id), (title, max_length(200)), (content, blank), (views), (author), (created_at, auto_now_add))
};

NUAGE_APP(blog, User, Post);
// [/models]

// [create]
void create() {
    User ada = User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");

    User grace{.name = "Grace", .email = "grace@example.com"};
    grace.save();                                  // INSERT; grace.id is set now

    Post::objects.create("title"_f = "Notes on the engine", "author"_f = ada);
    Post::objects.create("title"_f = "Bernoulli numbers", "author"_f = ada);
    Post::objects.create("title"_f = "Compilers", "author"_f = grace);
}
// [/create]

// [read]
void read() {
    User ada = User::objects.get("email"_f = "ada@example.com");
    std::cout << ada.name << " has the key " << ada.id << '\n';

    for (const Post& post : Post::objects.filter("author"_f = ada).order_by("title"_f))
        std::cout << "  " << post.title << '\n';

    try {
        User::objects.get("name"_f = "Nobody");
    } catch (const User::DoesNotExist&) {
        std::cout << "there is no such user\n";
    }
}
// [/read]

// [change]
void change() {
    User ada = User::objects.get("name"_f = "Ada");
    ada.name = "Ada Lovelace";
    ada.save();                                    // UPDATE of this row

    Post::objects.filter("author"_f = ada).update("views"_f = "views"_f + 10);   // one UPDATE for all of them

    Post::objects.filter("title"_f = "Compilers").erase();
    User::objects.get("name"_f = "Grace").erase();
}
// [/change]

// [ask]
void ask() {
    auto popular = Post::objects.filter("views__gte"_f = 10);            // no query yet
    popular = popular.exclude("title__startswith"_f = "Draft");          // still none
    std::cout << popular.count() << " popular posts\n";                 // SELECT COUNT(*)

    for (const Post& post : popular.select_related("author"_f).order_by("-views"_f, "title"_f)[{0, 10}])
        std::cout << post.author->name << ": " << post.title << '\n';   // one query for posts and authors

    auto writers = User::objects.filter("posts__title"_f.icontains("NUMBERS") || "email"_f.endswith("@navy.example"));
    for (const std::string& name : writers.flat("name"_f)) std::cout << name << " writes\n";
}
// [/ask]

// [atomic]
void register_author(const std::string& name, const std::string& email) {
    nuage::atomic([&] {
        User user = User::objects.create("name"_f = name, "email"_f = email);
        Post::objects.create("title"_f = "Hello from " + name, "author"_f = user);
        nuage::on_commit([name] { std::cout << "welcome, " << name << '\n'; });
    });
}
// [/atomic]

// [use-atomic]
void register_two() {
    register_author("Linus", "linus@example.com");
    try {
        register_author("Another Linus", "linus@example.com");
    } catch (const nuage::UniqueViolation&) {
        std::cout << "that address is taken, and no post was written\n";
    }
}
// [/use-atomic]

// [main]
int main() {
    nuage::configure({{"default", "sqlite:///blog.db"}});
    nuage::drop_tables(nuage_app_blog());          // so that the program can be run again
    nuage::create_tables(nuage_app_blog());
    create();
    read();
    change();
    ask();
    register_two();
}
// [/main]
