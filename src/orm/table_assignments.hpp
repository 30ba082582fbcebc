// SPDX-License-Identifier: MIT
// Assignments to the fields of a model, told apart by the tables that the fields are in.
#pragma once

#include <algorithm>

#include <nuage/meta/errors.hpp>

#include "instances.hpp"

namespace nuage::detail {

/// The assignments of an update() that go to one table, in the positions of its own fields.
class TableAssignments {
public:
    TableAssignments(const ModelInfo& table, const ModelInfo& whole) : table_(table), whole_(whole) {}

    [[nodiscard]] bool wants(const Node& assignment) const { return own_field(assignment.arg) != nullptr; }
    [[nodiscard]] bool empty() const { return clause_.empty(); }
    [[nodiscard]] const Clause& clause() const { return clause_; }

    void add(const Node* begin, const Node* end, const Value* values) {
        for (const Node* node = begin; node != end; ++node) {
            if (node->kind == NodeKind::subquery || node->kind == NodeKind::exists) {   // of tables of its own
                const Node* after = node + subtree_size(node);
                for (std::size_t count = value_count(node, after); count > 0; --count) clause_.values.push_back(*values++);
                clause_.nodes.append(node, static_cast<std::size_t>(after - node));
                node = after - 1;
                continue;
            }
            Node own = *node;
            if (node->kind == NodeKind::assign) own.arg = position(own_field(node->arg), node->arg);
            if (node->kind == NodeKind::path) own.arg = position(node->count == 0 ? own_or_key(node->arg) : nullptr, node->arg);
            if (node->kind == NodeKind::param) clause_.values.push_back(*values++);
            clause_.nodes.push_back(own);
        }
    }

private:
    [[nodiscard]] const FieldInfo* own_field(std::uint32_t at) const { return field_in_table(table_, whole_, whole_.fields[at]); }
    /// All tables have the key, each by its own name.
    [[nodiscard]] const FieldInfo* own_or_key(std::uint32_t at) const {
        const FieldInfo& field = whole_.fields[at];
        return field.primary_key || field.key_copy ? &table_.primary_key() : own_field(at);
    }
    [[nodiscard]] std::uint32_t position(const FieldInfo* field, std::uint32_t at) const {
        if (field == nullptr)
            throw FieldError("[F008] update() may use fields of the updated table only: '" + std::string(whole_.fields[at].name) +
                             "' is not in that of " + std::string(table_.name) + ".");
        return static_cast<std::uint32_t>(table_.position(*field));
    }

    const ModelInfo& table_;
    const ModelInfo& whole_;
    Clause clause_;
};

/// Calls a function with each assignment of a clause: where it begins, where it ends, and its values.
template <class F>
void for_assignments(const Clause& assignments, F&& function) {
    const Value* values = assignments.values.begin();
    for (const Node* node = assignments.nodes.begin(); node != assignments.nodes.end();) {
        const Node* end = node + subtree_size(node);
        function(node, end, values);
        values += value_count(node, end);
        node = end;
    }
}

}  // namespace nuage::detail
