// SPDX-License-Identifier: MIT
// One server session: the libpq connection and the names of the statements prepared in it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "result.hpp"

namespace nuage::postgresql {

/// Shared by a connection and its statements, because a statement may be destroyed after the connection it came from.
class Session {
public:
    Session(Handle handle, bool prepares);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] PGconn* handle() const { return handle_.get(); }
    /// False: statements are parsed on each execution and leave nothing behind in the session.
    [[nodiscard]] bool prepares() const { return prepares_; }
    /// For a prepared statement. No other session has it: where a pooler lets sessions share a connection, one must not run
    /// the statement of another.
    [[nodiscard]] std::string new_name();
    /// Deallocates a prepared statement, at once or as soon as the session allows it.
    void release(std::string name) noexcept;
    void release_pending() noexcept;
    [[nodiscard]] bool is_usable() noexcept;

private:
    static void take_notice(void* session, const PGresult* notice);
    [[nodiscard]] bool is_open() const { return !ended_ && PQstatus(handle_.get()) == CONNECTION_OK; }

    Handle handle_;
    bool prepares_;
    bool ended_ = false;  ///< the server said good-bye while nobody was asking
    std::string prefix_;
    std::uint64_t names_ = 0;
    std::vector<std::string> pending_;
};

}  // namespace nuage::postgresql
