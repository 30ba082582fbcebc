// SPDX-License-Identifier: MIT
#include <nuage/db/transaction.hpp>

#include <optional>

#include <nuage/db/run.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage::db {

namespace {

std::string savepoint_name(std::uint32_t number) { return "nuage_s" + std::to_string(number); }

Database& database_of(std::string_view alias) { return alias.empty() ? default_database() : database(alias); }

}  // namespace

struct AtomicBlock::State {
    explicit State(Database& database) : held(std::in_place, database) {}
    std::optional<Lease> held;
    std::optional<std::uint32_t> savepoint;
    bool done = false;
    [[nodiscard]] TransactionState& transaction() const { return lease().session().transaction; }
    [[nodiscard]] const Lease& lease() const { return *held; }
    void execute(const std::string& sql) const { lease().session().connection->execute(sql); }
    [[nodiscard]] bool outermost() const { return transaction().depth == 1; }
};

AtomicBlock::AtomicBlock(const AtomicOptions& options) : state_(std::make_unique<State>(database_of(options.using_db))) {
    begin(options.savepoint, options.durable);
}

AtomicBlock::AtomicBlock(Database& database, bool savepoint) : state_(std::make_unique<State>(database)) {
    begin(savepoint, false);
}

void AtomicBlock::begin(bool savepoint, bool durable) {
    if (state_->transaction().depth == 0) {
        start();
        state_->transaction().needs_rollback = false;
    } else {
        if (durable) throw TransactionManagementError("a durable atomic block cannot be nested within another atomic block");
        TransactionState& transaction = state_->transaction();
        if (savepoint && !transaction.needs_rollback) {
            const std::uint32_t number = transaction.next_savepoint++;
            state_->execute("SAVEPOINT " + savepoint_name(number));
            state_->savepoint = number;
            transaction.savepoints.push_back(number);
        }
    }
    ++state_->transaction().depth;
}

/// BEGIN. A connection that turns out to be dead here has lost nothing: another one takes its place, once.
void AtomicBlock::start() {
    Database& database = state_->lease().database();
    const std::string begin(database.dialect().begin());
    try {
        state_->execute(begin);
    } catch (const ConnectionLost&) {
        note_failure(state_->lease().session(), true);
        state_->held.reset();
        state_->held.emplace(database);
        if (state_->lease().session().broken) throw;   // an outer lease still holds the dead one
        state_->execute(begin);
    }
}

AtomicBlock::~AtomicBlock() {
    if (state_ && !state_->done) roll_back();
}

void AtomicBlock::commit() {
    TransactionState& transaction = state_->transaction();
    if (transaction.needs_rollback && (state_->outermost() || state_->savepoint)) {
        roll_back();
        throw TransactionManagementError(
            "a query failed inside this atomic block and the error was caught there; the block was rolled back. Put the "
            "try around a nested atomic block instead");
    }
    if (!state_->outermost()) {
        if (state_->savepoint) {
            state_->execute("RELEASE SAVEPOINT " + savepoint_name(*state_->savepoint));
            transaction.savepoints.pop_back();
        }
        state_->done = true;
        --transaction.depth;
        return;
    }
    state_->execute("COMMIT");   // a refused commit leaves the block to the destructor, which rolls back
    state_->done = true;
    transaction.depth = 0;
    std::vector<TransactionState::Callback> callbacks = std::move(transaction.on_commit);
    transaction.on_commit.clear();
    // The connection is given back first: a callback may wait for one, or begin a transaction of its own.
    state_.reset();
    for (const auto& callback : callbacks) callback.call->call();
}

void AtomicBlock::roll_back() noexcept {
    if (!state_) return;
    TransactionState& transaction = state_->transaction();
    Session& session = state_->lease().session();
    state_->done = true;
    const bool outermost = state_->outermost();
    --transaction.depth;
    try {
        if (outermost) {
            transaction.on_commit.clear();
            transaction.savepoints.clear();
            transaction.needs_rollback = false;
            session.connection->execute("ROLLBACK");
        } else if (state_->savepoint) {
            const std::uint32_t number = *state_->savepoint;
            std::erase_if(transaction.on_commit, [&](const auto& callback) {
                for (std::uint32_t open : callback.savepoints)
                    if (open == number) return true;
                return false;
            });
            transaction.savepoints.pop_back();
            session.connection->execute("ROLLBACK TO SAVEPOINT " + savepoint_name(number));
            session.connection->execute("RELEASE SAVEPOINT " + savepoint_name(number));
            transaction.needs_rollback = false;
        } else {
            transaction.needs_rollback = true;
        }
    } catch (const Error&) {
        // The connection cannot even roll back: the server does so when it is closed. No further query may run on it.
        session.broken = true;
        transaction.needs_rollback = !outermost;
    }
}

void add_on_commit(std::unique_ptr<CommitCallback> callback, std::string_view alias) {
    Session* session = Lease::held(database_of(alias));
    if (session == nullptr || session->transaction.depth == 0) {
        callback->call();
        return;
    }
    session->transaction.on_commit.push_back({session->transaction.savepoints, std::move(callback)});
}

bool in_atomic_block(std::string_view alias) {
    Session* session = Lease::held(database_of(alias));
    return session != nullptr && session->transaction.depth > 0;
}

}  // namespace nuage::db
