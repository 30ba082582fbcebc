// SPDX-License-Identifier: MIT
// iterator(): rows one at a time.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Book;
using shop::Sample;

namespace {

void insert(int count) {
    std::vector<Sample> rows(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        rows[static_cast<std::size_t>(i)].whole = i;
        if (i % 2 == 0) rows[static_cast<std::size_t>(i)].word_n = "even";
    }
    Sample::objects.bulk_create(rows);
}

}  // namespace

TEST_CASE_METHOD(test::Rollback, "iterator() gives every row once, in order, whatever the chunk size") {
    constexpr int count = 5003;
    insert(count);
    for (std::size_t chunk : {std::size_t{1000}, std::size_t{2000}, std::size_t{5003}, std::size_t{100'000}}) {
        int expected = 0;
        for (const Sample& row : Sample::objects.order_by("whole"_f).iterator(chunk)) {
            if (row.whole != expected) FAIL("row " << expected << " is missing with chunks of " << chunk);
            ++expected;
        }
        CHECK(expected == count);
    }
}

TEST_CASE_METHOD(test::Rollback, "chunks of one row are enough, and no rows are no rows") {
    insert(7);
    int rows = 0;
    for (const Sample& row : Sample::objects.order_by("whole"_f).iterator(1)) rows += row.whole == rows ? 1 : 0;
    CHECK(rows == 7);
    for (const Sample& row : Sample::objects.filter("whole"_f = -1).iterator()) FAIL("found " << row.id);
    for (const Sample& row : Sample::objects.none().iterator()) FAIL("found " << row.id);
}

TEST_CASE_METHOD(test::Rollback, "a row is not mixed with the one before") {
    insert(6);
    int evens = 0;
    for (const Sample& row : Sample::objects.order_by("whole"_f).iterator()) {
        CHECK(row.word_n.has_value() == (*row.whole % 2 == 0));
        evens += row.word_n.has_value() ? 1 : 0;
    }
    CHECK(evens == 3);
}

TEST_CASE_METHOD(test::Rollback, "other queries, reading and writing, may run between the rows") {
    insert(50);
    int sum = 0;
    for (const Sample& row : Sample::objects.order_by("whole"_f).iterator(10)) {
        sum += Sample::objects.get("whole"_f = *row.whole).whole.value();
        if (*row.whole < 5) Sample::objects.filter("id"_f = row.id).update("tiny"_f = 9);
    }
    CHECK(sum == 49 * 50 / 2);
    CHECK(Sample::objects.filter("tiny"_f = 9).count() == 5);
}

TEST_CASE_METHOD(test::Rollback, "two iterators run through each other") {
    insert(30);
    int pairs = 0;
    for (const Sample& outer : Sample::objects.filter("whole__lt"_f = 5).order_by("whole"_f).iterator(2))
        for (const Sample& inner : Sample::objects.order_by("whole"_f).iterator(7))
            pairs += *inner.whole > *outer.whole ? 1 : 0;
    CHECK(pairs == 29 + 28 + 27 + 26 + 25);
}

TEST_CASE_METHOD(test::Rollback, "an iterator that is left early lets the next query run") {
    insert(100);
    for (const Sample& row : Sample::objects.order_by("whole"_f).iterator(10))
        if (row.whole == 3) break;
    CHECK(Sample::objects.count() == 100);
    CHECK(Sample::objects.all().erase().total == 100);
}

TEST_CASE_METHOD(test::Rollback, "values are streamed, too, and slices") {
    insert(20);
    int sum = 0;
    for (const auto& [whole, word] : Sample::objects.order_by("whole"_f).values_list("whole"_f, "word_n"_f).iterator(3))
        sum += word ? *whole : 0;
    CHECK(sum == 0 + 2 + 4 + 6 + 8 + 10 + 12 + 14 + 16 + 18);
    int rows = 0;
    for (const Sample& row : Sample::objects.order_by("whole"_f)[{5, 9}].iterator()) rows += *row.whole;
    CHECK(rows == 5 + 6 + 7 + 8);
}

TEST_CASE_METHOD(test::Bookshop, "iterator() fills in selected relations") {
    int loaded = 0;
    for (const Book& book : Book::objects.select_related("author"_f, "publisher"_f).iterator())
        loaded += book.author.is_loaded() && book.publisher.is_loaded() ? 1 : 0;
    CHECK(loaded == 4);
}

TEST_CASE_METHOD(test::Rollback, "a query of thousands of rows gives them all") {
    insert(20'000);
    const auto rows = Sample::objects.order_by("whole"_f).fetch();
    REQUIRE(rows.size() == 20'000);
    CHECK(rows.front().whole == 0);
    CHECK(rows.back().whole == 19'999);
}
