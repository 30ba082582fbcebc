// SPDX-License-Identifier: MIT
#include <nuage/db/cancel.hpp>

#include <nuage/db/session.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage {

/// The mutex holds the scope back until a cancel() that has begun is through: the connection lives that long, and the
/// next one to use it is not hit.
struct CancelToken::State {
    std::mutex mutex;
    std::atomic<bool> cancelled{false};
    db::Session* session = nullptr;   ///< of the scope that runs
    Canceller* canceller = nullptr;
};

CancelToken::CancelToken() : state_(std::make_shared<State>()) {}

void CancelToken::cancel() const {
    const std::lock_guard lock(state_->mutex);
    state_->cancelled = true;
    if (state_->session == nullptr) return;
    state_->session->cancelled = true;
    if (state_->canceller != nullptr) static_cast<void>(state_->canceller->cancel());
}

bool CancelToken::cancelled() const { return state_->cancelled; }

namespace db {

struct CancelScope::Held {
    Held(std::shared_ptr<CancelToken::State> s, Database& database)
        : state(std::move(s)), lease(database), canceller(lease.session().connection->canceller()) {}
    std::shared_ptr<CancelToken::State> state;
    Lease lease;
    std::unique_ptr<Canceller> canceller;
};

CancelScope::CancelScope(const CancelToken& token, std::string_view alias) {
    if (token.cancelled()) throw QueryCancelled("the token was cancelled before cancellable() began");
    held_ = std::make_unique<Held>(token.state_, alias.empty() ? default_database() : database(alias));
    const std::lock_guard lock(held_->state->mutex);
    if (held_->state->session != nullptr) throw TypeError("a CancelToken is for one cancellable() at a time");
    held_->state->session = &held_->lease.session();
    held_->state->canceller = held_->canceller.get();
    if (held_->state->cancelled) held_->lease.session().cancelled = true;
}

CancelScope::~CancelScope() {
    const std::lock_guard lock(held_->state->mutex);
    Session& session = held_->lease.session();
    held_->state->session = nullptr;
    held_->state->canceller = nullptr;
    // What was sent too late for a statement of this scope might end the next one: its connection is not used again.
    if (session.cancelled.exchange(false) && session.transaction.depth == 0) session.broken = true;
}

}  // namespace db
}  // namespace nuage
