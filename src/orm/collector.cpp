// SPDX-License-Identifier: MIT
#include "collector.hpp"

#include <algorithm>
#include <bit>

#include <nuage/db/execute.hpp>
#include <nuage/db/session.hpp>
#include <nuage/query/builder.hpp>
#include <nuage/save.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "signals.hpp"

namespace nuage::detail {

namespace {

bool is_child(const ModelInfo& model) { return concrete_model(model).parent_link != ModelInfo::no_link; }

bool inherits_from(const ModelInfo& given, const ModelInfo& parent) {
    const ModelInfo& model = concrete_model(given);
    if (model.parent_link == ModelInfo::no_link) return false;
    const ModelInfo& base = concrete_model(model.base());
    return &base == &parent || inherits_from(base, parent);
}

/// The field of a model's rows that a foreign key to it, or to a parent, refers to.
const FieldInfo& referred_field(const ModelInfo& model, const FieldInfo& foreign_key) {
    const FieldInfo& field = target_field(foreign_key);
    // A child has its parent's key.
    if (field.primary_key) return model.primary_key();
    return model.fields[model.find(field.name)];
}

/// What a foreign key becomes when the row it refers to is erased.
Value value_instead(const Referrer& referrer) {
    const FieldInfo& field = *referrer.field;
    if (field.on_delete == OnDelete::set_null) return {};
    // The default may be the member's initialiser, which only a fresh object knows.
    const Ref<ObjectBlock> block(new ObjectBlock(*referrer.model->type, 1));
    void* member = member_of(field, block->append());
    if (field.on_delete == OnDelete::set_value) field.set_on_delete(member);
    else if (field.apply_default != nullptr && field.access->is_empty(member)) field.apply_default(member);
    Value value = read_member(*field.access, member);
    if (value.is_null() && !field.null)
        throw TypeError("[R010] " + std::string(referrer.model->name) + "." + std::string(field.name) +
                        ": on_delete(set_default) finds no default; add default_to<nuage::key(…)>, or an initialiser to the member");
    return value;
}

void add_keys(Query& query, const FieldInfo& field, std::vector<Value> keys) {
    build::keys(query.where, nullptr, *query.model, field, std::move(keys));
}

/// Join tables that nuage makes are nobody's concern.
bool is_heard(const ModelInfo& model) {
    return !model.automatic && (listening(model, Signal::pre_delete) || listening(model, Signal::post_delete));
}

std::vector<std::vector<Value>> batches(const std::vector<Value>& values, std::size_t size) {
    std::vector<std::vector<Value>> parts;
    for (std::size_t from = 0; from < values.size(); from += size) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(from);
        parts.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(std::min(size, values.size() - from)));
    }
    return parts;
}

/// A query for rows by one column. `keys` are distinct.
void restrict(Query& query, const FieldInfo& field, std::vector<Value> keys) {
    build::push(query.where, NodeKind::filter, 1);
    add_keys(query, field, std::move(keys));
}

std::string refusal(const ModelInfo& model, std::string_view kind, const std::vector<BlockingObjects>& blocking) {
    std::string message = "cannot erase objects of " + std::string(model.name) + ": " + std::string(kind) + " foreign keys refer to them: ";
    std::vector<const FieldInfo*> named;
    for (const BlockingObjects& objects : blocking) {
        if (std::find(named.begin(), named.end(), objects.foreign_key) != named.end()) continue;
        message += (named.empty() ? "'" : ", '") + std::string(objects.model->name) + "." + std::string(objects.foreign_key->name) + "'";
        named.push_back(objects.foreign_key);
    }
    return message;
}

/// Adds objects to those of the same foreign key.
void add_blocking(std::vector<BlockingObjects>& list, const Referrer& referrer, const KeyRows& rows) {
    auto at = std::find_if(list.begin(), list.end(), [&](const BlockingObjects& objects) { return objects.foreign_key == referrer.field; });
    if (at == list.end()) at = list.insert(list.end(), {referrer.model, referrer.field, {}});
    for (std::size_t i = 0; i < rows.size(); ++i) at->keys.push_back(rows.key(i));
}

/// For the exception: each object once, by key.
std::vector<BlockingObjects> in_key_order(std::vector<BlockingObjects> list) {
    for (BlockingObjects& objects : list) {
        std::sort(objects.keys.begin(), objects.keys.end());
        objects.keys.erase(std::unique(objects.keys.begin(), objects.keys.end()), objects.keys.end());
    }
    return list;
}

/// How many keys a list may have besides other parameters. A power of two, for lists are filled up to one.
std::size_t list_size(std::size_t parameters) { return std::min<std::size_t>(std::bit_floor(std::max<std::size_t>(parameters, 1)), 16384); }

}  // namespace

std::size_t ErasureRefused::count() const {
    std::size_t all = 0;
    for (const BlockingObjects& objects : blocking_) all += objects.keys.size();
    return all;
}

bool can_erase_unseen(const ModelInfo& model, const FieldInfo* from) {
    if (from != nullptr && from->on_delete != OnDelete::cascade) return false;
    if (is_heard(model)) return false;  // receivers are shown the rows
    if (is_child(model) && (from == nullptr || !from->parent_link)) return false;
    const std::span<const Referrer> all = referrers(model);
    return std::all_of(all.begin(), all.end(), [](const Referrer& referrer) { return left_to_database(referrer.field->on_delete); });
}

std::vector<const FieldInfo*> referred_columns(const ModelInfo& model) {
    std::vector<const FieldInfo*> columns{&model.primary_key()};
    for (const Referrer& referrer : referrers(model)) {
        const FieldInfo& field = referred_field(model, *referrer.field);
        if (!left_to_database(referrer.field->on_delete) && std::find(columns.begin(), columns.end(), &field) == columns.end())
            columns.push_back(&field);
    }
    return columns;
}

Query Collector::query_of(const ModelInfo& model) const {
    Query query;
    query.model = &model;
    query.own_order = true;
    query.database = &database_.alias();
    return query;
}

/// How many keys each of some lists of a statement may have.
std::size_t Collector::batch_size(std::size_t lists) const { return list_size(database_.dialect().features().max_parameters / lists); }
std::size_t Collector::rows_at_once(const ModelInfo& model) const { return batch_size(std::max<std::size_t>(model.key_parts.size(), 1)); }

Collector::Table* Collector::table_of(const ModelInfo& model) {
    for (Table& table : tables_)
        if (&concrete_model(*table.model) == &concrete_model(model)) return &table;
    return nullptr;
}

void Collector::depend(const ModelInfo& first, const ModelInfo& second) {
    const Dependency dependency(&concrete_model(first), &concrete_model(second));
    if (dependency.first != dependency.second && std::find(dependencies_.begin(), dependencies_.end(), dependency) == dependencies_.end())
        dependencies_.push_back(dependency);
}

/// The rows that were not collected before.
KeyRows Collector::add(const ModelInfo& model, KeyRows rows) {
    Table* table = table_of(model);
    if (table == nullptr) table = &tables_.emplace_back(Table{&model, {}, {}});
    KeyRows fresh{rows.columns, {}};
    const auto width = static_cast<std::ptrdiff_t>(rows.columns.size());
    for (auto row = rows.values.begin(); row != rows.values.end(); row += width) {
        if (!table->known.insert(*row).second) continue;
        table->keys.push_back(*row);
        std::move(row, row + width, std::back_inserter(fresh.values));
    }
    return fresh;
}

void Collector::collect(const ModelInfo& model, KeyRows rows) {
    collect(model, std::move(rows), Cause{});
    if (!protected_.empty()) throw ProtectedError(refusal(model, "protected", protected_), in_key_order(protected_));
    forgive_restricted();
    if (!restricted_.empty()) throw RestrictedError(refusal(model, "restricted", restricted_), in_key_order(restricted_));
}

void Collector::collect(const ModelInfo& model, KeyRows found, const Cause& cause) {
    if (found.empty()) return;
    if (cause.as_parent) depend(model, *cause.source);
    else if (cause.source != nullptr && !cause.nullable) depend(*cause.source, model);
    const KeyRows rows = add(model, std::move(found));
    if (rows.empty()) return;
    if (!keep_parents_) collect_parents(model, rows);
    // What refers to parents was looked for with their children.
    if (!cause.as_parent) collect_referring(model, rows);
}

void Collector::collect_parents(const ModelInfo& model, const KeyRows& rows) {
    if (!is_child(model)) return;
    const ModelInfo& parent = concrete_model(concrete_model(model).base());
    collect(parent, {{&parent.primary_key()}, rows.column(*rows.columns[0])}, {.source = &model, .as_parent = true});
}

void Collector::collect_referring(const ModelInfo& model, const KeyRows& rows) {
    const std::size_t protected_before = protected_.size();
    std::vector<std::pair<const ModelInfo*, std::vector<const Referrer*>>> unseen;
    for (const Referrer& referrer : referrers(model)) {
        const FieldInfo& field = *referrer.field;
        if (left_to_database(field.on_delete)) continue;
        if (keep_parents_ && inherits_from(model, concrete_model(field.target()))) continue;
        if (can_erase_unseen(*referrer.model, &field)) {
            if (unseen.empty() || unseen.back().first != referrer.model) unseen.push_back({referrer.model, {}});
            unseen.back().second.push_back(&referrer);
            continue;
        }
        for (const std::vector<Value>& keys : batches(rows.column(referred_field(model, field)), batch_size(1)))
            follow(model, referrer, keys);
    }
    if (protected_.size() > protected_before) return;
    for (const auto& [referring, from] : unseen) erase_unseen(model, rows, from);
}

/// Does what one foreign key says to the rows that refer to some keys.
void Collector::follow(const ModelInfo& model, const Referrer& referrer, const std::vector<Value>& keys) {
    const FieldInfo& field = *referrer.field;
    if (field.on_delete == OnDelete::set_null || field.on_delete == OnDelete::set_default || field.on_delete == OnDelete::set_value)
        return assign(referrer, value_instead(referrer), keys);
    Query query = query_of(*referrer.model);
    restrict(query, field, keys);
    KeyRows rows = select_columns(std::move(query), referred_columns(*referrer.model));
    if (rows.empty()) return;
    if (field.on_delete == OnDelete::protect) return add_blocking(protected_, referrer, rows);
    if (field.on_delete == OnDelete::restrict) {
        depend(model, *referrer.model);
        return add_blocking(restricted_, referrer, rows);
    }
    collect(*referrer.model, std::move(rows), {.source = &model, .nullable = field.null});
    // Where constraints are checked at once, circular references must be ended first.
    if (field.null && !database_.dialect().features().deferred_foreign_keys) assign(referrer, Value(), keys);
}

void Collector::assign(const Referrer& referrer, Value value, const std::vector<Value>& keys) {
    for (Assignment& assignment : assignments_) {
        if (assignment.referrer->field != referrer.field || !(assignment.value == value)) continue;
        assignment.keys.insert(assignment.keys.end(), keys.begin(), keys.end());
        return;
    }
    assignments_.push_back({&referrer, std::move(value), keys});
}

/// Rows that refer to `rows` by any of the foreign keys of one model: they go by one DELETE.
void Collector::erase_unseen(const ModelInfo& model, const KeyRows& rows, const std::vector<const Referrer*>& from) {
    const std::size_t size = batch_size(from.size());
    for (std::size_t first = 0; first < rows.size(); first += size) {
        Query query = query_of(*from[0]->model);
        std::size_t lists = 0;
        Clause any;
        for (const Referrer* referrer : from) {
            std::vector<Value> all = rows.column(referred_field(model, *referrer->field));
            if (all.size() <= first) continue;
            const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
            build::keys(any, nullptr, *query.model, *referrer->field,
                        std::vector<Value>(begin, begin + static_cast<std::ptrdiff_t>(std::min(size, all.size() - first))));
            ++lists;
        }
        if (lists == 0) return;
        build::push(query.where, NodeKind::filter, 1);
        if (lists > 1) build::push(query.where, NodeKind::any_of, lists);
        query.where.add(any);
        unseen_.push_back(std::move(query));
    }
}

/// Restricted rows are no obstacle when they go, too.
void Collector::forgive_restricted() {
    for (BlockingObjects& objects : restricted_) {
        if (const Table* table = table_of(*objects.model))
            std::erase_if(objects.keys, [&](const Value& key) { return table->known.contains(key); });
        for (const Query& unseen : unseen_) {
            if (unseen.model != objects.model) continue;
            const std::size_t size = list_size((database_.dialect().features().max_parameters - unseen.where.values.size()) /
                                               std::max<std::size_t>(objects.model->key_parts.size(), 1));
            std::set<Value> going;
            for (const std::vector<Value>& keys : batches(objects.keys, size)) {
                Query query = unseen;
                restrict(query, objects.model->primary_key(), keys);
                for (Value& key : select_columns(std::move(query), {&objects.model->primary_key()}).values) going.insert(std::move(key));
            }
            std::erase_if(objects.keys, [&](const Value& key) { return going.contains(key); });
        }
    }
    std::erase_if(restricted_, [](const BlockingObjects& objects) { return objects.keys.empty(); });
}

/// Rows that refer come before those they refer to. Where references go round in circles, the order in which the rows
/// were found is turned round: the database checks the references at the end, or they were set to NULL.
std::vector<const Collector::Table*> Collector::in_order() const {
    std::vector<const Table*> left;
    for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) left.push_back(&*table);
    std::vector<const Table*> sorted;
    auto must_wait = [&](const Table* table) {
        return std::any_of(left.begin(), left.end(), [&](const Table* other) {
            const Dependency dependency(&concrete_model(*table->model), &concrete_model(*other->model));
            return std::find(dependencies_.begin(), dependencies_.end(), dependency) != dependencies_.end();
        });
    };
    while (!left.empty()) {
        auto next = std::find_if_not(left.begin(), left.end(), must_wait);
        if (next == left.end()) next = left.begin();
        sorted.push_back(*next);
        left.erase(next);
    }
    return sorted;
}

/// The rows of a table as objects, where somebody listens; the only object that the user erases is at hand.
Ref<ObjectBlock> Collector::objects_for_receivers(const Table& table) const {
    if (!is_heard(*table.model) || (object_ != nullptr && &table == &tables_.front() && table.keys.size() == 1)) return {};
    Ref<ObjectBlock> objects(new ObjectBlock(*table.model->type, table.keys.size()));
    for (const std::vector<Value>& keys : batches(table.keys, rows_at_once(*table.model))) {
        Query query = query_of(*table.model);
        restrict(query, table.model->primary_key(), keys);
        db::select(query, nullptr, {objects.get(), &ObjectBlock::append_to});
    }
    return objects;
}

void Collector::tell(Signal signal, const ModelInfo& model, const ObjectBlock* objects) const {
    if (model.automatic || !listening(model, signal)) return;
    if (objects == nullptr) return notify_delete(model, signal, object_, database_);
    for (std::size_t i = 0; i < objects->size(); ++i) notify_delete(model, signal, objects->at(i), database_);
}

Erased Collector::erase() {
    Erased erased;
    auto count = [&](const ModelInfo& model, std::int64_t rows) {
        if (rows == 0) return;
        erased.total += rows;
        erased.per_model[model_label(model)] += rows;
    };
    const std::vector<const Table*> tables = in_order();
    std::vector<Ref<ObjectBlock>> shown;
    for (const Table* table : tables) {
        shown.push_back(objects_for_receivers(*table));
        tell(Signal::pre_delete, *table->model, shown.back().get());
    }
    for (const Query& query : unseen_) count(*query.model, db::erase(query));
    for (const Assignment& assignment : assignments_) {
        const ModelInfo& model = *assignment.referrer->model;
        const FieldInfo& field = *assignment.referrer->field;
        Clause set;
        build::assignment(set, field, model.position(field), Value(assignment.value));
        for (const std::vector<Value>& keys : batches(assignment.keys, batch_size(1))) {
            Query query = query_of(model);
            restrict(query, field, keys);
            db::update(query, set);
        }
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const Table* table = tables[i];
        // The rows found last first: within a table, too, those that refer to others.
        const std::vector<Value> keys(table->keys.rbegin(), table->keys.rend());
        for (const std::vector<Value>& some : batches(keys, rows_at_once(*table->model))) {
            Query query = query_of(*table->model);
            restrict(query, table->model->primary_key(), some);
            count(*table->model, db::erase(query));
        }
        tell(Signal::post_delete, *table->model, shown[i].get());
    }
    return erased;
}

}  // namespace nuage::detail
