// SPDX-License-Identifier: MIT
#pragma once

#include <nuage/db/driver.hpp>

namespace nuage::skeleton {

/// A statement that yields no rows and cannot be executed.
class SkeletonStatement final : public Statement {
public:
    explicit SkeletonStatement(std::string_view sql) : sql_(sql) {}

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
    std::string sql_;
};

}  // namespace nuage::skeleton
