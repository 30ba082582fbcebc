// SPDX-License-Identifier: MIT
// What is told of a statement that has run.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nuage/db/call_site.hpp>
#include <nuage/meta/value.hpp>

namespace nuage {

struct Param;

/// What a statement was for. All but `statement` come from atomic blocks, savepoints and create_tables().
enum class QueryKind : std::uint8_t {
    statement, begin, commit, rollback, savepoint, savepoint_commit, savepoint_rollback, schema
};

/// One statement that has run, or that failed. Its texts live as long as the call of the observer; what is a function is
/// worked out when it is called.
struct QueryEvent {
    QueryKind kind = QueryKind::statement;
    std::string_view alias;                ///< of the database
    std::string_view sql;                  ///< with the database's placeholders
    std::chrono::nanoseconds duration{};   ///< from sending it to its last row; of a stream without what the program does between rows
    std::int64_t rows = -1;                ///< read, or changed; -1: not known
    bool cached = false;                   ///< prepared by an earlier run
    bool in_transaction = false;
    std::exception_ptr error;              ///< nullptr: it succeeded

    [[nodiscard]] std::size_t param_count() const { return params_.size(); }
    /// The values that were bound. Copies them. With `redact` of the observer, their kinds only, as texts: "<text>".
    [[nodiscard]] std::vector<Value> params() const;
    /// The same for people: "1, 'Ada', NULL". Longer texts are cut after so many characters; 0: none is.
    [[nodiscard]] std::string params_text(std::size_t most_characters = 0) const;
    /// Where the program ran it. Only inside of the observer's call.
    [[nodiscard]] CallSite location() const;
    /// What `error` says; empty for a statement that succeeded.
    [[nodiscard]] std::string error_text() const;

    // Filled in by who tells of it.
    std::span<const Param> params_{};
    const void* frame_ = nullptr;   ///< the calls beyond it are the program's
    bool redacted_ = false;
};

}  // namespace nuage
