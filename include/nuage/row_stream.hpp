// SPDX-License-Identifier: MIT
// RowStream: rows as they come from the database.
#pragma once

#include <nuage/db/execute.hpp>

namespace nuage {

/// Reads rows one by one, in constant memory: for (const Post& p : qs.iterator()).
template <class Row>
class RowStream {
public:
    RowStream(const Query& query, const RowPlan* layout, std::size_t chunk_size) : cursor_(query, layout, chunk_size) {}
    struct sentinel {};
    class iterator {
    public:
        explicit iterator(RowStream& stream) : stream_(&stream) { ++*this; }
        const Row& operator*() const { return stream_->row_; }
        const Row* operator->() const { return &stream_->row_; }
        iterator& operator++() {
            stream_->row_ = Row{};
            at_end_ = !stream_->cursor_.next(&stream_->row_);
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
    db::Cursor cursor_;
    Row row_{};
};

}  // namespace nuage
