// SPDX-License-Identifier: MIT
#include "show.hpp"

#include <string>
#include <vector>

#include <nuage/query/builder.hpp>
#include <nuage/sql/compiled.hpp>
#include <nuage/sqlite.hpp>

namespace blog {

namespace {

/// All columns but a key that the database generates.
std::vector<const nuage::FieldInfo*> written_fields(const nuage::ModelInfo& model) {
    std::vector<const nuage::FieldInfo*> fields;
    for (const nuage::FieldInfo& field : model.fields)
        if (field.has_column() && !field.automatic) fields.push_back(&field);
    return fields;
}

/// Compiled text with the values its placeholders stand for.
nuage::SqlText with_values(const nuage::sql::Compiled& compiled, const nuage::Query& query,
                           const nuage::Clause& assignments) {
    const nuage::Clause* clauses[] = {&query.where, &query.order, &query.select, &assignments};
    nuage::SqlText text{compiled.sql.str(), {}};
    for (const nuage::plan::ParamRef& ref : compiled.params)
        text.params.push_back(clauses[ref.clause]->values[ref.index]);
    return text;
}

nuage::Query without_order(nuage::Query query) {
    query.own_order = true;
    query.order.clear();
    return query;
}

/// A statement of several lines reaches SHOW with a space for each line's end: "all() .filter()".
std::string joined(std::string_view statement) {
    std::string line;
    for (std::size_t i = 0; i < statement.size(); ++i) {
        const bool before_dot = statement[i] == ' ' && statement.substr(i + 1).starts_with('.');
        const bool after_operand = !line.empty() && (line.back() == ')' || (line.back() >= 'a' && line.back() <= 'z'));
        if (!before_dot || !after_operand) line += statement[i];
    }
    return line;
}

}  // namespace

void chapter(std::string_view title) { fmt::print("\n{}\n{:=<{}}\n", title, "", title.size()); }
void code(std::string_view statement) { fmt::print("\n  {}\n", joined(statement)); }
void sql_text(std::string_view text) { fmt::print("      {}\n", text); }
void sql(const nuage::SqlText& statement) { sql_text(statement.str()); }

nuage::SqlText select_sql(const nuage::Query& query) { return nuage::db::sql(query, nuage::sqlite::dialect()); }

nuage::SqlText insert_sql(const nuage::ModelInfo& model) {
    return {nuage::sql::compile_insert(nuage::sqlite::dialect(), model, written_fields(model), 1, nullptr), {}};
}

nuage::SqlText save_sql(const nuage::ModelInfo& model) {
    return {nuage::sql::compile_update_row(nuage::sqlite::dialect(), model, written_fields(model)), {}};
}

nuage::SqlText update_sql(const nuage::Query& query, std::string_view field, const nuage::Value& value) {
    const nuage::Query unordered = without_order(query);
    const std::size_t position = query.model->find(field);
    nuage::Clause assignments;
    nuage::build::assignment(assignments, query.model->fields[position], position, nuage::Value(value));
    return with_values(nuage::sql::compile_update(nuage::sqlite::dialect(), unordered, assignments), unordered,
                       assignments);
}

nuage::SqlText erase_sql(const nuage::Query& query) {
    const nuage::Query unordered = without_order(query);
    return with_values(nuage::sql::compile_erase(nuage::sqlite::dialect(), unordered), unordered, {});
}

}  // namespace blog
