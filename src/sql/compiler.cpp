// SPDX-License-Identifier: MIT
#include <nuage/sql/compiler.hpp>

namespace nuage::sql {

Compiled compile_select(const Dialect& dialect, const Query& query) { return Compiler(dialect).select(query); }
Compiled compile_count(const Dialect& dialect, const Query& query) { return Compiler(dialect).count(query); }
Compiled compile_exists(const Dialect& dialect, const Query& query) { return Compiler(dialect).exists(query); }
Compiled compile_aggregate(const Dialect& dialect, const Query& query) { return Compiler(dialect).aggregate(query); }
Compiled compile_update(const Dialect& dialect, const Query& query, const Clause& assignments) {
    return Compiler(dialect).update(query, assignments);
}
Compiled compile_erase(const Dialect& dialect, const Query& query) { return Compiler(dialect).erase(query); }
std::string compile_insert(const Dialect& dialect, const ModelInfo& model, std::span<const FieldInfo* const> fields,
                           std::size_t rows, const FieldInfo* returning, const OnConflict& conflict) {
    return Compiler(dialect).insert(model, fields, rows, returning, conflict).str();
}
Compiled compile_insert_values(const Dialect& dialect, const ModelInfo& model, std::span<const FieldInfo* const> fields, const Clause& values,
                               std::span<const FieldInfo* const> returned, const OnConflict& conflict) {
    return Compiler(dialect).insert_values(model, fields, values, returned, conflict);
}
Compiled compile_insert_select(const Dialect& dialect, const ModelInfo& model, std::span<const FieldInfo* const> fields, const Clause& rows,
                               const OnConflict& conflict) {
    return Compiler(dialect).insert_select(model, fields, rows, conflict);
}
std::string compile_update_row(const Dialect& dialect, const ModelInfo& model, std::span<const FieldInfo* const> fields) {
    return Compiler(dialect).update_row(model, fields).str();
}
std::string compile_update_rows(const Dialect& dialect, const ModelInfo& model, std::span<const FieldInfo* const> fields,
                                std::size_t rows) {
    return Compiler(dialect).update_rows(model, fields, rows).str();
}
std::string compile_expression(const Dialect& dialect, const ModelInfo& model, const Clause& clause) {
    return Compiler(dialect).expression(model, clause).str();
}
std::string compile_condition(const Dialect& dialect, const Query& query) {
    return Compiler(dialect).condition(query).str();
}

}  // namespace nuage::sql
