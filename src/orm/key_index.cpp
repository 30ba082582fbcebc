// SPDX-License-Identifier: MIT
#include "key_index.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>

namespace nuage::detail {

std::size_t KeyIndex::Hash::operator()(const Value& value) const {
    switch (value.kind()) {
        case ValueKind::integer: return std::hash<std::int64_t>()(value.integer());
        case ValueKind::text: return std::hash<std::string_view>()(value.text());
        default: return std::hash<std::string>()(value.repr());
    }
}

bool KeyIndex::add_dense(std::span<const Value> keys) {
    if (keys.empty()) return true;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t most = std::numeric_limits<std::int64_t>::min();
    for (const Value& key : keys) {
        if (key.kind() != ValueKind::integer) return false;
        least = std::min(least, key.integer());
        most = std::max(most, key.integer());
    }
    const auto width = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    if (width > keys.size() * 8 + 64) return false;
    first_ = least;
    dense_.assign(static_cast<std::size_t>(width) + 1, none);
    for (const Value& key : keys) {
        std::uint32_t& number = dense_[static_cast<std::size_t>(key.integer() - least)];
        if (number != none) continue;
        number = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
    }
    return true;
}

KeyIndex::KeyIndex(std::span<const Value> keys) {
    keys_.reserve(keys.size());
    if (add_dense(keys)) return;
    for (const Value& key : keys)
        if (sparse_.try_emplace(key, static_cast<std::uint32_t>(keys_.size())).second) keys_.push_back(key);
}

std::uint32_t KeyIndex::find(const Value& key) const {
    if (!dense_.empty()) {
        if (key.kind() != ValueKind::integer || key.integer() < first_) return none;
        const auto at = static_cast<std::uint64_t>(key.integer()) - static_cast<std::uint64_t>(first_);
        return at < dense_.size() ? dense_[static_cast<std::size_t>(at)] : none;
    }
    const auto found = sparse_.find(key);
    return found == sparse_.end() ? none : found->second;
}

}  // namespace nuage::detail
