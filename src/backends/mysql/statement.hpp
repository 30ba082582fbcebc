// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session.hpp"
#include "types.hpp"

namespace nuage::mysql {

/// Results are taken over as a whole before the first row is read, so that other statements can run between rows.
class PreparedStatement final : public Statement {
public:
    PreparedStatement(std::shared_ptr<Session> session, std::string_view sql, std::size_t params);
    ~PreparedStatement() override;

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
    void prepare();
    void bind(std::span<const Param> params);
    [[nodiscard]] bool run();
    /// Takes the result over, if there is one.
    void take_result();
    void bind_result();
    /// Gets the rest of texts that did not fit, and makes room for as much in the rows to come.
    void complete_row();
    void require_columns(const RowPlan& plan) const;
    void read_current(const RowPlan& plan, void* object);
    [[noreturn]] void fail();

    std::shared_ptr<Session> session_;
    std::string sql_;
    StatementHandle handle_;
    std::vector<Bound> bound_;
    std::vector<MYSQL_BIND> parameters_;
    std::vector<Cell> cells_;
    std::vector<MYSQL_BIND> columns_;
    std::int64_t affected_ = 0;
    bool has_result_ = false;
    bool on_row_ = false;
    bool stale_ = false;   ///< to be prepared anew before it is next executed
};

}  // namespace nuage::mysql
