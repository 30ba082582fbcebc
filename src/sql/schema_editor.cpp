// SPDX-License-Identifier: MIT
#include <nuage/sql/schema_editor.hpp>

#include <algorithm>

#include <nuage/meta/errors.hpp>

namespace nuage::sql {

namespace {

/// A short name for what a text says, the same on every run.
std::string digest(std::string_view text) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    std::string hex;
    for (int i = 0; i < 8; ++i) hex += "0123456789abcdef"[(hash >> (4 * i)) & 15];
    return hex;
}

std::string shortened(std::string name, std::size_t most) {
    if (name.size() <= most) return name;
    const std::string tail = "_" + digest(name);
    name.resize(most - tail.size());
    return name + tail;
}

const FieldInfo& field_by_path(const ModelInfo& model, std::string_view name) {
    if (!name.empty() && name[0] == '-') name = name.substr(1);
    const ResolvedPath path = resolve_name(model, name);
    return path.final_field();
}

class TableWriter {
public:
    TableWriter(const Dialect& dialect, const ModelInfo& model) : dialect_(dialect), model_(model), table_(table_name(model)) {}

    std::string create_table() {
        Text out;
        out << "CREATE TABLE ";
        dialect_.quote(out, table_);
        out << " (";
        bool first = true;
        for (const FieldInfo& field : model_.fields) {
            if (!field.has_column() || field.inherited) continue;
            if (!first) out << ", ";
            first = false;
            column(out, field);
        }
        if (!model_.key_parts.empty()) primary_key(out);
        for (const ConstraintInfo& constraint : model_.constraints) table_constraint(out, constraint);
        out << ')';
        return out.str();
    }

    std::vector<std::string> indexes() {
        std::vector<std::string> all;
        for (const FieldInfo& field : model_.fields) {
            if (!field.has_column() || field.inherited || !field.index || is_unique(field)) continue;
            const std::string_view names[] = {field.name};
            all.push_back(create_index({{}, names, nullptr}, false));
        }
        for (const IndexInfo& index : model_.indexes) all.push_back(create_index(index, false));
        for (const ConstraintInfo& constraint : model_.constraints)
            // Without its condition it would refuse rows that are right; validation still asks for it.
            if (constraint.kind == ConstraintKind::unique && constraint.condition != nullptr && dialect_.features().partial_indexes)
                all.push_back(create_index({constraint.name, constraint.fields, constraint.condition}, true));
        return all;
    }

    std::vector<std::string> foreign_keys() {
        std::vector<std::string> all;
        for (const FieldInfo& field : model_.fields) {
            if (field.kind != FieldKind::foreign_key || !field.db_constraint || field.inherited) continue;
            Text out;
            out << "ALTER TABLE ";
            dialect_.quote(out, table_);
            out << " ADD CONSTRAINT ";
            dialect_.quote(out, shortened(table_ + "_" + column_name(field) + "_fk", dialect_.features().max_identifier));
            out << " FOREIGN KEY (";
            dialect_.quote(out, column_name(field));
            out << ")";
            references(out, field);
            all.push_back(out.str());
        }
        return all;
    }

private:
    void primary_key(Text& out) {
        out << ", PRIMARY KEY (";
        for (const std::uint16_t part : model_.key_parts) {
            if (part != model_.key_parts.front()) out << ", ";
            dialect_.quote(out, column_name(model_.fields[part]));
        }
        out << ')';
    }
    void column(Text& out, const FieldInfo& field) {
        dialect_.quote(out, column_name(field));
        out << ' ';
        FieldInfo held = value_field(field);
        held.automatic = held.automatic && field.automatic && !field.parent_link;
        dialect_.column_type(out, held);
        if (field.is_generated) out << " GENERATED ALWAYS AS (" << expression(field.generated) << ") STORED";
        if (field.db_default != nullptr) out << " DEFAULT " << default_of(field.db_default);
        if (!field.null && (!field.is_generated || dialect_.features().generated_not_null)) out << " NOT NULL";
        if (field.primary_key && !field.key_part) {
            out << " PRIMARY KEY";
            if (held.automatic) out << ' ' << dialect_.identity();
        } else if (field.unique) {
            out << " UNIQUE";
        }
        if (held.positive && !held.automatic) {
            out << " CHECK (";
            dialect_.quote(out, column_name(field));
            out << " >= 0)";
        }
        if (field.kind == FieldKind::foreign_key && field.db_constraint && !dialect_.features().alter_add_foreign_key)
            references(out, field);
    }

    void references(Text& out, const FieldInfo& field) {
        out << " REFERENCES ";
        dialect_.quote(out, table_name(field.target()));
        out << " (";
        dialect_.quote(out, column_name(target_field(field)));
        out << ')';
        if (field.on_delete == OnDelete::db_cascade) out << " ON DELETE CASCADE";
        if (field.on_delete == OnDelete::db_set_null) out << " ON DELETE SET NULL";
        if (dialect_.features().deferred_foreign_keys) out << " DEFERRABLE INITIALLY DEFERRED";
    }

    void table_constraint(Text& out, const ConstraintInfo& constraint) {
        if (constraint.kind == ConstraintKind::unique && constraint.condition != nullptr) return;  // a partial index
        out << ", CONSTRAINT ";
        if (constraint.kind == ConstraintKind::check) {
            dialect_.quote(out, constraint.name);
            out << " CHECK (" << condition(constraint.condition) << ')';
            return;
        }
        dialect_.quote(out, name_for(constraint.name, constraint.fields, "uniq"));
        out << " UNIQUE ";
        columns(out, constraint.fields, false);
    }

    std::string create_index(const IndexInfo& index, bool unique) {
        Text out;
        out << (unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
        dialect_.quote(out, name_for(index.name, index.fields, unique ? "uniq" : "idx"));
        out << " ON ";
        dialect_.quote(out, table_);
        out << ' ';
        columns(out, index.fields, true);
        // An index over more rows than it is needed for finds them all the same.
        if (index.condition != nullptr && dialect_.features().partial_indexes) out << " WHERE " << condition(index.condition);
        return out.str();
    }

    void columns(Text& out, std::span<const std::string_view> names, bool ordered) {
        out << '(';
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i != 0) out << ", ";
            dialect_.quote(out, column_name(field_by_path(model_, names[i])));
            if (ordered && names[i][0] == '-') out << " DESC";
        }
        out << ')';
    }

    std::string expression(void (*add)(Clause&)) {
        Clause clause;
        add(clause);
        return compile_expression(dialect_, model_, clause);
    }
    /// A literal stands alone, an expression in parentheses.
    std::string default_of(void (*add)(Clause&)) {
        Clause clause;
        add(clause);
        const std::string text = compile_expression(dialect_, model_, clause);
        const bool literal = clause.nodes.size() == 1 && clause.nodes[0].kind == NodeKind::param;
        return literal && !dialect_.features().parenthesised_defaults ? text : "(" + text + ")";
    }

    std::string condition(void (*add)(Query&)) {
        Query query;
        query.model = &model_;
        add(query);
        return compile_condition(dialect_, query);
    }

    /// A given name, or one of table and columns with a digest that keeps it apart from others.
    std::string name_for(std::string_view given, std::span<const std::string_view> names, std::string_view suffix) {
        if (!given.empty()) return std::string(given);
        std::string name = table_;
        std::string all = table_;
        for (std::string_view field : names) {
            const std::string column = column_name(field_by_path(model_, field));
            name += "_" + column;
            all += "," + std::string(field);
        }
        return shortened(name + "_" + digest(all).substr(0, 6) + "_" + std::string(suffix), dialect_.features().max_identifier);
    }

    const Dialect& dialect_;
    const ModelInfo& model_;
    std::string table_;
};

}  // namespace

std::vector<const ModelInfo*> with_join_tables(std::span<const ModelInfo* const> models) {
    std::vector<const ModelInfo*> tables;
    auto add = [&](const ModelInfo& model) {
        if (!model.proxy && std::find(tables.begin(), tables.end(), &model) == tables.end()) tables.push_back(&model);
    };
    for (const ModelInfo* model : models) add(*model);
    for (const ModelInfo* model : models)
        for (const FieldInfo& field : model->fields)
            if (field.kind == FieldKind::many_to_many && !field.inherited && !model->proxy && field.through().model->automatic) add(*field.through().model);
    return tables;
}

std::vector<const ModelInfo*> by_dependency(std::span<const ModelInfo* const> models) {
    std::vector<const ModelInfo*> sorted;
    std::vector<const ModelInfo*> left = with_join_tables(models);
    auto waits = [&](const ModelInfo& model) {
        return std::any_of(model.fields.begin(), model.fields.end(), [&](const FieldInfo& field) {
            return field.kind == FieldKind::foreign_key && &field.target() != &model &&
                   std::find(left.begin(), left.end(), &field.target()) != left.end();
        });
    };
    while (!left.empty()) {
        auto ready = std::find_if(left.begin(), left.end(), [&](const ModelInfo* model) { return !waits(*model); });
        if (ready == left.end()) ready = left.begin();  // a circle: any order is as good
        sorted.push_back(*ready);
        left.erase(ready);
    }
    return sorted;
}

std::string quoted_table(const Dialect& dialect, const ModelInfo& model) {
    Text text;
    dialect.quote(text, table_name(model));
    return text.str();
}

std::vector<std::string> create_statements(std::span<const ModelInfo* const> models, const Dialect& dialect) {
    std::vector<std::string> all;
    std::vector<std::string> later;
    for (const ModelInfo* model : by_dependency(models)) {
        TableWriter writer(dialect, *model);
        all.push_back(writer.create_table());
        for (std::string& sql : writer.indexes()) all.push_back(std::move(sql));
        if (dialect.features().alter_add_foreign_key)
            for (std::string& sql : writer.foreign_keys()) later.push_back(std::move(sql));
    }
    all.insert(all.end(), later.begin(), later.end());
    return all;
}

std::vector<std::string> drop_statements(std::span<const ModelInfo* const> models, const Dialect& dialect) {
    std::vector<const ModelInfo*> sorted = by_dependency(models);
    std::vector<std::string> all;
    const DropSpelling spelling = dialect.drop_spelling();
    if (!spelling.before.empty()) all.emplace_back(spelling.before);
    for (auto model = sorted.rbegin(); model != sorted.rend(); ++model) {
        Text out;
        out << "DROP TABLE IF EXISTS ";
        dialect.quote(out, table_name(**model));
        out << spelling.suffix;
        all.push_back(out.str());
    }
    if (!spelling.after.empty()) all.emplace_back(spelling.after);
    return all;
}

}  // namespace nuage::sql

namespace nuage {

std::vector<std::string> Dialect::flush(std::span<const ModelInfo* const> tables, bool) const {
    std::vector<std::string> all;
    for (const ModelInfo* model : tables) all.push_back("DELETE FROM " + sql::quoted_table(*this, *model));
    return all;
}

std::vector<std::string> Dialect::move_sequences(std::span<const ModelInfo* const>) const { return {}; }

}  // namespace nuage
