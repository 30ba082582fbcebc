// SPDX-License-Identifier: MIT
#include <nuage/db/transaction.hpp>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <optional>
#include <random>
#include <thread>

#include <nuage/db/run.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage::db {

namespace {

std::string savepoint_name(std::uint32_t number) { return "nuage_s" + std::to_string(number); }

Database& database_of(std::string_view alias) { return alias.empty() ? default_database() : database(alias); }

/// What a nested block may not ask for, because the transaction has begun.
void require_same_mode(const TransactionMode& outer, const AtomicOptions& options) {
    const char* wish = nullptr;
    if (options.isolation != Isolation::by_default && options.isolation != outer.isolation) wish = "isolation";
    if (options.read_only && !outer.read_only) wish = "read_only";
    if (options.statement_timeout.count() != 0 && options.statement_timeout != outer.statement_timeout) wish = "statement_timeout";
    if (wish != nullptr)
        throw TransactionManagementError("a nested atomic block cannot set " + std::string(wish) +
                                         ": the transaction has begun; set it in the outermost block");
}

/// Forgets savepoints from a position on, and the callbacks registered in them.
void forget_savepoints(TransactionState& transaction, std::size_t from, bool with_callbacks) {
    if (with_callbacks && from < transaction.savepoints.size()) {
        const std::uint32_t first = transaction.savepoints[from];
        std::erase_if(transaction.on_commit, [&](const auto& callback) {
            return std::find(callback.savepoints.begin(), callback.savepoints.end(), first) != callback.savepoints.end();
        });
    }
    transaction.savepoints.resize(std::min(from, transaction.savepoints.size()));
}

}  // namespace

struct AtomicBlock::State {
    explicit State(Database& database) : held(std::in_place, database) {}
    std::optional<Lease> held;
    std::optional<std::uint32_t> savepoint;
    std::size_t position = 0;              ///< of the savepoint among the transaction's
    std::size_t outer_own_savepoints = 0;
    bool done = false;
    [[nodiscard]] Session& session() const { return held->session(); }
    [[nodiscard]] TransactionState& transaction() const { return session().transaction; }
    [[nodiscard]] const Lease& lease() const { return *held; }
    void execute(QueryKind kind, const std::string& sql) const {
        noting_failures(session(), [&] { execute_watched(*session().connection, kind, sql); });
    }
    [[nodiscard]] bool outermost() const { return transaction().depth == 1; }
};

AtomicBlock::AtomicBlock(const AtomicOptions& options) : state_(std::make_unique<State>(database_of(options.using_db))) {
    begin(options);
}

AtomicBlock::AtomicBlock(Database& database, bool savepoint) : state_(std::make_unique<State>(database)) {
    begin({.savepoint = savepoint});
}

void AtomicBlock::begin(const AtomicOptions& options) {
    state_->session().require_owner();
    if (state_->transaction().depth == 0) {
        const TransactionMode mode{options.isolation, options.read_only, options.statement_timeout};
        start(mode);
        TransactionState& transaction = state_->transaction();
        transaction.needs_rollback = transaction.rollback_wanted = false;
        transaction.savepoints.clear();
        transaction.mode = mode;
    } else {
        TransactionState& transaction = state_->transaction();
        // A test's own block does as if it were not there; a mode cannot be had in it any more.
        if (transaction.depth > transaction.test_depth) {
            if (options.durable) throw TransactionManagementError("a durable atomic block cannot be nested within another atomic block");
            require_same_mode(transaction.mode, options);
        }
        if (options.savepoint && !transaction.needs_rollback) {
            const std::uint32_t number = transaction.next_savepoint++;
            state_->execute(QueryKind::savepoint, "SAVEPOINT " + savepoint_name(number));
            state_->savepoint = number;
            state_->position = transaction.savepoints.size();
            transaction.savepoints.push_back(number);
        }
    }
    TransactionState& transaction = state_->transaction();
    state_->outer_own_savepoints = std::exchange(transaction.own_savepoints, transaction.savepoints.size());
    ++transaction.depth;
}

/// BEGIN. A connection that turns out to be dead here has lost nothing: another one takes its place, once.
void AtomicBlock::start(const TransactionMode& mode) {
    Database& database = state_->lease().database();
    auto begin = [&] {
        try {
            Connection& connection = *state_->session().connection;
            watched(connection, {.sql = connection.dialect().begin(), .kind = QueryKind::begin}, [&] { connection.begin(mode); });
        } catch (ConnectionLost& error) {
            error.set_nothing_done();
            note_failure(state_->session(), true);
            throw;
        }
    };
    try {
        begin();
    } catch (const ConnectionLost&) {
        state_->held.reset();
        state_->held.emplace(database);
        if (state_->session().broken) throw;   // an outer lease still holds the dead one
        begin();
    }
}

AtomicBlock::~AtomicBlock() {
    if (state_ && !state_->done) roll_back();
}

/// COMMIT. Lost before it was sent is not the same as lost while it was on its way.
void AtomicBlock::finish() {
    Session& session = state_->session();
    const std::string backend(session.connection->dialect().name());
    if (!session.connection->is_usable()) {
        ConnectionLost lost("the connection was lost before COMMIT; the transaction is rolled back", {"COMMIT", backend, ""});
        note_lost(session, lost);
        throw lost;
    }
    try {
        execute_watched(*session.connection, QueryKind::commit, "COMMIT");   // a refused commit leaves the block to the destructor, which rolls back
    } catch (const ConnectionLost& lost) {
        note_failure(session, true);
        throw CommitUnknown("the connection was lost during COMMIT, and whether the transaction is kept is not known: " +
                                std::string(lost.what()),
                            {"COMMIT", backend, lost.code()});
    }
}

void AtomicBlock::commit(Attempts* attempts) {
    TransactionState& transaction = state_->transaction();
    if (transaction.needs_rollback && (state_->outermost() || state_->savepoint)) {
        const bool wanted = transaction.rollback_wanted;
        roll_back();
        if (wanted) return;
        throw TransactionManagementError(
            "a query failed inside this atomic block and the error was caught there; the block was rolled back. Put the "
            "try around a nested atomic block instead");
    }
    if (!state_->outermost()) {
        if (state_->savepoint) {
            state_->execute(QueryKind::savepoint_commit, "RELEASE SAVEPOINT " + savepoint_name(*state_->savepoint));
            forget_savepoints(transaction, state_->position, false);
        }
        state_->done = true;
        transaction.own_savepoints = state_->outer_own_savepoints;
        --transaction.depth;
        return;
    }
    finish();
    state_->done = true;
    transaction.depth = 0;
    end_mode();
    if (attempts != nullptr) attempts->stop();
    std::vector<TransactionState::Callback> callbacks = std::move(transaction.on_commit);
    transaction.on_commit.clear();
    // The connection is given back first: a callback may wait for one, or begin a transaction of its own.
    state_.reset();
    for (const auto& callback : callbacks) run_callback(*callback.call, callback.robust);
}

/// After the transaction. A connection that cannot be set back is not used again; what was committed stays so.
void AtomicBlock::end_mode() noexcept {
    Session& session = state_->session();
    const TransactionMode mode = std::exchange(session.transaction.mode, {});
    if (mode == TransactionMode{} || session.broken) return;
    try {
        session.connection->end_mode(mode);
    } catch (const Error&) {
        session.broken = true;
    }
}

void AtomicBlock::roll_back() noexcept {
    if (!state_) return;
    TransactionState& transaction = state_->transaction();
    Session& session = state_->session();
    state_->done = true;
    const bool outermost = state_->outermost();
    --transaction.depth;
    transaction.own_savepoints = state_->outer_own_savepoints;
    if (outermost) {
        transaction.on_commit.clear();
        transaction.test_depth = 0;
        transaction.savepoints.clear();
        transaction.needs_rollback = transaction.rollback_wanted = false;
    } else if (state_->savepoint) {
        forget_savepoints(transaction, state_->position, true);
    } else {
        transaction.needs_rollback = true;
        return;
    }
    // Of a lost connection the server rolls back by itself.
    if (session.broken) {
        transaction.needs_rollback = !outermost;
        end_mode_if(outermost);
        return;
    }
    try {
        if (outermost) {
            // Some servers have done so by themselves, and would complain.
            if (session.connection->in_transaction()) execute_watched(*session.connection, QueryKind::rollback, "ROLLBACK");
        } else {
            execute_watched(*session.connection, QueryKind::savepoint_rollback, "ROLLBACK TO SAVEPOINT " + savepoint_name(*state_->savepoint));
            execute_watched(*session.connection, QueryKind::savepoint_commit, "RELEASE SAVEPOINT " + savepoint_name(*state_->savepoint));
            transaction.needs_rollback = transaction.rollback_wanted = false;
        }
    } catch (const Error& error) {
        // The connection cannot even roll back: the server does so when it is closed. No further query may run on it.
        session.broken = true;
        transaction.needs_rollback = !outermost;
        if (outermost && dynamic_cast<const ConnectionLost*>(&error) == nullptr)
            report_error("rolling back a transaction; its connection is closed", std::current_exception());
    }
    end_mode_if(outermost);
}

namespace {

TransactionState& block_of(std::string_view alias, const char* what) {
    Session* session = Lease::held(database_of(alias));
    if (session == nullptr || session->transaction.depth == 0)
        throw TransactionManagementError(std::string(what) + "() is for atomic blocks; none is open here");
    return session->transaction;
}

std::size_t position_of(const TransactionState& transaction, Savepoint savepoint, const char* what) {
    const auto begin = transaction.savepoints.begin();
    const auto found = std::find(begin, transaction.savepoints.end(), savepoint.number);
    const std::size_t position = static_cast<std::size_t>(found - begin);
    if (found == transaction.savepoints.end() || position < transaction.own_savepoints)
        throw TransactionManagementError(std::string(what) + "(): no such savepoint was made in the innermost block, or it is gone");
    return position;
}

void execute(std::string_view alias, QueryKind kind, const std::string& sql) {
    Session& session = *Lease::held(database_of(alias));
    noting_failures(session, [&] { execute_watched(*session.connection, kind, sql); });
}

std::atomic<ErrorReporter> error_reporter{nullptr};

void print_error(std::string_view where, const std::exception_ptr& error) {
    std::string words = "an exception that is no std::exception";
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& e) {
        words = e.what();
    } catch (...) {
    }
    std::fprintf(stderr, "nuage: %.*s: %s\n", static_cast<int>(where.size()), where.data(), words.c_str());
}

}  // namespace

void AtomicBlock::end_mode_if(bool outermost) noexcept {
    if (outermost) end_mode();
}

void AtomicBlock::run_callback(CommitCallback& callback, bool robust) {
    if (!robust) {
        callback.call();
        return;
    }
    try {
        callback.call();
    } catch (...) {
        report_error("a robust function of on_commit()", std::current_exception());
    }
}

void report_error(std::string_view where, const std::exception_ptr& error) noexcept {
    const ErrorReporter reporter = error_reporter.load();
    try {
        (reporter != nullptr ? reporter : print_error)(where, error);
    } catch (...) {
        // There is nobody left to tell.
    }
}

void add_on_commit(std::unique_ptr<CommitCallback> callback, const OnCommitOptions& options) {
    Session* session = Lease::held(database_of(options.using_db));
    if (session == nullptr || session->transaction.depth == 0) {
        AtomicBlock::run_callback(*callback, options.robust);
        return;
    }
    session->transaction.on_commit.push_back({session->transaction.savepoints, std::move(callback), options.robust});
}

bool in_atomic_block(std::string_view alias) {
    Session* session = Lease::held(database_of(alias));
    return session != nullptr && session->transaction.depth > 0;
}

Attempts::Attempts(const AtomicOptions& options) : left_(in_atomic_block(options.using_db) ? 0 : options.retries) {}

bool Attempts::again(const DatabaseError& error) {
    if (left_ <= 0 || !error.retryable()) return false;
    --left_;
    // Those who met would meet again if all of them waited for the same time.
    thread_local std::minstd_rand random(static_cast<unsigned>(std::hash<std::thread::id>()(std::this_thread::get_id())));
    const int most = 5000 << std::min(done_++, 7);
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(most / 4, most)(random)));
    return true;
}

}  // namespace nuage::db

namespace nuage {

ErrorReporter set_error_reporter(ErrorReporter reporter) noexcept {
    const ErrorReporter before = db::error_reporter.exchange(reporter);
    return before != nullptr ? before : db::print_error;
}

Savepoint savepoint(std::string_view alias) {
    db::TransactionState& transaction = db::block_of(alias, "savepoint");
    db::require_usable(*db::Lease::held(db::database_of(alias)));
    const Savepoint made{transaction.next_savepoint++};
    db::execute(alias, QueryKind::savepoint, "SAVEPOINT " + db::savepoint_name(made.number));
    transaction.savepoints.push_back(made.number);
    return made;
}

void savepoint_commit(Savepoint savepoint, std::string_view alias) {
    db::TransactionState& transaction = db::block_of(alias, "savepoint_commit");
    const std::size_t position = db::position_of(transaction, savepoint, "savepoint_commit");
    db::require_usable(*db::Lease::held(db::database_of(alias)));
    db::execute(alias, QueryKind::savepoint_commit, "RELEASE SAVEPOINT " + db::savepoint_name(savepoint.number));
    db::forget_savepoints(transaction, position, false);
}

void savepoint_rollback(Savepoint savepoint, std::string_view alias) {
    db::TransactionState& transaction = db::block_of(alias, "savepoint_rollback");
    const std::size_t position = db::position_of(transaction, savepoint, "savepoint_rollback");
    db::execute(alias, QueryKind::savepoint_rollback, "ROLLBACK TO SAVEPOINT " + db::savepoint_name(savepoint.number));
    db::forget_savepoints(transaction, position, true);
    transaction.savepoints.push_back(savepoint.number);
    transaction.needs_rollback = transaction.rollback_wanted = false;
}

void set_rollback(bool rollback, std::string_view alias) {
    db::TransactionState& transaction = db::block_of(alias, "set_rollback");
    transaction.needs_rollback = transaction.rollback_wanted = rollback;
}

bool get_rollback(std::string_view alias) { return db::block_of(alias, "get_rollback").needs_rollback; }

}  // namespace nuage
