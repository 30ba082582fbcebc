// SPDX-License-Identifier: MIT
// A log of the statements that take long. nuage.hpp does not include this.
#pragma once

#include <nuage/db/query_observer.hpp>

namespace nuage {

/// How log_slow_queries() writes.
struct SlowQueryOptions {
    std::size_t most_characters = 40;   ///< of a parameter; longer ones are cut
    bool redact = false;                ///< parameters are withheld
};

/// Takes a line of a log, without its end.
using LogSink = void (*)(std::string_view line);
/// Writes to the standard error stream.
void log_to_stderr(std::string_view line);

/// One line: duration, alias, place in the program, rows or error, SQL and parameters.
[[nodiscard]] std::string log_line(const QueryEvent& event, const SlowQueryOptions& options = {});

/// Logs each statement that takes at least so long, until the end of the program or until it is called again. 0: all of
/// them; a negative duration ends it. The option slow_query=0.2 of a URL does the same, in seconds, for one database.
void log_slow_queries(std::chrono::milliseconds least, LogSink sink = &log_to_stderr, const SlowQueryOptions& options = {});

}  // namespace nuage
