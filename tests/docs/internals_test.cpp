// SPDX-License-Identifier: MIT
// Snippets of docs/internals.
#include <cstring>

#include <support/catch.hpp>

#include "database.hpp"

using nuage::NodeKind;

TEST_CASE("the nodes of a condition stand in prefix order", "[docs]") {
    // [nodes]
    const auto posts = Post::objects.filter("author__name__icontains"_f = "x", "views__gt"_f = 3);
    const nuage::Clause& where = posts.query().where;
    // [/nodes]
    const NodeKind wanted[] = {NodeKind::filter, NodeKind::lookup, NodeKind::path, NodeKind::hop,
                               NodeKind::param, NodeKind::lookup, NodeKind::path, NodeKind::param};
    REQUIRE(where.nodes.size() == 8);
    for (std::size_t i = 0; i < 8; ++i) CHECK(where.nodes[i].kind == wanted[i]);
    CHECK(where.nodes[0].count == 2);
    CHECK(where.nodes[2].count == 1);
    REQUIRE(where.values.size() == 2);
    CHECK(where.values[0] == nuage::Value("%x%"));
    CHECK(where.values[1] == nuage::Value(3));
    CHECK(nuage::subtree_size(where.nodes.begin()) == 8);
}

TEST_CASE("queries that differ in values have the same nodes", "[docs]") {
    const auto same_nodes = [](const nuage::Clause& a, const nuage::Clause& b) {
        return a.nodes.size() == b.nodes.size() &&
               std::memcmp(a.nodes.begin(), b.nodes.begin(), a.nodes.size() * sizeof(nuage::Node)) == 0;
    };
    const nuage::Query three = Post::objects.filter("views__gt"_f = 3).query();
    CHECK(same_nodes(three.where, Post::objects.filter("views__gt"_f = 4).query().where));
    CHECK(same_nodes(three.where, Post::objects.filter("views"_f > 5).query().where));
    CHECK_FALSE(same_nodes(three.where, Post::objects.filter("views__gte"_f = 3).query().where));
}
