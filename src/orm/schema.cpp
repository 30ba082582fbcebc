// SPDX-License-Identifier: MIT
#include <nuage/schema.hpp>

#include <optional>

#include <nuage/db/run.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/sql/schema_editor.hpp>

#include "instances.hpp"
#include "schema.hpp"

namespace nuage {

void detail::run_schema(db::Database& database, const std::vector<std::string>& statements) {
    // A database that commits before each of these statements would take a savepoint away.
    const bool whole = database.dialect().features().transactional_ddl;
    std::optional<db::AtomicBlock> block;
    if (whole) block.emplace(database, true);
    db::with_session(database, false, [&](db::Session& session) {
        if (!whole && session.transaction.depth > 0)
            throw TransactionManagementError("this database commits when tables are made or dropped; do that outside of atomic()");
        try {
            for (const std::string& sql : statements) db::execute_watched(*session.connection, QueryKind::schema, sql);
        } catch (const DatabaseError&) {
            // Settings that were meant for these statements must not outlive them.
            session.broken = !whole;
            throw;
        }
        // Statements prepared before may refer to what was dropped.
        session.statements.clear();
    });
    if (block) block->commit();
}

void create_tables(const AppInfo& app, std::string_view using_db) {
    db::Database& database = detail::database_of(using_db);
    detail::run_schema(database, sql::create_statements(app.models, database.dialect()));
}
void drop_tables(const AppInfo& app, std::string_view using_db) {
    db::Database& database = detail::database_of(using_db);
    detail::run_schema(database, sql::drop_statements(app.models, database.dialect()));
}
std::vector<std::string> create_tables_sql(const AppInfo& app, const Dialect& dialect) {
    return sql::create_statements(app.models, dialect);
}

}  // namespace nuage
