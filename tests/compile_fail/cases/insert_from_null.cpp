// SPDX-License-Identifier: MIT
// expect: [W021] insert_from(): 'length' of Note is never NULL, and the column for it may be.
#include <nuage/insert_from.hpp>

#include "../models.hpp"

struct Note {
    std::int64_t id{};
    std::string text{};
    std::int32_t length{};
    std::optional<Money> price{};
    nuage::ForeignKey<User> owner{};

    NUAGE_MODEL(Note, (id), (text, max_length(200)), (length), (price), (owner))
};
NUAGE_APP(notes, Note);

void query() {
    const auto posts = Post::objects.values_list("n"_f = nuage::Max("pages"_f), "author"_f);
    Note::objects.insert_from(posts, "length"_f, "owner"_f);
}
