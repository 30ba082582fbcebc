// SPDX-License-Identifier: MIT
// What explain() may ask for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nuage {

/// In which form a plan is told.
enum class ExplainFormat : std::uint8_t { by_default, text, json, xml, yaml, traditional, tree };

/// How explain() asks. What a database does not know throws ValueError, and nothing is sent.
/// https://docs.djangoproject.com/en/5.2/ref/models/querysets/#explain
struct ExplainOptions {
    ExplainFormat format = ExplainFormat::by_default;   ///< PostgreSQL: text json xml yaml. MySQL: text json traditional tree. MariaDB: text json traditional
    bool analyze = false;    ///< runs the query, too, and tells what it took: PostgreSQL, MySQL, MariaDB
    bool verbose = false;    ///< the others: PostgreSQL
    bool buffers = false;
    bool settings = false;
    bool wal = false;
    /// Any option by its name: {{"costs", "false"}}.
    std::vector<std::pair<std::string, std::string>> others{};
};

class Dialect;

namespace sql {

/// The options that are asked for, names in upper case: {"ANALYZE", "TRUE"}.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> explain_options(const ExplainOptions& options);
/// The format's name in upper case; empty for the default. Throws ValueError for one that is not among the known ones.
[[nodiscard]] std::string_view explain_format(const Dialect& dialect, const ExplainOptions& options, std::initializer_list<ExplainFormat> known);
/// Throws ValueError that names the options.
[[noreturn]] void refuse_explain_options(const std::vector<std::pair<std::string, std::string>>& unknown);

}  // namespace sql
}  // namespace nuage
