// SPDX-License-Identifier: MIT
#include <nuage/db/slow_queries.hpp>

#include <cstdio>
#include <mutex>
#include <optional>

#include <fmt/format.h>

namespace nuage {

namespace {

std::string milliseconds(std::chrono::nanoseconds duration) {
    return fmt::format("{:.1f} ms", std::chrono::duration<double, std::milli>(duration).count());
}

/// Line breaks of SQL and errors, with the indentation that follows them, would make one entry look like several.
std::string one_line(std::string_view text) {
    std::string line;
    bool broken = false;
    for (const char c : text) {
        if (c == '\n' || c == '\r' || c == '\t') {
            if (!broken) line += ' ';
            broken = true;
        } else if (!broken || c != ' ') {
            line += c;
            broken = false;
        }
    }
    return line;
}

}  // namespace

void log_to_stderr(std::string_view line) { std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data()); }

std::string log_line(const QueryEvent& event, const SlowQueryOptions& options) {
    std::string line = fmt::format("{} {} at {}", milliseconds(event.duration), event.alias.empty() ? "-" : event.alias, event.location().str());
    if (event.error != nullptr) line += fmt::format(", failed: {}", one_line(event.error_text()));
    else if (event.rows >= 0) line += fmt::format(", {} {}", event.rows, event.rows == 1 ? "row" : "rows");
    line += ": " + one_line(event.sql);
    if (event.param_count() == 0) return line;
    if (!options.redact) return line += "  -- " + one_line(event.params_text(options.most_characters));
    QueryEvent redacted = event;
    redacted.redacted_ = true;
    return line += "  -- " + redacted.params_text();
}

void log_slow_queries(std::chrono::milliseconds least, LogSink sink, const SlowQueryOptions& options) {
    static std::mutex mutex;
    static auto* log = new std::optional<QueryObserver>;   // lives as long as queries may run
    const std::lock_guard lock(mutex);
    log->reset();
    if (least.count() < 0) return;
    log->emplace([least, sink, options](const QueryEvent& event) {
        if (event.duration >= least) sink("slow query: " + log_line(event, options));
    });
}

}  // namespace nuage
