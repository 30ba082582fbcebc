// SPDX-License-Identifier: MIT
// How often PostgreSQL's driver waits for the server. Needs one that listens on a Unix socket.
#ifdef NUAGE_WITH_POSTGRESQL
#include <support/catch.hpp>
#include <unit/support/turn_counter.hpp>

#include <optional>

#include <nuage/db/driver.hpp>
#include <nuage/postgresql.hpp>

using namespace nuage;

namespace {

struct Row {
    std::int64_t number = 0;
};

void* append(void* rows) { return &static_cast<std::vector<Row>*>(rows)->emplace_back(); }

struct Counted {
    std::optional<test::TurnCounter> counter{};
    std::unique_ptr<Connection> connection{};

    explicit Counted(const std::string& prepared) {
        const char* text = std::getenv("NUAGE_TEST_POSTGRESQL");
        Url url = Url::parse(text != nullptr ? text : "postgresql:///");
        const std::string directory = url.option("host");
        if (!directory.starts_with('/')) {
            WARN("skipped: NUAGE_TEST_POSTGRESQL names no Unix socket");
            return;
        }
        const std::string name = ".s.PGSQL." + url.option("port");
        counter.emplace(directory + "/" + name, name);
        REQUIRE(counter->works());
        for (auto& [option, value] : url.options)
            if (option == "host") value = counter->directory();
        url.options.emplace_back("prepared_statements", prepared);
        connection = postgresql::driver()->connect(url);
    }
    template <class F>
    int turns_of(F&& function) {
        const int before = counter->turns();
        function();
        return counter->turns() - before;
    }
};

}  // namespace

TEST_CASE("five SELECTs run together take one round trip", "[postgresql]") {
    Counted counted(GENERATE("yes", "no"));
    if (!counted.connection) return;
    const Access access{.storage = Storage::i64, .kind = ValueKind::integer};
    RowPlan plan;
    plan.columns.push_back({.access = &access, .kind = ValueKind::integer, .offset = 0});
    std::vector<Row> rows;
    std::vector<std::unique_ptr<Statement>> statements;
    std::vector<Execution> executions;
    for (int i = 0; i < 5; ++i) {
        statements.push_back(counted.connection->prepare("SELECT generate_series(1, 100 + " + std::to_string(i) + ")::bigint", {}));
        executions.push_back({statements.back().get(), {}, &plan, {&rows, &append}});
    }
    CHECK(counted.turns_of([&] { counted.connection->run_together(executions); }) == 1);
    CHECK(rows.size() == 510);
    CHECK(counted.turns_of([&] { counted.connection->Connection::run_together(executions); }) == 5);
    CHECK(rows.size() == 1020);
    executions[2].statement = executions[0].statement;
    CHECK(counted.turns_of([&] { counted.connection->run_together(std::span(executions).first(4)); }) == 1);
    CHECK_FALSE(counted.connection->in_transaction());
}
#endif
