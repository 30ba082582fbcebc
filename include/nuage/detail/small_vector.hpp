// SPDX-License-Identifier: MIT
// A vector whose first few elements need no allocation; usable in constant evaluation.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace nuage::detail {

/// Building and running a query allocates nothing while it stays within N nodes and values.
template <class T, std::size_t N>
class SmallVector {
public:
    constexpr SmallVector() noexcept {}
    constexpr SmallVector(const SmallVector& other) { append(other.begin(), other.size_); }
    constexpr SmallVector(SmallVector&& other) noexcept { take(other); }
    constexpr SmallVector& operator=(const SmallVector& other) {
        if (this != &other) {
            clear();
            append(other.begin(), other.size_);
        }
        return *this;
    }
    constexpr SmallVector& operator=(SmallVector&& other) noexcept {
        if (this != &other) {
            clear();
            release();
            take(other);
        }
        return *this;
    }
    constexpr ~SmallVector() {
        clear();
        release();
    }

    constexpr T* begin() { return heap_ ? heap_ : inline_; }
    constexpr T* end() { return begin() + size_; }
    [[nodiscard]] constexpr const T* begin() const { return heap_ ? heap_ : inline_; }
    [[nodiscard]] constexpr const T* end() const { return begin() + size_; }
    [[nodiscard]] constexpr const T* data() const { return begin(); }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    constexpr T& operator[](std::size_t i) { return begin()[i]; }
    constexpr const T& operator[](std::size_t i) const { return begin()[i]; }
    constexpr T& back() { return begin()[size_ - 1]; }
    constexpr operator std::span<const T>() const { return {begin(), size_}; }

    template <class... Args>
    constexpr T& emplace_back(Args&&... args) {
        if (size_ == capacity_) grow(size_ + 1);
        T* place = std::construct_at(begin() + size_, std::forward<Args>(args)...);
        ++size_;
        return *place;
    }
    constexpr void push_back(const T& value) { emplace_back(value); }
    constexpr void push_back(T&& value) { emplace_back(std::move(value)); }
    constexpr void append(const T* first, std::size_t count) {
        if (size_ + count > capacity_) grow(size_ + count);
        for (std::size_t i = 0; i < count; ++i) std::construct_at(begin() + size_ + i, first[i]);
        size_ += count;
    }
    constexpr void clear() {
        if constexpr (!std::is_trivially_destructible_v<T>)
            for (std::size_t i = 0; i < size_; ++i) std::destroy_at(begin() + i);
        size_ = 0;
    }
    constexpr void resize_down(std::size_t size) {
        while (size_ > size) std::destroy_at(begin() + --size_);
    }

private:
    /// Constant evaluation has no way to begin the life of single elements of the array in the union.
    static constexpr std::size_t inline_capacity() { return std::is_constant_evaluated() ? 0 : N; }
    constexpr void grow(std::size_t least) {
        std::size_t capacity = capacity_ * 2 < least ? least : capacity_ * 2;
        T* bigger = std::allocator<T>().allocate(capacity);
        for (std::size_t i = 0; i < size_; ++i) {
            std::construct_at(bigger + i, std::move(begin()[i]));
            std::destroy_at(begin() + i);
        }
        release();
        heap_ = bigger;
        capacity_ = capacity;
    }
    constexpr void release() {
        if (heap_) std::allocator<T>().deallocate(heap_, capacity_);
        heap_ = nullptr;
        capacity_ = inline_capacity();
    }
    constexpr void take(SmallVector& other) noexcept {
        if (other.heap_) {
            heap_ = std::exchange(other.heap_, nullptr);
            capacity_ = std::exchange(other.capacity_, inline_capacity());
            size_ = std::exchange(other.size_, 0);
            return;
        }
        for (std::size_t i = 0; i < other.size_; ++i) std::construct_at(inline_ + i, std::move(other.inline_[i]));
        size_ = other.size_;
        other.clear();
    }

    T* heap_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = inline_capacity();
    union {
        T inline_[N];
    };
};

}  // namespace nuage::detail
