// SPDX-License-Identifier: MIT
#include <nuage/query/annotate.hpp>

#include <nuage/meta/errors.hpp>

namespace nuage::build {

namespace {

/// Whether nodes read what a single row has: outside of aggregates a field, an annotation or a window, and in subqueries, which
/// are `depth` levels further in, what they take from this query.
bool reads_rows(const Clause& select, const Node* first, const Node* last, std::uint32_t depth) {
    for (const Node* n = first; n != last;) {
        if (n->kind == NodeKind::subquery || n->kind == NodeKind::exists) {
            const std::size_t size = subtree_size(n);
            if (reads_rows(select, n + 1, n + size, depth + 1)) return true;
            n += size;
            continue;
        }
        if (n->kind == NodeKind::outer && n->arg + 1 >= depth) return true;
        if (depth == 0) {
            if (n->kind == NodeKind::path || n->kind == NodeKind::window) return true;
            if (n->kind == NodeKind::reference && (find_annotation(select, n->arg)->flags & AnnotationFlags::result) == 0) return true;
        }
        n += depth == 0 && n->kind == NodeKind::aggregate ? subtree_size(n) : 1;
    }
    return false;
}

/// Appends nodes, and instead of the name of an annotation what it computes. What subqueries name is their own.
void append_settled(Clause& to, const Clause& select, const Node* first, const Node* last, const Value* values) {
    for (const Node* n = first; n != last;) {
        const bool apart = n->kind == NodeKind::subquery || n->kind == NodeKind::exists;
        const Node* next = n + (apart ? subtree_size(n) : 1);
        if (n->kind == NodeKind::reference) {
            const Node* annotation = find_annotation(select, n->arg);
            const Value* own = select.values.begin() + value_count(select.nodes.begin(), annotation);
            append_settled(to, select, annotation + 1, annotation + subtree_size(annotation), own);
        } else if (n->kind == NodeKind::aggregate) {
            throw FieldError("[F091] update() sets a value for each row; an aggregate is computed over several. Use a subquery.");
        } else {
            to.nodes.append(n, static_cast<std::size_t>(next - n));
            const std::size_t count = value_count(n, next);
            for (std::size_t i = 0; i < count; ++i) to.values.push_back(*values++);
        }
        n = next;
    }
}

}  // namespace

void settle_annotations(Clause& assignments, const Clause& select) {
    Clause settled;
    append_settled(settled, select, assignments.nodes.begin(), assignments.nodes.end(), assignments.values.begin());
    assignments = std::move(settled);
}

void require_sums(const Clause& select, std::size_t expression) {
    const Node* first = select.nodes.begin() + expression;
    if (!reads_rows(select, first, first + subtree_size(first), 0)) return;
    const std::string_view name = static_cast<const NameDef*>(first[-1].definition)->name;
    throw FieldError("[F094] aggregate() gives one row for all: what '" + std::string(name) +
                     "' says of single rows belongs into an aggregate.");
}

}  // namespace nuage::build
