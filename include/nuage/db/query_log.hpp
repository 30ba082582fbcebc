// SPDX-License-Identifier: MIT
// What SQL a piece of a program sends: for tests, and for finding a query too many. nuage.hpp does not include this.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <nuage/db/call_site.hpp>

namespace nuage {

namespace db {
void tell_counters(std::string_view sql);
}

/// What a QueryCounter keeps beside the SQL.
struct QueryCounterOptions {
    bool locations = false;   ///< where the program ran each statement
};

/// Counts the statements that this thread runs while the counter lives, and keeps their texts:
///
///     nuage::QueryCounter queries;
///     for (const Post& post : Post::objects.select_related("author"_f)) use(post.author->name);
///     assert(queries.count() == 1);
///
/// Statements that fail count. Those that end or begin transactions and savepoints do not, nor do those of
/// create_tables() and drop_tables(); rows streamed through a cursor of the server count as one statement, that of the
/// query. Counters may be nested: each counts for itself. Must end in the thread that it began in.
/// Django's CaptureQueriesContext and assertNumQueries().
class QueryCounter {
public:
    explicit QueryCounter(const QueryCounterOptions& options = {});
    QueryCounter(const QueryCounter&) = delete;
    QueryCounter& operator=(const QueryCounter&) = delete;
    ~QueryCounter();

    [[nodiscard]] std::size_t count() const { return statements_.size(); }
    /// SQL with the database's placeholders, in the order of execution.
    [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }

    /// Where the statement of that number was run, from 0; unknown without the option `locations`.
    [[nodiscard]] CallSite location(std::size_t number) const;

    /// Statements between pause() and resume() are not counted by this counter.
    void pause() { paused_ = true; }
    void resume() { paused_ = false; }

private:
    friend void db::tell_counters(std::string_view sql);
    void add(std::string_view sql);
    QueryCounter* outer_;
    QueryCounterOptions options_;
    bool paused_ = false;
    std::vector<std::string> statements_;
    std::vector<db::CallStack> stacks_;
};

}  // namespace nuage
