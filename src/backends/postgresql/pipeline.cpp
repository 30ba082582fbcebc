// SPDX-License-Identifier: MIT
#include "pipeline.hpp"

#include <nuage/meta/errors.hpp>

#include "errors.hpp"
#include "statement.hpp"

namespace nuage::postgresql {

namespace {

/// libpq's pipeline mode, left when the scope ends, after what is still to come has been read.
class Pipeline {
public:
    explicit Pipeline(PGconn* connection) : connection_(connection) {
        if (PQenterPipelineMode(connection_) != 1) raise(connection_, nullptr, {});
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline() {
        if (!synced_) sync();
        while (synced_ && !ended_ && PQstatus(connection_) == CONNECTION_OK) {
            const Result ignored = next();
        }
        PQexitPipelineMode(connection_);
    }

    /// Ends what was sent; from here on results arrive. False where the connection broke off.
    bool sync() { return synced_ = PQpipelineSync(connection_) == 1; }

    /// The result of the next statement; after one that failed, the others' are PGRES_PIPELINE_ABORTED.
    [[nodiscard]] Result next() {
        Result result(PQgetResult(connection_));
        ended_ = !result || PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
        // A null pointer ends what belongs to one statement.
        if (!ended_) const Result end(PQgetResult(connection_));
        return result;
    }

private:
    PGconn* connection_;
    bool synced_ = false;
    bool ended_ = false;
};

PreparedStatement& statement_of(const Execution& execution) {
    return static_cast<PreparedStatement&>(*execution.statement);
}

/// All results, or an error's and those before it. Nothing is decoded before the connection is free again: a row that
/// cannot be read must not leave results behind.
std::vector<Result> results_of(Session& session, std::span<const Execution> executions) {
    std::vector<Result> results;
    for (const Execution& execution : executions) statement_of(execution).prepare_if_stale();
    Pipeline pipeline(session.handle());
    for (const Execution& execution : executions) {
        statement_of(execution).bind(execution.params);
        statement_of(execution).send();
    }
    if (!pipeline.sync()) raise(session.handle(), nullptr, {});
    for (std::size_t i = 0; i < executions.size(); ++i) {
        results.push_back(pipeline.next());
        if (PQresultStatus(results.back().get()) != PGRES_TUPLES_OK) break;
    }
    return results;
}

struct ResetAll {
    std::span<const Execution> executions;
    ~ResetAll() {
        for (const Execution& execution : executions) execution.statement->reset();
    }
};

}  // namespace

bool run_in_pipeline(Session& session, std::span<const Execution> executions) {
    const ResetAll reset{executions};
    const bool in_transaction = PQtransactionStatus(session.handle()) != PQTRANS_IDLE;
    std::vector<Result> results = results_of(session, executions);
    for (std::size_t i = 0; i < results.size(); ++i)
        if (statement_of(executions[i]).note_if_stale(results[i].get()) && !in_transaction) return false;
    for (std::size_t i = 0; i < results.size(); ++i) {
        statement_of(executions[i]).take(std::move(results[i]));
        executions[i].statement->read_all(*executions[i].rows, executions[i].sink);
    }
    return true;
}

}  // namespace nuage::postgresql
