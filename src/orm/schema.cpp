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

namespace {

/// Of those models that the routers let have tables there.
void run_for(std::string_view alias, std::vector<std::string> (*statements)(std::span<const ModelInfo* const>, const Dialect&),
             const AppInfo& app) {
    db::Database& database = detail::database_of(alias);
    std::vector<const ModelInfo*> models;
    for (const ModelInfo* model : app.models)
        if (db::migration_allowed(database, *model)) models.push_back(model);
    if (!models.empty()) detail::run_schema(database, statements(models, database.dialect()));
}

}  // namespace

void create_tables(const AppInfo& app, std::string_view using_db) { run_for(using_db, sql::create_statements, app); }
void drop_tables(const AppInfo& app, std::string_view using_db) { run_for(using_db, sql::drop_statements, app); }
std::vector<std::string> create_tables_sql(const AppInfo& app, const Dialect& dialect) {
    return sql::create_statements(app.models, dialect);
}

}  // namespace nuage
