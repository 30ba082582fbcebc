// SPDX-License-Identifier: MIT
// The hot path: no allocation but what a member itself needs.
#include "rows.hpp"

#include <utility>

#include <fmt/format.h>

#include <nuage/detail/small_vector.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>

namespace nuage::mysql {

namespace {

void mark_stored(void* object, std::uint32_t state_offset, const void* database, const FieldSet* loaded) {
    if (state_offset == RowPlan::no_state) return;
    InstanceState& state = *reinterpret_cast<InstanceState*>(static_cast<char*>(object) + state_offset);
    state.database = database;
    state.loaded = loaded;
    state.stored = true;
}

void* member_of(void* object, std::uint32_t offset) { return static_cast<char*>(object) + offset; }
void* payload_of(const Access& access, void* member) { return access.emplace ? access.emplace(member) : member; }

template <class T>
bool put(const Access& access, void* member, T value) {
    *static_cast<T*>(payload_of(access, member)) = value;
    return true;
}

template <class T>
bool put_integer(const Access& access, void* member, const Cell& cell) {
    if (cell.wire != Wire::integer) return false;
    if (!std::in_range<T>(cell.integer))
        throw DataError(fmt::format("value {} is out of range for {} {}-bit integer", cell.integer,
                                    std::is_signed_v<T> ? "a" : "an unsigned", 8 * sizeof(T)));
    return put(access, member, static_cast<T>(cell.integer));
}

/// Reads a cell that arrived in the usual form of the member; false where a conversion is needed.
[[gnu::always_inline]] inline bool read_directly(const ColumnPlan& plan, void* member, const Cell& cell) {
    const Access& access = *plan.access;
    switch (access.storage) {
        case Storage::i64: return put_integer<std::int64_t>(access, member, cell);
        case Storage::text:
            if (cell.wire != Wire::text) return false;
            static_cast<std::string*>(payload_of(access, member))->assign(cell.buffer.data(), cell.size);
            return true;
        case Storage::i32: return put_integer<std::int32_t>(access, member, cell);
        case Storage::i16: return put_integer<std::int16_t>(access, member, cell);
        case Storage::u16: return put_integer<std::uint16_t>(access, member, cell);
        case Storage::u32: return put_integer<std::uint32_t>(access, member, cell);
        case Storage::u64: return put_integer<std::uint64_t>(access, member, cell);
        case Storage::boolean: return cell.wire == Wire::integer && put(access, member, cell.integer != 0);
        case Storage::f64: return cell.wire == Wire::real && put(access, member, cell.real);
        case Storage::datetime:
            return cell.wire == Wire::datetime && put(access, member, DateTime(Duration(datetime_of(cell.time))));
        case Storage::date: return cell.wire == Wire::date && put(access, member, Date(std::chrono::days(date_of(cell.time))));
        case Storage::time: return cell.wire == Wire::time && put(access, member, Time(Duration(time_of(cell.time))));
        case Storage::duration: return cell.wire == Wire::integer && put(access, member, Duration(cell.integer));
        case Storage::bytes: {
            if (cell.wire != Wire::bytes) return false;
            const auto* first = reinterpret_cast<const std::byte*>(cell.buffer.data());
            static_cast<Bytes*>(payload_of(access, member))->assign(first, first + cell.size);
            return true;
        }
        case Storage::value:
            // Booleans and durations are integers here, too.
            if (cell.wire != Wire::integer || plan.kind != ValueKind::integer) return false;
            if (access.kind != ValueKind::null && access.kind != ValueKind::integer) return false;
            static_cast<Value*>(payload_of(access, member))->set_integer(cell.integer);
            return true;
        case Storage::uuid:
        case Storage::custom: return false;
    }
    return false;
}

/// What to decode as: a member that takes any kind follows the column, all others say themselves.
ValueKind wanted_kind(const ColumnPlan& plan) {
    const bool follows = plan.access->storage == Storage::value || plan.access->kind == ValueKind::null;
    return follows ? plan.kind : plan.access->kind;
}

[[gnu::noinline]] void read_converted(const ColumnPlan& plan, void* member, const Cell& cell) {
    write_member(*plan.access, member, decode(cell, wanted_kind(plan), plan.decimal_places));
}

void read_null(const Access& access, void* member) {
    if (access.reset) access.reset(member);
    else write_member(access, member, Value());
}

class RowReader {
public:
    RowReader(std::span<const Cell> cells, const RowPlan& plan, std::size_t& column)
        : cells_(cells), plan_(plan), column_(column) {}

    void read(void* object) {
        const std::size_t columns = plan_.columns.size();
        if (plan_.extra != nullptr) read_columns({0, columns, ColumnPlan::extra_object}, plan_.extra);
        read_columns({0, columns, 0}, object);
        mark_stored(object, plan_.state_offset, plan_.database, plan_.loaded);
        if (!plan_.related.empty()) read_related(object);
    }

private:
    /// Those columns from `first` up to `end` that belong to an object of the plan.
    struct Columns {
        std::size_t first, end, object;
    };

    // An object's own columns come before what hangs on it: setting a foreign key's value drops the object it held.
    void read_related(void* row) {
        detail::SmallVector<void*, 8> objects;
        objects.push_back(row);
        for (std::size_t n = 0; n < plan_.related.size(); ++n) {
            const RelatedPlan& related = plan_.related[n];
            objects.push_back(nullptr);
            if (objects.begin()[related.parent] == nullptr) continue;
            void* member = member_of(objects.begin()[related.parent], related.relation->offset);
            const RelationAccess& relation = *related.relation->relation;
            if (cells_[related.key_column].null != 0) {
                relation.set_none(member);
                continue;
            }
            void* child = relation.emplace(member);
            objects.begin()[n + 1] = child;
            const std::size_t first = related.first_column;
            read_columns({first, first + related.columns, n + 1}, child);
            mark_stored(child, related.state_offset, plan_.database, related.loaded);
        }
    }

    void read_columns(Columns columns, void* object) {
        const ColumnPlan* plans = plan_.columns.data();
        for (column_ = columns.first; column_ < columns.end; ++column_) {
            const ColumnPlan& column = plans[column_];
            if (column.object != columns.object) continue;
            void* member = member_of(object, column.offset);
            const Cell& cell = cells_[column_];
            if (cell.null != 0) read_null(*column.access, member);
            else if (!read_directly(column, member, cell)) read_converted(column, member, cell);
        }
    }

    std::span<const Cell> cells_;
    const RowPlan& plan_;
    std::size_t& column_;
};

}  // namespace

void read_row(std::span<const Cell> cells, const RowPlan& plan, void* object, std::size_t& column) {
    RowReader(cells, plan, column).read(object);
}

}  // namespace nuage::mysql
