// SPDX-License-Identifier: MIT
// update() by names that arrive at run time.
#include "tree.hpp"

namespace nuage::detail {

namespace {

/// Whether an expression keeps to the table's own columns; those of subqueries are their own.
void require_own_columns(const Clause& clause, std::size_t from, std::string_view name) {
    for (const Node* n = clause.nodes.begin() + from; n != clause.nodes.end();) {
        if (n->kind == NodeKind::path && n->count > 0)
            throw FieldError("[F008] update() may use fields of the updated table only, not of related ones: '" + std::string(name) + "'.");
        if (n->kind == NodeKind::aggregate)
            throw FieldError("[F091] update() sets '" + std::string(name) + "' for each row; an aggregate is computed over several. Use a subquery.");
        n += n->kind == NodeKind::subquery || n->kind == NodeKind::exists ? subtree_size(n) : 1;
    }
}

}  // namespace

void add_dynamic_assignment(Clause& clause, const ModelInfo& model, const ModelInfo& names, std::string_view name, const DynamicOperand& operand) {
    const ResolvedPath path = build::resolve_plain(model, name);
    const std::string quoted = '\'' + std::string(name) + '\'';
    if (path.hop_count > 0 || path.transform_count > 0 || path.is_json_path())
        throw FieldError("[F007] only fields of the model itself can be set or loaded here: " + quoted + " leads to another one");
    if (path.is_composite()) throw FieldError("[F031] " + quoted + " stands for several fields: update() sets them by their own names.");
    const FieldInfo& field = path.final_field();
    if (field.is_generated) throw FieldError("[F030] " + quoted + " is a generated column: the database computes it, and it cannot be set.");
    if (!operand.expression()) {
        if (operand.is_list()) throw FieldError("[T005] " + quoted + " is set to one value, not several.");
        const Value& value = operand.values()[0];
        if (value.is_null() && !field.null) throw ValueError("[F092] " + quoted + " is never null.");
        return build::assignment(clause, field, path.field, Value(value));
    }
    clause.nodes.push_back({NodeKind::assign, 0, 1, path.field, nullptr});
    const std::size_t from = clause.nodes.size();
    const ExpressionKind kind = add_dynamic(clause, names, *operand.expression());
    require_own_columns(clause, from, name);
    if (kind.known && !mix(kind.kind, path.kind()))
        throw FieldError("[T002] " + quoted + " is " + std::string(kind_word(path.kind())) + "; it was given " + std::string(kind_word(kind.kind)) + '.');
}

}  // namespace nuage::detail
