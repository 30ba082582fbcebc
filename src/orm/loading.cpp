// SPDX-License-Identifier: MIT
#include "loading.hpp"

#include <algorithm>
#include <numeric>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "key_rows.hpp"

namespace nuage::detail {

namespace {

bool is_forward(const FieldInfo& relation) { return relation.kind == FieldKind::foreign_key; }

[[noreturn]] void throw_missing(const ModelInfo& model) {
    throw ObjectDoesNotExist(none_matches(model.name));
}

[[noreturn]] void throw_blocked(const ModelInfo& model, const FieldInfo& field) {
    throw FieldFetchBlocked("fetching of " + std::string(model.name) + "." + std::string(field.name) +
                            " is blocked by the fetch mode of the query set");
}

}  // namespace

Query plain_query(const ModelInfo& model) {
    Query query;
    query.model = &model;
    return query;
}

Query default_query(const ModelInfo& model) {
    Query query = plain_query(model);
    if (model.begin_default_query != nullptr) model.begin_default_query(query);
    return query;
}

std::vector<Value> column_of(Query query, const FieldInfo& field) {
    return select_columns(std::move(query), {&field}).values;
}

db::Database& database_of_object(const ModelInfo& model, const void* object) {
    const void* database = state_of(model, object).database;
    return database != nullptr ? *static_cast<db::Database*>(const_cast<void*>(database)) : db::default_database();
}

Held RelatedObjects::find(const Value& key) const {
    const std::uint32_t number = index_.find(key);
    if (number == KeyIndex::none) return {};
    const std::uint32_t first = starts_[number];
    const std::size_t count = starts_[number + 1] - first;
    if (count == 0) return {};
    retain(block_.get());
    return {block_.get(), block_->at(first), count};
}

const FieldInfo& RelationLoad::key_field(const ModelInfo& model, const FieldInfo& relation) {
    if (is_forward(relation)) return relation;
    const FieldInfo& target = target_field(is_many_to_many(relation) ? many_side(relation).here() : remote_field(relation));
    // An inherited relation refers to the parent's field; the child has it, too.
    return model.fields[model.find(target.name) != ModelInfo::none ? model.find(target.name) : model.primary_key_position()];
}

Value key_of_owner(const ModelInfo& model, const FieldInfo& relation, const void* object) {
    const FieldInfo& key = RelationLoad::key_field(model, relation);
    return read_member(*key.access, static_cast<const char*>(object) + key.offset);
}

RelationLoad::RelationLoad(const ModelInfo& model, const FieldInfo& relation, Query base, std::vector<Value> keys, const db::Database& database,
                           FetchMode mode)
    : relation_(relation), many_(!is_forward(relation) && is_many_to_many(relation)), base_(std::move(base)), index_(keys),
      most_(0), block_(new ObjectBlock(*base_.model->type)) {
    if (base_.database == nullptr) {
        base_.database = &database.alias();
        base_.database_is_hint = true;
        base_.hint_model = &model;
    }
    if (db::is_open(base_)) db::pin(base_, db::route(base_));
    most_ = db::route(base_).dialect().features().max_parameters;
    if (base_.fetch_mode == FetchMode::one) base_.fetch_mode = mode;
    most_ = std::min<std::size_t>(most_ - base_.where.values.size() - 16, 32700);
}

void RelationLoad::restrict(Query& query, std::vector<Value> keys) const {
    const ModelInfo& target = *query.model;
    build::push(query.where, NodeKind::filter, 1);
    if (is_forward(relation_)) {
        build::keys(query.where, nullptr, target, target_field(relation_), std::move(keys));
        return;
    }
    const bool many = many_;
    const FieldInfo* hop = many ? &many_side(relation_).rows_from_there() : nullptr;
    const ModelInfo& holder = many ? *many_side(relation_).through->model : target;
    const FieldInfo& key = many ? many_side(relation_).here() : remote_field(relation_);
    const bool sliced = query.sliced();
    build::keys(query.where, hop, holder, key, std::move(keys));
    const auto position = static_cast<std::uint32_t>(holder.position(key));
    if (sliced) {
        build::push(query.select, NodeKind::partition, 1);
        query.select.nodes.push_back({NodeKind::path, 0, static_cast<std::uint16_t>(many ? 1 : 0), position, nullptr});
        if (many) build::hidden_hop(query.select, *hop);
    }
    if (many) {
        build::push(query.select, NodeKind::column, 1);
        query.select.nodes.push_back({NodeKind::path, 0, 1, position, nullptr});
        build::hidden_hop(query.select, *hop);
        return;
    }
    // The key that tells whose a row is must be among the columns, whatever only() and defer() say.
    bool only = false;
    for (Node& node : query.select.nodes) {
        only = only || node.kind == NodeKind::load;
        if (node.kind == NodeKind::defer && node.arg == position) node.kind = NodeKind::everything;
    }
    if (only) query.select.nodes.push_back({NodeKind::load, 0, 0, position, nullptr});
}

void RelationLoad::KeyedSink::finish() {
    if (pending) keys->push_back(std::move(extra));
    pending = false;
}

void* RelationLoad::KeyedSink::append(void* self) {
    auto& sink = *static_cast<KeyedSink*>(self);
    sink.finish();
    sink.pending = true;
    return sink.block->append();
}

void RelationLoad::add_to(std::vector<db::Selection>& selections) {
    const std::vector<Value>& wanted = index_.keys();
    for (std::size_t from = 0; from < wanted.size(); from += most_) {
        const auto begin = wanted.begin() + static_cast<std::ptrdiff_t>(from);
        db::Selection selection{base_, {block_.get(), &ObjectBlock::append_to}};
        restrict(selection.query, std::vector<Value>(begin, begin + static_cast<std::ptrdiff_t>(std::min(most_, wanted.size() - from))));
        if (many_) {
            KeyedSink& sink = sinks_.emplace_back(KeyedSink{block_.get(), &keys_});
            selection.sink = {&sink, &KeyedSink::append};
            selection.extra = &sink.extra;
        }
        selections.push_back(std::move(selection));
        // All chunks go to one block, which moves as it grows: one after another.
        if (wanted.size() > most_) {
            db::select_together(selections);
            selections.clear();
            if (many_) sinks_.back().finish();
        }
    }
}

void RelationLoad::run_together(std::span<RelationLoad*> loads) {
    std::vector<db::Selection> selections;
    for (RelationLoad* load : loads) load->add_to(selections);
    db::select_together(selections);
}

Ref<RelatedObjects> RelationLoad::run() {
    RelationLoad* self[] = {this};
    run_together(self);
    return result();
}

Ref<RelatedObjects> RelationLoad::result() {
    for (KeyedSink& sink : sinks_) sink.finish();
    Ref<ObjectBlock> block = std::move(block_);
    std::vector<Value> keys = std::move(keys_);
    const std::vector<Value>& wanted = index_.keys();
    // A child's link to its parent is its own key, no foreign key member.
    const bool linked = !many_ && !is_forward(relation_) && remote_field(relation_).parent_link;
    if (is_forward(relation_) || linked) {
        const FieldInfo& key = linked ? remote_field(relation_) : target_field(relation_);
        keys.reserve(block->size());
        for (std::size_t i = 0; i < block->size(); ++i)
            keys.push_back(read_member(*key.access, static_cast<const char*>(block->at(i)) + key.offset));
    }
    // A row that refers by a foreign key has the key at hand.
    const std::uint32_t offset = many_ || is_forward(relation_) || linked ? 0 : remote_field(relation_).offset;
    auto key_of_row = [&](std::size_t i) -> const Value& {
        if (!keys.empty()) return keys[i];
        return reinterpret_cast<const ToOneState*>(static_cast<const char*>(block->at(i)) + offset)->key;
    };
    const std::size_t rows = block->size();
    // Rows of one owner next to each other, in the order they came.
    std::vector<std::uint32_t> starts(wanted.size() + 1, 0);
    std::vector<std::uint32_t> numbers(rows);
    bool in_order = true;
    for (std::size_t i = 0; i < rows; ++i) {
        numbers[i] = index_.find(key_of_row(i));
        if (numbers[i] == KeyIndex::none) throw DatabaseError("a related row refers to none of the objects it was asked for");
        in_order = in_order && (i == 0 || numbers[i] >= numbers[i - 1]);
        ++starts[numbers[i] + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    if (!in_order) {
        std::vector<std::uint32_t> order(rows);
        std::vector<std::uint32_t> next(starts);
        for (std::size_t i = 0; i < rows; ++i) order[next[numbers[i]]++] = static_cast<std::uint32_t>(i);
        block = block->in_order(order.data());
    }
    return Ref<RelatedObjects>(new RelatedObjects(std::move(block), std::move(index_), std::move(starts)));
}

void tell_owner(const ModelInfo& model, const FieldInfo& relation, const void* owner, const Held& objects) {
    if (objects.count == 0 || relation.kind != FieldKind::reverse || is_many_to_many(relation)) return;
    if (remote_field(relation).parent_link) return;  // the child has its parent in it
    // A copy, for nobody knows which of the two lives longer. It is made before the owner holds these objects: no circle.
    const Ref<ObjectBlock> copy(new ObjectBlock(*model.type, 1));
    void* copied = copy->append_copy(owner);
    // Without what hangs on the owner: two threads that load for the same owners could otherwise make circles.
    forget_related(model, copied);
    const FieldInfo& foreign_key = remote_field(relation);
    const std::size_t stride = relation.target().size;
    for (std::size_t i = 0; i < objects.count; ++i) {
        auto& state = *reinterpret_cast<ToOneState*>(static_cast<char*>(objects.first) + i * stride + foreign_key.offset);
        if (!state.object.loaded()) state.object.set(copy->share());
    }
}

void load_to_one(const ToOneState& state, const ModelInfo& target, const FieldInfo& to) {
    if (state.key.is_null()) throw ObjectDoesNotExist("the relation to " + std::string(target.name) + " is empty");
    if (state.object.loaded()) {
        if (state.object.first() != nullptr) return;  // another thread was faster
        throw_missing(target);                        // it was looked for with others, and is not there
    }
    auto* source = static_cast<db::ToOneSource*>(state.source.get());
    if (source != nullptr && source->mode == FetchMode::raise) throw_blocked(source->model, source->relation);
    if (source != nullptr && source->mode == FetchMode::peers) {
        std::call_once(source->once, [&] {
            source->loaded = Ref<db::LoadedByKey>(RelationLoad(source->model, source->relation, plain_query(target), source->keys,
                                                               source->database, source->mode).run().let_go());
        });
        const Held held = source->loaded->find(state.key);
        if (held.count != 0) {
            state.object.publish(held);
            return;
        }
        // The key was changed since: it is loaded alone.
    }
    Query query = plain_query(target);
    query.own_order = true;
    if (source != nullptr) {
        query.database = &source->database.alias();
        query.database_is_hint = true;
        query.hint_model = source->assigned ? nullptr : &source->model;
    }
    query.at_most_one = true;
    if (source != nullptr) query.fetch_mode = source->mode;
    build::push(query.where, NodeKind::filter, 1);
    build::keys(query.where, nullptr, target, to, {state.key});
    const Ref<ObjectBlock> block(new ObjectBlock(*target.type, 1));
    if (db::select(query, nullptr, {block.get(), &ObjectBlock::append_to}) == 0) throw_missing(target);
    state.object.publish(block->share());
}

void load_related(const RelatedOwner& owner, const LoadedObjects& place, const Query& query) {
    const Value key = owner_key(owner);
    const InstanceState& state = state_of(owner.model, owner.object);
    auto* peers = static_cast<db::Peers*>(state.peers.get());
    db::Database& database = database_of_object(owner.model, owner.object);
    if (peers != nullptr && peers->mode == FetchMode::raise) throw_blocked(owner.model, owner.field);
    const bool by_primary_key = &RelationLoad::key_field(owner.model, owner.field) == &owner.model.primary_key();
    if (peers != nullptr && peers->mode == FetchMode::peers && by_primary_key) {
        const db::LoadedByKey& loaded = peers->loaded(owner.field, [&] {
            return Ref<db::LoadedByKey>(
                RelationLoad(owner.model, owner.field, query, peers->keys, database, peers->mode).run().let_go());
        });
        place.publish(loaded.find(key));
        return;
    }
    RelationLoad load(owner.model, owner.field, query, {key}, database, peers != nullptr ? peers->mode : FetchMode::one);
    const Ref<RelatedObjects> objects = load.run();
    const Held held = objects->find(key);
    tell_owner(owner.model, owner.field, owner.object, held);
    place.publish(held);
}

}  // namespace nuage::detail
