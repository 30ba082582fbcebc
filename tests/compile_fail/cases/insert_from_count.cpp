// SPDX-License-Identifier: MIT
// expect: [W019] insert_from(): the query has 1 columns for 2 fields.
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

void query() { Note::objects.insert_from(Post::objects.values_list("title"_f), "text"_f, "owner"_f); }
