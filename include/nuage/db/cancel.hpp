// SPDX-License-Identifier: MIT
// Ending a statement from another thread.
#pragma once

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace nuage {

namespace db {
class CancelScope;
}

/// Given to cancellable(), and cancelled by any other thread. Copies are the same token.
class CancelToken {
public:
    CancelToken();
    /// The statement that runs under this token, and those that would follow there, fail with QueryCancelled. For good.
    void cancel() const;
    [[nodiscard]] bool cancelled() const;

private:
    friend class db::CancelScope;
    struct State;
    std::shared_ptr<State> state_;   // of all copies and of the scope that runs
};

namespace db {

/// As long as it lives, what this thread asks one database can be cancelled. Holds a connection.
class CancelScope {
public:
    /// Throws QueryCancelled when the token has been cancelled already.
    explicit CancelScope(const CancelToken& token, std::string_view alias = {});
    CancelScope(const CancelScope&) = delete;
    CancelScope& operator=(const CancelScope&) = delete;
    ~CancelScope();

private:
    struct Held;
    std::unique_ptr<Held> held_;
};

}  // namespace db

/// Runs a function whose queries can be cancelled. Blocks that the function opens are rolled back as by any error. A token
/// is for one function at a time. Returns what the function returns.
template <class F>
decltype(auto) cancellable(const CancelToken& token, F&& function, std::string_view using_db = {}) {
    const db::CancelScope scope(token, using_db);
    return std::forward<F>(function)();
}

}  // namespace nuage
