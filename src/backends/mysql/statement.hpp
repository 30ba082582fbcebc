// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session.hpp"
#include "types.hpp"

namespace nuage::mysql {

/// Rows are taken from the wire one by one. When another statement is to run before all were, the rest is taken in first
/// and kept. Rows in chunks stay with the server, by a cursor of it, until they are asked for.
class PreparedStatement final : public Statement {
public:
    PreparedStatement(std::shared_ptr<Session> session, std::string_view sql, std::size_t params);
    ~PreparedStatement() override;

    void fetch_in_chunks(std::size_t rows) override { chunk_ = rows; }
    void execute(std::span<const Param> params) override;
    bool next() override;
    void read(const RowPlan& plan, void* object) override;
    std::size_t read_all(const RowPlan& plan, RowSink sink) override;
    Value value(int column, ValueKind kind) override;
    [[nodiscard]] int column_count() override;
    [[nodiscard]] std::string column_name(int column) override;
    [[nodiscard]] std::int64_t affected_rows() override { return affected_; }
    void reset() noexcept override;

private:
    friend struct Session;
    /// Reads the rows that are on the wire, to give them later.
    void take_in();
    void prepare();
    void bind(std::span<const Param> params);
    [[nodiscard]] bool run();
    /// Gets ready for the rows of a result, if there is one.
    void begin_result();
    void set_chunks(std::size_t rows);
    /// There is nothing more on the wire.
    void end_receiving() noexcept;
    void bind_result();
    /// Gets the rest of texts that did not fit, and makes room for as much in the rows to come.
    void complete_row();
    void require_columns(const RowPlan& plan) const;
    void read_current(const RowPlan& plan, void* object);
    [[noreturn]] void fail();
    [[noreturn]] void fail_to_read();

    std::shared_ptr<Session> session_;
    std::string sql_;
    StatementHandle handle_;
    std::vector<Bound> bound_;
    std::vector<MYSQL_BIND> parameters_;
    std::vector<Cell> cells_;
    std::vector<MYSQL_BIND> columns_;
    std::int64_t affected_ = 0;
    std::size_t chunk_ = 0;      ///< of the next execution; 0: rows are not asked for in chunks
    std::size_t in_chunks_ = 0;  ///< the same of what the handle is set to
    bool has_result_ = false;
    bool on_row_ = false;
    bool stale_ = false;   ///< to be prepared anew before it is next executed
};

}  // namespace nuage::mysql
