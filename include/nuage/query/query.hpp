// SPDX-License-Identifier: MIT
// A query as a value: everything a QuerySet knows but the row type.
#pragma once

#include <limits>

#include <nuage/meta/model_info.hpp>
#include <nuage/query/node.hpp>

namespace nuage {

/// What select_for_update() asks for.
enum LockFlags : std::uint8_t { lock_rows = 1, lock_nowait = 2, lock_skip_locked = 4, lock_no_key = 8 };

struct Query {
    const ModelInfo* model = nullptr;
    Clause where;      ///< filter and exclude nodes, in the order of the calls
    Clause order;      ///< order nodes of the last order_by()
    Clause select;     ///< column, load, defer and related nodes
    std::int64_t offset = 0;
    std::int64_t limit = no_limit;   ///< rows after the offset; no_limit: all
    const std::string* database = nullptr;  ///< alias given to using_db(), or a hint; interned
    const ModelInfo* hint_model = nullptr;  ///< of the object that the rows are related to, where `database` is a hint
    detail::Ref<detail::Counted> prefetches;   ///< relations to load after the rows: a PrefetchList; empty: none
    FetchMode fetch_mode = FetchMode::one;
    std::uint8_t lock = 0;       ///< LockFlags; the tables of `of` are nodes of select
    bool distinct = false;
    bool reversed = false;
    bool own_order = false;      ///< order_by() was called: Meta's ordering no longer applies
    bool empty = false;          ///< none()
    bool fixed_limit = false;    ///< the limit is part of the statement's text: first(), get()
    bool at_most_one = false;    ///< one row is read, further ones are not asked for; not part of the shape
    bool database_is_hint = false;   ///< `database` is that of a related object: routers may say otherwise
    bool columns_only = false;   ///< values() and the like: rows are columns, not objects

    static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();
    [[nodiscard]] constexpr bool sliced() const { return offset != 0 || limit != no_limit; }
    /// A union, intersection or difference of others.
    [[nodiscard]] constexpr bool combined() const { return !where.empty() && where.nodes[0].kind == NodeKind::combined; }
};

}  // namespace nuage
