// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "session.hpp"
#include "types.hpp"

namespace nuage::postgresql {

class PreparedStatement final : public Statement {
public:
    PreparedStatement(std::shared_ptr<Session> session, std::string_view sql, std::span<const ValueKind> params);
    ~PreparedStatement() override;
    PreparedStatement(const PreparedStatement&) = delete;
    PreparedStatement& operator=(const PreparedStatement&) = delete;

    void execute(std::span<const Param> params) override;
    bool next() override;
    void read(const RowPlan& plan, void* object) override;
    std::size_t read_all(const RowPlan& plan, RowSink sink) override;
    Value value(int column, ValueKind kind) override;
    [[nodiscard]] int column_count() override;
    [[nodiscard]] std::string column_name(int column) override;
    [[nodiscard]] std::int64_t affected_rows() override { return affected_; }
    void reset() noexcept override;

    // The parts of execute(), for a pipeline: send() only queues, take() gets what came of it.

    void prepare_if_stale();
    void bind(std::span<const Param> params);
    void send();
    /// Whether the statement no longer fits the schema; it is prepared anew before it is next used.
    [[nodiscard]] bool note_if_stale(const PGresult* result);
    /// Makes a result the one that rows are read from. Throws what it means if it is an error.
    void take(Result result);

private:
    void prepare();
    [[nodiscard]] Result run();
    /// The columns of the result, or of the statement while there is none.
    [[nodiscard]] const PGresult* columns();

    void require_columns(const RowPlan& plan) const;
    void read_row(const RowPlan& plan, void* object) const;
    void read_related(const RowPlan& plan, std::span<void*> objects) const;
    /// Those columns from `first` up to `end` that belong to an object of the plan.
    struct Columns {
        std::size_t first, end, object;
    };
    void read_columns(const RowPlan& plan, Columns columns, void* object) const;

    std::shared_ptr<Session> session_;
    std::string sql_;
    std::string name_;        ///< empty while the session has no such statement
    bool stale_ = false;      ///< what was prepared no longer fits the schema
    std::vector<ValueKind> kinds_;
    std::vector<Oid> types_;
    std::vector<Bound> bound_;
    std::vector<const char*> data_;
    std::vector<int> sizes_;
    std::vector<int> formats_;

    Result result_;
    Result description_;
    int row_ = -1;
    int rows_ = 0;
    std::int64_t affected_ = 0;
    std::vector<Wire> wires_;  ///< of the result's columns
};

}  // namespace nuage::postgresql
