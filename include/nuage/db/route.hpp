// SPDX-License-Identifier: MIT
// Which database a query goes to: the one it names, or else the routers' choice.
#pragma once

#include <nuage/db/routing.hpp>
#include <nuage/query/query.hpp>

namespace nuage::db {

enum class Purpose : std::uint8_t { read, write, reload };

/// The database that everything goes to while there is one only, and no router; else nullptr.
extern Database* sole_database;
[[nodiscard]] bool any_database();
/// What an object belongs to that knows of no database.
[[nodiscard]] inline bool is_sole(const Database& database) { return &database == sole_database; }

/// True when it is not settled yet where a query goes.
[[nodiscard]] inline bool is_open(const Query& query) {
    return sole_database == nullptr && (query.database == nullptr || query.database_is_hint);
}
[[nodiscard]] Database& route_among(const Query& query, Purpose purpose);

/// The database a query goes to. A router may answer otherwise when asked again: ask once for each statement.
[[nodiscard]] inline Database& route(const Query& query, Purpose purpose) {
    if (query.database == nullptr && sole_database != nullptr) [[likely]] return *sole_database;
    return route_among(query, purpose);
}
/// The same for reading; rows that are locked are read where they will be written.
[[nodiscard]] inline Database& route(const Query& query) { return route(query, query.lock != 0 ? Purpose::write : Purpose::read); }

/// Settles where a query goes.
void pin(Query& query, const Database& database);

/// For what is no query: asks the routers; without opinions it is the database of the hints, or the default one.
[[nodiscard]] Database& route(const ModelInfo& model, Purpose purpose, const RoutingHints& hints);
[[nodiscard]] bool relation_allowed(const RelationSide& a, const RelationSide& b);
[[nodiscard]] bool migration_allowed(const Database& database, const ModelInfo& model);
void set_routers(Routers routers);

/// This thread's ReadYourWrites scope; nearly always none. `constinit` here too, as for innermost_counter.
extern constinit thread_local ReadYourWrites* innermost_scope;
/// To be said of every statement that may change rows, before it runs.
inline void announce_write(const Database& database) {
    if (innermost_scope != nullptr) [[unlikely]] note_write(database);
}

}  // namespace nuage::db
