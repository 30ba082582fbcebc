// SPDX-License-Identifier: MIT
// expect-success
//
// A model refers to itself by the type of relation that another one, listed before it, refers to it by.
#include "../models.hpp"

struct Category {
    std::int64_t id{};
    nuage::ForeignKey<Category, nuage::nullable> parent{};

    NUAGE_MODEL(Category, (id), (parent))
};
struct Book {
    std::int64_t id{};
    nuage::ForeignKey<Category, nuage::nullable> category{};

    NUAGE_MODEL(Book, (id), (category))
};

NUAGE_APP(shop, Book, Category);
