// SPDX-License-Identifier: MIT
// Common table expressions and group_by(), as nodes.
#include <nuage/query/with.hpp>

#include <algorithm>

#include <nuage/meta/errors.hpp>

namespace nuage::build {

namespace {

const ModelInfo& table_of(const ClausePart& part) { return *static_cast<const ModelInfo*>(part.nodes->definition); }

bool are_same(const ClausePart& a, const ClausePart& b) {
    const auto same = [](const Node& x, const Node& y) {
        return x.kind == y.kind && x.flags == y.flags && x.count == y.count && x.arg == y.arg && x.definition == y.definition;
    };
    return std::equal(a.nodes, a.nodes + a.size, b.nodes, b.nodes + b.size, same) &&
           std::equal(a.values, a.values + a.value_size, b.values, b.values + b.value_size);
}

void add_once(Clause& clause, const ClausePart& added) {
    bool known = false;
    for_each_part(clause, [&](const ClausePart& part) {
        if (part.nodes->kind != NodeKind::with || table_of(part).name != table_of(added).name) return;
        if (!are_same(part, added))
            throw ValueError("[A047] A query has two different common table expressions with the name '" + std::string(table_of(part).name) +
                             "'; give one of them another name.");
        known = true;
    });
    if (!known) added.add_to(clause);
}

/// Takes the common table expressions out of a query. What stands in their places says nothing, so that the calls keep their numbers.
void lift(Query& query, Clause& definitions) {
    Clause kept;
    for_each_part(query.where, [&](const ClausePart& part) {
        if (part.nodes->kind == NodeKind::with) {
            add_once(definitions, part);
            push(kept, NodeKind::filter, 0);
        } else {
            part.add_to(kept);
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
    for_each_part(definitions, [&](const ClausePart& part) { add_once(query.where, part); });
}

void throw_grouped() { throw FieldError("[A051] group_by() comes before the aggregates: this query set is grouped already."); }
void throw_grouped_by_aggregate() { throw FieldError("[A052] Rows cannot be grouped by an aggregate, which is computed of the groups."); }

}  // namespace nuage::build
