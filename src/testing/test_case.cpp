// SPDX-License-Identifier: MIT
#include <nuage/testing/test_case.hpp>

#include <nuage/db/execute.hpp>
#include <nuage/db/maintenance.hpp>
#include <nuage/db/run.hpp>
#include <nuage/sql/dialect.hpp>
#include <nuage/sql/schema_editor.hpp>
#include <nuage/testing/failures.hpp>

#include "apps.hpp"
#include "orm/schema.hpp"

namespace nuage::testing {

namespace {

std::vector<std::string> chosen(const std::vector<std::string_view>& aliases) {
    if (aliases.empty()) return db::aliases();
    return {aliases.begin(), aliases.end()};
}

db::Database& database_of(std::string_view alias) { return alias.empty() ? db::default_database() : db::database(alias); }

}  // namespace

struct TestCase::Held {
    explicit Held(const std::string& alias) : database(db::database(alias)), block(database, true) {
        session().transaction.test_depth = session().transaction.depth;
    }
    [[nodiscard]] db::Session& session() const { return *db::Lease::held(database); }
    db::Database& database;
    db::AtomicBlock block;
};

TestCase::TestCase(const std::vector<std::string_view>& using_dbs) : exceptions_(std::uncaught_exceptions()) {
    for (const std::string& alias : chosen(using_dbs)) held_.push_back(std::make_unique<Held>(alias));
}

TestCase::~TestCase() {
    try {
        // After an exception the test has failed already, and the transaction may be beyond asking.
        if (std::uncaught_exceptions() == exceptions_) check_constraints();
    } catch (const std::exception& error) {
        fail(std::string("at the end of a test: ") + error.what());
    }
    while (!held_.empty()) held_.pop_back();
}

void TestCase::check_constraints() const {
    for (const auto& held : held_) {
        if (held->session().transaction.needs_rollback || held->session().broken) continue;
        db::check_constraints({}, &held->database.alias());
    }
}

void flush(const FlushOptions& options, const std::vector<std::string_view>& using_dbs) {
    std::vector<const ModelInfo*> models;
    for (const AppRef& app : apps_under_test()) models.insert(models.end(), app.app->models.begin(), app.app->models.end());
    const std::vector<const ModelInfo*> tables = sql::with_join_tables(models);
    for (const std::string& alias : chosen(using_dbs)) {
        db::Database& database = db::database(alias);
        nuage::detail::run_schema(database, database.dialect().flush(tables, options.reset_keys));
    }
}

TransactionTestCase::~TransactionTestCase() {
    try {
        flush(options_);
    } catch (const std::exception& error) {
        fail(std::string("the tables could not be emptied after a test: ") + error.what());
    }
}

void CommitCallbacks::call(std::size_t number) const {
    const Callback& callback = callbacks_.at(number);
    db::AtomicBlock::run_callback(*callback.call, callback.robust);
}

void CommitCallbacks::call_all() const {
    for (std::size_t i = 0; i < callbacks_.size(); ++i) call(i);
}

namespace {

/// The list of the open transaction.
std::vector<db::TransactionState::Callback>& registered(std::string_view alias) {
    db::Session* session = db::Lease::held(database_of(alias));
    if (session == nullptr || session->transaction.depth == 0)
        throw TransactionManagementError("capture_on_commit_callbacks() is for TestCase, or another atomic block; none is open here");
    return session->transaction.on_commit;
}

}  // namespace

CommitCapture::CommitCapture(std::string_view using_db) : alias_(using_db), first_(registered(using_db).size()) {}

CommitCallbacks CommitCapture::take(bool execute) {
    CommitCallbacks taken;
    // Those that are called may register more.
    for (std::size_t called = 0; ; ++called) {
        std::vector<db::TransactionState::Callback>& list = registered(alias_);
        for (std::size_t i = first_; i < list.size(); ++i) taken.callbacks_.push_back({std::move(list[i].call), list[i].robust});
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(std::min(first_, list.size())), list.end());
        if (!execute || called == taken.size()) return taken;
        taken.call(called);
    }
}

}  // namespace nuage::testing
