// SPDX-License-Identifier: MIT
// The hot path: no virtual call, no allocation of our own and no type check where a column cannot be NULL.
#include "rows.hpp"

#include <array>
#include <cstring>
#include <limits>
#include <new>

#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>

#include "decimal.hpp"
#include "types.hpp"

namespace nuage::sqlite {
namespace {

[[noreturn]] void refuse_column(sqlite3_stmt* statement, int column, std::string_view why) {
    const char* name = sqlite3_column_name(statement, column);
    const char* sql = sqlite3_sql(statement);
    throw DataError("column '" + std::string(name != nullptr ? name : "?") + "': " + std::string(why),
                    {sql != nullptr ? sql : "", "sqlite", ""});
}

[[noreturn]] void refuse_content(sqlite3_stmt* statement, int column, std::string_view wanted) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    const std::string content = text != nullptr ? text : "";
    refuse_column(statement, column, "'" + content + "' is not " + std::string(wanted));
}

// A value taken once serves for both pointer and size: cheaper than two sqlite3_column_… calls. The connection
// belongs to one thread and has no mutex, so the "unprotected" value is safe to look into.
[[gnu::always_inline]] inline std::string_view text_of(sqlite3_stmt* statement, int column) {
    sqlite3_value* value = sqlite3_column_value(statement, column);
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) [[unlikely]] {
        if (sqlite3_value_type(value) != SQLITE_NULL) throw std::bad_alloc();
        return {"", 0};
    }
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string_view blob_of(sqlite3_stmt* statement, int column) {
    sqlite3_value* value = sqlite3_column_value(statement, column);
    const auto* octets = static_cast<const char*>(sqlite3_value_blob(value));
    if (octets == nullptr) return {"", 0};
    return {octets, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

bool is_null(sqlite3_stmt* statement, int column) { return sqlite3_column_type(statement, column) == SQLITE_NULL; }

using Reader = std::optional<std::int64_t>(std::string_view);

// A NULL that slips into a member that cannot hold one reads as zero, as it does for numbers.
template <Reader read>
std::int64_t count_of(sqlite3_stmt* statement, int column, std::string_view wanted) {
    const std::string_view text = text_of(statement, column);
    if (const std::optional<std::int64_t> count = read(text)) [[likely]] return *count;
    if (is_null(statement, column)) return 0;
    refuse_content(statement, column, wanted);
}

std::int64_t date_of(sqlite3_stmt* s, int column) { return count_of<read_date>(s, column, "a date"); }
std::int64_t time_of(sqlite3_stmt* s, int column) { return count_of<read_time>(s, column, "a time of day"); }
std::int64_t datetime_of(sqlite3_stmt* s, int column) { return count_of<read_datetime>(s, column, "a date and time"); }

Uuid uuid_of(sqlite3_stmt* statement, int column) {
    if (const std::optional<Uuid> uuid = read_uuid(text_of(statement, column))) return *uuid;
    if (is_null(statement, column)) return {};
    refuse_content(statement, column, "a UUID");
}

std::string decimal_of(sqlite3_stmt* statement, int column, std::uint8_t places) {
    std::optional<std::string> text = sqlite3_column_type(statement, column) == SQLITE_FLOAT
                                          ? decimal_text(sqlite3_column_double(statement, column), places)
                                          : decimal_text(text_of(statement, column), places);
    if (!text) refuse_content(statement, column, "a decimal number");
    return std::move(*text);
}

ValueKind stored_kind(int type) {
    switch (type) {
        case SQLITE_INTEGER: return ValueKind::integer;
        case SQLITE_FLOAT: return ValueKind::real;
        case SQLITE_BLOB: return ValueKind::bytes;
        default: return ValueKind::text;
    }
}

// Members are written by memcpy: an enumeration is stored through the integer that has its layout.
template <class T>
void store(void* member, T value) {
    std::memcpy(member, &value, sizeof value);
}

template <class T>
void store_checked(sqlite3_stmt* statement, int column, void* member) {
    const std::int64_t value = sqlite3_column_int64(statement, column);
    const auto narrow = static_cast<T>(value);
    if (static_cast<std::int64_t>(narrow) != value || (std::is_unsigned_v<T> && value < 0)) [[unlikely]]
        refuse_column(statement, column,
                      std::to_string(value) + " does not fit " + (std::is_unsigned_v<T> ? "an unsigned " : "a ") +
                          std::to_string(8 * sizeof(T)) + "-bit integer");
    store(member, narrow);
}

void store_value(sqlite3_stmt* statement, int column, const ColumnPlan& plan, Value& member) {
    // A nullable member was not given to us unless there is something to put into it.
    if (plan.kind == ValueKind::integer && (plan.access->nullable || !is_null(statement, column))) [[likely]]
        member.set_integer(sqlite3_column_int64(statement, column));
    else
        member = read_value(statement, column, plan.kind, plan.decimal_places);
}

void store_custom(sqlite3_stmt* statement, int column, const ColumnPlan& plan, void* member) {
    const Access& access = *plan.access;
    const ValueKind kind = plan.kind != ValueKind::null ? plan.kind : access.kind;
    const Value value = read_value(statement, column, kind, plan.decimal_places);
    if (!value.is_null()) access.load(member, value);
}

// The place to decode a nullable member's content into, or nullptr when there is nothing to decode.
void* place_in_optional(sqlite3_stmt* statement, int column, const Access& access, void* member) {
    if (is_null(statement, column)) {
        if (access.reset != nullptr) access.reset(member);
        else if (access.storage == Storage::value) *static_cast<Value*>(member) = Value();
        return nullptr;
    }
    return access.emplace != nullptr ? access.emplace(member) : member;
}

// A fresh string is cheaper to replace than to assign to; one that is read into again keeps its memory.
inline void store_text(std::string_view text, std::string& member) {
    if (member.empty()) member = std::string(text);
    else member.assign(text);
}

[[gnu::noinline]] void decode_any(sqlite3_stmt* s, int column, const ColumnPlan& plan, void* member) {
    const Access& access = *plan.access;
    if (access.nullable) {
        member = place_in_optional(s, column, access, member);
        if (member == nullptr) return;
    }
    switch (access.storage) {
        case Storage::i64:
        case Storage::duration: store(member, std::int64_t{sqlite3_column_int64(s, column)}); break;
        case Storage::text: store_text(text_of(s, column), *static_cast<std::string*>(member)); break;
        case Storage::datetime: store(member, DateTime(Duration(datetime_of(s, column)))); break;
        case Storage::date: store(member, Date(std::chrono::days(date_of(s, column)))); break;
        case Storage::time: store(member, Time(Duration(time_of(s, column)))); break;
        case Storage::boolean: store(member, sqlite3_column_int64(s, column) != 0); break;
        case Storage::f64: store(member, sqlite3_column_double(s, column)); break;
        case Storage::i32: store_checked<std::int32_t>(s, column, member); break;
        case Storage::i16: store_checked<std::int16_t>(s, column, member); break;
        case Storage::u16: store_checked<std::uint16_t>(s, column, member); break;
        case Storage::u32: store_checked<std::uint32_t>(s, column, member); break;
        case Storage::u64: store_checked<std::uint64_t>(s, column, member); break;
        case Storage::uuid: store(member, uuid_of(s, column)); break;
        case Storage::bytes: {
            const std::string_view octets = blob_of(s, column);
            const auto* first = reinterpret_cast<const std::byte*>(octets.data());
            static_cast<Bytes*>(member)->assign(first, first + octets.size());
            break;
        }
        case Storage::value: store_value(s, column, plan, *static_cast<Value*>(member)); break;
        case Storage::custom: store_custom(s, column, plan, member); break;
    }
}

// The commonest columns are decoded in the loop over them, the others behind one call.
[[gnu::always_inline]] inline void decode(sqlite3_stmt* s, int column, const ColumnPlan& plan, char* object) {
    const Access& access = *plan.access;
    void* member = object + plan.offset;
    if (!access.nullable && access.storage == Storage::i64)
        store(member, std::int64_t{sqlite3_column_int64(s, column)});
    else if (!access.nullable && access.storage == Storage::text)
        store_text(text_of(s, column), *static_cast<std::string*>(member));
    else
        decode_any(s, column, plan, member);
}

inline void mark_stored(const RowPlan& plan, std::uint32_t offset, char* object, const FieldSet* loaded) {
    if (offset == RowPlan::no_state) return;
    InstanceState& state = *reinterpret_cast<InstanceState*>(object + offset);
    state.database = plan.database;
    state.loaded = loaded;
    state.stored = true;
}

// The related object, freshly made in the member that holds it; nullptr where there is none.
char* related_object(sqlite3_stmt* statement, const RowPlan& plan, const RelatedPlan& related, char* parent) {
    if (parent == nullptr) return nullptr;
    void* member = parent + related.relation->offset;
    const RelationAccess& relation = *related.relation->relation;
    if (is_null(statement, related.key_column)) {
        relation.set_none(member);
        return nullptr;
    }
    char* object = static_cast<char*>(relation.emplace(member));
    mark_stored(plan, related.state_offset, object, related.loaded);
    return object;
}

// Loads columns in order, so that a relation's key is decoded before the object it leads to is made: writing the key
// makes a ForeignKey forget the object it holds.
void decode_with_related(sqlite3_stmt* statement, const RowPlan& plan, char** objects) {
    const int count = static_cast<int>(plan.columns.size());
    for (int column = 0; column < count; ++column) {
        const ColumnPlan& to = plan.columns[static_cast<std::size_t>(column)];
        if (to.object == 0) decode(statement, column, to, objects[0]);
    }
    std::uint16_t number = 0;
    for (const RelatedPlan& related : plan.related) {
        ++number;
        char* object = related_object(statement, plan, related, objects[related.parent]);
        objects[number] = object;
        if (object == nullptr) continue;
        for (int column = related.first_column, end = column + related.columns; column < end; ++column)
            decode(statement, column, plan.columns[static_cast<std::size_t>(column)], object);
    }
}

void decode_extra(sqlite3_stmt* statement, const RowPlan& plan) {
    const int count = static_cast<int>(plan.columns.size());
    for (int column = 0; column < count; ++column) {
        const ColumnPlan& to = plan.columns[static_cast<std::size_t>(column)];
        if (to.object == ColumnPlan::extra_object) decode(statement, column, to, static_cast<char*>(plan.extra));
    }
}

// All columns go to the row's own object.
bool is_alone(const RowPlan& plan) { return plan.related.empty() && plan.extra == nullptr; }

inline void decode_alone(sqlite3_stmt* statement, const RowPlan& plan, char* object) {
    mark_stored(plan, plan.state_offset, object, plan.loaded);
    const ColumnPlan* to = plan.columns.data();
    const int count = static_cast<int>(plan.columns.size());
    for (int column = 0; column < count; ++column) decode(statement, column, to[column], object);
}

void decode_row(sqlite3_stmt* statement, const RowPlan& plan, char* object) {
    if (is_alone(plan)) return decode_alone(statement, plan, object);
    mark_stored(plan, plan.state_offset, object, plan.loaded);
    std::array<char*, 16> few{};
    std::vector<char*> many;
    char** objects = few.data();
    if (plan.related.size() >= few.size()) {
        many.resize(plan.related.size() + 1);
        objects = many.data();
    }
    objects[0] = object;
    decode_with_related(statement, plan, objects);
    if (plan.extra != nullptr) decode_extra(statement, plan);
}

void require_columns(sqlite3_stmt* statement, const RowPlan& plan) {
    if (plan.columns.size() > static_cast<std::size_t>(sqlite3_column_count(statement)))
        throw InterfaceError("the statement has fewer columns than its plan", {sqlite3_sql(statement), "sqlite", ""});
}

}  // namespace

void read_row(sqlite3_stmt* statement, const RowPlan& plan, void* object) {
    require_columns(statement, plan);
    decode_row(statement, plan, static_cast<char*>(object));
}

RowsRead read_rows(sqlite3_stmt* statement, const RowPlan& plan, RowSink sink) {
    require_columns(statement, plan);
    const bool alone = is_alone(plan);
    RowsRead read{0, sqlite3_step(statement)};
    for (; read.code == SQLITE_ROW; ++read.rows, read.code = sqlite3_step(statement)) {
        char* object = static_cast<char*>(sink.append(sink.container));
        if (alone) decode_alone(statement, plan, object);
        else decode_row(statement, plan, object);
    }
    return read;
}

Value read_value(sqlite3_stmt* s, int column, ValueKind kind, std::uint8_t places) {
    const int type = sqlite3_column_type(s, column);
    if (type == SQLITE_NULL) return {};
    if (kind == ValueKind::null) kind = stored_kind(type);
    switch (kind) {
        case ValueKind::boolean: return Value(sqlite3_column_int64(s, column) != 0);
        case ValueKind::integer:
        case ValueKind::duration: return Value(kind, std::int64_t{sqlite3_column_int64(s, column)});
        case ValueKind::real: return Value(sqlite3_column_double(s, column));
        case ValueKind::date: return Value(kind, date_of(s, column));
        case ValueKind::time: return Value(kind, time_of(s, column));
        case ValueKind::datetime: return Value(kind, datetime_of(s, column));
        case ValueKind::uuid: return Value(uuid_of(s, column));
        case ValueKind::bytes: return Value(kind, std::string(blob_of(s, column)));
        case ValueKind::decimal: return Value(kind, decimal_of(s, column, places));
        case ValueKind::text:
        case ValueKind::json:
        case ValueKind::ip:
        case ValueKind::row:
        case ValueKind::null: break;
    }
    return Value(kind, std::string(text_of(s, column)));
}

}  // namespace nuage::sqlite
