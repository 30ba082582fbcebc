// SPDX-License-Identifier: MIT
#include <nuage/db/driver.hpp>

#include <nuage/meta/errors.hpp>

#include <nuage/sql/dialect.hpp>

namespace nuage {

namespace {

struct ResetAfterwards {
    Statement& statement;
    ~ResetAfterwards() { statement.reset(); }
};

}  // namespace

void Connection::begin(const TransactionMode&) { execute(dialect().begin()); }

std::string Driver::path_of(const Url&, std::string_view name) const { return std::string(name); }

namespace {
[[noreturn]] void refuse_databases(const Driver& driver) {
    throw NotSupportedError("databases cannot be made through this driver", {{}, std::string(driver.name()), {}});
}
}  // namespace

std::vector<std::string> Driver::database_names(const Url&) { refuse_databases(*this); }
void Driver::create_database(const Url&, std::string_view) { refuse_databases(*this); }
void Driver::drop_database(const Url&, std::string_view) { refuse_databases(*this); }

void Connection::run_together(std::span<const Execution> executions) {
    for (const Execution& execution : executions) {
        const ResetAfterwards reset{*execution.statement};
        execution.statement->execute(execution.params);
        execution.statement->read_all(*execution.rows, execution.sink);
    }
}

}  // namespace nuage
