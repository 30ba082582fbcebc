// SPDX-License-Identifier: MIT
// Rows: objects that were loaded and are shared.
#pragma once

#include <stdexcept>
#include <vector>

#include <nuage/detail/objects.hpp>

namespace nuage {

/// Objects in memory that nobody changes any more; copies share them. A range: for (const Post& post : user.posts.rows()).
/// Also the member that Prefetch::to_attr() fills: nuage::Rows<Post> recent{}; which NUAGE_MODEL does not list.
template <class T>
class Rows {
public:
    using value_type = T;
    using const_iterator = const T*;

    Rows() = default;
    explicit Rows(const detail::LoadedObjects& objects) : objects_(objects) {}

    [[nodiscard]] const T* begin() const { return static_cast<const T*>(objects_.first()); }
    [[nodiscard]] const T* end() const { return begin() + size(); }
    [[nodiscard]] std::size_t size() const { return objects_.loaded() ? objects_.held().count : 0; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return begin()[i]; }
    [[nodiscard]] const T& front() const { return *begin(); }
    [[nodiscard]] const T& back() const { return end()[-1]; }
    /// Throws std::out_of_range.
    [[nodiscard]] const T& at(std::size_t i) const {
        if (i >= size()) throw std::out_of_range("nuage::Rows::at");
        return begin()[i];
    }

    friend bool operator==(const Rows& a, const Rows& b) { return are_equal(a, b); }
    friend bool operator==(const Rows& a, const std::vector<T>& b) { return are_equal(a, b); }

private:
    // Not std::equal(): <algorithm> is a sixteenth of what nuage.hpp costs to include.
    template <class Other>
    static bool are_equal(const Rows& a, const Other& b) {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!(a[i] == b[i])) return false;
        return true;
    }

    detail::LoadedObjects objects_;
};

}  // namespace nuage
