// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

#include <nuage/db/session.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

constexpr std::size_t capacity = 256;

/// Holds one connection for the whole test, so that its cache can be looked at.
struct OneConnection : Fixture {
    nuage::db::Lease lease{nuage::db::default_database()};
    [[nodiscard]] std::size_t cached() const { return lease.session().statements.size(); }
};

/// As many conditions as the number says, of kinds that its bits say: another shape for each number.
std::int64_t count_by(unsigned number) {
    nuage::Condition<Author> condition;
    for (; number > 1; number /= 2) {
        if (number % 2 == 0) condition &= "score__gte"_f = 0;
        else condition &= "name__startswith"_f = "A";
    }
    return Author::objects.filter(condition).count();
}

}  // namespace

TEST_CASE_METHOD(OneConnection, "thousands of different queries stay within the cache's capacity, and all are right") {
    Author::objects.create("name"_f = "Ann");
    for (unsigned number = 1; number <= 2000; ++number) {
        if (count_by(number) != 1) FAIL("wrong count for shape " << number);
        if (cached() > capacity) FAIL("cached: " << cached());
    }
    CHECK(cached() > capacity / 2);
    CHECK(count_by(1) == 1);
    CHECK(count_by(2000) == 1);
}

TEST_CASE_METHOD(OneConnection, "lists of thousands of different lengths stay within the cache's capacity") {
    Author::objects.create("id"_f = 1500, "name"_f = "Ann");
    std::vector<std::int64_t> ids;
    for (std::int64_t length = 1; length <= 2000; ++length) {
        ids.push_back(length);
        if (Author::objects.filter("id__in"_f = ids).count() != (length >= 1500 ? 1 : 0))
            FAIL("wrong count for length " << length);
        if (cached() > capacity) FAIL("cached: " << cached());
    }
    CHECK(cached() >= 1);
}

TEST_CASE_METHOD(OneConnection, "bulk_create() of any number of rows leaves room in the cache") {
    for (std::size_t size = 1; size <= 400; ++size) {
        std::vector<Book> books(size);
        Book::objects.bulk_create(books);
        if (cached() > capacity) FAIL("cached: " << cached());
        if (books.back().id == 0) FAIL("no key for size " << size);
        if (size % 50 == 0) Book::objects.all().erase();
    }
    CHECK(cached() >= 1);
}

TEST_CASE_METHOD(OneConnection, "the same shape is prepared once, whatever its values") {
    (void)Author::objects.filter("score"_f = 0, "name"_f = "x").count();
    const std::size_t before = cached();
    for (int i = 1; i < 50; ++i) (void)Author::objects.filter("score"_f = i, "name"_f = std::to_string(i)).count();
    CHECK(cached() == before);
}
