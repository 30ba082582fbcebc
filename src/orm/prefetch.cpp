// SPDX-License-Identifier: MIT
#include <nuage/prefetch.hpp>

#include <optional>

#include "instances.hpp"
#include "loading.hpp"

namespace nuage::detail {

namespace {

const PrefetchList* list_of(const Ref<Counted>& list) { return static_cast<const PrefetchList*>(list.get()); }

/// A list that nobody else sees: query sets share theirs.
PrefetchList& own_list(Ref<Counted>& list) {
    auto* copy = new PrefetchList;
    if (const PrefetchList* shared = list_of(list)) {
        copy->entries = shared->entries;
        copy->clash = shared->clash;
    }
    list = Ref<Counted>(copy);
    return *copy;
}

PrefetchList::Entry& entry_for(PrefetchList& list, const FieldInfo& relation, std::uint32_t attribute) {
    for (PrefetchList::Entry& entry : list.entries)
        if (entry.relation == &relation && entry.attribute == attribute) return entry;
    PrefetchList::Entry& entry = list.entries.emplace_back();
    entry.relation = &relation;
    entry.attribute = attribute;
    return entry;
}

/// Objects of one model and what is to be loaded for them.
struct Level {
    const ModelInfo* model;
    std::vector<void*> objects;
    const PrefetchList* list;
};

/// One relation of one level.
class Step {
public:
    Step(const Level& level, const PrefetchList::Entry& entry)
        : level_(level), entry_(entry), key_(RelationLoad::key_field(*level.model, *entry.relation)) {}

    /// What has to be loaded; nullptr: nothing.
    [[nodiscard]] RelationLoad* prepare() {
        if (level_.objects.empty()) return nullptr;
        // NULL is what a key that was not loaded looks like: nothing would be found, without a word.
        if (is_forward() && is_deferred(*level_.model, level_.objects.front(), level_.model->position(*entry_.relation)))
            throw FieldError("[F015] " + std::string(level_.model->name) + "." + std::string(entry_.relation->name) +
                             " cannot be left out and followed by prefetch_related() at the same time.");
        std::vector<Value> keys;
        keys.reserve(level_.objects.size());
        for (void* object : level_.objects) {
            if (is_there(object)) continue;
            Value key = key_of(object);
            if (!key.is_null()) keys.push_back(std::move(key));
        }
        if (keys.empty()) return nullptr;
        const InstanceState& state = state_of(*level_.model, level_.objects.front());
        const auto* peers = static_cast<const db::Peers*>(state.peers.get());
        load_.emplace(*level_.model, *entry_.relation, entry_.custom ? entry_.query : base_query(), std::move(keys),
                      database_of_object(*level_.model, level_.objects.front()),
                      peers != nullptr ? peers->mode : FetchMode::one);
        return &*load_;
    }

    /// Gives each object its related ones, and adds what is to be loaded next.
    void finish(std::vector<Level>& next) {
        const Ref<RelatedObjects> loaded = load_ ? load_->result() : Ref<RelatedObjects>();
        for (void* object : level_.objects) {
            if (is_there(object)) continue;
            const Value key = key_of(object);
            const Held held = loaded && !key.is_null() ? loaded->find(key) : Held{};
            tell_owner(*level_.model, *entry_.relation, object, held);
            // What is empty may be filled by another thread, too; what a query of its own replaces may not.
            if (entry_.custom) place_in(object).set(held);
            else place_in(object).publish(held);
        }
        add_levels(next);
    }

private:
    [[nodiscard]] Value key_of(const void* object) const { return read_member(*key_.access, static_cast<const char*>(object) + key_.offset); }
    [[nodiscard]] bool is_forward() const { return entry_.relation->kind == FieldKind::foreign_key; }
    /// Many objects come from the default manager; the one that a key refers to is there whatever the manager leaves out.
    [[nodiscard]] Query base_query() const {
        const ModelInfo& target = entry_.relation->target();
        return entry_.relation->multi_valued ? default_query(target) : plain_query(target);
    }
    [[nodiscard]] LoadedObjects& place_in(void* object) const {
        auto* bytes = static_cast<char*>(object);
        if (entry_.attribute != PrefetchList::none) return *reinterpret_cast<LoadedObjects*>(bytes + entry_.attribute);
        if (is_forward()) return reinterpret_cast<ToOneState*>(bytes + entry_.relation->offset)->object;
        return reinterpret_cast<RelatedState*>(bytes + entry_.relation->offset)->rows;
    }
    /// Selected with the row, or loaded before: taken as it is.
    [[nodiscard]] bool is_there(void* object) const { return !entry_.custom && place_in(object).loaded(); }

    void add_levels(std::vector<Level>& next) const {
        const PrefetchList* nested[] = {entry_.custom ? list_of(entry_.query.prefetches) : nullptr, list_of(entry_.nested)};
        for (const PrefetchList* list : nested) {
            if (list == nullptr) continue;
            Level level{&entry_.relation->target(), {}, list};
            const void* last = nullptr;
            for (void* object : level_.objects) {
                const LoadedObjects& place = place_in(object);
                if (!place.loaded() || place.held().first == last) continue;
                last = place.held().first;
                for (std::size_t i = 0; i < place.held().count; ++i)
                    level.objects.push_back(static_cast<char*>(place.held().first) + i * level.model->size);
            }
            next.push_back(std::move(level));
        }
    }

    const Level& level_;
    const PrefetchList::Entry& entry_;
    const FieldInfo& key_;
    std::optional<RelationLoad> load_;
};

}  // namespace

void add_prefetch(Query& query, std::span<const FieldInfo* const> path, const Query* custom, std::uint32_t attribute) {
    PrefetchList* list = &own_list(query.prefetches);
    PrefetchList* top = list;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) list = &own_list(entry_for(*list, *path[i], PrefetchList::none).nested);
    const std::size_t before = list->entries.size();
    PrefetchList::Entry& entry = entry_for(*list, *path.back(), attribute);
    if (custom == nullptr) return;
    if (list->entries.size() == before) top->clash = std::string(path.back()->name);
    entry.custom = true;
    entry.query = *custom;
}

void prefetch(const Query& query, Objects objects) {
    const PrefetchList* list = list_of(query.prefetches);
    if (list == nullptr || objects.count == 0) return;
    std::vector<Level> levels(1);
    levels[0].model = query.model;
    levels[0].list = list;
    for (std::size_t i = 0; i < objects.count; ++i) levels[0].objects.push_back(static_cast<char*>(objects.first) + i * objects.stride);
    while (!levels.empty()) {
        std::vector<Level> next;
        std::deque<Step> steps;
        std::vector<RelationLoad*> loads;
        for (const Level& level : levels)
            for (const PrefetchList::Entry& entry : level.list->entries)
                if (RelationLoad* load = steps.emplace_back(level, entry).prepare()) loads.push_back(load);
        RelationLoad::run_together(loads);
        for (Step& step : steps) step.finish(next);
        levels = std::move(next);
    }
    if (!list->clash.empty())
        throw ValueError("'" + list->clash + "' lookup was already seen with a different queryset. You may need to adjust the ordering of your lookups.");
}

}  // namespace nuage::detail
