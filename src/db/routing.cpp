// SPDX-License-Identifier: MIT
#include <nuage/db/routing.hpp>

#include <algorithm>

#include <nuage/db/route.hpp>
#include <nuage/db/session.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage {

Router::~Router() = default;
std::string Router::db_for_read(const ModelInfo&, const RoutingHints&) { return {}; }
std::string Router::db_for_write(const ModelInfo&, const RoutingHints&) { return {}; }
std::string Router::db_for_reload(const ModelInfo&, const RoutingHints&) { return {}; }
std::optional<bool> Router::allow_relation(const RelationSide&, const RelationSide&) { return std::nullopt; }
std::optional<bool> Router::allow_migrate(std::string_view, const ModelInfo&) { return std::nullopt; }

ReplicaRouter::ReplicaRouter(std::string primary, std::vector<std::string> replicas)
    : primary_(std::move(primary)), replicas_(std::move(replicas)) {}

bool ReplicaRouter::is_replica(std::string_view alias) const {
    return std::find(replicas_.begin(), replicas_.end(), alias) != replicas_.end();
}

std::string ReplicaRouter::db_for_read(const ModelInfo&, const RoutingHints& hints) {
    if (replicas_.empty() || ReadYourWrites::has_written(primary_) || db::in_atomic_block(primary_)) return primary_;
    // Another replica may not have what this one refers to.
    if (is_replica(hints.instance_db)) return std::string(hints.instance_db);
    // An atomic block on a replica sees one state of it throughout.
    for (const std::string& replica : replicas_)
        if (db::in_atomic_block(replica)) return replica;
    return replicas_[turn_.fetch_add(1, std::memory_order_relaxed) % replicas_.size()];
}

std::string ReplicaRouter::db_for_write(const ModelInfo&, const RoutingHints&) { return primary_; }

// An object of a replica may have been written since; one of another database is none of this router's business.
std::string ReplicaRouter::db_for_reload(const ModelInfo& model, const RoutingHints& hints) {
    return is_ours(hints.instance_db) ? db_for_read(model, hints) : std::string();
}

std::optional<bool> ReplicaRouter::allow_relation(const RelationSide& a, const RelationSide& b) {
    if (is_ours(a.database) && is_ours(b.database)) return true;
    return std::nullopt;
}

// The replicas' tables come by replication.
std::optional<bool> ReplicaRouter::allow_migrate(std::string_view database, const ModelInfo&) {
    if (is_replica(database)) return false;
    return std::nullopt;
}

ReadYourWrites::ReadYourWrites() : outer_(std::exchange(db::innermost_scope, this)) {}

ReadYourWrites::~ReadYourWrites() {
    db::innermost_scope = outer_;
    if (outer_ == nullptr) return;
    for (const db::Database* database : written_) db::note_write(*database);
}

void ReadYourWrites::read_primary(std::string_view primary) { written_.push_back(&db::database(primary)); }

bool ReadYourWrites::has_written(std::string_view database) {
    for (const ReadYourWrites* scope = db::innermost_scope; scope != nullptr; scope = scope->outer_)
        for (const db::Database* written : scope->written_)
            if (written->alias() == database) return true;
    return false;
}

namespace db {

constinit thread_local ReadYourWrites* innermost_scope = nullptr;

namespace {

Routers& routers() {
    static Routers all;
    return all;
}

std::string opinion(Router& router, const ModelInfo& model, Purpose purpose, const RoutingHints& hints) {
    switch (purpose) {
        case Purpose::read: return router.db_for_read(model, hints);
        case Purpose::write: return router.db_for_write(model, hints);
        default: return router.db_for_reload(model, hints);
    }
}

}  // namespace

void note_write(const Database& database) {
    std::vector<const Database*>& written = innermost_scope->written_;
    if (std::find(written.begin(), written.end(), &database) == written.end()) written.push_back(&database);
}

void set_routers(Routers fresh) {
    if (std::find(fresh.begin(), fresh.end(), nullptr) != fresh.end()) throw ImproperlyConfigured("a router is nullptr");
    routers() = std::move(fresh);
}

Database& route(const ModelInfo& model, Purpose purpose, const RoutingHints& hints) {
    for (const std::shared_ptr<Router>& router : routers())
        if (const std::string alias = opinion(*router, model, purpose, hints); !alias.empty()) return database(alias);
    return hints.instance_db.empty() ? default_database() : database(hints.instance_db);
}

Database& route_among(const Query& query, Purpose purpose) {
    if (!is_open(query)) return database(*query.database);
    RoutingHints hints;
    if (query.database != nullptr) hints.instance_db = *query.database;
    hints.instance_model = query.hint_model;
    return route(*query.model, purpose, hints);
}

void pin(Query& query, const Database& database) {
    query.database = &database.alias();
    query.database_is_hint = false;
}

bool relation_allowed(const RelationSide& a, const RelationSide& b) {
    for (const std::shared_ptr<Router>& router : routers())
        if (const std::optional<bool> allowed = router->allow_relation(a, b)) return *allowed;
    return a.database == b.database;
}

bool migration_allowed(const Database& database, const ModelInfo& model) {
    for (const std::shared_ptr<Router>& router : routers())
        if (const std::optional<bool> allowed = router->allow_migrate(database.alias(), model)) return *allowed;
    return true;
}

}  // namespace db
}  // namespace nuage
