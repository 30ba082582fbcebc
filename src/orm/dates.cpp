// SPDX-License-Identifier: MIT
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

}  // namespace nuage::detail
