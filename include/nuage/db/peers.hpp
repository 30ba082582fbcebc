// SPDX-License-Identifier: MIT
// What objects remember of the query they came from, so that what was not loaded with them can be loaded later: for one of
// them, for all of them at once, or not at all.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include <nuage/db/route.hpp>
#include <nuage/db/session.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage::db {

/// Loaded objects, by the key of the object that asked.
struct LoadedByKey : detail::Counted {
    explicit LoadedByKey(void (*how)(Counted*) noexcept) : Counted(how) {}
    /// With a reference of its own; empty where there is nothing.
    [[nodiscard]] virtual detail::Held find(const Value& key) const = 0;
    [[nodiscard]] virtual const Value* value(const Value& key) const = 0;

protected:
    virtual ~LoadedByKey() = default;
};

/// The objects of one result, or those that hang on them by one relation.
struct Peers final : detail::Counted {
    Peers(const ModelInfo& m, Database& d, FetchMode f) : Counted(&detail::destroy_as<Peers>), model(m), database(d), mode(f) {}
    const ModelInfo& model;
    Database& database;
    const FetchMode mode;
    std::vector<Value> keys;   ///< primary keys of all of them, for FetchMode::peers

    /// What was loaded for all of them by a relation or for a deferred field; `load` runs at the first call.
    template <class Load>
    [[nodiscard]] const LoadedByKey& loaded(const FieldInfo& field, Load&& load) {
        const std::lock_guard lock(mutex_);
        detail::Ref<LoadedByKey>& entry = loaded_[&field];
        if (!entry) entry = load();
        return *entry;
    }

private:
    std::mutex mutex_;
    std::map<const FieldInfo*, detail::Ref<LoadedByKey>> loaded_;
};

/// The same for one foreign key of these objects. Or, of an object that is in no database yet, where the object is that was
/// assigned to its foreign key: then there is one key only, and model and relation are those of that object.
struct ToOneSource final : detail::Counted {
    ToOneSource(const ModelInfo& m, const FieldInfo& r, Database& d, FetchMode f)
        : Counted(&detail::destroy_as<ToOneSource>), model(m), relation(r), database(d), mode(f) {}
    const ModelInfo& model;
    const FieldInfo& relation;
    Database& database;
    const FetchMode mode;
    bool assigned = false;     ///< of an object in no database
    std::vector<Value> keys;   ///< what the objects refer to, for FetchMode::peers
    std::once_flag once;
    detail::Ref<LoadedByKey> loaded;
};

/// Tells the objects of one result where they came from. Nothing needs to be told to those of the only database whose
/// relations are loaded one by one.
class Attacher {
public:
    Attacher(const ModelInfo& model, Database& database, FetchMode mode);
    [[nodiscard]] static bool is_needed(const Database& database, FetchMode mode) {
        return mode != FetchMode::one || !is_sole(database);
    }
    /// An object with all its columns read, and the objects joined in.
    void attach(void* object);

private:
    struct Relation {
        const FieldInfo* field;
        detail::Ref<ToOneSource> source;
        std::unique_ptr<Attacher> joined;
    };
    const ModelInfo& model_;
    detail::Ref<Peers> peers_;
    std::vector<Relation> relations_;
};

/// Passes rows on to a sink, attached.
class AttachingSink {
public:
    AttachingSink(Attacher& attacher, RowSink inner) : attacher_(attacher), inner_(inner) {}
    [[nodiscard]] RowSink sink() { return {this, &append}; }
    /// The last row, which no further one has followed.
    void finish() {
        if (last_ != nullptr) attacher_.attach(last_);
        last_ = nullptr;
    }

private:
    static void* append(void* self) {
        auto& sink = *static_cast<AttachingSink*>(self);
        sink.finish();
        return sink.last_ = sink.inner_.append(sink.inner_.container);
    }
    Attacher& attacher_;
    RowSink inner_;
    void* last_ = nullptr;
};

}  // namespace nuage::db
