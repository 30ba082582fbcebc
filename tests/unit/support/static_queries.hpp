// SPDX-License-Identifier: MIT
// One query through both doors: static_sql and sql().
#pragma once

#include <nuage/static_sql.hpp>
#include <unit/support/sql_text.hpp>

namespace library {

template <auto Make>
struct Static {
    static constexpr std::string_view sqlite = nuage::static_sql<Make, nuage::sqlite_dialect>;
    static constexpr std::string_view postgresql = nuage::static_sql<Make, nuage::postgresql_dialect>;

    static bool is_the_same_at_run_time() {
        return Make().sql(nuage::sqlite::dialect()).text == sqlite &&
               Make().sql(nuage::postgresql::dialect()).text == postgresql;
    }
};

}  // namespace library
