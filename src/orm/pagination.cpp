// SPDX-License-Identifier: MIT
#include <nuage/pagination.hpp>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/sql/compiled.hpp>

#include "cursor_text.hpp"
#include "ordering.hpp"

namespace nuage {

Cursor::Cursor(std::string_view text) : text_(text) {
    if (!detail::read_cursor(text)) throw InvalidCursor("[W026] '" + std::string(text.substr(0, 60)) + "' is no cursor of a page");
}

namespace detail {

namespace {

/// An ordering, and what a cursor of it holds.
struct Place {
    Query query;                     ///< in a total order
    std::vector<OrderEntry> entries; ///< of query.order
    std::vector<ValueKind> kinds;
    std::uint32_t ordering = 0;
    bool nulls_sort_low = false;

    explicit Place(const Query& given) : query(with_total_order(given)), entries(order_entries(query)) {
        const Dialect& dialect = db::route(query).dialect();
        nulls_sort_low = dialect.features().nulls_sort_low;
        for (const plan::OrderItem& item : sql::compile_select(dialect, query).plan.order) {
            kinds.push_back(value_kind_of(item.expression.type));
            if (kinds.back() == ValueKind::json) refuse_cursor();
        }
        ordering = text_hash(ordering_text(query, entries));
    }

    [[nodiscard]] std::vector<Value> values_of(const Cursor& cursor) const {
        std::optional<CursorContent> content = read_cursor(cursor.text());
        bool mine = content && content->ordering == ordering && content->values.size() == kinds.size();
        for (std::size_t i = 0; mine && i < kinds.size(); ++i) {
            const ValueKind kind = content->values[i].kind();
            mine = kind == kinds[i] || kind == ValueKind::null || kinds[i] == ValueKind::null;
        }
        if (!mine)
            throw InvalidCursor("[W027] the cursor is of another ordering than that of this query set of " + std::string(query.model->name));
        return std::move(content->values);
    }
    /// Leaves the rows behind a cursor, or before it.
    void restrict_to(const Cursor& cursor, bool before) {
        const std::vector<Value> values = values_of(cursor);
        const std::optional<Clause> condition = rows_behind(entries, kinds, values, query.reversed != before, nulls_sort_low);
        if (!condition) {
            query.empty = true;
            return;
        }
        build::push(query.where, NodeKind::filter, 1);
        query.where.add(*condition);
    }
    void select_values() {
        for (const OrderEntry& entry : entries) {
            build::push(query.select, NodeKind::column, 1);
            query.select.add(entry.expression);
        }
    }
    /// Columns that are read into Values, which are those of an object or beside it.
    void add_to(RowPlan& plan, std::uint16_t object) const {
        for (std::size_t i = 0; i < kinds.size(); ++i)
            plan.columns.push_back({&db::value_access, kinds[i], static_cast<std::uint32_t>(i * sizeof(Value)), object});
    }
};

void* append_values(void* self) {
    auto& rows = *static_cast<std::vector<std::vector<Value>>*>(self);
    return rows.emplace_back(rows.front().size()).data();
}

}  // namespace

PageQuery::PageQuery(const Query& query, std::int64_t size, const PageOptions& options) : size_(static_cast<std::size_t>(size)) {
    if (size < 1) throw ValueError("[W029] page() wants a number of rows above 0");
    if (options.after && options.before) throw ValueError("[W029] page() is given the cursor `after` or `before`, not both");
    Place place(query);
    backwards_ = options.before.has_value();
    moved_ = backwards_ || options.after.has_value();
    if (moved_) place.restrict_to(backwards_ ? *options.before : *options.after, backwards_);
    place.select_values();
    kinds_ = std::move(place.kinds);
    ordering_ = place.ordering;
    query_ = std::move(place.query);
    query_.reversed = query_.reversed != backwards_;
    query_.limit = size + 1;
    query_.fixed_limit = false;
    current_.resize(kinds_.size());
}

void PageQuery::note_row() {
    if (rows_ == 1) first_ = current_;
    if (rows_ == size_) last_ = current_;
}

void* PageQuery::append(void* self) {
    auto& page = *static_cast<PageQuery*>(self);
    page.note_row();   // the one before is complete
    ++page.rows_;
    return page.sink_.append(page.sink_.container);
}

void PageQuery::run(const RowPlan* layout, RowSink sink) {
    sink_ = sink;
    if (query_.columns_only) {
        RowPlan all = *layout;
        for (std::size_t i = 0; i < kinds_.size(); ++i)
            all.columns.push_back({&db::value_access, kinds_[i], static_cast<std::uint32_t>(i * sizeof(Value)), ColumnPlan::extra_object});
        all.extra = current_.data();
        db::select(query_, &all, {this, &append});
    } else {
        db::select_with_extra(query_, {this, &append}, current_.front(), layout);
    }
    note_row();
    if (rows_ < size_) last_ = current_;
}

Cursor PageQuery::cursor_at(const std::vector<Value>& values) const { return Cursor(cursor_text({ordering_, values})); }

// The row that the cursor is of is on the other side, unless it was erased meanwhile.
std::optional<Cursor> PageQuery::next() const {
    if (rows_ == 0 || !(backwards_ || has_more())) return std::nullopt;
    return cursor_at(backwards_ ? first_ : last_);
}
std::optional<Cursor> PageQuery::previous() const {
    if (rows_ == 0 || !(backwards_ ? has_more() : moved_)) return std::nullopt;
    return cursor_at(backwards_ ? last_ : first_);
}

Query beyond_cursor(const Query& query, const Cursor& cursor, bool before) {
    Place place(query);
    place.restrict_to(cursor, before);
    return std::move(place.query);
}

std::optional<Cursor> cursor_of(const Query& query, const void* object) {
    Place place(query);
    Query& row = place.query;
    row.columns_only = false;
    add_contains(row, object);
    row.prefetches = {};
    build::clear_columns(row);
    row.columns_only = true;
    place.select_values();
    row.order.clear();
    row.limit = 1;
    RowPlan plan;
    plan.state_offset = RowPlan::no_state;
    place.add_to(plan, 0);
    std::vector<std::vector<Value>> rows(1, std::vector<Value>(place.kinds.size()));
    if (db::select(row, &plan, {&rows, &append_values}) == 0) return std::nullopt;
    return Cursor(cursor_text({place.ordering, std::move(rows.back())}));
}

}  // namespace detail
}  // namespace nuage
