// SPDX-License-Identifier: MIT
// Writes unions, intersections and differences.
#pragma once

#include <nuage/sql/select_writer.hpp>

namespace nuage::sql {

/// What a column is called to a query around this one.
constexpr void Writer::column_label(const Select& select, std::size_t column, Labels labels) {
    if (labels == Labels::fields && column < select.row_columns) column_name(*select.columns[column].column.field);
    else label(column);
}

constexpr void Writer::combined(const Select& select, Labels labels) {
    bool by_position = true;
    for (const plan::OrderItem& entry : select.order) {
        const bool nulls = (entry.flags & (OrderFlags::nulls_first | OrderFlags::nulls_last)) != 0;
        if (entry.random || (nulls && !dialect_.features().nulls_modifiers)) by_position = false;
    }
    if (by_position) {
        combined_parts(select, labels);
        order(select, Positions::only);
    } else {  // only a query around them can be ordered by more than their columns
        out << "SELECT ";
        for (std::size_t i = 0; i < select.columns.size(); ++i) {
            if (i != 0) out << ", ";
            label(i);
            if (labels == Labels::own) continue;
            out << " AS ";
            column_label(select, i, labels);
        }
        out << " FROM ";
        derived_table([&] { combined_parts(select, Labels::numbered); });
        order(select, Positions::no);
    }
    bounds(select);
}

constexpr void Writer::combined_parts(const Select& select, Labels labels) {
    constexpr std::string_view words[] = {" UNION ", " INTERSECT ", " EXCEPT "};
    const int operation = select.combination & ~combine_all;
    const Features& features = dialect_.features();
    if (operation != combine_union && !features.set_operations)
        throw NotSupportedError("[F064] intersection() and difference() are not supported by this server.", {"", std::string(dialect_.name()), ""});
    const Labels inside = labels == Labels::own ? Labels::numbered : labels;
    const auto as_table = [&](const Select& part) {
        out << "* FROM ";
        derived(part, inside);
    };
    if (select.parts.size() == 1) {  // the others have no rows
        out << ((select.combination & combine_all) != 0 ? "SELECT " : "SELECT DISTINCT ");
        as_table(select.parts[0]);
        return;
    }
    for (std::size_t i = 0; i < select.parts.size(); ++i) {
        const Select& part = select.parts[i];
        if (i != 0) out << words[operation] << ((select.combination & combine_all) != 0 ? "ALL " : "");
        const bool ordered = part.limit.given || part.offset.given || !part.order.empty() || part.needless_order;
        if (!part.parts.empty() || !part.with.empty()) {
            out << "SELECT ";
            as_table(part);
        } else if (!ordered) {
            this->select(part, labels);
        } else if (!features.compound_slices) {
            throw DatabaseError("[F065] This database takes neither an order nor a slice in a part of a union, intersection or difference; "
                                "use as_derived().", {"", std::string(dialect_.name()), ""});
        } else {
            out << '(';
            this->select(part, labels);
            out << ')';
        }
    }
}

}  // namespace nuage::sql
