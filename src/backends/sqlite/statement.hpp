// SPDX-License-Identifier: MIT
#pragma once

#include "handles.hpp"

#include <nuage/db/driver.hpp>

namespace nuage::sqlite {

class SqliteStatement final : public Statement {
public:
    /// Throws OperationalError for SQL that SQLite does not understand, ProgrammingError for more than one statement.
    SqliteStatement(sqlite3* database, std::string_view sql);
    ~SqliteStatement() override;

    void execute(std::span<const Param> params) override;
    bool next() override;
    void read(const RowPlan& plan, void* object) override;
    std::size_t read_all(const RowPlan& plan, RowSink sink) override;
    Value value(int column, ValueKind kind) override;
    [[nodiscard]] int column_count() override;
    [[nodiscard]] std::string column_name(int column) override;
    [[nodiscard]] std::int64_t affected_rows() override;
    void reset() noexcept override;

private:
    enum class State : std::uint8_t {
        idle,
        bound,    ///< not stepped yet
        pending,  ///< on a row that next() has not announced
        on_row,
        done
    };

    void bind(std::span<const Param> params);
    [[nodiscard]] int bind_one(int number, const Param& param);
    [[nodiscard]] int bind_value(int number, const Value& value);
    /// Room for the text form of a parameter, valid until the next execution.
    [[nodiscard]] char* form(int number);
    [[nodiscard]] bool step();
    void finish(int code);
    void require_row() const;
    [[noreturn]] void fail(int code);

    StatementHandle handle_;
    std::unique_ptr<char[]> forms_;
    int parameters_ = 0;
    bool writes_ = false;   ///< or has no rows: is carried out by execute()
    State state_ = State::idle;
};

}  // namespace nuage::sqlite
