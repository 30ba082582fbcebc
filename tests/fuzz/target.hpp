// SPDX-License-Identifier: MIT
// Runs random queries on a model.
#pragma once

#include <span>
#include <string>

#include <fuzz/plan.hpp>
#include <fuzz/sql_tokens.hpp>
#include <nuage/db/execute.hpp>

namespace fuzz {

struct Verdict {
    std::string refusal{};    ///< the error that says why, which is as it should be; empty: it ran
    std::string problem{};    ///< what must not be; empty: nothing
    std::string sql{};        ///< where there is any
};

struct Target {
    const nuage::ModelInfo* model;
    Verdict (*run)(const Plan& plan, const Identifiers& known);
};

/// What is suspicious in the SQL that a query set has for each dialect, which may refuse; empty: nothing.
using SqlOf = nuage::SqlText (*)(const void* query_set, const nuage::Dialect& dialect);
[[nodiscard]] std::string suspicion_of(const void* query_set, SqlOf sql_of, const Identifiers& known);

/// One for each model of the bookshop.
[[nodiscard]] std::span<const Target> targets();
/// The tables and columns of the bookshop.
[[nodiscard]] Identifiers known_identifiers();

}  // namespace fuzz
