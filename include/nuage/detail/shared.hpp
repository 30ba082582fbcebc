// SPDX-License-Identifier: MIT
// Shared ownership without templates: what copies of rows, relations and query sets have in common.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace nuage::detail {

/// Base of what is owned by several; destroyed with its last owner.
struct Counted {
    explicit Counted(void (*how)(Counted*) noexcept) : destroy(how) {}
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    void (*destroy)(Counted*) noexcept;
    std::atomic<std::uint32_t> owners{1};

protected:
    ~Counted() = default;
};

inline void retain(Counted* counted) noexcept {
    if (counted != nullptr) counted->owners.fetch_add(1, std::memory_order_relaxed);
}
inline void release(Counted* counted) noexcept {
    if (counted != nullptr && counted->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) counted->destroy(counted);
}
template <class T>
void destroy_as(Counted* counted) noexcept {
    delete static_cast<T*>(counted);
}

/// An owner of a T, which derives from Counted; may be empty. Usable, empty, in constant evaluation.
template <class T>
class Ref {
public:
    constexpr Ref() noexcept = default;
    /// Takes over the reference that the object was made with.
    explicit Ref(T* made) noexcept : object_(made) {}
    constexpr Ref(const Ref& other) noexcept {
        if (std::is_constant_evaluated()) return;
        object_ = other.object_;
        retain(object_);
    }
    constexpr Ref(Ref&& other) noexcept {
        if (!std::is_constant_evaluated()) object_ = std::exchange(other.object_, nullptr);
    }
    constexpr Ref& operator=(Ref other) noexcept {
        if (!std::is_constant_evaluated()) std::swap(object_, other.object_);
        return *this;
    }
    constexpr ~Ref() {
        if (!std::is_constant_evaluated()) release(object_);
    }
    [[nodiscard]] T* get() const noexcept { return object_; }
    [[nodiscard]] T* operator->() const noexcept { return object_; }
    [[nodiscard]] T& operator*() const noexcept { return *object_; }
    explicit operator bool() const noexcept { return object_ != nullptr; }
    /// Gives the reference away.
    [[nodiscard]] T* let_go() noexcept { return std::exchange(object_, nullptr); }

private:
    T* object_ = nullptr;
};

/// Objects in memory: where they lie, and what keeps them there.
struct Held {
    Counted* owner = nullptr;
    void* first = nullptr;
    std::size_t count = 0;
};

/// Room for objects that are loaded when they are first wanted. Reading and filling by several threads at once is safe:
/// whoever comes second takes what the first has loaded. Copies share the objects.
class LoadedObjects {
public:
    constexpr LoadedObjects() noexcept = default;
    constexpr LoadedObjects(const LoadedObjects& other) noexcept {
        if (!std::is_constant_evaluated()) share(other);
    }
    constexpr LoadedObjects(LoadedObjects&& other) noexcept {
        if (!std::is_constant_evaluated()) take(other);
    }
    constexpr LoadedObjects& operator=(const LoadedObjects& other) noexcept {
        if (std::is_constant_evaluated() || this == &other) return *this;
        reset();
        share(other);
        return *this;
    }
    constexpr LoadedObjects& operator=(LoadedObjects&& other) noexcept {
        if (std::is_constant_evaluated() || this == &other) return *this;
        reset();
        take(other);
        return *this;
    }
    constexpr ~LoadedObjects() { reset(); }

    [[nodiscard]] bool loaded() const noexcept { return state_.load(std::memory_order_acquire) == ready; }
    /// Only where loaded().
    [[nodiscard]] const Held& held() const noexcept { return held_; }
    /// The first object; nullptr where nothing was loaded or there is none.
    [[nodiscard]] void* first() const noexcept { return loaded() ? held_.first : nullptr; }

    /// Takes over the owner's reference. For one thread at a time.
    void set(const Held& held) noexcept {
        reset();
        held_ = held;
        state_.store(ready, std::memory_order_release);
    }
    /// The same where other threads may do so, too: what comes late is dropped.
    void publish(const Held& held) const noexcept {
        std::uint8_t expected = empty;
        if (state_.compare_exchange_strong(expected, busy, std::memory_order_acquire)) {
            held_ = held;
            state_.store(ready, std::memory_order_release);
            return;
        }
        while (state_.load(std::memory_order_acquire) != ready) {}  // two stores away
        release(held.owner);
    }
    constexpr void reset() noexcept {
        if (std::is_constant_evaluated() || state_.load(std::memory_order_relaxed) != ready) return;
        state_.store(empty, std::memory_order_relaxed);
        release(held_.owner);
        held_ = {};
    }

private:
    static constexpr std::uint8_t empty = 0;
    static constexpr std::uint8_t busy = 1;
    static constexpr std::uint8_t ready = 2;

    void share(const LoadedObjects& other) noexcept {
        if (!other.loaded()) return;
        held_ = other.held_;
        retain(held_.owner);
        state_.store(ready, std::memory_order_relaxed);
    }
    void take(LoadedObjects& other) noexcept {
        if (!other.loaded()) return;
        held_ = std::exchange(other.held_, {});
        state_.store(ready, std::memory_order_relaxed);
        other.state_.store(empty, std::memory_order_relaxed);
    }

    mutable std::atomic<std::uint8_t> state_{empty};
    mutable Held held_{};
};

}  // namespace nuage::detail
