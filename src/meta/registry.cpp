// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <vector>

#include <nuage/meta/model_info.hpp>

namespace nuage {

namespace {

std::vector<const AppInfo*>& apps() {
    static std::vector<const AppInfo*> list;
    return list;
}

/// Models with a table of their own, in the order they are met.
class KnownModels {
public:
    void add(const ModelInfo& given) {
        const ModelInfo& model = concrete_model(given);
        if (seen_.insert(&model).second) models_.push_back(&model);
    }
    /// Adds what relations lead to, until there is nothing new.
    void add_related() {
        for (std::size_t i = 0; i < models_.size(); ++i) {
            const ModelInfo& model = *models_[i];
            if (model.parent_link != ModelInfo::no_link) add(model.base());
            for (const FieldInfo& field : model.fields) {
                if (!field.is_relation()) continue;
                add(field.target());
                if (field.kind == FieldKind::many_to_many) add(*field.through().model);
            }
        }
    }
    [[nodiscard]] const std::vector<const ModelInfo*>& all() const { return models_; }

private:
    std::vector<const ModelInfo*> models_;
    std::set<const ModelInfo*> seen_;
};

/// Whether a foreign key to `target` refers to rows of `model`: to its own or to those of a parent.
bool refers_to(const FieldInfo& field, const ModelInfo& model) {
    const ModelInfo& target = concrete_model(field.target());
    if (&target == &model) return true;
    for (const ModelInfo* child = &model; child->parent_link != ModelInfo::no_link;) {
        child = &concrete_model(child->base());
        if (&target == child) return !field.parent_link;
    }
    return false;
}

std::vector<Referrer> find_referrers(const ModelInfo& model) {
    KnownModels known;
    for (const AppInfo* app : apps())
        for (const ModelInfo* listed : app->models) known.add(*listed);
    known.add(model);
    known.add_related();
    std::vector<Referrer> found;
    for (const ModelInfo* holder : known.all())
        for (const FieldInfo& field : holder->fields)
            if (field.kind == FieldKind::foreign_key && !field.inherited && refers_to(field, model)) found.push_back({holder, &field});
    return found;
}

}  // namespace

// Runs before main(), or while a shared library is loaded: one thread.
bool register_app(const AppInfo& app) {
    if (std::find(apps().begin(), apps().end(), &app) == apps().end()) apps().push_back(&app);
    return true;
}

std::span<const AppInfo* const> registered_apps() { return apps(); }

std::span<const Referrer> referrers(const ModelInfo& given) {
    // By the number of apps as well: a library that was loaded since may have brought further ones. Tables stay where they
    // are, for spans point to them.
    static std::map<std::pair<const ModelInfo*, std::size_t>, std::vector<Referrer>> tables;
    static std::shared_mutex mutex;
    const ModelInfo& model = concrete_model(given);
    const std::pair key(&model, apps().size());
    {
        const std::shared_lock lock(mutex);
        if (const auto found = tables.find(key); found != tables.end()) return found->second;
    }
    std::vector<Referrer> made = find_referrers(model);
    const std::unique_lock lock(mutex);
    return tables.try_emplace(key, std::move(made)).first->second;
}

}  // namespace nuage
