// SPDX-License-Identifier: MIT
// The rows that a query set keeps after it ran.
#pragma once

#include <atomic>
#include <type_traits>
#include <utility>
#include <vector>

namespace nuage::detail {

/// Rows that were read, shared by the copies of a query set. Not a std::shared_ptr, because that has no constexpr
/// destructor: static_sql makes query sets in constant evaluation. They never have rows there, and g++ 12 does not let
/// it look into a mutable member, so it is kept from trying.
template <class Row>
class SharedRows {
public:
    constexpr SharedRows() = default;
    constexpr SharedRows(const SharedRows& other) {
        if (std::is_constant_evaluated() || other.held_ == nullptr) return;
        held_ = other.held_;
        held_->owners.fetch_add(1, std::memory_order_relaxed);
    }
    constexpr SharedRows(SharedRows&& other) noexcept {
        if (!std::is_constant_evaluated()) held_ = std::exchange(other.held_, nullptr);
    }
    constexpr SharedRows& operator=(SharedRows other) noexcept {
        if (!std::is_constant_evaluated()) std::swap(held_, other.held_);
        return *this;
    }
    constexpr ~SharedRows() { reset(); }

    constexpr void reset() {
        if (std::is_constant_evaluated() || held_ == nullptr) return;
        if (held_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete held_;
        held_ = nullptr;
    }
    void hold(std::vector<Row> rows) {
        reset();
        held_ = new Held{std::move(rows), 1};
    }
    explicit operator bool() const { return held_ != nullptr; }
    const std::vector<Row>& operator*() const { return held_->rows; }
    const std::vector<Row>* operator->() const { return &held_->rows; }

private:
    struct Held {
        std::vector<Row> rows;
        std::atomic<int> owners;
    };
    Held* held_ = nullptr;
};

}  // namespace nuage::detail
