// SPDX-License-Identifier: MIT
#include <nuage/db/driver.hpp>

#include <nuage/sql/dialect.hpp>

namespace nuage {

namespace {

struct ResetAfterwards {
    Statement& statement;
    ~ResetAfterwards() { statement.reset(); }
};

}  // namespace

void Connection::begin(const TransactionMode&) { execute(dialect().begin()); }

void Connection::run_together(std::span<const Execution> executions) {
    for (const Execution& execution : executions) {
        const ResetAfterwards reset{*execution.statement};
        execution.statement->execute(execution.params);
        execution.statement->read_all(*execution.rows, execution.sink);
    }
}

}  // namespace nuage
