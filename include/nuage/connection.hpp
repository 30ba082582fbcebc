// SPDX-License-Identifier: MIT
// Hand-written SQL that is about no model: nuage::connection().rows<std::string>("SELECT label FROM blog_tag").
#pragma once

#include <nuage/db/execute.hpp>
#include <nuage/model.hpp>
#include <nuage/operands.hpp>
#include <nuage/rows.hpp>

namespace nuage {

/// A database by its alias; a connection is taken from the pool for each call, the transaction's own within one. Parameters
/// are always bound: write `?` for each, on any database, and `??` for a question mark.
/// https://docs.djangoproject.com/en/5.2/topics/db/sql/#executing-custom-sql-directly
class ConnectionProxy {
public:
    /// Throws ImproperlyConfigured for an alias that is not there. Empty: the default database.
    explicit ConnectionProxy(std::string_view alias);

    /// Runs one statement whose rows are not wanted. Rows inserted, updated or deleted.
    template <class... P>
    std::int64_t execute(std::string_view sql, const P&... params) const {
        return db::execute_one(sql, {detail::to_value(params)...}, alias_);
    }
    /// The rows of one statement: tuples, rows<std::tuple<std::string, std::int64_t>>(…), the values of the only column,
    /// rows<std::string>(…), or rows<std::vector<nuage::Value>>(…) for what is known at run time only. Columns that may be
    /// NULL are std::optional. Throws TypeError for another number of columns.
    template <class Row, class... P>
    [[nodiscard]] std::vector<Row> rows(std::string_view sql, const P&... params) const {
        return read(static_cast<Row*>(nullptr), sql, {detail::to_value(params)...});
    }
    /// Has the database look for rows that break a constraint that is checked at the end of a transaction only, in the tables
    /// of some models or in all. Throws IntegrityError. Foreign keys without db_constraint are not looked at.
    template <Model... M>
    void check_constraints() const {
        db::check_constraints({table_name(model_info<M>())...}, alias_);
    }

private:
    template <class... T>
    [[nodiscard]] std::vector<std::tuple<T...>> read(std::tuple<T...>*, std::string_view sql, std::vector<Value> params) const {
        std::vector<std::tuple<T...>> rows;
        const RowPlan plan = detail::row_layout<std::tuple<T...>>::make({});
        db::raw_rows(sql, std::move(params), alias_, plan.columns, {&rows, [](void* list) -> void* {
            return &static_cast<std::vector<std::tuple<T...>>*>(list)->emplace_back();
        }});
        return rows;
    }
    template <class T>
    [[nodiscard]] std::vector<T> read(T*, std::string_view sql, std::vector<Value> params) const {
        std::vector<T> values;
        for (std::tuple<T>& row : read(static_cast<std::tuple<T>*>(nullptr), sql, std::move(params))) values.push_back(std::move(std::get<0>(row)));
        return values;
    }
    [[nodiscard]] std::vector<std::vector<Value>> read(std::vector<Value>*, std::string_view sql, std::vector<Value> params) const;

    const std::string* alias_;
};

/// A database to send SQL of one's own to; without an alias the default one.
[[nodiscard]] ConnectionProxy connection(std::string_view alias = {});

}  // namespace nuage
