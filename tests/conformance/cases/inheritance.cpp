// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;

CASE("inheritance.custom_manager_everything") { return Post::everything.count(); }

CASE("inheritance.base_manager_for_fk") {
    std::vector<std::int64_t> keys;
    for (const Post& post : Post::everything.filter("about__isnull"_f = false).order_by("pk"_f).first(2))
        keys.push_back(post.about->id);
    return keys;
}
