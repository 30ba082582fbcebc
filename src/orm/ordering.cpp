// SPDX-License-Identifier: MIT
#include "ordering.hpp"

#include <algorithm>

#include <nuage/query/annotate.hpp>
#include <nuage/queryset.hpp>

namespace nuage::detail {

void refuse_cursor() {
    throw TypeError("[W028] pages and cursors are of rows that have a place of their own: not of groups, of distinct values, of rows with "
                    "windows or in a random order, and not in the order of JSON or of several related rows");
}

namespace {

void require_places(const Query& query) {
    refuse_combined(query, "page");
    require_unsliced(query, "page");
    if (query.columns_only && query.distinct) refuse_cursor();
    const Node* const end = query.select.nodes.end();
    for (const Node* n = query.select.nodes.begin(); n != end; n += subtree_size(n)) {
        if (n->kind == NodeKind::distinct_on || n->kind == NodeKind::partition || (n->kind == NodeKind::group && n->count > 0)) refuse_cursor();
        // Rows that are left out by a cursor would be missing in the windows of the others.
        for (const Node* inner = n; n->kind == NodeKind::annotation && inner != n + subtree_size(n); ++inner)
            if (inner->kind == NodeKind::window) refuse_cursor();
    }
}

/// "author__country" of a path that ends in a foreign key.
std::string path_text(const ModelInfo& start, const Node* path) {
    std::string text;
    const ModelInfo* model = &start;
    for (std::size_t i = 1; i <= path->count; ++i) {
        if (path[i].flags != 0) refuse_cursor();
        const FieldInfo& relation = model->fields[path[i].arg];
        text += std::string(relation.name) + "__";
        model = &relation.target();
    }
    return text + std::string(model->fields[path->arg].name);
}

constexpr int deepest = 8;   // as in plan_order()

/// Adds items, those by a relation written out.
class OrderWriter {
public:
    explicit OrderWriter(const ModelInfo& model) : model_(model) {}
    Clause order;

    void add(const Clause& items, int depth = 0) {
        for_each_part(items, [&](const ClausePart& part) {
            if (part.nodes->kind == NodeKind::random) refuse_cursor();
            if ((part.nodes->flags & OrderFlags::by_relation) != 0) add_relation(part.nodes, depth);
            else part.add_to(order);
        });
    }
    void add(const std::string& name, int depth = 0) {
        Clause items;
        build::order_by_text(items, model_, name);
        add(items, depth);
    }

private:
    void add_relation(const Node* item, int depth) {
        const std::string relation = path_text(model_, item + 1);
        const bool descending = (item->flags & OrderFlags::descending) != 0;
        const ModelInfo& target = build::resolve_plain(model_, relation).final_field().target();
        if (target.ordering.empty() || depth > deepest) {
            build::push(order, NodeKind::order, 1, descending ? OrderFlags::descending : OrderFlags::ascending);
            order.nodes.append(item + 1, subtree_size(item + 1));
            return;
        }
        for (const std::string_view name : target.ordering) {
            if (name == "?") refuse_cursor();
            const bool flips = name.starts_with('-');
            const std::string path = relation + "__" + std::string(name.substr(flips ? 1 : 0));
            add(descending != flips ? "-" + path : path, depth + 1);
        }
    }

    const ModelInfo& model_;
};

/// The relations of a path; the field it ends in.
template <class F>
const FieldInfo* follow(const ModelInfo& start, const Node* path, const F& relation) {
    const ModelInfo* model = &start;
    for (std::size_t i = 1; i <= path->count; ++i) {
        const FieldInfo& hop = path[i].flags != 0 ? *static_cast<const FieldInfo*>(path[i].definition) : model->fields[path[i].arg];
        relation(hop);
        model = &hop.target();
    }
    return &model->field_at(path->arg);
}

bool is_nullable(const ModelInfo& model, const Node* expression) {
    if (expression->kind != NodeKind::path) return true;
    bool nullable = false;
    const FieldInfo* field = follow(model, expression, [&](const FieldInfo& hop) {
        nullable = nullable || hop.null || hop.filtered || hop.kind != FieldKind::foreign_key;
    });
    return nullable || field->null;
}

void require_one_row_each(const ModelInfo& model, const Clause& expression) {
    for (const Node* n = expression.nodes.begin(); n != expression.nodes.end();) {
        if (n->kind == NodeKind::path)
            follow(model, n, [](const FieldInfo& hop) {
                if (hop.multi_valued || hop.kind == FieldKind::many_to_many) refuse_cursor();
            });
        // Others have rows of their own.
        const bool apart = n->kind == NodeKind::subquery || n->kind == NodeKind::exists;
        n += apart ? subtree_size(n) : 1;
    }
}

bool is_total(const ModelInfo& model, const std::vector<OrderEntry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [&](const OrderEntry& entry) {
        const Node& node = entry.expression.nodes[0];
        return node.kind == NodeKind::path && node.count == 0 && !entry.nullable && is_unique(model.field_at(node.arg));
    });
}

}  // namespace

Query with_total_order(const Query& given) {
    require_places(given);
    Query query = given;
    const ModelInfo& model = *query.model;
    OrderWriter writer(model);
    if (query.own_order) writer.add(query.order);
    else if (build::find_group(query) == nullptr)
        for (const std::string_view name : model.ordering) writer.add(std::string(name));
    query.own_order = true;
    query.order = writer.order;
    const std::vector<OrderEntry> entries = order_entries(query);
    if (!is_total(model, entries)) {
        // In the direction of what stands before it, one index serves both.
        const bool descending = !entries.empty() && (entries.back().flags & OrderFlags::descending) != 0;
        writer.add(descending ? "-pk" : "pk");
        query.order = writer.order;
    }
    for (const OrderEntry& entry : order_entries(query)) require_one_row_each(model, entry.expression);
    return query;
}

std::vector<OrderEntry> order_entries(const Query& query) {
    std::vector<OrderEntry> entries;
    for_each_part(query.order, [&](const ClausePart& part) {
        OrderEntry entry;
        entry.flags = part.nodes->flags;
        part.add_to(entry.expression, 1);
        entry.nullable = is_nullable(*query.model, part.nodes + 1);
        entries.push_back(std::move(entry));
    });
    return entries;
}

std::string ordering_text(const Query& query, const std::vector<OrderEntry>& entries) {
    const ModelInfo& model = *query.model;
    std::string text = std::string(model.app) + "." + std::string(model.name) + (query.reversed ? " reversed" : "");
    const auto add = [&text](std::string_view word) { (text += ' ') += word; };
    for (const OrderEntry& entry : entries) {
        add(std::to_string(entry.flags));
        for (const Node& n : entry.expression.nodes) {
            add(std::to_string(static_cast<int>(n.kind)) + ":" + std::to_string(n.flags) + ":" + std::to_string(n.count));
            switch (n.kind) {
                case NodeKind::path: {
                    const FieldInfo* field = follow(model, &n, [&](const FieldInfo& hop) { add(hop.name); });
                    add(field->name);
                    break;
                }
                case NodeKind::hop: break;
                case NodeKind::reference:
                    if (const Node* annotation = build::find_annotation(query.select, n.arg)) add(static_cast<const NameDef*>(annotation->definition)->name);
                    break;
                case NodeKind::function: add(static_cast<const FunctionDef*>(n.definition)->name); break;
                case NodeKind::lookup: add(static_cast<const LookupDef*>(n.definition)->name); break;
                case NodeKind::subquery: case NodeKind::exists: case NodeKind::section: break;
                default: add(std::to_string(n.arg)); break;
            }
        }
        for (const Value& value : entry.expression.values) add(value.repr());
    }
    return text;
}

namespace {

/// Writes the condition, from its last item on.
class BehindWriter {
public:
    BehindWriter(const std::vector<OrderEntry>& entries, const std::vector<ValueKind>& kinds, const std::vector<Value>& place, bool reversed,
                 bool nulls_sort_low)
        : entries_(entries), kinds_(kinds), place_(place), reversed_(reversed), nulls_sort_low_(nulls_sort_low) {}

    [[nodiscard]] std::optional<Clause> from(std::size_t at) const {
        if (at == entries_.size()) return std::nullopt;
        const std::optional<Clause> rest = from(at + 1);
        std::vector<Clause> any;
        if (place_[at].is_null()) {
            if (nulls_first(at)) any.push_back(null_test(at, false));
            if (rest) any.push_back(joined(NodeKind::all_of, {null_test(at, true), *rest}));
        } else if (nulls_first(at) || !entries_[at].nullable) {
            // The first bound stands alone, for an index to begin at. Of >= and >, which are what the order goes by; = may be
            // something else where a collation has its say.
            if (!rest) return compared(at, false);
            return joined(NodeKind::all_of, {compared(at, true), joined(NodeKind::any_of, {compared(at, false), *rest})});
        } else {
            any.push_back(compared(at, false));
            any.push_back(null_test(at, true));
            if (rest) any.push_back(joined(NodeKind::all_of, {compared(at, true), *rest}));
        }
        if (any.empty()) return std::nullopt;
        return joined(NodeKind::any_of, any);
    }

private:
    [[nodiscard]] bool is_descending(std::size_t at) const { return ((entries_[at].flags & OrderFlags::descending) != 0) != reversed_; }
    [[nodiscard]] bool nulls_first(std::size_t at) const {
        const std::uint8_t flags = entries_[at].flags;
        if ((flags & OrderFlags::nulls_first) != 0) return !reversed_;
        if ((flags & OrderFlags::nulls_last) != 0) return reversed_;
        return nulls_sort_low_ != is_descending(at);
    }
    [[nodiscard]] Clause compared(std::size_t at, bool or_equal) const {
        const std::size_t position = is_descending(at) ? (or_equal ? lookup_position::lte : lookup_position::lt)
                                                       : (or_equal ? lookup_position::gte : lookup_position::gt);
        Clause clause;
        build::lookup(clause, lookups[position], 1);
        clause.add(entries_[at].expression);
        build::param(clause, kinds_[at] == ValueKind::null ? place_[at].kind() : kinds_[at]);
        clause.values.push_back(place_[at]);
        return clause;
    }
    [[nodiscard]] Clause null_test(std::size_t at, bool yes) const {
        Clause clause;
        build::push(clause, NodeKind::is_null, 1, yes ? 1 : 0);
        clause.add(entries_[at].expression);
        return clause;
    }
    [[nodiscard]] static Clause joined(NodeKind connective, const std::vector<Clause>& conditions) {
        if (conditions.size() == 1) return conditions[0];
        Clause clause;
        build::push(clause, connective, conditions.size());
        for (const Clause& condition : conditions) clause.add(condition);
        return clause;
    }

    const std::vector<OrderEntry>& entries_;
    const std::vector<ValueKind>& kinds_;
    const std::vector<Value>& place_;
    const bool reversed_;
    const bool nulls_sort_low_;
};

}  // namespace

std::optional<Clause> rows_behind(const std::vector<OrderEntry>& entries, const std::vector<ValueKind>& kinds,
                                  const std::vector<Value>& place, bool reversed, bool nulls_sort_low) {
    return BehindWriter(entries, kinds, place, reversed, nulls_sort_low).from(0);
}

}  // namespace nuage::detail
