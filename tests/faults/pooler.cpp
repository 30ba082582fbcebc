// SPDX-License-Identifier: MIT
// A pooler in transaction mode between the program and the server: each transaction gets another connection.
#include <set>

#include <nuage/connection.hpp>

#include "server.hpp"
#include "writers.hpp"

using namespace nuage::literals;
using namespace write_models;

namespace {

bool can_have_pooler() { return faults::has_server() && test::default_scheme() == "postgresql"; }

/// Two connections to the server, for as many threads as there are.
struct Pooled {
    std::string url = faults::exported(faults::tell_servers("pool", "2"), "NUAGE_POOLED");
    test::Reconfigured settings{{{"default", url + "?prepared_statements=no&pool_size=8"}}};
    Fixture tables{};
};

/// A bit of everything that a transaction or a statement may keep on its connection.
void work(int thread) {
    const std::string name = "thread " + std::to_string(thread);
    Author author = Author::objects.create("name"_f = name);
    for (int round = 0; round < 10; ++round) {
        nuage::atomic([&] {
            const auto locked = Author::objects.select_for_update().get("name"_f = name);
            try {
                nuage::atomic([&] {
                    Author::objects.filter("id"_f = author.id).update("score"_f = -1);
                    throw std::out_of_range("undone");
                });
            } catch (const std::out_of_range&) {
            }
            Author::objects.filter("id"_f = author.id).update("score"_f = locked.score + 1);
        });
        std::vector<Book> books(150);
        for (Book& book : books) book = {.title = name, .pages = round, .author = author};
        Book::objects.bulk_create(books);
        std::size_t seen = 0;
        for (const Book& book : Book::objects.filter("author"_f = author, "pages"_f = round).iterator(40)) seen += book.title == name ? 1 : 0;
        if (seen != books.size()) throw std::logic_error("rows are missing");
    }
    author.refresh_from_db();
    if (author.score != 10) throw std::logic_error("an update is missing");
}

}  // namespace

TEST_CASE("many threads share two connections through a pooler") {
    if (!can_have_pooler()) return;
    const Pooled pooled;
    std::vector<std::string> errors(8);
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([t, &error = errors[static_cast<std::size_t>(t)]] {
            try {
                work(t);
            } catch (const std::exception& e) {
                error = e.what();
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(errors == std::vector<std::string>(8));
    CHECK(Book::objects.count() == 8 * 10 * 150);
    std::set<std::int64_t> processes;
    for (int i = 0; i < 10; ++i) processes.insert(nuage::connection().rows<std::int64_t>("SELECT pg_backend_pid()::bigint").at(0));
    CHECK(processes.size() == 2);   // one connection of ours, two of the pooler's: else nothing was shown
}

TEST_CASE("what holds for a transaction holds through a pooler") {
    if (!can_have_pooler()) return;
    const Pooled pooled;
    CHECK_THROWS_AS(nuage::atomic({.statement_timeout = std::chrono::milliseconds(50)}, [] { nuage::connection().execute("SELECT pg_sleep(10)"); }),
                    nuage::StatementTimeout);
    CHECK_THROWS_AS(nuage::atomic({.read_only = true}, [] { Author::objects.create("name"_f = "refused"); }), nuage::ReadOnlyViolation);
    for (int i = 0; i < 4; ++i) {
        CHECK(nuage::connection().rows<std::string>("SELECT current_setting('statement_timeout')").at(0) == "0");
        CHECK(nuage::connection().rows<std::string>("SELECT current_setting('transaction_isolation')").at(0) == "read committed");
    }
    CHECK(Author::objects.count() == 0);
}

TEST_CASE("a statement_timeout of connections is refused where connections are not one's own") {
    if (!can_have_pooler()) return;
    const Pooled pooled;
    const test::Reconfigured settings({{"default", pooled.url + "?prepared_statements=no&statement_timeout=5"}});
    CHECK_THROWS_WITH(Author::objects.count(), Catch::Contains("statement_timeout") && Catch::Contains("prepared_statements=no"));
}

TEST_CASE("a pooler that was not spoken of is told by the error") {
    if (!can_have_pooler()) return;
    const Pooled pooled;
    const test::Reconfigured settings({{"default", pooled.url}, {"second", pooled.url + "?prepared_statements=no"}});
    const auto count = [] { static_cast<void>(Author::objects.count()); };
    count();   // prepared on the pooler's only connection so far
    std::string told;
    nuage::atomic({.using_db = "second"}, [&] {
        nuage::connection("second").execute("SELECT 1");   // which now belongs to this transaction
        try {
            nuage::atomic(count);
        } catch (const nuage::ProgrammingError& error) {
            told = error.what();
        }
        CHECK_NOTHROW(count());   // outside of a transaction it is prepared anew
    });
    CHECK_THAT(told, Catch::Contains("prepared statement") && Catch::Contains("prepared_statements=no"));
}
