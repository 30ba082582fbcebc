// SPDX-License-Identifier: MIT
#include "statement.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

#include "errors.hpp"
#include "rows.hpp"

namespace nuage::mysql {

namespace {

constexpr std::size_t first_buffer = 256;

/// The server has no longer what was prepared: its tables were altered since, or the session was reset.
bool must_prepare_anew(unsigned error) {
    constexpr unsigned unknown_statement = 1243, prepare_again = 1615;
    return error == unknown_statement || error == prepare_again;
}

/// The statement was carried out, but gives other columns than it was prepared for.
bool has_other_columns(unsigned error) {
    constexpr unsigned new_metadata = 2057;
    return error == new_metadata;
}

bool only_reads(std::string_view sql) {
    constexpr std::string_view word = "SELECT";
    return std::equal(word.begin(), word.end(), sql.begin(), sql.begin() + std::min(word.size(), sql.size()),
                      [](char a, char b) { return a == (b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b); });
}

/// Closing a statement sends something, and would throw away the rows of another one.
void settle_quietly(Session& session) noexcept {
    try {
        session.settle();
    } catch (const Error&) {   // the statement whose rows are lost says so itself
    }
}

bool holds_text(Wire wire) { return wire == Wire::text || wire == Wire::bytes || wire == Wire::decimal; }

}  // namespace

PreparedStatement::PreparedStatement(std::shared_ptr<Session> session, std::string_view sql, std::size_t params)
    : session_(std::move(session)), sql_(sql) {
    require_valid_text(sql);
    prepare();
    const std::size_t count = mysql_stmt_param_count(handle_.get());
    if (count < params)
        throw InterfaceError(fmt::format("the statement has {} parameters, {} were announced", count, params), {sql_, "mysql", {}});
    bound_.resize(count);
    parameters_.resize(count);
}

PreparedStatement::~PreparedStatement() {
    reset();
    settle_quietly(*session_);
}

void Session::take_in_rest() { std::exchange(receiving, nullptr)->take_in(); }

// Where that fails, next() fails as well.
void PreparedStatement::take_in() {
    if (mysql_stmt_store_result(handle_.get()) != 0) fail();
}

void PreparedStatement::end_receiving() noexcept {
    if (session_->receiving == this) session_->receiving = nullptr;
}

void PreparedStatement::prepare() {
    session_->settle();
    in_chunks_ = 0;
    cells_.clear();   // a new handle knows nothing of them
    stale_ = false;
    handle_.reset(mysql_stmt_init(session_->handle.get()));
    if (!handle_) raise(session_->handle.get(), sql_);
    if (mysql_stmt_prepare(handle_.get(), sql_.data(), sql_.size()) != 0) fail();
}

void PreparedStatement::bind(std::span<const Param> params) {
    if (params.size() != bound_.size())
        throw InterfaceError(fmt::format("the statement has {} parameters, {} values were given", bound_.size(), params.size()),
                             {sql_, "mysql", {}});
    for (std::size_t i = 0; i < params.size(); ++i) bound_[i].take(params[i], parameters_[i]);
}

bool PreparedStatement::run() {
    if (!parameters_.empty() && mysql_stmt_bind_param(handle_.get(), parameters_.data()) != 0) fail();
    return mysql_stmt_execute(handle_.get()) == 0;
}

void PreparedStatement::execute(std::span<const Param> params) {
    reset();
    session_->settle();
    bind(params);
    if (stale_) prepare();
    set_chunks(std::exchange(chunk_, 0));
    if (!run()) {
        const unsigned error = mysql_stmt_errno(handle_.get());
        stale_ = has_other_columns(error);
        if (!must_prepare_anew(error) && !(stale_ && only_reads(sql_))) fail();
        const std::size_t chunk = in_chunks_;
        prepare();
        set_chunks(chunk);
        if (!run()) fail();
    }
    affected_ = static_cast<std::int64_t>(mysql_stmt_affected_rows(handle_.get()));
    session_->changed_rows = affected_;
    begin_result();
}

void PreparedStatement::set_chunks(std::size_t rows) {
    if (rows == in_chunks_) return;
    // MariaDB's client goes on asking for chunks on a handle that has had a cursor.
    if (rows == 0) return prepare();
    const unsigned long type = CURSOR_TYPE_READ_ONLY;
    mysql_stmt_attr_set(handle_.get(), STMT_ATTR_CURSOR_TYPE, &type);
    const unsigned long prefetched = rows;
    mysql_stmt_attr_set(handle_.get(), STMT_ATTR_PREFETCH_ROWS, &prefetched);
    in_chunks_ = rows;
}

void PreparedStatement::begin_result() {
    const std::size_t count = mysql_stmt_field_count(handle_.get());
    has_result_ = count != 0;
    if (!has_result_) return;
    // The kinds of columns are known for certain only now: a parameter among them has the kind of its value.
    const Result description(mysql_stmt_result_metadata(handle_.get()));
    if (!description) fail();
    const MYSQL_FIELD* fields = mysql_fetch_fields(description.get());
    bool same = cells_.size() == count;
    cells_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Wire wire = wire_of(fields[i]);
        same = same && cells_[i].wire == wire;
        cells_[i].wire = wire;
        if (holds_text(wire) && cells_[i].buffer.empty()) cells_[i].buffer.resize(first_buffer);
    }
    if (!same) bind_result();
    if (in_chunks_ == 0) session_->receiving = this;
}

void PreparedStatement::bind_result() {
    columns_.resize(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i].describe(columns_[i]);
    if (mysql_stmt_bind_result(handle_.get(), columns_.data()) != 0) fail();
}

void PreparedStatement::reset() noexcept {
    on_row_ = false;
    affected_ = 0;
    if (!std::exchange(has_result_, false)) return;
    if (in_chunks_ != 0) {
        settle_quietly(*session_);
        mysql_stmt_reset(handle_.get());   // closes the server's cursor
    }
    mysql_stmt_free_result(handle_.get());
    // A procedure gives further results, and a last one without rows.
    while (mysql_stmt_next_result(handle_.get()) == 0) mysql_stmt_free_result(handle_.get());
    end_receiving();
}

bool PreparedStatement::next() {
    on_row_ = false;
    if (!has_result_) return false;
    if (in_chunks_ != 0) session_->settle();
    switch (mysql_stmt_fetch(handle_.get())) {
        case 0: break;
        case MYSQL_DATA_TRUNCATED: complete_row(); break;
        case MYSQL_NO_DATA: end_receiving(); return false;
        default: fail_to_read();
    }
    return on_row_ = true;
}

void PreparedStatement::fail_to_read() {
    // INSERT … RETURNING fails only here. MariaDB's client then takes the result for unread for ever after.
    end_receiving();
    has_result_ = false;
    stale_ = true;
    if (mysql_stmt_errno(handle_.get()) != 0) fail();
    raise(session_->handle.get(), sql_);   // what came in the place of a row is told to the connection only
}

void PreparedStatement::complete_row() {
    bool grown = false;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        Cell& cell = cells_[i];
        if (!holds_text(cell.wire) || cell.null != 0 || cell.size <= cell.buffer.size()) continue;
        cell.buffer.resize(std::max<std::size_t>(cell.size, 2 * cell.buffer.size()));
        cell.describe(columns_[i]);
        if (mysql_stmt_fetch_column(handle_.get(), &columns_[i], static_cast<unsigned>(i), 0) != 0) fail();
        grown = true;
    }
    if (grown && mysql_stmt_bind_result(handle_.get(), columns_.data()) != 0) fail();
}

void PreparedStatement::read(const RowPlan& plan, void* object) {
    if (!on_row_) throw InterfaceError("there is no current row", {sql_, "mysql", {}});
    require_columns(plan);
    read_current(plan, object);
}

std::size_t PreparedStatement::read_all(const RowPlan& plan, RowSink sink) {
    if (!has_result_) return 0;
    require_columns(plan);
    std::size_t count = 0;
    while (next()) {
        read_current(plan, sink.append(sink.container));
        ++count;
    }
    return count;
}

void PreparedStatement::require_columns(const RowPlan& plan) const {
    if (plan.columns.size() <= cells_.size()) return;
    throw InterfaceError(fmt::format("the result has {} columns, {} are to be read", cells_.size(), plan.columns.size()),
                         {sql_, "mysql", {}});
}

void PreparedStatement::read_current(const RowPlan& plan, void* object) {
    std::size_t column = 0;
    try {
        read_row(cells_, plan, object, column);
    } catch (const DataError& error) {
        throw DataError(fmt::format("{} (column '{}')", error.what(), column_name(static_cast<int>(column))),
                        {sql_, "mysql", error.code()});
    }
}

Value PreparedStatement::value(int column, ValueKind kind) {
    if (!on_row_ || column < 0 || column >= static_cast<int>(cells_.size()))
        throw InterfaceError("there is no such row or column", {sql_, "mysql", {}});
    const Cell& cell = cells_[static_cast<std::size_t>(column)];
    return cell.null != 0 ? Value() : decode(cell, kind);
}

int PreparedStatement::column_count() { return static_cast<int>(mysql_stmt_field_count(handle_.get())); }

std::string PreparedStatement::column_name(int column) {
    const Result description(mysql_stmt_result_metadata(handle_.get()));
    if (!description || column < 0 || column >= static_cast<int>(mysql_num_fields(description.get())))
        throw InterfaceError(fmt::format("the result has no column {}", column), {sql_, "mysql", {}});
    return mysql_fetch_field_direct(description.get(), static_cast<unsigned>(column))->name;
}

void PreparedStatement::fail() { raise(handle_.get(), sql_); }

}  // namespace nuage::mysql
