// SPDX-License-Identifier: MIT
// One router and many threads. The replicas are files that nobody replicates to: each row tells where it was read.
#include <nuage/connection.hpp>
#include <nuage/routing.hpp>

#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/relation_models.hpp>
#include <support/threads.hpp>

using namespace nuage::literals;
using rel::User;

namespace {

constexpr int threads = 6;
constexpr int rounds = 20;

struct Replicated {
    test::TemporaryDirectory directory{};
    test::Reconfigured settings{
        {{"default", test::default_url()}, {"primary", url("primary.db")}, {"first", url("first.db")}, {"second", url("second.db")}},
        {std::make_shared<nuage::ReplicaRouter>("primary", std::vector<std::string>{"first", "second"})}};
    Replicated() {
        for (const char* alias : {"primary", "first", "second"}) {
            for (const std::string& sql : nuage::create_tables_sql(rel::nuage_app_rel(), nuage::sqlite::dialect())) nuage::connection(alias).execute(sql);
            User::objects.using_db(alias).create("id"_f = 1, "name"_f = alias);
        }
    }
    [[nodiscard]] std::string url(const std::string& file) const { return "sqlite:///" + directory.file(file) + "?timeout=60"; }
};

std::string where_read() { return User::objects.get("id"_f = 1).name; }

}  // namespace

TEST_CASE_METHOD(Replicated, "each thread reads from the primary after its own writes, and not after those of others") {
    std::atomic<int> from_replicas = 0;
    std::atomic<int> from_primary = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int t, int) {
        const nuage::ReadYourWrites scope;
        from_replicas += where_read() != "primary" ? 1 : 0;
        if (t % 2 != 0) {
            from_replicas += where_read() != "primary" ? 1 : 0;
            return;
        }
        const User mine = User::objects.create("name"_f = "mine");
        from_primary += where_read() == "primary" && User::objects.filter("id"_f = mine.id).exists() ? 1 : 0;
    });
    CHECK(failed == 0);
    CHECK(from_replicas == threads * rounds + threads / 2 * rounds);
    CHECK(from_primary == threads / 2 * rounds);
    CHECK(User::objects.using_db("primary").count() == 1 + threads / 2 * rounds);
}

TEST_CASE_METHOD(Replicated, "threads that share the replicas get each of them in turn") {
    std::atomic<int> first = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int, int) { first += where_read() == "first" ? 1 : 0; });
    CHECK(failed == 0);
    CHECK(first == threads * rounds / 2);
}
