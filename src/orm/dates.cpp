// SPDX-License-Identifier: MIT
#include <nuage/functions/date.hpp>
#include <nuage/functions/date_trunc.hpp>
#include <nuage/queryset.hpp>

namespace nuage::detail {

namespace {

/// Django's kinds: quarters are for Trunc() only.
const FunctionDef& truncation_of(std::string_view kind, bool with_time) {
    const std::span<const FunctionDef> known = with_time ? std::span<const FunctionDef>(functions::truncations) : functions::date_truncations;
    const std::string_view prefix = with_time ? "datetime_trunc_" : "date_trunc_";
    if (kind != "quarter")
        for (const FunctionDef& function : known)
            if (function.name.substr(prefix.size()) == kind) return function;
    if (with_time)
        throw ValueError("'kind' must be one of 'year', 'month', 'week', 'day', 'hour', 'minute', or 'second'; it was '" + std::string(kind) + "'");
    throw ValueError("'kind' must be one of 'year', 'month', 'week', or 'day'; it was '" + std::string(kind) + "'");
}

}  // namespace

Query truncated_dates(const Query& given, const ResolvedPath& path, std::string_view kind, std::string_view order, bool with_time) {
    refuse_combined(given, with_time ? "datetimes" : "dates");
    require_unsliced(given, with_time ? "datetimes" : "dates");
    const FunctionDef& function = truncation_of(kind, with_time);
    if (order != "ASC" && order != "DESC") throw ValueError("'order' must be either 'ASC' or 'DESC'; it was '" + std::string(order) + "'");
    const auto truncated = [&](Clause& clause) {
        clause.nodes.push_back({NodeKind::function, 0, 1, 0, &function});
        build::path(clause, path);
    };
    Query query = given;
    build::clear_columns(query);
    build::drop(query.select, NodeKind::distinct_on);
    query.columns_only = true;
    query.distinct = true;
    build::push(query.select, NodeKind::column, 1);
    truncated(query.select);
    build::push(query.where, NodeKind::filter, 1);
    build::is_null(query.where, path, false);
    query.own_order = true;
    query.reversed = false;
    query.order.clear();
    build::push(query.order, NodeKind::order, 1, order == "DESC" ? OrderFlags::descending : OrderFlags::ascending);
    truncated(query.order);
    return query;
}

void truncate_in_zone(Query& query, const NameDef& name, Value zone) {
    const bool by_name = zone.kind() == ValueKind::text;
    if (by_name && (zone.text().starts_with('+') || zone.text().starts_with('-')))
        throw ValueError("'" + std::string(zone.text()) + "' is no name of a time zone; an offset is given as a duration");
    // Of the column, which is last: the truncation, then what is truncated.
    const Node* column = query.select.nodes.end();
    std::size_t size = 0;
    std::size_t annotations = 0;
    for (const Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n)) {
        annotations += n->kind == NodeKind::annotation ? 1 : 0;
        if (n->kind != NodeKind::column) continue;
        column = n;
        size = subtree_size(n);
    }
    Clause expression;
    const auto around = [&](const FunctionDef& function, char offset) {
        if (by_name) expression.nodes.push_back({NodeKind::function, 0, 2, 0, &function});
        else build::push(expression, NodeKind::arithmetic, 2, static_cast<std::uint8_t>(offset));
    };
    const auto add_zone = [&] {
        build::param(expression, zone.kind());
        expression.values.push_back(zone);
    };
    around(functions::from_zone, '-');
    expression.nodes.push_back(column[1]);
    around(functions::at_zone, '+');
    expression.nodes.append(column + 2, size - 2);
    add_zone();
    add_zone();
    build::drop(query.select, NodeKind::column);
    build::annotate(query, name, expression, 0, annotations);
    const Node reference{NodeKind::reference, 0, 0, static_cast<std::uint32_t>(annotations), nullptr};
    build::push(query.select, NodeKind::column, 1);
    query.select.nodes.push_back(reference);
    const std::uint8_t flags = query.order.nodes[0].flags;
    query.order.clear();
    build::push(query.order, NodeKind::order, 1, flags);
    query.order.nodes.push_back(reference);
}

}  // namespace nuage::detail
