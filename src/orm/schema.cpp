// SPDX-License-Identifier: MIT
#include <nuage/schema.hpp>

#include <nuage/db/run.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/sql/schema_editor.hpp>

#include "instances.hpp"

namespace nuage {

namespace {

void run_all(std::string_view alias, std::vector<std::string> (*statements)(std::span<const ModelInfo* const>, const Dialect&),
             std::span<const ModelInfo* const> models) {
    db::Database& database = detail::database_of(alias);
    db::AtomicBlock block(database, true);
    db::with_session(database, false, [&](db::Session& session) {
        for (const std::string& sql : statements(models, database.dialect())) session.connection->execute(sql);
        // Statements prepared before may refer to what was dropped.
        session.statements.clear();
    });
    block.commit();
}

}  // namespace

void create_tables(const AppInfo& app, std::string_view using_db) { run_all(using_db, &sql::create_statements, app.models); }
void drop_tables(const AppInfo& app, std::string_view using_db) { run_all(using_db, &sql::drop_statements, app.models); }
std::vector<std::string> create_tables_sql(const AppInfo& app, const Dialect& dialect) {
    return sql::create_statements(app.models, dialect);
}

}  // namespace nuage
