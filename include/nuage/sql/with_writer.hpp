// SPDX-License-Identifier: MIT
// Writes common table expressions.
#pragma once

#include <nuage/sql/select_writer.hpp>

namespace nuage::sql {

constexpr void Writer::with(const Select& select) {
    bool recursive = false;
    for (const Select& table : select.with) {
        recursive = recursive || table.parts.size() > 1;
        named_.push_back(table.model);
    }
    for (const Select& table : select.with) {
        out << (&table != &select.with[0] ? ", " : recursive ? "WITH RECURSIVE " : "WITH ");
        table_name(*table.model);
        for (const FieldInfo& column : table.model->fields) {
            out << (&column == &table.model->fields[0] ? " (" : ", ");
            column_name(column);
        }
        out << ") AS (";
        for (std::size_t i = 0; i < table.parts.size(); ++i) {
            const Select& part = table.parts[i];
            if (i != 0) out << ((table.combination & combine_all) != 0 ? " UNION ALL " : " UNION ");
            // Not every database takes a slice there.
            const bool apart = table.parts.size() > 1 && (part.limit.given || part.offset.given);
            if (apart) out << "SELECT * FROM (";
            this->select(part, apart ? Labels::numbered : Labels::own);
            if (!apart) continue;
            out << ") ";
            name("subquery");
        }
        out << ')';
    }
    if (!select.with.empty()) out << ' ';
}

/// Throws FieldError for a table that a common table expression of its name would hide. Names of tables differ in more than
/// capital letters.
constexpr void Writer::refuse_hidden(const ModelInfo& model) const {
    if (model.named_query || named_.empty()) return;
    Text table;
    write_table_name(table, model);
    for (const ModelInfo* query : named_) {
        Text lower;
        Text given;
        write_lower(lower, table.view());
        write_lower(given, query->name);
        if (lower.view() != given.view()) continue;
        throw FieldError("[A048] A common table expression is named '" + std::string(query->name) + "' like the table of " +
                         std::string(model.name) + ", which the query reads, too; give it another name.");
    }
}

}  // namespace nuage::sql
