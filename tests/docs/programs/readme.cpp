// SPDX-License-Identifier: MIT
// The example of README.md.
// [readme]
#include <iostream>
#include <nuage/nuage.hpp>

using namespace nuage::literals;

struct Post;
struct User {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    nuage::RelatedSet<Post, "author"> posts{};

    NUAGE_MODEL(User, (id), (name, max_length(100)), (email, nuage::email, unique), (posts))
};
struct Post {
    std::int64_t id{};
    std::string title{};
    nuage::ForeignKey<User> author{};
    nuage::DateTime created_at{};

    NUAGE_MODEL(Post, (id), (title, max_length(200)), (author), (created_at, auto_now_add))
    NUAGE_META(ordering("-created_at", "-id"))
};
NUAGE_APP(blog, User, Post);

int main() {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_blog());

    User ada = User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
    Post::objects.create("title"_f = "Notes on the engine", "author"_f = ada);
    Post::objects.create("title"_f = "Bernoulli numbers", "author"_f = ada);

    auto posts = Post::objects.filter("author__email__endswith"_f = "@example.com").select_related("author"_f);
    for (const Post& post : posts) std::cout << post.title << ", by " << post.author->name << '\n';
    std::cout << User::objects.filter("posts__title__icontains"_f = "ENGINE").count() << " author, by\n"
              << posts.sql().str() << '\n';
}
// [/readme]
