// SPDX-License-Identifier: MIT
// SQL text of a query set, offline, cut to what a test is about.
#pragma once

#include <string>

#include <nuage/postgresql.hpp>
#include <nuage/sqlite.hpp>

namespace library {

inline const nuage::Dialect& sqlite() { return nuage::sqlite::dialect(); }
inline const nuage::Dialect& postgresql() { return nuage::postgresql::dialect(); }

/// The statement without its select list: "book" WHERE …
template <class QuerySet>
std::string from(const QuerySet& query_set, const nuage::Dialect& dialect = sqlite()) {
    const std::string text = query_set.sql(dialect).text;
    return text.substr(text.find(" FROM ") + 6);
}

/// The conditions only; empty where there are none.
template <class QuerySet>
std::string where(const QuerySet& query_set, const nuage::Dialect& dialect = sqlite()) {
    const std::string text = query_set.order_by().sql(dialect).text;
    const std::size_t at = text.find(" WHERE ");
    return at == std::string::npos ? std::string() : text.substr(at + 7);
}

/// The bound values as a person would write them: "1, 'x'".
template <class QuerySet>
std::string params(const QuerySet& query_set) {
    std::string text;
    for (const nuage::Value& value : query_set.sql(sqlite()).params) text += (text.empty() ? "" : ", ") + value.repr();
    return text;
}

}  // namespace library
