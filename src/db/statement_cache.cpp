// SPDX-License-Identifier: MIT
#include <nuage/db/statement_cache.hpp>

#include <cstring>

namespace nuage::db {

namespace {

/// Two words into one by the halves of their product, as wyhash does: one multiplication for the 16 bytes of a node.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15ULL) * (b ^ 0xE7037ED1A0B428DBULL);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t mix_nodes(std::uint64_t hash, std::span<const Node> nodes) {
    for (const Node& node : nodes) {
        std::uint64_t words[2];
        std::memcpy(words, &node, sizeof words);
        hash = mix(hash ^ words[0], words[1]);
    }
    return hash;
}

bool same_nodes(std::span<const Node> a, const Node* b) {
    return a.empty() || std::memcmp(a.data(), b, a.size_bytes()) == 0;
}

}  // namespace

std::uint64_t Shape::hash() const {
    std::uint64_t hash = mix(reinterpret_cast<std::uintptr_t>(model),
                             static_cast<std::uint64_t>(operation) << 40 | static_cast<std::uint64_t>(flags) << 32 | number);
    for (const auto& part : parts) hash = mix_nodes(hash + part.size(), part);
    return hash;
}

StatementCache::StatementCache(std::size_t capacity) : buckets_(512, nullptr), capacity_(capacity) {}

StatementCache::~StatementCache() { clear(); }

CachedStatement* StatementCache::find(const Shape& shape, std::uint64_t hash) {
    for (CachedStatement* entry = bucket(hash); entry != nullptr; entry = entry->chain_) {
        if (entry->hash_ != hash || entry->model_ != shape.model || entry->operation_ != shape.operation ||
            entry->flags_ != shape.flags || entry->number_ != shape.number)
            continue;
        const Node* stored = entry->nodes_.data();
        bool same = true;
        for (int i = 0; same && i < 4; ++i) {
            same = entry->sizes_[i] == shape.parts[i].size() && same_nodes(shape.parts[i], stored);
            stored += entry->sizes_[i];
        }
        if (!same) continue;
        touch(*entry);
        return entry;
    }
    return nullptr;
}

CachedStatement& StatementCache::insert(const Shape& shape, std::uint64_t hash, std::unique_ptr<CachedStatement> statement) {
    for (CachedStatement* entry = oldest_; size_ >= capacity_ && entry != nullptr;) {
        CachedStatement* next = entry->newer_;
        if (!entry->busy) drop(*entry);
        entry = next;
    }
    CachedStatement& entry = *statement.release();
    entry.hash_ = hash;
    entry.operation_ = shape.operation;
    entry.flags_ = shape.flags;
    entry.number_ = shape.number;
    entry.model_ = shape.model;
    for (int i = 0; i < 4; ++i) {
        entry.nodes_.insert(entry.nodes_.end(), shape.parts[i].begin(), shape.parts[i].end());
        entry.sizes_[i] = static_cast<std::uint16_t>(shape.parts[i].size());
    }
    entry.chain_ = bucket(hash);
    bucket(hash) = &entry;
    entry.older_ = newest_;
    if (newest_ != nullptr) newest_->newer_ = &entry;
    newest_ = &entry;
    if (oldest_ == nullptr) oldest_ = &entry;
    ++size_;
    return entry;
}

void StatementCache::touch(CachedStatement& entry) {
    if (newest_ == &entry) return;
    unlink(entry);
    entry.older_ = newest_;
    entry.newer_ = nullptr;
    if (newest_ != nullptr) newest_->newer_ = &entry;
    newest_ = &entry;
    if (oldest_ == nullptr) oldest_ = &entry;
}

void StatementCache::unlink(CachedStatement& entry) {
    (entry.newer_ != nullptr ? entry.newer_->older_ : newest_) = entry.older_;
    (entry.older_ != nullptr ? entry.older_->newer_ : oldest_) = entry.newer_;
}

void StatementCache::drop(CachedStatement& entry) {
    CachedStatement** link = &bucket(entry.hash_);
    while (*link != &entry) link = &(*link)->chain_;
    *link = entry.chain_;
    unlink(entry);
    --size_;
    delete &entry;
}

void StatementCache::clear() {
    while (oldest_ != nullptr) drop(*oldest_);
}

}  // namespace nuage::db
