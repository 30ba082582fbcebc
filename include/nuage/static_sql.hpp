// SPDX-License-Identifier: MIT
// SQL at compile time: the text of a query as a constant. Opt-in; nuage.hpp does not include it.
#pragma once

#include <array>

#include <nuage/backends/mysql/dialect.hpp>
#include <nuage/backends/postgresql/dialect.hpp>
#include <nuage/backends/sqlite/dialect.hpp>
#include <nuage/queryset.hpp>
#include <nuage/sql/compiler.hpp>

namespace nuage {

/// The dialects as constants, for static_sql.
inline constexpr const sqlite::SqliteDialect& sqlite_dialect = sqlite::dialect_object;
inline constexpr const postgresql::PostgresqlDialect& postgresql_dialect = postgresql::dialect_object;
inline constexpr const mysql::MysqlDialect& mysql_dialect = mysql::dialect_object;
inline constexpr const mysql::MysqlDialect& mariadb_dialect = mysql::mariadb_dialect_object;

namespace detail {

/// Counts first and copies after: what a vector holds cannot leave constant evaluation.
template <auto Make, const auto& Dialect>
struct static_text {
    static constexpr Text write() {
        const auto query_set = Make();
        return sql::Compiler(Dialect).select(query_set.query()).sql;
    }
    static constexpr std::size_t size = write().size();
    static constexpr std::array<char, size + 1> make() {
        std::array<char, size + 1> chars{};
        const Text text = write();
        for (std::size_t i = 0; i < size; ++i) chars[i] = text.view()[i];
        return chars;
    }
    static constexpr std::array<char, size + 1> chars = make();
};

}  // namespace detail

/// The SELECT that a query set would send, with placeholders for its values; ends with a NUL outside the view.
///
///     constexpr std::string_view sql = nuage::static_sql<[] {
///         return Post::objects.filter("author__name__icontains"_f = "x").order_by("-created_at"_f);
///     }, nuage::sqlite_dialect>;
///     static_assert(sql.ends_with(R"(ORDER BY "blog_post"."created_at" DESC)"));
///
/// `Make` is a captureless lambda that gives a query set. It may use filter, exclude, order_by, reverse, distinct,
/// select_related, only, defer, values and values_list, annotate, alias, subqueries, slices, and conditions written with `_f`. Of values only the
/// type is looked at, so what a value decides at run time is not decided here: a number that no column can hold, an
/// empty list. For the same reason `in` with a list, nuage::dynamic() and nuage::Condition are for run time only.
template <auto Make, const auto& Dialect>
inline constexpr std::string_view static_sql{detail::static_text<Make, Dialect>::chars.data(),
                                             detail::static_text<Make, Dialect>::size};

}  // namespace nuage
