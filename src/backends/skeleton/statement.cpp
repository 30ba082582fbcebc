// SPDX-License-Identifier: MIT
#include "statement.hpp"

#include "errors.hpp"
#include "types.hpp"

namespace nuage::skeleton {

void SkeletonStatement::execute(std::span<const Param> params) {
    for (const Param& param : params)
        if (!can_bind(param)) refuse("a parameter of a custom type must be turned into a Value first", sql_);
    refuse("nothing to execute it on", sql_);
}

bool SkeletonStatement::next() { return false; }

void SkeletonStatement::read(const RowPlan&, void*) { refuse("there is no row", sql_); }

std::size_t SkeletonStatement::read_all(const RowPlan&, RowSink) { return 0; }

Value SkeletonStatement::value(int, ValueKind) { refuse("there is no row", sql_); }

int SkeletonStatement::column_count() { return 0; }

std::string SkeletonStatement::column_name(int) { return {}; }

std::int64_t SkeletonStatement::affected_rows() { return 0; }

void SkeletonStatement::reset() noexcept {}

}  // namespace nuage::skeleton
