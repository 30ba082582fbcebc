// SPDX-License-Identifier: MIT
// What QuerySet is made of: its options, changes of queries that need no row type, and the places of what opt-in headers add.
#pragma once

#include <nuage/keywords.hpp>
#include <nuage/prefetch.hpp>

namespace nuage {

/// Whether a row that several query sets have is there several times.
struct UnionOptions {
    bool all = false;
};

/// What becomes of rows of insert_from() that are there already.
struct InsertFromOptions {
    bool ignore_conflicts = false;   ///< they are passed over
};

class Cursor;
struct PageOptions;

namespace detail {

/// State changes of a query that need no model type. Throw TypeError after slicing, ValueError for negative bounds.
[[noreturn]] void throw_sliced(const char* method);
[[noreturn]] void throw_negative_slice();
constexpr void require_unsliced(const Query& query, const char* method) {
    if (query.sliced()) throw_sliced(method);
}
/// After union_() and the like only what slices, orders, counts or reads. Throws NotSupportedError.
[[noreturn]] void throw_combined(const char* method);
constexpr void refuse_combined(const Query& query, const char* method) {
    if (query.combined()) throw_combined(method);
}
/// What filter() and exclude() begin with; so many conditions follow.
constexpr void begin_conditions(Query& query, NodeKind kind, std::size_t count) {
    const char* method = kind == NodeKind::filter ? "filter" : "exclude";
    refuse_combined(query, method);
    require_unsliced(query, method);
    build::push(query.where, kind, count);
}
/// What order_by() begins with: no ordering, not even Meta's.
constexpr void begin_order(Query& query) {
    require_unsliced(query, "order_by");
    query.own_order = true;
    query.order.clear();
}
template <class M>
[[noreturn]] void throw_not_one(std::size_t count) {
    if (count == 0) throw typename M::DoesNotExist(none_matches(model_info<M>().name));
    throw typename M::MultipleObjectsReturned(several_match(model_info<M>().name, count));
}
/// A union, intersection or difference, by CombineFlags.
Query combine(const Query& first, std::initializer_list<const Query*> others, int flags);
/// The rows of either, of both, or of one but not the other: the conditions joined. Of slices the keys; TypeError for AND.
Query join_conditions(const Query& left, const Query& right, NodeKind connective);
/// The distinct values of a date, truncated: what dates() and datetimes() ask for. Throws ValueError for a kind or an order
/// that is none.
Query truncated_dates(const Query& query, const ResolvedPath& path, std::string_view kind, std::string_view order, bool with_time);
/// A relation to join in by a name that arrives at run time. Throws FieldError.
void add_related(Query& query, std::string_view name);
/// The same in a zone: its name, or how far it is ahead of UTC. Names what is computed, for DISTINCT and ORDER BY to be about one.
void truncate_in_zone(Query& query, const NameDef& name, Value zone);
template <class Names, class C>
struct name_added;
template <fixed_string Name, class T, bool Total = false>
struct Alias;
/// Puts a query in the place of its model's table.
Query derived(const Query& query);

/// The columns of a row that two query sets must share to be combined.
template <class Row>
struct combinable {
    using type = Row;
};
template <class Names, fixed_string... S>
struct combinable<ValuesRow<Names, S...>> {
    using type = typename ValuesRow<Names, S...>::tuple_type;
};
/// A column that may be NULL has room for those of parts where it may not.
template <class A, class B> constexpr bool holds = std::same_as<A, B> || std::same_as<A, std::optional<B>>;
template <class... A, class... B> requires(sizeof...(A) == sizeof...(B))
constexpr bool holds<std::tuple<A...>, std::tuple<B...>> = (holds<A, B> && ...);
template <class Q, class Other>
constexpr bool check_combinable() {
    constexpr bool same = holds<typename combinable<typename Q::value_type>::type, typename combinable<typename Other::value_type>::type> &&
                          (!Q::has_objects || std::same_as<typename Q::names_type, typename Other::names_type>);
    static_assert(same, "[T025] nuage: query sets are combined when their rows are of the same types: objects of one model with the same "
                        "annotations, or values_list() of the same column types");
    return same;
}
constexpr void apply_slice(Query& query, std::int64_t from, std::int64_t to) {
    if (from < 0 || to < 0) throw_negative_slice();
    if (query.limit != Query::no_limit) query.limit = query.limit > from ? query.limit - from : 0;
    const std::int64_t wanted = to == Query::no_limit ? to : to > from ? to - from : 0;
    if (wanted < query.limit) query.limit = wanted;
    query.offset += from;
    query.fixed_limit = false;
    if (query.limit == 0) query.empty = true;
}
/// For first() and last(): by primary key when nothing else orders the query.
void order_for_first(Query& query, bool last);
/// For latest() and earliest(): by so many names, which are added next; without any by those of Meta.
void begin_latest(Query& query, bool latest, std::size_t names);
/// Leaves get() as many rows as it takes to tell one from many, in any order; no limit where a unique key allows one at
/// most. A slice stays as it is.
void limit_for_get(Query& query);
void add_contains(Query& query, const void* object);
/// Reads all rows, and what is prefetched with them, into a place that other threads may fill at the same time.
void load_rows(const Query& query, const RowPlan* layout, const ObjectType& type, const LoadedObjects& place);

template <class Row>
void* append_row(void* container) {
    Row& row = static_cast<std::vector<Row>*>(container)->emplace_back();
    FreshObject<Row>::prepare(row);
    return std::addressof(row);
}

/// Where query sets of a model begin that no manager was asked for: related objects.
template <class M>
constexpr QuerySet<M> default_query_set() {
    if constexpr (HasManager<M>) return default_manager_of<M>{}.all();
    else return QuerySet<M>();
}
template <class M>
void begin_default_query(Query& query) {
    query = default_query_set<M>().query();
}

/// Behind annotate(), alias() and aggregate(). nuage/annotations.hpp has the one that works.
template <class Q, bool>
struct Annotating {
    static constexpr bool included = !sizeof(Q*);
    static_assert(included, "nuage: annotate(), alias() and aggregate() need #include <nuage/annotations.hpp>");
    template <class... K>
    static constexpr Q annotate(const Q& query_set, const K&...) {
        return query_set;
    }
    template <class... K>
    static constexpr Q alias(const Q& query_set, const K&...) {
        return query_set;
    }
    template <class... K>
    static int aggregate(const Q&, const K&...) {
        return 0;
    }
    template <class... A>
    static constexpr Q values(const Q& query_set, const A&...) {
        return query_set;
    }
    template <class... A>
    static constexpr Q values_list(const Q& query_set, const A&...) {
        return query_set;
    }
    template <class... A>
    static constexpr Q group_by(const Q& query_set, const A&...) {
        return query_set;
    }
};

/// Behind into(). nuage/into.hpp has the one that works.
template <class Dto, bool>
struct Into {
    static constexpr bool included = !sizeof(Dto*);
    static_assert(included, "nuage: into() needs #include <nuage/into.hpp>");
    template <class Q, class... A>
    static constexpr Q of(const Q& query_set, const A&...) {
        return query_set;
    }
};

/// Behind returning(). nuage/returning.hpp has the one that works.
template <class M, bool>
struct MakeReturning {
    static constexpr bool included = !sizeof(M*);
    static_assert(included, "nuage: returning() needs #include <nuage/returning.hpp>");
    template <class... N>
    static int of(const Query&, const N&...) {
        return 0;
    }
};

/// Behind insert_from(). nuage/insert_from.hpp has the one that works.
template <class M, bool>
struct InsertFrom {
    static constexpr bool included = !sizeof(M*);
    static_assert(included, "nuage: insert_from() needs #include <nuage/insert_from.hpp>");
    template <class... A>
    static std::int64_t run(const A&...) {
        return 0;
    }
};

/// Behind page(), after(), before() and cursor(). nuage/pagination.hpp has the one that works.
template <class Q, bool>
struct Paging {
    static constexpr bool included = !sizeof(Q*);
    static_assert(included, "nuage: page(), after(), before() and cursor() need #include <nuage/pagination.hpp>");
    template <class... A>
    static int page(const A&...) {
        return 0;
    }
    template <class... A>
    static Q beyond(const Q& query_set, const A&...) {
        return query_set;
    }
    static int cursor(const Q&, const void*) { return 0; }
};

/// Makes a query select columns by their names, and nothing else.
template <class Names, fixed_string... S>
constexpr void choose_columns(Query& query) {
    if (query.columns_only) refuse_combined(query, "values");
    build::clear_columns(query);
    query.columns_only = true;
    (add_column<Names>(query.select, Name<S>{}), ...);
}

/// How many columns a row of values has; objects need none.
template <class M, class Row>
inline constexpr std::size_t column_count = 0;
template <class M, class Row>
    requires(!std::same_as<M, Row> && requires { row_layout<Row>::columns; })
inline constexpr std::size_t column_count<M, Row> = row_layout<Row>::columns;

/// Names of fields of a model: those written as fields("a"_f, "b"_f) are checked by the compiler.
template <class M>
struct NamesOf : FieldNames {
    NamesOf() = default;
    NamesOf(FieldNames names) : FieldNames(std::move(names)) {}
    NamesOf(std::initializer_list<std::string_view> names) : FieldNames(names) {}
    template <fixed_string... S>
    NamesOf(FieldList<S...> names) : FieldNames(names) {
        static_cast<void>((check_own_field<M, S>() && ...));  // says itself what is wrong
    }
};

/// What may be locked apart: the row itself, and what select_related() joins in.
template <class M>
struct LockNamesOf : FieldNames {
    LockNamesOf() = default;
    LockNamesOf(FieldNames names) : FieldNames(std::move(names)) {}
    LockNamesOf(std::initializer_list<std::string_view> names) : FieldNames(names) {}
    template <fixed_string... S>
    LockNamesOf(FieldList<S...> names) : FieldNames(names) {
        static_cast<void>((check_one<S>() && ...));
    }

private:
    template <fixed_string S>
    static constexpr bool check_one() {
        if constexpr (S.view() == "self") return true;
        else return check_select_related<M, S>();
    }
};
void add_lock(Query& query, const BasicLockOptions<FieldNames>& options);

/// One row into a place, and how many there were; further ones are read and forgotten.
template <class Row>
struct SingleRow {
    Row& place;
    std::size_t count = 0;
    std::optional<Row> further{};
    static void* append(void* self) {
        auto& row = *static_cast<SingleRow*>(self);
        return row.count++ == 0 ? std::addressof(row.place) : std::addressof(row.further.emplace());
    }
};

}  // namespace detail

}  // namespace nuage
