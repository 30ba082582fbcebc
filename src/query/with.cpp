// SPDX-License-Identifier: MIT
// Common table expressions and group_by(), as nodes.
#include <nuage/query/with.hpp>

#include <nuage/meta/errors.hpp>

namespace nuage::build {

namespace {

/// One `with` node and what belongs to it.
struct Part {
    const Node* nodes;
    std::size_t size;
    const Value* values;
    std::size_t value_size;

    [[nodiscard]] const ModelInfo& table() const { return *static_cast<const ModelInfo*>(nodes->definition); }
    friend bool operator==(const Part& a, const Part& b) {
        const auto same = [](const Node& x, const Node& y) {
            return x.kind == y.kind && x.flags == y.flags && x.count == y.count && x.arg == y.arg && x.definition == y.definition;
        };
        return std::equal(a.nodes, a.nodes + a.size, b.nodes, b.nodes + b.size, same) &&
               std::equal(a.values, a.values + a.value_size, b.values, b.values + b.value_size);
    }
};

/// Calls a function for the parts of a clause, one subtree after the other.
template <class F>
void for_parts(const Clause& clause, F&& function) {
    const Value* value = clause.values.begin();
    for (const Node* n = clause.nodes.begin(); n != clause.nodes.end();) {
        const std::size_t size = subtree_size(n);
        const std::size_t values = value_count(n, n + size);
        function(Part{n, size, value, values});
        value += values;
        n += size;
    }
}

void append(Clause& clause, const Part& part) {
    clause.nodes.append(part.nodes, part.size);
    clause.values.append(part.values, part.value_size);
}

void add_once(Clause& clause, const Part& added) {
    bool known = false;
    for_parts(clause, [&](const Part& part) {
        if (part.nodes->kind != NodeKind::with || part.table().name != added.table().name) return;
        if (!(part == added))
            throw ValueError("[A047] A query has two different common table expressions with the name '" + std::string(part.table().name) +
                             "'; give one of them another name.");
        known = true;
    });
    if (!known) append(clause, added);
}

/// Takes the common table expressions out of a query. What stands in their places says nothing, so that the calls keep their numbers.
void lift(Query& query, Clause& definitions) {
    Clause kept;
    for_parts(query.where, [&](const Part& part) {
        if (part.nodes->kind == NodeKind::with) {
            add_once(definitions, part);
            push(kept, NodeKind::filter, 0);
        } else {
            append(kept, part);
        }
    });
    query.where = std::move(kept);
}

void add_part(Clause& clause, Query query) {
    if (!depends_on_order(query)) {
        query.own_order = true;
        query.order.clear();
        query.reversed = false;
    }
    subquery(clause, query, NodeKind::subquery);
}

}  // namespace

Clause with(const ModelInfo& table, const Query& base, const Query* step, bool distinct) {
    const bool unfit = step != nullptr && (step->sliced() || step->distinct || step->combined() || find_group(*step) != nullptr);
    if (unfit) throw ValueError("[A046] The step of recursive() gives rows to each row found: it cannot be sliced, distinct, grouped or combined.");
    if (step != nullptr && base.combined()) throw ValueError("[A046] The base of recursive() cannot be combined; use as_derived().");
    Clause definitions;
    Query first = base;
    lift(first, definitions);
    Query second;
    if (step != nullptr) {
        second = *step;
        lift(second, definitions);
    }
    const int flags = distinct ? combine_union : combine_all;
    definitions.nodes.push_back({NodeKind::with, static_cast<std::uint8_t>(flags), static_cast<std::uint16_t>(step != nullptr ? 2 : 1), 0, &table});
    add_part(definitions, std::move(first));
    if (step != nullptr) add_part(definitions, std::move(second));
    return definitions;
}

void add_with(Query& query, const Clause& definitions, const std::string* database) {
    if (query.database == nullptr) query.database = database;
    for_parts(definitions, [&](const Part& part) { add_once(query.where, part); });
}

void throw_grouped() { throw FieldError("[A051] group_by() comes before the aggregates: this query set is grouped already."); }
void throw_grouped_by_aggregate() { throw FieldError("[A052] Rows cannot be grouped by an aggregate, which is computed of the groups."); }

}  // namespace nuage::build
