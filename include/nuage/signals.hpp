// SPDX-License-Identifier: MIT
// Signals: functions that are called when objects are loaded, saved and deleted.
// https://docs.djangoproject.com/en/5.2/ref/signals/
#pragma once

#include <memory>
#include <optional>
#include <span>

#include <nuage/manager.hpp>

namespace nuage {

/// An object of a model that only run time knows: what receivers of any model's signals are given.
struct AnyObject {
    const ModelInfo& model;
    void* object;

    /// The object as one of M, or nullptr when it is of another model.
    template <Model M>
    [[nodiscard]] M* as() const {
        return &model == &model_info<M>() ? static_cast<M*>(object) : nullptr;
    }
};

/// An object was read from a database: all of its members are set.
struct InitEvent {
    std::string_view using_db;
};
/// An object is about to be written by save(), or was written.
struct SaveEvent {
    bool created = false;   ///< post_save: by an INSERT
    /// What save() was told to write; nullopt: everything. Lives as long as the call.
    std::optional<std::span<const std::string_view>> update_fields{};
    std::string_view using_db{};
};
/// A row is about to be deleted, or was deleted; the object still has its key.
struct DeleteEvent {
    std::string_view using_db;
};

enum class M2MAction : std::uint8_t { pre_add, post_add, pre_remove, post_remove, pre_clear, post_clear };

/// A many-to-many relation is about to change, or has changed.
struct M2MEvent {
    M2MAction action;
    bool reverse = false;               ///< the change was made from the other end of the relation
    const ModelInfo* model = nullptr;   ///< of the objects that are added or removed
    const ModelInfo* through = nullptr; ///< of the rows that relate them
    std::string_view field{};           ///< the relation, by its name in the model of the object
    std::span<const Value> keys{};      ///< of the objects that are added or removed; none for clear
    std::string_view using_db{};
};

namespace detail {

/// A receiver whose type was forgotten.
struct Receiver {
    std::shared_ptr<void> function;   // shared: a thread that is sending still calls what another one disconnects
    void (*call)(void* function, AnyObject object, const void* event) = nullptr;
};

/// `model` nullptr: of any model. Gives the number to disconnect by.
std::uint64_t connect_receiver(const ModelInfo* model, Signal signal, Receiver receiver);
void disconnect_receiver(std::uint64_t number) noexcept;

}  // namespace detail

/// Keeps a receiver connected for as long as it lives.
class [[nodiscard]] SignalConnection {
public:
    SignalConnection() = default;
    explicit SignalConnection(std::uint64_t number) : number_(number) {}
    SignalConnection(SignalConnection&& other) noexcept : number_(std::exchange(other.number_, 0)) {}
    SignalConnection& operator=(SignalConnection&& other) noexcept {
        if (this != &other) {
            disconnect();
            number_ = std::exchange(other.number_, 0);
        }
        return *this;
    }
    ~SignalConnection() { disconnect(); }

    /// Returns at once: another thread may still be inside of the receiver.
    void disconnect() noexcept {
        if (number_ != 0) detail::disconnect_receiver(std::exchange(number_, 0));
    }
    /// The receiver stays connected until the program ends.
    void keep() noexcept { number_ = 0; }
    [[nodiscard]] bool connected() const noexcept { return number_ != 0; }

private:
    std::uint64_t number_ = 0;
};

namespace signals {

/// A signal of the model M, or of any model (void). Connecting and disconnecting is safe from any thread, and inside of
/// receivers. Receivers are called in the order in which they were connected, in the thread that saves; what one throws
/// passes on to the caller of save(), and the further ones are not called.
template <class M, Signal Which, class Event>
class ModelSignal {
public:
    /// Calls function(object, event), or function(object), until the connection is destroyed.
    template <class F>
    SignalConnection connect(F function) const {
        if constexpr (!is_receiver<F>()) {
            static_assert(is_receiver<F>(), "[T020] nuage: a receiver takes the model's object by reference (AnyObject for any model), and may take the event");
            return {};
        } else {
            detail::Receiver receiver{std::make_shared<F>(std::move(function)), &call<F>};
            return SignalConnection(detail::connect_receiver(model(), Which, std::move(receiver)));
        }
    }
    /// Calls it for as long as the program runs.
    template <class F>
    void connect_always(F function) const {
        connect(std::move(function)).keep();
    }

private:
    using Object = std::conditional_t<std::is_void_v<M>, const AnyObject, M>;
    template <class F>
    static constexpr bool takes_event = std::is_invocable_v<F&, Object&, const Event&>;
    template <class F>
    static constexpr bool is_receiver() {
        return takes_event<F> || std::is_invocable_v<F&, Object&>;
    }
    static constexpr const ModelInfo* model() {
        if constexpr (std::is_void_v<M>) return nullptr;
        else return &model_info<M>();
    }
    template <class F>
    static void call(void* function, AnyObject any, const void* event) {
        F& f = *static_cast<F*>(function);
        if constexpr (std::is_void_v<M>) pass(f, any, event);
        else pass(f, *static_cast<M*>(any.object), event);
    }
    template <class F, class O>
    static void pass(F& f, O& object, const void* event) {
        if constexpr (takes_event<F>) f(static_cast<Object&>(object), *static_cast<const Event*>(event));
        else f(static_cast<Object&>(object));
    }
};

/// After an object was read from the database. Not for objects that the program makes: for those there is no
/// hook in C++, and so there is no pre_init either.
template <class M = void>
inline constexpr ModelSignal<M, Signal::post_init, InitEvent> post_init{};
/// Before and after save(). Not sent by update(), bulk_create() and bulk_update().
template <class M = void>
inline constexpr ModelSignal<M, Signal::pre_save, SaveEvent> pre_save{};
template <class M = void>
inline constexpr ModelSignal<M, Signal::post_save, SaveEvent> post_save{};
/// Before and after the deletion of a row whose object is in memory.
template <class M = void>
inline constexpr ModelSignal<M, Signal::pre_delete, DeleteEvent> pre_delete{};
template <class M = void>
inline constexpr ModelSignal<M, Signal::post_delete, DeleteEvent> post_delete{};
/// Before and after a many-to-many relation of an object changes; M is the model of the object it is changed through.
template <class M = void>
inline constexpr ModelSignal<M, Signal::m2m_changed, M2MEvent> m2m_changed{};

}  // namespace signals
}  // namespace nuage
