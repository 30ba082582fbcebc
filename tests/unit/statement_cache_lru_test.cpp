// SPDX-License-Identifier: MIT
#include <nuage/db/statement_cache.hpp>

#include <unit/support/library.hpp>

#include <support/catch.hpp>

using namespace library;
using nuage::db::CachedStatement;
using nuage::db::Operation;
using nuage::db::Shape;
using nuage::db::StatementCache;

namespace {

template <class QuerySet>
Shape shape_of(const QuerySet& query_set) {
    const nuage::Query& query = query_set.query();
    Shape shape{Operation::select};
    shape.model = query.model;
    shape.parts[0] = query.where.nodes;
    shape.parts[1] = query.order.nodes;
    shape.parts[2] = query.select.nodes;
    return shape;
}

Shape numbered(std::uint32_t number) {
    Shape shape{Operation::insert};
    shape.number = number;
    shape.model = &nuage::model_info<Book>();
    return shape;
}
CachedStatement& put(StatementCache& cache, const Shape& shape) {
    return cache.insert(shape, shape.hash(), std::make_unique<CachedStatement>());
}
bool has(StatementCache& cache, const Shape& shape) { return cache.find(shape, shape.hash()) != nullptr; }

}  // namespace

TEST_CASE("queries that differ in values only share a statement") {
    StatementCache cache;
    const auto one = Book::objects.filter("title"_f = "x");
    const auto other = Book::objects.filter("title"_f = "a longer one");
    CachedStatement& stored = put(cache, shape_of(one));
    CHECK(cache.find(shape_of(other), shape_of(other).hash()) == &stored);
}

TEST_CASE("queries of another shape have another statement") {
    StatementCache cache;
    const auto base = Book::objects.filter("title"_f = "x");
    put(cache, shape_of(base));
    const auto lookup = Book::objects.filter("title__contains"_f = "x");
    const auto field = Book::objects.filter("pages"_f = 1);
    const auto ordered = base.order_by("title"_f);
    const auto excluded = Book::objects.exclude("title"_f = "x");
    const auto chosen = base.only("title"_f);
    CHECK_FALSE(has(cache, shape_of(lookup)));
    CHECK_FALSE(has(cache, shape_of(field)));
    CHECK_FALSE(has(cache, shape_of(ordered)));
    CHECK_FALSE(has(cache, shape_of(excluded)));
    CHECK_FALSE(has(cache, shape_of(chosen)));
}

TEST_CASE("the operation, the flags, the number and the model are part of the shape") {
    StatementCache cache;
    const Shape shape = numbered(1);
    put(cache, shape);
    Shape other = shape;
    other.operation = Operation::count;
    CHECK_FALSE(has(cache, other));
    other = shape;
    other.flags = 1;
    CHECK_FALSE(has(cache, other));
    other = shape;
    other.model = &nuage::model_info<Author>();
    CHECK_FALSE(has(cache, other));
    CHECK_FALSE(has(cache, numbered(2)));
    CHECK(has(cache, shape));
}

TEST_CASE("nodes are not confused with those of a neighbouring part") {
    StatementCache cache;
    const auto ordered = Book::objects.order_by("title"_f);
    Shape shape = shape_of(ordered);
    put(cache, shape);
    std::swap(shape.parts[0], shape.parts[1]);
    // With the same hash, as a collision would have it.
    CHECK(cache.find(shape, shape_of(ordered).hash()) == nullptr);
}

TEST_CASE("the statement not used for the longest time goes first") {
    StatementCache cache(3);
    for (std::uint32_t i = 0; i < 3; ++i) put(cache, numbered(i));
    CHECK(has(cache, numbered(0)));
    put(cache, numbered(3));
    CHECK(cache.size() == 3);
    CHECK(has(cache, numbered(0)));
    CHECK_FALSE(has(cache, numbered(1)));
    CHECK(has(cache, numbered(2)));
    CHECK(has(cache, numbered(3)));
}

TEST_CASE("the cache stays within its bound") {
    StatementCache cache(8);
    for (std::uint32_t i = 0; i < 1000; ++i) put(cache, numbered(i));
    CHECK(cache.size() == 8);
    CHECK(has(cache, numbered(999)));
    CHECK_FALSE(has(cache, numbered(991)));
}

TEST_CASE("a busy statement stays, even if the bound is passed for it") {
    StatementCache cache(2);
    CachedStatement& first = put(cache, numbered(0));
    CachedStatement& second = put(cache, numbered(1));
    first.busy = second.busy = true;
    put(cache, numbered(2));
    CHECK(cache.size() == 3);
    CHECK(has(cache, numbered(0)));
    CHECK(has(cache, numbered(1)));
    first.busy = second.busy = false;
    put(cache, numbered(3));
    CHECK(cache.size() == 2);
}

TEST_CASE("a cache that was cleared is empty and usable") {
    StatementCache cache(2);
    put(cache, numbered(0));
    cache.clear();
    CHECK(cache.size() == 0);
    CHECK_FALSE(has(cache, numbered(0)));
    put(cache, numbered(0));
    CHECK(has(cache, numbered(0)));
}
