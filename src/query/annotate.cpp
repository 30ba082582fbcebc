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

}  // namespace

void require_sums(const Clause& select, std::size_t expression) {
    const Node* first = select.nodes.begin() + expression;
    if (!reads_rows(select, first, first + subtree_size(first), 0)) return;
    const std::string_view name = static_cast<const NameDef*>(first[-1].definition)->name;
    throw FieldError("[F094] aggregate() gives one row for all: what '" + std::string(name) +
                     "' says of single rows belongs into an aggregate.");
}

}  // namespace nuage::build
