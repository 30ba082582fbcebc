// SPDX-License-Identifier: MIT
#include "blog.hpp"

namespace blog {

Fixture::Fixture() {
    nuage::atomic([] {
        const std::array tags{rel::Tag::objects.create("label"_f = "red"), rel::Tag::objects.create("label"_f = "blue")};
        for (int i = 0; i < rounds; ++i) {
            const std::string number = std::to_string(i);
            const rel::User user = rel::User::objects.create("name"_f = "user " + number);
            if (i % 2 == 0) rel::Account::objects.create("user"_f = user, "plan"_f = "plan " + number);
            const rel::Post post = rel::Post::objects.create("title"_f = "post " + number, "author"_f = user);
            for (const char* text : {"a", "b", "c"}) post.comments.create("text"_f = text);
            post.tags.add(tags[0], tags[1]);
        }
    });
}

}  // namespace blog
