// SPDX-License-Identifier: MIT
// Which object a key belongs to.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include <nuage/meta/value.hpp>

namespace nuage::detail {

/// Numbers keys in the order of their arrival. Integers that lie close together are looked up in a table.
class KeyIndex {
public:
    static constexpr std::uint32_t none = 0xffffffff;
    /// All keys at once; repeated ones get the number of their first.
    explicit KeyIndex(std::span<const Value> keys);
    KeyIndex() = default;
    /// The number of a key, or none.
    [[nodiscard]] std::uint32_t find(const Value& key) const;
    /// The keys by their numbers.
    [[nodiscard]] const std::vector<Value>& keys() const { return keys_; }

private:
    struct Hash {
        std::size_t operator()(const Value& value) const;
    };
    bool add_dense(std::span<const Value> keys);
    std::vector<Value> keys_;
    std::int64_t first_ = 0;
    std::vector<std::uint32_t> dense_;
    std::unordered_map<Value, std::uint32_t, Hash> sparse_;
};

}  // namespace nuage::detail
