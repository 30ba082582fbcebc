// SPDX-License-Identifier: MIT
// Changing relations: the other end of a foreign key, and both ends of a many-to-many relation.
#include <nuage/related.hpp>

#include <set>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/format.hpp>

#include "instances.hpp"
#include "loading.hpp"
#include "signals.hpp"

namespace nuage::detail {

namespace {

const ModelInfo& related_model(const RelatedOwner& owner) { return owner.field.target(); }

/// Where the rows are written that make the relation.
db::Database& database_of(const RelatedOwner& owner) {
    const ModelInfo& rows = is_many_to_many(owner.field) ? *many_side(owner.field).through->model : related_model(owner);
    return database_beside(rows, db::Purpose::write, owner.model, owner.object);
}

Query on_database(const ModelInfo& model, const RelatedOwner& owner) {
    Query query = plain_query(model);
    query.own_order = true;
    query.database = &database_of(owner).alias();
    return query;
}

/// The rows that the default manager shows.
Query shown(const ModelInfo& model, const RelatedOwner& owner) {
    Query query = default_query(model);
    query.own_order = true;
    query.order.clear();
    query.database = &database_of(owner).alias();
    return query;
}

void add_keys(Query& query, const FieldInfo& field, std::vector<Value> keys) {
    build::push(query.where, NodeKind::filter, 1);
    build::keys(query.where, nullptr, *query.model, field, std::move(keys));
}

void remove_repeated(std::vector<Value>& keys) {
    std::set<Value> seen;
    std::erase_if(keys, [&](const Value& key) { return !seen.insert(key).second; });
}
void remove_known(std::vector<Value>& keys, const std::vector<Value>& known) {
    const std::set<Value> all(known.begin(), known.end());
    std::erase_if(keys, [&](const Value& key) { return all.contains(key); });
}

/// The rows of the join table that belong to the owner.
Query join_rows(const RelatedOwner& owner, const ManySide& side) {
    Query query = on_database(*side.through->model, owner);
    add_keys(query, side.here(), {owner_key(owner)});
    return query;
}

void insert_pairs(const RelatedOwner& owner, const FieldInfo& here, const FieldInfo& there, const ModelInfo& rows, const std::vector<Value>& keys,
                  FillRow fill, bool ignore_conflicts) {
    if (keys.empty()) return;
    const Value mine = owner_key(owner);
    const Ref<ObjectBlock> block(new ObjectBlock(*rows.type, keys.size()));
    for (const Value& key : keys) {
        auto* row = static_cast<char*>(block->append());
        write_member(*here.access, row + here.offset, mine);
        write_member(*there.access, row + there.offset, key);
        if (fill.apply != nullptr) fill.apply(fill.context, row);
    }
    BulkOptions options;
    options.using_db = database_of(owner).alias();
    options.ignore_conflicts = ignore_conflicts;
    bulk_create_objects(rows, {block->at(0), block->size(), rows.size}, options);
}

bool is_heard(const RelatedOwner& owner) { return listening(owner.model, Signal::m2m_changed); }

void tell(const RelatedOwner& owner, M2MAction action, std::span<const Value> keys) {
    if (!is_heard(owner)) return;
    const ManySide side = many_side(owner.field);
    M2MEvent event{action};
    event.reverse = side.reverse;
    event.model = &related_model(owner);
    event.through = side.through->model;
    event.field = owner.field.name;
    event.keys = keys;
    event.using_db = database_of(owner).alias();
    notify_m2m(owner.model, const_cast<void*>(owner.object), event);
}

void add_pairs(const RelatedOwner& owner, std::vector<Value> keys, FillRow fill) {
    const ManySide side = many_side(owner.field);
    const ThroughInfo& through = *side.through;
    remove_repeated(keys);
    if (keys.empty()) return;
    // Receivers are told of those that are new; else the INSERT sees to what is there already.
    if (!through.model->automatic || is_heard(owner)) {
        Query present = join_rows(owner, side);
        add_keys(present, side.there(), keys);
        remove_known(keys, column_of(std::move(present), side.there()));
    }
    tell(owner, M2MAction::pre_add, keys);
    insert_pairs(owner, side.here(), side.there(), *through.model, keys, fill, through.model->automatic);
    if (through.symmetrical) insert_pairs(owner, side.there(), side.here(), *through.model, keys, fill, through.model->automatic);
    tell(owner, M2MAction::post_add, keys);
}

/// Conditions for the pairs with some keys, or with any; a symmetrical relation has each pair twice.
Query pairs(const RelatedOwner& owner, const std::vector<Value>* keys) {
    const ManySide side = many_side(owner.field);
    Query query = on_database(*side.through->model, owner);
    const bool both = side.through->symmetrical;
    build::push(query.where, NodeKind::filter, 1);
    if (both) build::push(query.where, NodeKind::any_of, 2);
    auto one_way = [&](const FieldInfo& here, const FieldInfo& there) {
        if (keys != nullptr) build::push(query.where, NodeKind::all_of, 2);
        build::keys(query.where, nullptr, *query.model, here, {owner_key(owner)});
        if (keys != nullptr) build::keys(query.where, nullptr, *query.model, there, *keys);
    };
    one_way(side.here(), side.there());
    if (both) one_way(side.there(), side.here());
    return query;
}

void remove_pairs(const RelatedOwner& owner, std::vector<Value> keys) {
    remove_repeated(keys);
    if (keys.empty()) return;
    tell(owner, M2MAction::pre_remove, keys);
    db::erase(pairs(owner, &keys));
    tell(owner, M2MAction::post_remove, keys);
}

// ---- the other end of a foreign key --------------------------------------------------------------------------------

Clause assignment_of(const FieldInfo& foreign_key, const ModelInfo& model, Value value) {
    Clause clause;
    build::assignment(clause, foreign_key, model.position(foreign_key), std::move(value));
    return clause;
}

void point_to_owner(const RelatedOwner& owner, std::vector<Value> keys) {
    remove_repeated(keys);
    if (keys.empty()) return;
    const ModelInfo& model = related_model(owner);
    Query query = on_database(model, owner);
    add_keys(query, model.primary_key(), std::move(keys));
    db::update(query, assignment_of(remote_field(owner.field), model, owner_key(owner)));
}

void point_nowhere(const RelatedOwner& owner, const std::vector<Value>* keys) {
    const ModelInfo& model = related_model(owner);
    const FieldInfo& foreign_key = remote_field(owner.field);
    if (!foreign_key.null)
        throw TypeError("[R004] " + std::string(model.name) + "." + std::string(foreign_key.name) +
                        " is not nullable: relate its objects to another " + std::string(owner.model.name) + ", or erase them");
    Query query = shown(model, owner);
    add_keys(query, foreign_key, {owner_key(owner)});
    if (keys != nullptr) add_keys(query, model.primary_key(), *keys);
    db::update(query, assignment_of(foreign_key, model, Value()));
}

}  // namespace

Value saved_key(const ModelInfo& model, const FieldInfo& key, const void* object) {
    const void* member = static_cast<const char*>(object) + key.offset;
    if (key.automatic && key.access->is_empty(member))
        throw ValueError("an unsaved " + std::string(model.name) + " has no key to refer to; save it first");
    return read_member(*key.access, member);
}

void refer_to_object(ToOneState& state, const ModelInfo& model, const FieldInfo& key, const void* object) {
    state.key = saved_key(model, key, object);
    if (db::sole_database != nullptr || state_of(model, object).database == nullptr) return;
    auto* source = new db::ToOneSource(model, key, database_of_object(model, object), FetchMode::one);
    source->assigned = true;
    state.source = Ref<Counted>(source);
}

void keep_source(ToOneState& old, ToOneState& fresh) {
    const auto* before = static_cast<const db::ToOneSource*>(old.source.get());
    if (before == nullptr) return;
    const auto* assigned = static_cast<const db::ToOneSource*>(fresh.source.get());
    // In an object of no database the last assignment counts; save() sees to the rest.
    if (before->assigned && assigned != nullptr) return;
    if (assigned != nullptr && !db::relation_allowed({assigned->model, assigned->database.alias()}, {before->model, before->database.alias()}))
        throw_relation_refused(*assigned, fresh.key, before->database);
    fresh.source = std::move(old.source);
}

void require_relation_allowed(const RelatedOwner& owner, const ModelInfo& model, const void* object) {
    if (db::sole_database != nullptr || state_of(model, object).database == nullptr) return;
    const std::string& mine = database_of_object(owner.model, owner.object).alias();
    const std::string& others = database_of_object(model, object).alias();
    if (db::relation_allowed({model, others}, {owner.model, mine})) return;
    throw ValueError("cannot add " + object_label(model, object) + ": " + object_label(owner.model, owner.object) + " is in the database '" + mine +
                     "', the object in '" + others + "', and no router allows that relation");
}

Value owner_key(const RelatedOwner& owner) {
    const FieldInfo& key = RelationLoad::key_field(owner.model, owner.field);
    if (has_generated_key(owner.model, owner.object))
        throw ValueError("this " + std::string(owner.model.name) + " needs a primary key before its relation '" +
                         std::string(owner.field.name) + "' can be used; save it first");
    Value value = read_member(*key.access, static_cast<const char*>(owner.object) + key.offset);
    if (value.is_null())
        throw ValueError("this " + std::string(owner.model.name) + " has no '" + std::string(key.name) + "', by which '" +
                         std::string(owner.field.name) + "' refers to it");
    return value;
}

void restrict_to_owner(Query& query, const RelatedOwner& owner) {
    Value key = owner_key(owner);
    const auto* peers = static_cast<const db::Peers*>(state_of(owner.model, owner.object).peers.get());
    const db::Database& database = database_of_object(owner.model, owner.object);
    if (query.database == nullptr && !db::is_sole(database)) {
        query.database = &database.alias();
        query.database_is_hint = true;
        query.hint_model = &owner.model;
    }
    if (peers != nullptr && query.fetch_mode == FetchMode::one) query.fetch_mode = peers->mode;
    build::push(query.where, NodeKind::filter, 1);
    if (is_many_to_many(owner.field)) {
        const ManySide side = many_side(owner.field);
        build::keys(query.where, &side.rows_from_there(), *side.through->model, side.here(), {std::move(key)});
    } else {
        build::keys(query.where, nullptr, *query.model, remote_field(owner.field), {std::move(key)});
    }
}

const FieldInfo& related_key(const FieldInfo& relation) {
    if (is_many_to_many(relation)) return target_field(many_side(relation).there());
    return relation.target().primary_key();
}

void refer_to_owner(const RelatedOwner& owner, void* object) {
    if (is_many_to_many(owner.field)) return;
    const FieldInfo& foreign_key = remote_field(owner.field);
    write_member(*foreign_key.access, member_of(foreign_key, object), owner_key(owner));
}

void require_related(const RelatedOwner& owner, const void* object) {
    if (is_many_to_many(owner.field)) return;
    const ModelInfo& model = related_model(owner);
    const FieldInfo& foreign_key = remote_field(owner.field);
    if (is_deferred(model, object, model.position(foreign_key))) return;
    if (read_member(*foreign_key.access, static_cast<const char*>(object) + foreign_key.offset) == owner_key(owner)) return;
    throw ObjectDoesNotExist(object_label(model, object) + " is not related to " + object_label(owner.model, owner.object));
}

void related_add(const RelatedOwner& owner, std::vector<Value> keys, FillRow fill) {
    static_cast<void>(owner_key(owner));
    if (!is_many_to_many(owner.field)) return point_to_owner(owner, std::move(keys));
    db::AtomicBlock block(database_of(owner), false);
    add_pairs(owner, std::move(keys), fill);
    block.commit();
}

void related_remove(const RelatedOwner& owner, const std::vector<Value>& keys) {
    if (!is_many_to_many(owner.field)) {
        if (!keys.empty()) point_nowhere(owner, &keys);
        return;
    }
    db::AtomicBlock block(database_of(owner), false);
    remove_pairs(owner, keys);
    block.commit();
}

void related_clear(const RelatedOwner& owner) {
    if (!is_many_to_many(owner.field)) return point_nowhere(owner, nullptr);
    db::AtomicBlock block(database_of(owner), false);
    tell(owner, M2MAction::pre_clear, {});
    db::erase(pairs(owner, nullptr));
    tell(owner, M2MAction::post_clear, {});
    block.commit();
}

void related_set(const RelatedOwner& owner, std::vector<Value> keys, FillRow fill) {
    remove_repeated(keys);
    db::AtomicBlock block(database_of(owner), false);
    const bool many = is_many_to_many(owner.field);
    std::vector<Value> present;
    if (many) {
        const ManySide side = many_side(owner.field);
        present = column_of(join_rows(owner, side), side.there());
    } else if (remote_field(owner.field).null) {
        Query query = shown(related_model(owner), owner);
        add_keys(query, remote_field(owner.field), {owner_key(owner)});
        present = column_of(std::move(query), related_model(owner).primary_key());
    }
    std::vector<Value> gone = present;
    remove_known(gone, keys);
    remove_known(keys, present);
    if (many) {
        remove_pairs(owner, std::move(gone));
        add_pairs(owner, std::move(keys), fill);
    } else {
        if (!gone.empty()) point_nowhere(owner, &gone);
        point_to_owner(owner, std::move(keys));
    }
    block.commit();
}

void create_related(const RelatedOwner& owner, const ModelInfo& model, void* object, FillRow fill, const Clause& expressions) {
    static_cast<void>(owner_key(owner));
    db::Database& database = database_of(owner);
    const SaveOptions options{.update_fields = {}, .force_insert = true, .force_update = false, .using_db = database.alias()};
    refer_to_owner(owner, object);
    if (!is_many_to_many(owner.field)) return save_object(model, object, options, expressions);
    db::AtomicBlock block(database, false);
    save_object(model, object, options, expressions);
    add_pairs(owner, {saved_key(model, related_key(owner.field), object)}, fill);
    block.commit();
}

}  // namespace nuage::detail
