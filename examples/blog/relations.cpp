// SPDX-License-Identifier: MIT
// Posts and their authors, from either end.
#include "chapters.hpp"
#include "models.hpp"
#include "show.hpp"

namespace blog {

using namespace nuage::literals;

void relations() {
    chapter("Relations");
    const User john = User::objects.get("email"_f = "john@example.com");
    const User jane = User::objects.get("email"_f = "jane@company.com");
    SHOW(auto post = Post::objects.create("title"_f = "First Post", "content"_f = "Hello!", "author"_f = john));
    sql(insert_sql(nuage::model_info<Post>()));
    result("{}, id {}, author {}", post.title, post.id, post.author.id());
    code(R"(std::vector<Post> posts{{.title = "Clouds", .author = jane}, {.title = "An answer", .author = jane}};)");
    std::vector<Post> posts{{.title = "Clouds", .author = jane}, {.title = "An answer", .author = jane}};
    SHOW(Post::objects.bulk_create(posts));

    SHOW(auto with_author = Post::objects.select_related("author"_f).order_by("id"_f));
    sql(select_sql(with_author.query()));
    SHOW(for (const Post& p : with_author) result("{} by {}", p.title, p.author->name));

    SHOW(auto by_author = Post::objects.filter("author__name__startswith"_f = "Ja").order_by("title"_f));
    sql(select_sql(by_author.query()));
    for (const Post& p : by_author) result("{}", p.title);

    SHOW(auto writers = User::objects.filter("posts__title"_f = "Clouds"));
    sql(select_sql(writers.query()));
    for (const User& user : writers) result("{}", user.name);

    SHOW(auto silent = User::objects.exclude("posts__isnull"_f = false).order_by("id"_f));
    sql(select_sql(silent.query()));
    for (const User& user : silent) result("{} has no posts", user.name);
}

}  // namespace blog
