// SPDX-License-Identifier: MIT
// Objects of a type that only function pointers know, and arrays of them.
#pragma once

#include <new>
#include <utility>

#include <nuage/detail/shared.hpp>

namespace nuage::detail {

/// What it takes to keep objects of a type in memory.
struct ObjectType {
    std::size_t size;
    std::size_t align;
    void (*construct)(void* place);
    void (*copy)(void* place, const void* from);
    /// Moves n objects to raw memory and destroys them where they were.
    void (*relocate)(void* to, void* from, std::size_t n) noexcept;
    void (*destroy)(void* first, std::size_t n) noexcept;
};

/// Prepares a fresh object; models with many-to-many members have an overload.
template <class T>
struct FreshObject {
    static void prepare(T&) {}
};

template <class T>
struct object_functions {
    static void construct(void* place) { FreshObject<T>::prepare(*::new (place) T{}); }
    static void copy(void* place, const void* from) { ::new (place) T(*static_cast<const T*>(from)); }
    static void relocate(void* to, void* from, std::size_t n) noexcept {
        for (std::size_t i = 0; i < n; ++i) {
            T* old = static_cast<T*>(from) + i;
            ::new (static_cast<void*>(static_cast<T*>(to) + i)) T(std::move(*old));
            old->~T();
        }
    }
    static void destroy(void* first, std::size_t n) noexcept {
        for (std::size_t i = 0; i < n; ++i) (static_cast<T*>(first) + i)->~T();
    }
};
template <class T>
inline constexpr ObjectType object_type{sizeof(T),
                                        alignof(T),
                                        &object_functions<T>::construct,
                                        &object_functions<T>::copy,
                                        &object_functions<T>::relocate,
                                        &object_functions<T>::destroy};

/// A growing array of objects; what lies in it is shared once it is complete.
class ObjectBlock final : public Counted {
public:
    explicit ObjectBlock(const ObjectType& type, std::size_t room = 0);
    /// One more object at the end. Moves the others when there is no room.
    void* append();
    void* append_copy(const void* from);
    void reserve(std::size_t room);
    [[nodiscard]] void* at(std::size_t i) const { return memory_ + i * type_.size; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const ObjectType& type() const { return type_; }
    /// The whole of it, with a reference of its own.
    [[nodiscard]] Held share();
    /// A RowSink's append().
    static void* append_to(void* block) { return static_cast<ObjectBlock*>(block)->append(); }
    /// A block with the objects in another order, moved there; this one is empty then.
    [[nodiscard]] Ref<ObjectBlock> in_order(const std::uint32_t* order);

private:
    friend void destroy_as<ObjectBlock>(Counted*) noexcept;
    ~ObjectBlock();
    [[nodiscard]] char* allocate(std::size_t room) const;
    void deallocate() noexcept;
    const ObjectType& type_;
    char* memory_ = nullptr;
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};

}  // namespace nuage::detail
