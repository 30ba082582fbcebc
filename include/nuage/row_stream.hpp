// SPDX-License-Identifier: MIT
// RowStream: rows as they come from the database.
#pragma once

#include <nuage/db/execute.hpp>
#include <nuage/prefetch.hpp>

namespace nuage {

/// Reads rows one by one, in constant memory: for (const Post& p : qs.iterator()).
template <class Row>
class RowStream {
public:
    RowStream(const Query& query, const RowPlan* layout, std::size_t chunk_size) : cursor_(query, layout, chunk_size) {
        if constexpr (detail::HasState<Row>) {
            if (query.prefetches) {
                prefetches_.model = query.model;
                prefetches_.prefetches = query.prefetches;
                chunk_size_ = chunk_size == 0 ? 2000 : chunk_size;
            }
        }
    }
    struct sentinel {};
    class iterator {
    public:
        explicit iterator(RowStream& stream) : stream_(&stream) { ++*this; }
        const Row& operator*() const { return *stream_->current_; }
        const Row* operator->() const { return stream_->current_; }
        iterator& operator++() {
            at_end_ = !stream_->next();
            return *this;
        }
        bool operator==(sentinel) const { return at_end_; }

    private:
        RowStream* stream_;
        bool at_end_ = false;
    };
    iterator begin() { return iterator(*this); }
    sentinel end() { return {}; }

private:
    bool next() {
        if (chunk_size_ != 0) return next_of_chunk();
        row_ = Row{};
        detail::FreshObject<Row>::prepare(row_);
        return cursor_.next(&row_);
    }
    /// What is prefetched is loaded for a chunk of rows at a time.
    bool next_of_chunk() {
        if (++in_chunk_ >= chunk_.size()) {
            chunk_.clear();
            in_chunk_ = 0;
            while (chunk_.size() < chunk_size_) {
                Row row{};
                detail::FreshObject<Row>::prepare(row);
                if (!cursor_.next(&row)) break;
                chunk_.push_back(std::move(row));
            }
            if (chunk_.empty()) return false;
            detail::prefetch(prefetches_, {chunk_.data(), chunk_.size(), sizeof(Row)});
        }
        current_ = &chunk_[in_chunk_];
        return true;
    }

    db::Cursor cursor_;
    Row row_{};
    const Row* current_ = &row_;
    Query prefetches_{};
    std::vector<Row> chunk_;
    std::size_t in_chunk_ = 0;
    std::size_t chunk_size_ = 0;   // 0: row by row
};

}  // namespace nuage
