// SPDX-License-Identifier: MIT
// Pages that begin where others end, by the values of their rows and not by their number: page(), after(), before().
//
//     nuage::Page<Post> page = Post::objects.order_by("-created_at"_f).page(20);
//     page = Post::objects.order_by("-created_at"_f).page(20, {.after = nuage::Cursor(text)});
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include <nuage/queryset.hpp>

namespace nuage {

/// A text is no cursor, or the cursor of another ordering.
class InvalidCursor : public ValueError {
    using ValueError::ValueError;
};

/// A place in an ordering: the values that a row is ordered by. As text it goes into a URL as it is, and says which version
/// of this format, and which ordering, it is of. It is neither secret nor signed: who changes it sees another page.
class Cursor {
public:
    /// Reads what text() gave. Throws InvalidCursor.
    explicit Cursor(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }
    friend bool operator==(const Cursor&, const Cursor&) = default;

private:
    std::string text_;
};

/// Which page: that after a cursor, or that before one; neither: the first.
struct PageOptions {
    std::optional<Cursor> after{};
    std::optional<Cursor> before{};
};

/// Some rows, and the cursors for those behind and before them, where there are any.
template <class Row>
struct Page {
    std::vector<Row> rows{};
    std::optional<Cursor> next{};       ///< for PageOptions::after
    std::optional<Cursor> previous{};   ///< for PageOptions::before

    [[nodiscard]] auto begin() const { return rows.begin(); }
    [[nodiscard]] auto end() const { return rows.end(); }
    [[nodiscard]] std::size_t size() const { return rows.size(); }
    [[nodiscard]] bool empty() const { return rows.empty(); }
};

namespace detail {

/// What page() asks for and reads, whatever the type of its rows.
class PageQuery {
public:
    PageQuery(const Query& query, std::int64_t size, const PageOptions& options);
    PageQuery(const PageQuery&) = delete;
    PageQuery& operator=(const PageQuery&) = delete;

    /// Reads at most one row more than the page has. To be called once, `layout` as for db::select().
    void run(const RowPlan* layout, RowSink sink);
    /// What run() has read is in the opposite order; with one row too many, which is the last one read.
    [[nodiscard]] bool is_backwards() const { return backwards_; }
    [[nodiscard]] bool has_more() const { return rows_ > size_; }
    [[nodiscard]] std::optional<Cursor> next() const;
    [[nodiscard]] std::optional<Cursor> previous() const;
    [[nodiscard]] const Query& query() const { return query_; }

private:
    static void* append(void* self);
    void note_row();
    [[nodiscard]] Cursor cursor_at(const std::vector<Value>& values) const;

    Query query_;
    std::vector<ValueKind> kinds_;   ///< of the values that rows are ordered by
    std::uint32_t ordering_ = 0;
    std::size_t size_;
    bool backwards_ = false;
    bool moved_ = false;             ///< from a cursor
    RowSink sink_{};
    std::size_t rows_ = 0;
    std::vector<Value> current_;     ///< of the row that was read last
    std::vector<Value> first_;
    std::vector<Value> last_;        ///< of the page
};

/// A query's rows behind or before a cursor; its order is one that no two rows share a place in.
[[nodiscard]] Query beyond_cursor(const Query& query, const Cursor& cursor, bool before);
/// Of an object's row; nullopt when it is not among the query's.
[[nodiscard]] std::optional<Cursor> cursor_of(const Query& query, const void* object);

template <class M, class Row, class Names>
struct Paging<QuerySet<M, Row, Names>, true> {
    using Set = QuerySet<M, Row, Names>;

    static Page<Row> page(const Set& query_set, std::int64_t size, const PageOptions& options = {}) {
        PageQuery query(query_set.query_, size, options);
        Page<Row> page;
        const RowSink sink{&page.rows, &append_row<Row>};
        if constexpr (std::same_as<Row, M>) {
            query.run(nullptr, sink);
        } else {
            const RowPlan layout = query_set.layout();
            query.run(&layout, sink);
        }
        if (query.has_more()) page.rows.pop_back();
        if (query.is_backwards()) std::reverse(page.rows.begin(), page.rows.end());
        if constexpr (Set::has_objects)
            if (query.query().prefetches) prefetch(query.query(), {page.rows.data(), page.rows.size(), sizeof(Row)});
        page.next = query.next();
        page.previous = query.previous();
        return page;
    }
    static Set beyond(const Set& query_set, const Cursor& cursor, bool before) {
        Set result(beyond_cursor(query_set.query_, cursor, before));
        result.fields_ = query_set.fields_;
        return result;
    }
    static Cursor cursor(const Set& query_set, const void* object) {
        std::optional<Cursor> found = cursor_of(query_set.query_, object);
        if (!found) throw_not_one<M>(0);
        return std::move(*found);
    }
};

}  // namespace detail
}  // namespace nuage
