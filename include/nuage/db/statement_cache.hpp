// SPDX-License-Identifier: MIT
// Prepared statements of one connection, found again by the shape of the query.
#pragma once

#include <memory>
#include <vector>

#include <nuage/db/driver.hpp>
#include <nuage/query/plan.hpp>

namespace nuage::db {

enum class Operation : std::uint8_t {
    select, count, exists, update, erase, insert, update_row, update_rows, aggregate, insert_select
};

/// What makes two statements the same. Values are not part of it.
struct Shape {
    Operation operation;
    std::uint8_t flags = 0;
    std::uint32_t number = 0;     ///< rows of an INSERT; a limit that is part of the text
    const ModelInfo* model = nullptr;
    std::span<const Node> parts[4]{};

    [[nodiscard]] std::uint64_t hash() const;
};

/// A prepared statement with all that was found out when it was compiled.
struct CachedStatement {
    std::unique_ptr<Statement> statement;   ///< null when `never`
    std::vector<plan::ParamRef> params;
    RowPlan rows;
    std::string sql;
    bool never = false;   ///< no row can satisfy it: nothing is sent
    bool busy = false;    ///< being read by a cursor
    bool ran = false;     ///< once at least

private:
    friend class StatementCache;
    std::uint64_t hash_ = 0;
    Operation operation_{};
    std::uint8_t flags_ = 0;
    std::uint32_t number_ = 0;
    const ModelInfo* model_ = nullptr;
    std::vector<Node> nodes_;
    std::uint16_t sizes_[4]{};
    CachedStatement* chain_ = nullptr;
    CachedStatement* newer_ = nullptr;
    CachedStatement* older_ = nullptr;
};

/// Bounded; the statement not used for the longest time goes first.
class StatementCache {
public:
    explicit StatementCache(std::size_t capacity = 256);
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;
    ~StatementCache();

    /// The statement of a shape, or nullptr.
    [[nodiscard]] CachedStatement* find(const Shape& shape, std::uint64_t hash);
    /// Takes a statement in, and drops the oldest that is not busy when there are too many.
    CachedStatement& insert(const Shape& shape, std::uint64_t hash, std::unique_ptr<CachedStatement> statement);
    void clear();
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    void touch(CachedStatement& entry);
    void unlink(CachedStatement& entry);
    void drop(CachedStatement& entry);
    CachedStatement*& bucket(std::uint64_t hash) { return buckets_[hash & (buckets_.size() - 1)]; }

    std::vector<CachedStatement*> buckets_;
    CachedStatement* newest_ = nullptr;
    CachedStatement* oldest_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_;
};

}  // namespace nuage::db
