// SPDX-License-Identifier: MIT
// The bookshop with a tree of categories, and recursive queries about it.
#pragma once

#include <nuage/cte.hpp>
#include <nuage/functions.hpp>
#include <support/database.hpp>

namespace test {

using namespace nuage::literals;

/// novels > fantasy > (epic > saga, urban); maps.
struct CategoryTree : Bookshop {
    shop::Category epic = child("epic", fantasy), urban = child("urban", fantasy), saga = child("saga", epic);

    static shop::Category child(const char* name, const shop::Category& parent) {
        return shop::Category::objects.create("name"_f = name, "slug"_f = name, "parent"_f = parent);
    }
};

/// All categories with their depth, and their slugs from the top.
inline auto whole_tree() {
    using shop::Category;
    return nuage::recursive<"tree">(Category::objects.filter("parent__isnull"_f = true).annotate("depth"_f = 0, "path"_f = "slug"_f), [](const auto& tree) {
        return tree.join(Category::objects, "parent"_f).annotate("depth"_f = "tree__depth"_f + 1, "path"_f = nuage::Concat("tree__path"_f, "/", "slug"_f));
    });
}
/// A category and those below it.
inline auto subtree(const shop::Category& root) {
    using shop::Category;
    return nuage::recursive<"tree">(Category::objects.filter("pk"_f = root.id).annotate("depth"_f = 0), [](const auto& tree) {
        return tree.join(Category::objects, "parent"_f).annotate("depth"_f = "tree__depth"_f + 1);
    });
}

}  // namespace test
