// SPDX-License-Identifier: MIT
// Join planning: which tables a path needs, which joins are shared, which must be outer, and when a condition over
// a to-many relation becomes NOT EXISTS. The rules are Django's (Query.build_filter, setup_joins, JoinPromoter,
// split_exclude); django_surface items 1-17 and 40-42 tell them by example.
#pragma once

#include <nuage/query/path.hpp>
#include <nuage/query/plan.hpp>

namespace nuage::plan {

/// A path as joins need it: from table to table by foreign keys, then a column. What paths of names have beside that is
/// taken apart when it is added: a many-to-many relation leads over its join table, an inherited field over the parent.
struct Route {
    const ModelInfo* start = nullptr;
    std::vector<const FieldInfo*> hops;   ///< foreign keys, and reverse relations of foreign keys
    const FieldInfo* field = nullptr;
    const ModelInfo* keys_of = nullptr;   ///< the column is the first of the primary key of this model, meant as a whole

    [[nodiscard]] constexpr const ModelInfo& model_after(std::size_t hop_count) const {
        return hop_count == 0 ? *start : hops[hop_count - 1]->target();
    }
    [[nodiscard]] constexpr const ModelInfo& model() const { return model_after(hops.size()); }

    /// Goes on over a relation of the model reached.
    constexpr void follow(const FieldInfo& given) {
        const FieldInfo& relation = own(given);
        if (!relation.has_column() && is_many_to_many(relation)) {
            const ManySide side = many_side(relation);
            hops.push_back(&side.rows_from_here());
            hops.push_back(&side.there());
        } else {
            hops.push_back(&relation);
        }
    }
    /// Ends at a field of the model reached.
    constexpr void end(const FieldInfo& given) {
        if (given.kind == FieldKind::composite_key) {
            keys_of = &concrete_model(model());
            field = &keys_of->fields[keys_of->key_parts[0]];
        } else {
            field = &own(given);
        }
    }

    /// A foreign key already holds what it refers to: author__id is author_id, without the join.
    constexpr void trim() {
        while (!hops.empty() && keys_of == nullptr && !hops.back()->filtered) {
            const FieldInfo& last = *hops.back();
            if (last.kind != FieldKind::foreign_key || &target_field(last) != field) return;
            field = &last;
            hops.pop_back();
        }
    }
    /// Position of the first to-many hop, or the number of hops.
    [[nodiscard]] constexpr std::size_t first_multi() const {
        for (std::size_t i = 0; i < hops.size(); ++i)
            if (hops[i]->multi_valued && !hops[i]->filtered) return i;
        return hops.size();
    }

private:
    /// A field as the model has it whose table holds its column; goes there.
    constexpr const FieldInfo& own(const FieldInfo& given) {
        const FieldInfo* f = &given;
        while (f->inherited) {
            const ModelInfo& child = concrete_model(model());
            hops.push_back(&child.fields[child.parent_link]);
            const ModelInfo& parent = concrete_model(child.base());
            f = &parent.fields[parent.find(f->name)];
        }
        return *f;
    }
};

/// Tables of one SELECT, found again or added as paths need them.
class Joins {
public:
    constexpr explicit Joins(std::vector<Table>& tables) : tables_(tables) {}

    /// The table that hop leads to from `parent`. To-many joins are shared only with those in `reusable`;
    /// nullptr: with any.
    constexpr int join(int parent, const FieldInfo& relation, const std::vector<int>* reusable) {
        const bool limited = relation.multi_valued && !relation.filtered && reusable != nullptr;
        for (int i = static_cast<int>(tables_.size()) - 1; i > 0; --i) {
            const Table& table = at(i);
            if (table.parent != parent || table.relation != &relation) continue;
            if (!limited || contains(*reusable, i)) return i;
        }
        Table table;
        table.model = &relation.target();
        table.parent = parent;
        table.relation = &relation;
        table.reverse = relation.kind == FieldKind::reverse;
        table.nullable = relation.null || table.reverse;
        table.outer = table.nullable || at(parent).outer;
        tables_.push_back(table);
        return static_cast<int>(tables_.size()) - 1;
    }

    /// Makes joins outer where rows would be lost, and with them what hangs on them.
    constexpr void promote(std::vector<int> wanted) {
        for (std::size_t next = 0; next < wanted.size(); ++next) {
            Table& table = at(wanted[next]);
            if (table.parent < 0 || table.outer) continue;
            if (!table.nullable && !at(table.parent).outer) continue;
            table.outer = true;
            for (int i = 1; i < static_cast<int>(tables_.size()); ++i)
                if (at(i).parent == wanted[next] && !contains(wanted, i)) wanted.push_back(i);
        }
    }
    /// Makes joins inner where a condition needs a partner anyway, and those they hang on.
    constexpr void demote(std::vector<int> wanted) {
        for (std::size_t next = 0; next < wanted.size(); ++next) {
            Table& table = at(wanted[next]);
            if (!table.outer) continue;
            table.outer = false;
            if (table.parent > 0 && at(table.parent).outer) wanted.push_back(table.parent);
        }
    }

    [[nodiscard]] static constexpr bool contains(const std::vector<int>& list, int value) {
        for (int item : list)
            if (item == value) return true;
        return false;
    }

private:
    constexpr Table& at(int i) { return tables_[static_cast<std::size_t>(i)]; }
    std::vector<Table>& tables_;
};

/// Counts which joins the branches of a condition need, and sets their types by the connective.
class Votes {
public:
    constexpr Votes(ItemKind connective, std::size_t children, bool negated)
        : connective_(connective), children_(children) {
        if (negated && connective == ItemKind::all_of) connective_ = ItemKind::any_of;
        if (negated && connective == ItemKind::any_of) connective_ = ItemKind::all_of;
    }
    constexpr void add(const std::vector<int>& needed) {
        std::vector<int> seen;
        for (int table : needed) {
            if (Joins::contains(seen, table)) continue;
            seen.push_back(table);
            while (static_cast<int>(counts_.size()) <= table) counts_.push_back(0);
            ++counts_[static_cast<std::size_t>(table)];
        }
    }
    /// Applies the votes; returns the joins that are needed whatever the rest of the condition says.
    constexpr std::vector<int> decide(Joins& joins) const {
        std::vector<int> promote;
        std::vector<int> demote;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (counts_[i] == 0) continue;
            const bool all = counts_[i] == children_;
            // XOR may be true where any of its operands is not, whatever the others need.
            if (connective_ == ItemKind::one_of || (connective_ == ItemKind::any_of && !all))
                promote.push_back(static_cast<int>(i));
            if (connective_ == ItemKind::all_of || (connective_ == ItemKind::any_of && all))
                demote.push_back(static_cast<int>(i));
        }
        joins.promote(promote);
        joins.demote(demote);
        return demote;
    }

private:
    ItemKind connective_ = ItemKind::all_of;
    std::size_t children_;
    std::vector<std::size_t> counts_;
};

}  // namespace nuage::plan
