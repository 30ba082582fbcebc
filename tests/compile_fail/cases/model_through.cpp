// SPDX-License-Identifier: MIT
// expect: [M016] nuage: the model of through<…> needs a ForeignKey to each side of the ManyToMany
#include "../models.hpp"

struct Tagging;
struct Tag {
    std::int64_t id{};
    nuage::ManyToMany<Post, nuage::through<Tagging>> posts{};

    NUAGE_MODEL(Tag, (id), (posts))
};
struct Tagging {
    std::int64_t id{};
    nuage::ForeignKey<Tag> tag{};

    NUAGE_MODEL(Tagging, (id), (tag))
};

NUAGE_APP(tags, Tag, Tagging);
