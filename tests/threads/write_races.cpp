// SPDX-License-Identifier: MIT
// Eight threads that write the same rows at the same time.
#include <support/catch.hpp>
#include <support/stored_rows.hpp>
#include <support/threads.hpp>
#include <support/write_models.hpp>

#include <mutex>
#include <set>

using namespace nuage::literals;
using namespace write_models;

namespace {

constexpr int threads = 8;
constexpr int rounds = 12;

std::string name_of(int round) { return "Author " + std::to_string(round); }

/// Each thread's score of the same authors, in the same order: what one waits for, another does not hold.
std::vector<Author> authors(int thread) {
    std::vector<Author> list;
    for (int i = 0; i < 20; ++i) list.push_back({.name = name_of(i), .score = thread + 1});
    return list;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "get_or_create() in eight threads makes one row, and one of them made it") {
    std::atomic<int> created = 0;
    std::mutex mutex;
    std::map<int, std::set<std::int64_t>> ids;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        const auto [author, made] = Author::objects.get_or_create("name"_f = name_of(round), nuage::defaults("score"_f = t));
        created += made;
        const std::lock_guard lock(mutex);
        ids[round].insert(author.id);
    });
    CHECK(failed == 0);
    CHECK(created == rounds);
    CHECK(Author::objects.count() == rounds);
    for (const auto& [round, seen] : ids) CHECK(seen.size() == 1);
}

TEST_CASE_METHOD(Fixture, "update_or_create() in eight threads makes one row, which has what one of them wrote") {
    std::atomic<int> created = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int round) {
        created +=
            Author::objects.update_or_create("name"_f = name_of(round), nuage::defaults("score"_f = t + 1)).second;
    });
    CHECK(failed == 0);
    CHECK(created == rounds);
    CHECK(Author::objects.count() == rounds);
    CHECK(Author::objects.filter("score__range"_f = std::pair(1, threads)).count() == rounds);
}

TEST_CASE_METHOD(Fixture, "get_or_create() within transactions in eight threads makes one row") {
    std::atomic<int> created = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int, int round) {
        nuage::atomic([&] { created += Author::objects.get_or_create("name"_f = name_of(round)).second; });
    });
    CHECK(failed == 0);
    CHECK(created == rounds);
    CHECK(Author::objects.count() == rounds);
}

TEST_CASE_METHOD(Fixture, "bulk_create() with ignore_conflicts in eight threads makes one row of each") {
    const int failed = test::failures_of_threads(threads, 3, [](int t, int) {
        std::vector<Author> list = authors(t);
        Author::objects.bulk_create(list, {.ignore_conflicts = true});
    });
    CHECK(failed == 0);
    CHECK(Author::objects.count() == 20);
}

TEST_CASE_METHOD(Fixture, "bulk_create() with update_conflicts in eight threads leaves all rows as one of them wrote them") {
    const int failed = test::failures_of_threads(threads, 3, [](int t, int) {
        std::vector<Author> list = authors(t);
        nuage::BulkOptions options{.update_conflicts = true, .update_fields = nuage::fields("score"_f)};
        if (test::features().conflict_target) options.unique_fields = nuage::fields("name"_f);
        // Rows that several threads insert at once may end in a deadlock, which one of them is chosen to give up.
        nuage::atomic({.retries = 20}, [&] { Author::objects.bulk_create(list, options); });
    });
    CHECK(failed == 0);
    CHECK(Author::objects.count() == 20);
    const std::vector<std::int32_t> scores = Author::objects.all().flat("score"_f);
    CHECK(std::set<std::int32_t>(scores.begin(), scores.end()).size() == 1);
}

TEST_CASE_METHOD(Fixture, "bulk_create() of the same rows in eight threads succeeds in one") {
    const int failed = test::failures_of_threads(threads, 1, [](int t, int) {
        std::vector<Author> list = authors(t);
        Author::objects.bulk_create(list);
    });
    CHECK(failed == threads - 1);
    CHECK(Author::objects.count() == 20);
}

TEST_CASE_METHOD(Fixture, "bulk_create() of many rows in eight threads gives each its own keys") {
    std::mutex mutex;
    std::map<std::int64_t, std::string> names;
    const int failed = test::failures_of_threads(threads, 1, [&](int t, int) {
        std::vector<Author> list;
        for (int i = 0; i < test::many; ++i) list.push_back({.name = std::to_string(t) + "/" + std::to_string(i)});
        Author::objects.bulk_create(list);
        const std::lock_guard lock(mutex);
        for (const Author& author : list) names.emplace(author.id, author.name);
    });
    CHECK(failed == 0);
    REQUIRE(names.size() == threads * test::many);
    for (const Author& author : Author::objects.all()) REQUIRE(names.at(author.id) == author.name);
}
