// SPDX-License-Identifier: MIT
#include "statement.hpp"

#include <charconv>
#include <limits>

#include <fmt/format.h>

#include <nuage/db/text_check.hpp>
#include <nuage/detail/small_vector.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>

#include "errors.hpp"

namespace nuage::postgresql {

namespace {

constexpr int binary_results = 1;

/// A statement that the session has, but not as it should be: its tables were altered since, or DISCARD ALL took it.
bool must_prepare_anew(const PGresult* result) {
    if (PQresultStatus(result) != PGRES_FATAL_ERROR) return false;
    const auto field = [&](int code) -> std::string_view {
        const char* text = PQresultErrorField(result, code);
        return text ? text : "";
    };
    // The message is translated, the place in the server's source is not.
    const bool refused = field(PG_DIAG_SQLSTATE) == "0A000";
    const bool altered = refused && field(PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery";
    return altered || field(PG_DIAG_SQLSTATE) == "26000";
}

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
void put(const Access& access, void* member, T value) {
    *static_cast<T*>(payload_of(access, member)) = value;
}

bool is_integer(Wire wire) { return wire == Wire::int8 || wire == Wire::int4 || wire == Wire::int2; }

std::int64_t integer_of(const Cell& cell) {
    if (cell.wire == Wire::int8) return load<std::int64_t>(cell.data);
    if (cell.wire == Wire::int4) return load<std::int32_t>(cell.data);
    return load<std::int16_t>(cell.data);
}

template <class T>
bool put_integer(const Access& access, void* member, const Cell& cell) {
    if (!is_integer(cell.wire)) return false;
    const std::int64_t value = integer_of(cell);
    if (!std::in_range<T>(value))
        throw DataError(fmt::format("value {} is out of range for {} {}-bit integer", value,
                                    std::is_signed_v<T> ? "a" : "an unsigned", 8 * sizeof(T)));
    put(access, member, static_cast<T>(value));
    return true;
}

/// Reads a cell whose type on the wire is the usual one of the member; false where a conversion is needed.
/// Inlined by force: a call per cell cost two or three hundredths of the decoding.
[[gnu::always_inline]] inline bool read_directly(const Access& access, void* member, const Cell& cell) {
    switch (access.storage) {
        case Storage::i64: return put_integer<std::int64_t>(access, member, cell);
        case Storage::text:
            if (cell.wire != Wire::text) return false;
            static_cast<std::string*>(payload_of(access, member))->assign(cell.data, cell.size);
            return true;
        case Storage::i32: return put_integer<std::int32_t>(access, member, cell);
        case Storage::i16: return put_integer<std::int16_t>(access, member, cell);
        case Storage::u16: return put_integer<std::uint16_t>(access, member, cell);
        case Storage::u32: return put_integer<std::uint32_t>(access, member, cell);
        case Storage::u64: return put_integer<std::uint64_t>(access, member, cell);
        case Storage::boolean:
            if (cell.wire != Wire::boolean) return false;
            put(access, member, cell.data[0] != 0);
            return true;
        case Storage::f64:
            if (cell.wire != Wire::float8) return false;
            put(access, member, std::bit_cast<double>(load<std::uint64_t>(cell.data)));
            return true;
        case Storage::datetime:
            if (cell.wire != Wire::timestamp) return false;
            put(access, member, DateTime(std::chrono::microseconds(unix_microseconds(load<std::int64_t>(cell.data)))));
            return true;
        case Storage::date:
            if (cell.wire != Wire::date) return false;
            put(access, member, Date(std::chrono::days(unix_days(load<std::int32_t>(cell.data)))));
            return true;
        case Storage::uuid:
            if (cell.wire != Wire::uuid || cell.size != 16) return false;
            std::memcpy(static_cast<Uuid*>(payload_of(access, member))->bytes.data(), cell.data, 16);
            return true;
        case Storage::bytes: {
            if (cell.wire != Wire::bytea) return false;
            const auto* first = reinterpret_cast<const std::byte*>(cell.data);
            static_cast<Bytes*>(payload_of(access, member))->assign(first, first + cell.size);
            return true;
        }
        case Storage::value:
            if (!is_integer(cell.wire) || (access.kind != ValueKind::null && access.kind != ValueKind::integer)) return false;
            static_cast<Value*>(payload_of(access, member))->set_integer(integer_of(cell));
            return true;
        case Storage::time:
        case Storage::duration:
        case Storage::custom: return false;
    }
    return false;
}

/// What to decode as: a member that takes any kind follows the column, all others say themselves.
ValueKind wanted_kind(const ColumnPlan& plan) {
    const bool follows = plan.access->storage == Storage::value || plan.access->kind == ValueKind::null;
    return follows ? plan.kind : plan.access->kind;
}

void read_converted(const ColumnPlan& plan, void* member, const Cell& cell) {
    write_member(*plan.access, member, decode(cell, wanted_kind(plan), plan.decimal_places));
}

void read_null(const Access& access, void* member) {
    if (access.reset) access.reset(member);
    else write_member(access, member, Value());
}

}  // namespace

PreparedStatement::PreparedStatement(std::shared_ptr<Session> session, std::string_view sql,
                                     std::span<const ValueKind> params)
    : session_(std::move(session)), sql_(sql), kinds_(params.begin(), params.end()) {
    require_valid_text(sql);
    types_.reserve(kinds_.size());
    for (ValueKind kind : kinds_) types_.push_back(parameter_type(kind));
    if (session_->prepares()) prepare();
}

PreparedStatement::~PreparedStatement() {
    if (!name_.empty()) session_->release(std::move(name_));
}

void PreparedStatement::prepare() {
    if (!name_.empty()) session_->release(std::exchange(name_, {}));
    description_.reset();
    std::string name = session_->new_name();
    PGconn* handle = session_->handle();
    const int count = static_cast<int>(types_.size());
    const Result result(PQprepare(handle, name.c_str(), sql_.c_str(), count, types_.data()));
    check(handle, result.get(), sql_);
    name_ = std::move(name);
    stale_ = false;
}

void PreparedStatement::bind(std::span<const Param> params) {
    const std::size_t count = params.size();
    if (count < kinds_.size())
        throw InterfaceError(fmt::format("the statement has {} parameters, {} values were given", kinds_.size(), count),
                             {sql_, "postgresql", {}});
    if (bound_.size() != count) {
        bound_.resize(count);
        data_.resize(count);
        sizes_.resize(count);
        formats_.resize(count);
    }
    for (std::size_t i = 0; i < count; ++i) {
        Bound& bound = bound_[i];
        bound.take(source_of(params[i]), i < kinds_.size() ? kinds_[i] : ValueKind::null);
        data_[i] = bound.data;
        sizes_[i] = bound.size;
        formats_[i] = bound.binary;
    }
}

Result PreparedStatement::run() {
    const int count = static_cast<int>(data_.size());
    if (session_->prepares())
        return Result(PQexecPrepared(session_->handle(), name_.c_str(), count, data_.data(), sizes_.data(),
                                     formats_.data(), binary_results));
    types_.resize(data_.size(), 0);
    return Result(PQexecParams(session_->handle(), sql_.c_str(), count, types_.data(), data_.data(), sizes_.data(),
                               formats_.data(), binary_results));
}

void PreparedStatement::send() {
    const int count = static_cast<int>(data_.size());
    PGconn* handle = session_->handle();
    if (!session_->prepares()) types_.resize(data_.size(), 0);
    const int sent = session_->prepares()
                         ? PQsendQueryPrepared(handle, name_.c_str(), count, data_.data(), sizes_.data(), formats_.data(),
                                               binary_results)
                         : PQsendQueryParams(handle, sql_.c_str(), count, types_.data(), data_.data(), sizes_.data(),
                                             formats_.data(), binary_results);
    if (sent != 1) raise(handle, nullptr, sql_);
}

bool PreparedStatement::note_if_stale(const PGresult* result) {
    if (!session_->prepares() || !must_prepare_anew(result)) return false;
    return stale_ = true;
}

void PreparedStatement::prepare_if_stale() {
    if (stale_) prepare();
}

void PreparedStatement::execute(std::span<const Param> params) {
    reset();
    bind(params);
    prepare_if_stale();
    Result result = run();
    if (note_if_stale(result.get())) {
        // Within a transaction the error has already ended it: the next execution will do.
        if (PQtransactionStatus(session_->handle()) == PQTRANS_IDLE) {
            prepare();
            result = run();
        }
    }
    take(std::move(result));
}

void PreparedStatement::take(Result result) {
    check(session_->handle(), result.get(), sql_);
    row_ = -1;
    rows_ = PQntuples(result.get());
    const std::string_view count = PQcmdTuples(result.get());
    std::from_chars(count.data(), count.data() + count.size(), affected_);
    const int columns = PQnfields(result.get());
    wires_.resize(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) wires_[static_cast<std::size_t>(i)] = wire_of(PQftype(result.get(), i));
    result_ = std::move(result);
}

void PreparedStatement::reset() noexcept {
    result_.reset();
    row_ = -1;
    rows_ = 0;
    affected_ = 0;
}

bool PreparedStatement::next() {
    if (row_ < rows_) ++row_;
    return row_ < rows_;
}

void PreparedStatement::read(const RowPlan& plan, void* object) {
    require_columns(plan);
    if (row_ < 0 || row_ >= rows_) throw InterfaceError("there is no current row", {sql_, "postgresql", {}});
    read_row(plan, object);
}

std::size_t PreparedStatement::read_all(const RowPlan& plan, RowSink sink) {
    require_columns(plan);
    std::size_t count = 0;
    while (next()) {
        read_row(plan, sink.append(sink.container));
        ++count;
    }
    return count;
}

void PreparedStatement::require_columns(const RowPlan& plan) const {
    if (plan.columns.size() <= wires_.size()) return;
    throw InterfaceError(fmt::format("the result has {} columns, {} are to be read", wires_.size(),
                                     plan.columns.size()), {sql_, "postgresql", {}});
}

void PreparedStatement::read_row(const RowPlan& plan, void* object) const {
    const std::size_t columns = plan.columns.size();
    if (plan.extra != nullptr)
        read_columns(plan, {.first = 0, .end = columns, .object = ColumnPlan::extra_object}, plan.extra);
    if (plan.related.empty()) {
        read_columns(plan, {.first = 0, .end = columns, .object = 0}, object);
        return mark_stored(object, plan.state_offset, plan.database, plan.loaded);
    }
    detail::SmallVector<void*, 8> objects;
    objects.push_back(object);
    for (std::size_t i = 0; i < plan.related.size(); ++i) objects.push_back(nullptr);
    read_columns(plan, {.first = 0, .end = columns, .object = 0}, object);
    mark_stored(object, plan.state_offset, plan.database, plan.loaded);
    read_related(plan, {objects.begin(), objects.size()});
}

// An object's own columns come before what hangs on it: setting a foreign key's value drops the object it held.
void PreparedStatement::read_related(const RowPlan& plan, std::span<void*> objects) const {
    for (std::size_t n = 0; n < plan.related.size(); ++n) {
        const RelatedPlan& related = plan.related[n];
        if (objects[related.parent] == nullptr) continue;
        void* member = member_of(objects[related.parent], related.relation->offset);
        const RelationAccess& relation = *related.relation->relation;
        if (PQgetisnull(result_.get(), row_, related.key_column)) {
            relation.set_none(member);
            continue;
        }
        void* child = relation.emplace(member);
        objects[n + 1] = child;
        const std::size_t first = related.first_column;
        read_columns(plan, {.first = first, .end = first + related.columns, .object = n + 1}, child);
        mark_stored(child, related.state_offset, plan.database, related.loaded);
    }
}

void PreparedStatement::read_columns(const RowPlan& plan, Columns columns, void* object) const {
    // The innermost loop of all reading: what it needs is kept at hand.
    const PGresult* result = result_.get();
    const ColumnPlan* plans = plan.columns.data();
    const Wire* wires = wires_.data();
    const int row = row_;
    std::size_t i = columns.first;
    try {
        for (; i < columns.end; ++i) {
            const ColumnPlan& column = plans[i];
            if (column.object != columns.object) continue;
            const int number = static_cast<int>(i);
            void* member = member_of(object, column.offset);
            const int size = PQgetlength(result, row, number);
            if (size == 0 && PQgetisnull(result, row, number)) {
                read_null(*column.access, member);
                continue;
            }
            const Cell cell{PQgetvalue(result, row, number), static_cast<std::size_t>(size), wires[i]};
            if (!read_directly(*column.access, member, cell)) read_converted(column, member, cell);
        }
    } catch (const DataError& error) {
        throw DataError(fmt::format("{} (column '{}')", error.what(), PQfname(result, static_cast<int>(i))),
                        {sql_, "postgresql", error.code()});
    }
}

Value PreparedStatement::value(int column, ValueKind kind) {
    if (row_ < 0 || row_ >= rows_ || column < 0 || column >= static_cast<int>(wires_.size()))
        throw InterfaceError("there is no such row or column", {sql_, "postgresql", {}});
    if (PQgetisnull(result_.get(), row_, column)) return {};
    const auto size = static_cast<std::size_t>(PQgetlength(result_.get(), row_, column));
    return decode({PQgetvalue(result_.get(), row_, column), size, wires_[static_cast<std::size_t>(column)]}, kind);
}

const PGresult* PreparedStatement::columns() {
    if (result_) return result_.get();
    if (description_) return description_.get();
    PGconn* handle = session_->handle();
    if (!session_->prepares()) {
        const int count = static_cast<int>(types_.size());
        const Result unnamed(PQprepare(handle, "", sql_.c_str(), count, types_.data()));
        check(handle, unnamed.get(), sql_);
    }
    Result description(PQdescribePrepared(handle, name_.c_str()));
    check(handle, description.get(), sql_);
    description_ = std::move(description);
    return description_.get();
}

int PreparedStatement::column_count() { return PQnfields(columns()); }

std::string PreparedStatement::column_name(int column) {
    const char* name = PQfname(columns(), column);
    if (!name) throw InterfaceError(fmt::format("the result has no column {}", column), {sql_, "postgresql", {}});
    return name;
}

}  // namespace nuage::postgresql
