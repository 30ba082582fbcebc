// SPDX-License-Identifier: MIT
// Several databases: routers, which say where queries go, and the one for a primary and its replicas.
// https://docs.djangoproject.com/en/5.2/topics/db/multi-db/#using-routers
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nuage/db/databases.hpp>
#include <nuage/meta/model_info.hpp>

namespace nuage {

/// What a router is told besides the model.
struct RoutingHints {
    std::string_view instance_db{};              ///< where the object is that this is about; empty: nowhere yet
    const ModelInfo* instance_model = nullptr;   ///< the object's model; nullptr: there is no object
    const void* instance = nullptr;              ///< the object; nullptr for query sets, which may outlive it
};

/// One side of a relation.
struct RelationSide {
    const ModelInfo& model;
    std::string_view database;
};

/// Says where queries go that name no database. Derive from it and override what there is an opinion about; of several
/// routers the first with an opinion decides. Called by many threads at once.
class Router {
public:
    Router() = default;
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;
    virtual ~Router();

    /// The alias of the database to read a model's rows from; empty: no opinion. When no router has one it is the database of
    /// the object in the hints, or else "default".
    [[nodiscard]] virtual std::string db_for_read(const ModelInfo& model, const RoutingHints& hints);
    /// The same for INSERT, UPDATE, DELETE, and for rows that are locked by select_for_update().
    [[nodiscard]] virtual std::string db_for_write(const ModelInfo& model, const RoutingHints& hints);
    /// The same for an object's own row that is read once more: refresh_from_db(), and fields that were left out. Without an
    /// opinion it is the database the object came from. Django asks no router here.
    [[nodiscard]] virtual std::string db_for_reload(const ModelInfo& model, const RoutingHints& hints);
    /// Whether an object may refer to another one. Without an opinion: when both are in the same database.
    [[nodiscard]] virtual std::optional<bool> allow_relation(const RelationSide& a, const RelationSide& b);
    /// Whether a model's table belongs in a database; create_tables() and drop_tables() ask. Without an opinion: yes.
    [[nodiscard]] virtual std::optional<bool> allow_migrate(std::string_view database, const ModelInfo& model);
};

/// Writes go to the primary. Reads go to the replicas in turn, and for what hangs on an object of a replica to that one; but to
/// the primary inside of an atomic block on it, and in a ReadYourWrites scope once this thread has written.
class ReplicaRouter : public Router {
public:
    ReplicaRouter(std::string primary, std::vector<std::string> replicas);

    [[nodiscard]] std::string db_for_read(const ModelInfo& model, const RoutingHints& hints) override;
    [[nodiscard]] std::string db_for_write(const ModelInfo& model, const RoutingHints& hints) override;
    [[nodiscard]] std::string db_for_reload(const ModelInfo& model, const RoutingHints& hints) override;
    [[nodiscard]] std::optional<bool> allow_relation(const RelationSide& a, const RelationSide& b) override;
    [[nodiscard]] std::optional<bool> allow_migrate(std::string_view database, const ModelInfo& model) override;

private:
    [[nodiscard]] bool is_replica(std::string_view alias) const;
    [[nodiscard]] bool is_ours(std::string_view alias) const { return alias == primary_ || is_replica(alias); }

    std::string primary_;
    std::vector<std::string> replicas_;
    std::atomic<std::size_t> turn_{0};
};

/// For as long as it lives, what this thread has written it also reads, although replicas lag behind: after the first write
/// to a primary, a ReplicaRouter sends the thread's reads there. Writes inside of a nested scope count outside, too.
class ReadYourWrites {
public:
    ReadYourWrites();
    ReadYourWrites(const ReadYourWrites&) = delete;
    ReadYourWrites& operator=(const ReadYourWrites&) = delete;
    ~ReadYourWrites();

    /// Reads from the primary from now on, as if there had been a write: for the request that follows one that wrote.
    void read_primary(std::string_view primary = "default");
    /// Whether this thread has written to a database since the outermost scope began.
    [[nodiscard]] static bool has_written(std::string_view database = "default");

private:
    friend void db::note_write(const db::Database& database);
    ReadYourWrites* outer_;
    std::vector<const db::Database*> written_;
};

}  // namespace nuage
