// SPDX-License-Identifier: MIT
#include "signals.hpp"

#include <algorithm>
#include <mutex>
#include <vector>

namespace nuage::detail {

namespace {

struct Entry {
    std::uint64_t number;
    const ModelInfo* model;   // nullptr: any
    Signal signal;
    Receiver receiver;

    [[nodiscard]] bool hears(const ModelInfo& sender, Signal sent) const {
        return signal == sent && (model == nullptr || model == &sender);
    }
};

struct Registry {
    std::mutex mutex;
    std::vector<Entry> entries;   // in the order of connection
    std::uint64_t last_number = 0;

    /// What listening() asks, made anew. The mutex is held.
    void update(const ModelInfo* model) const {
        std::uint32_t heard = 0;
        std::uint32_t own = 0;
        for (const Entry& entry : entries) {
            heard |= signal_bit(entry.signal) | (entry.model == nullptr ? any_model_bit(entry.signal) : 0);
            if (entry.model == model) own |= signal_bit(entry.signal);
        }
        if (model != nullptr) model->listeners->signals.store(own, std::memory_order_relaxed);
        heard_signals.signals.store(heard, std::memory_order_relaxed);
    }
};

// Never destroyed: objects with static storage may disconnect after main().
Registry& registry() {
    static Registry& all = *new Registry;
    return all;
}

/// Receivers are called without the lock, so that they may connect, disconnect and save.
std::vector<Receiver> receivers_of(const ModelInfo& model, Signal signal) {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    std::vector<Receiver> found;
    for (const Entry& entry : all.entries)
        if (entry.hears(model, signal)) found.push_back(entry.receiver);
    return found;
}

void send(const ModelInfo& model, Signal signal, void* object, const void* event) {
    for (const Receiver& receiver : receivers_of(model, signal))
        receiver.call(receiver.function.get(), AnyObject{model, object}, event);
}

}  // namespace

std::uint64_t connect_receiver(const ModelInfo* model, Signal signal, Receiver receiver) {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    all.entries.push_back({++all.last_number, model, signal, std::move(receiver)});
    all.update(model);
    return all.last_number;
}

void disconnect_receiver(std::uint64_t number) noexcept {
    Registry& all = registry();
    Receiver last;   // what the function holds is released without the lock
    const std::lock_guard lock(all.mutex);
    const auto found = std::find_if(all.entries.begin(), all.entries.end(), [&](const Entry& entry) { return entry.number == number; });
    if (found == all.entries.end()) return;
    const ModelInfo* model = found->model;
    last = std::move(found->receiver);
    all.entries.erase(found);
    all.update(model);
}

void notify_save(const ModelInfo& model, Signal signal, void* object, const SaveEvent& event) {
    send(model, signal, object, &event);
}

void notify_delete(const ModelInfo& model, Signal signal, void* object, const db::Database& database) {
    const DeleteEvent event{database.alias()};
    send(model, signal, object, &event);
}

void notify_m2m(const ModelInfo& model, void* object, const M2MEvent& event) { send(model, Signal::m2m_changed, object, &event); }

void notify_init(const ModelInfo& model, void* object, const void* database) {
    const InitEvent event{static_cast<const db::Database*>(database)->alias()};
    send(model, Signal::post_init, object, &event);
}

void notify_init_of_row(const ModelInfo& model, void* object, const void* database) {
    for (const FieldInfo& field : model.fields) {
        if (field.kind != FieldKind::foreign_key) continue;
        if (const void* related = field.relation->object(static_cast<const char*>(object) + field.offset))
            notify_init_of_row(field.target(), const_cast<void*>(related), database);
    }
    if (listening(model, Signal::post_init)) notify_init(model, object, database);
}

}  // namespace nuage::detail
