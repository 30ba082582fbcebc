// SPDX-License-Identifier: MIT
// Slices: LIMIT and OFFSET.
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Sample;
using Numbers = std::vector<std::int16_t>;

namespace {

struct TenRows : test::Rollback {
    TenRows() {
        for (int n = 0; n < 10; ++n) Sample::objects.create("tiny"_f = n);
    }
    const nuage::QuerySet<Sample> rows = Sample::objects.order_by("tiny"_f);

    /// What a slice of a vector would be.
    [[nodiscard]] static Numbers numbers(std::size_t from, std::size_t to) {
        Numbers result;
        for (std::size_t n = from; n < std::min<std::size_t>(to, 10); ++n)
            result.push_back(static_cast<std::int16_t>(n));
        return result;
    }
};

}  // namespace

TEST_CASE_METHOD(TenRows, "a slice gives the rows that a slice of the list would") {
    for (std::int64_t from : {0, 1, 5, 9, 10, 12})
        for (std::int64_t to : {0, 1, 5, 9, 10, 12}) {
            CAPTURE(from, to);
            const Numbers expected = numbers(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
            CHECK(rows[{from, to}].flat("tiny"_f) == expected);
            CHECK(rows.slice(from, to).count() == static_cast<std::int64_t>(expected.size()));
            CHECK(rows.slice(from, to).exists() == !expected.empty());
        }
}

TEST_CASE_METHOD(TenRows, "first(n) takes from the beginning, skip(n) leaves the beginning out") {
    CHECK(rows.first(3).flat("tiny"_f) == numbers(0, 3));
    CHECK(rows.first(0).flat("tiny"_f).empty());
    CHECK(rows.first(100).flat("tiny"_f) == numbers(0, 10));
    CHECK(rows.skip(7).flat("tiny"_f) == numbers(7, 10));
    CHECK(rows.skip(0).flat("tiny"_f) == numbers(0, 10));
    CHECK(rows.skip(10).flat("tiny"_f).empty());
    CHECK(rows.skip(7).count() == 3);
}

TEST_CASE_METHOD(TenRows, "a slice of a slice counts from the slice's beginning") {
    CHECK(rows[{2, 8}][{1, 3}].flat("tiny"_f) == numbers(3, 5));
    CHECK(rows[{2, 8}].skip(4).flat("tiny"_f) == numbers(6, 8));
    CHECK(rows[{2, 8}][{4, 100}].flat("tiny"_f) == numbers(6, 8));
    CHECK(rows[{2, 8}][{6, 7}].flat("tiny"_f).empty());
    CHECK(rows[{2, 8}].skip(100).flat("tiny"_f).empty());
    CHECK(rows.skip(3).skip(3).flat("tiny"_f) == numbers(6, 10));
    CHECK(rows.skip(3).first(2).flat("tiny"_f) == numbers(3, 5));
    CHECK(rows.first(5).first(8).flat("tiny"_f) == numbers(0, 5));
    CHECK(rows.first(5).first(2).count() == 2);
}

TEST_CASE_METHOD(TenRows, "an index gives one row, and past the end there is none") {
    CHECK(rows[std::size_t{0}].tiny == 0);
    CHECK(rows[std::size_t{9}].tiny == 9);
    CHECK(rows.skip(4)[std::size_t{1}].tiny == 5);
    CHECK_THROWS_AS(rows[std::size_t{10}], std::out_of_range);
    CHECK_THROWS_AS(rows.first(3)[std::size_t{3}], std::out_of_range);
}

TEST_CASE_METHOD(TenRows, "negative bounds are refused") {
    CHECK_THROWS_AS(rows.slice(-1, 3), nuage::ValueError);
    CHECK_THROWS_AS(rows.slice(0, -1), nuage::ValueError);
    CHECK_THROWS_AS(rows.first(-1), nuage::ValueError);
    CHECK_THROWS_AS(rows.skip(-1), nuage::ValueError);
}

TEST_CASE_METHOD(TenRows, "what a slice cannot take back is refused") {
    const auto slice = rows.first(3);
    CHECK_THROWS_AS(slice.filter("tiny"_f = 1), nuage::TypeError);
    CHECK_THROWS_AS(slice.exclude("tiny"_f = 1), nuage::TypeError);
    CHECK_THROWS_AS(slice.order_by("tiny"_f), nuage::TypeError);
    CHECK_THROWS_AS(slice.reverse(), nuage::TypeError);
    CHECK_THROWS_AS(slice.distinct(), nuage::TypeError);
    CHECK_THROWS_AS(slice.last(), nuage::TypeError);
    CHECK_THROWS_AS(slice.latest("tiny"_f), nuage::TypeError);
    CHECK_THROWS_AS(slice.earliest("tiny"_f), nuage::TypeError);
    CHECK_THROWS_AS(slice.update("tiny"_f = 1), nuage::TypeError);
    CHECK_THROWS_AS(slice.erase(), nuage::TypeError);
    CHECK_THROWS_AS(slice.get("tiny"_f = 1), nuage::TypeError);
    CHECK(slice.all().count() == 3);
    CHECK(slice.filter().count() == 3);
    CHECK(slice.values_list("tiny"_f).size() == 3);
}

TEST_CASE_METHOD(TenRows, "first() and get() stay within the slice") {
    CHECK(rows[{4, 6}].first()->tiny == 4);
    CHECK(rows[{4, 5}].get().tiny == 4);
    CHECK_THROWS_AS((rows[{4, 6}].get()), Sample::MultipleObjectsReturned);
    CHECK_THROWS_AS((rows[{10, 11}].get()), Sample::DoesNotExist);
    CHECK(rows.skip(10).first() == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "exists() passes over the rows that an order or columns over a to-many relation give") {
    const auto authors = shop::Author::objects.order_by("books__title"_f);
    const auto rows = static_cast<std::int64_t>(authors.size());
    REQUIRE(rows > shop::Author::objects.count());
    CHECK(authors.skip(rows - 1).exists());
    CHECK_FALSE(authors.skip(rows).exists());
    CHECK(authors.skip(rows - 1).count() == 1);
    const auto titles = shop::Author::objects.order_by("id"_f).values_list("first_name"_f, "books__title"_f);
    CHECK(titles.skip(rows - 1).exists());
    CHECK_FALSE(titles.skip(rows).exists());
}

TEST_CASE_METHOD(test::Bookshop, "Exists() passes over the rows that a query set gives: distinct ones, and one for each of many related objects") {
    const auto all = shop::Publisher::objects.count();
    const auto found = [&](const auto& rows) { return shop::Publisher::objects.filter(nuage::Exists(rows)).count() == all; };
    const auto titles = shop::Author::objects.order_by("id"_f).values_list("books__title"_f);
    const auto joined = titles.count();
    REQUIRE(all > 0);
    REQUIRE(joined > shop::Author::objects.count());
    CHECK(found(titles.skip(joined - 1)));
    CHECK_FALSE(found(titles.skip(joined)));
    const auto repeated = shop::Book::objects.order_by("author__id"_f).values_list("author__id"_f);
    const auto distinct = repeated.distinct();
    REQUIRE(distinct.count() < repeated.count());
    CHECK(found(repeated.skip(repeated.count() - 1)));
    CHECK(found(distinct.skip(distinct.count() - 1)));
    CHECK_FALSE(found(distinct.skip(distinct.count())));
    const auto objects = shop::Author::objects.filter("books__id__gt"_f = 0).order_by("id"_f).distinct();
    REQUIRE(objects.count() < shop::Author::objects.filter("books__id__gt"_f = 0).count());
    CHECK(found(objects.skip(objects.count() - 1)));
    CHECK_FALSE(found(objects.skip(objects.count())));
    const auto groups = shop::Book::objects.values("author__id"_f).annotate("n"_f = nuage::Count("id"_f)).order_by("n"_f);
    CHECK(found(groups.skip(groups.count() - 1)));
    CHECK_FALSE(found(groups.skip(groups.count())));
    const auto both = groups.order_by().union_(groups.order_by());
    CHECK(found(both.skip(groups.count() - 1)));
    CHECK_FALSE(found(both.skip(groups.count())));
}

TEST_CASE_METHOD(test::Bookshop, "a slice of distinct rows that refers to the rows around is for databases that take that in FROM") {
    const auto second = shop::Book::objects.filter("author"_f = nuage::OuterRef("id"_f)).order_by("title"_f).values("title"_f).distinct().skip(1);
    const auto authors = shop::Author::objects.filter(nuage::Exists(second));
    if (test::features().correlated_tables) {
        std::int64_t expected = 0;
        for (const auto& author : shop::Author::objects.all())
            expected += shop::Book::objects.filter("author"_f = author.id).values("title"_f).distinct().count() > 1 ? 1 : 0;
        CHECK(authors.count() == expected);
    } else {
        CHECK_THROWS_WITH(authors.count(), Catch::StartsWith("[F100]"));
    }
}

TEST_CASE_METHOD(TenRows, "a slice that can hold nothing asks the database for nothing") {
    CHECK(rows[{5, 5}].size() == 0);
    CHECK(rows[{5, 2}].size() == 0);
    CHECK(rows[{5, 5}].first() == std::nullopt);
    CHECK_FALSE(rows[{5, 5}].exists());
}

TEST_CASE_METHOD(TenRows, "as a subquery a slice that can hold nothing has no rows, of a combination neither") {
    const auto none_of = [](const auto& subquery) {
        CHECK(Sample::objects.filter(nuage::Exists(subquery)).count() == 0);
        CHECK(Sample::objects.filter(~nuage::Exists(subquery)).count() == 10);
        CHECK(Sample::objects.filter("id__in"_f = subquery).count() == 0);
        CHECK(Sample::objects.annotate("one"_f = nuage::Subquery(subquery)).filter("one__isnull"_f = true).count() == 10);
    };
    const auto ids = Sample::objects.order_by().values("id"_f);
    none_of(ids[{5, 5}]);
    none_of(ids.none());
    none_of(ids.union_(ids)[{5, 5}]);
    none_of(ids.union_(ids).union_(ids)[{5, 5}]);
    none_of(ids.none().union_(ids.none()));
}
