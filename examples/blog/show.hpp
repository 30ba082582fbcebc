// SPDX-License-Identifier: MIT
// How the example prints: a line of code, the SQL beside it, and what came of it.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nuage/nuage.hpp>

/// Prints a statement and runs it, so that what is shown is what was compiled.
#define SHOW(...)                 \
    blog::code(#__VA_ARGS__ ";"); \
    __VA_ARGS__

namespace blog {

void chapter(std::string_view title);
void code(std::string_view statement);
/// A statement without its parameters: for those that are different at each run.
void sql_text(std::string_view text);

/// The SQL of a query, always in SQLite's words so that the output is the same on every database. Nothing is run.
void sql(const nuage::SqlText& statement);
nuage::SqlText select_sql(const nuage::Query& query);
/// Query sets tell their SQL themselves. For writes, the example asks the statement compiler.
nuage::SqlText insert_sql(const nuage::ModelInfo& model);
nuage::SqlText save_sql(const nuage::ModelInfo& model);
nuage::SqlText update_sql(const nuage::Query& query, std::string_view field, const nuage::Value& value);
nuage::SqlText erase_sql(const nuage::Query& query);

template <class... A>
void result(fmt::format_string<A...> text, A&&... arguments) {
    fmt::print("      => {}\n", fmt::format(text, std::forward<A>(arguments)...));
}

}  // namespace blog
