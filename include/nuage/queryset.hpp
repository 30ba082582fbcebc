// SPDX-License-Identifier: MIT
// QuerySet: a lazy query that knows its row type.
#pragma once

#include <nuage/db/transaction.hpp>
#include <nuage/queryset_parts.hpp>
#include <nuage/raw_rows.hpp>
#include <nuage/row_stream.hpp>
#include <nuage/update.hpp>

namespace nuage {

/// A query over M's table whose rows are of type Row: M itself, or what values() and the like chose. A value: copies
/// share the rows that were loaded. Iterating runs the query once and keeps the rows; every method that adds to the
/// query gives a new query set. https://docs.djangoproject.com/en/5.2/ref/models/querysets/
template <class M, class Row, class Names>
class QuerySet {
public:
    using model_type = M;
    using value_type = Row;
    using names_type = Names;
    /// Rows are objects of M, maybe with annotations.
    static constexpr bool has_objects = std::derived_from<Row, M>;
    using const_iterator = const Row*;

    constexpr QuerySet() {
        static_assert(detail::check_model<M>());
        query_.model = &model_info<M>();
    }
    constexpr explicit QuerySet(Query query) : query_(std::move(query)) {}

    // ---- what rows -----------------------------------------------------------------------------------------------

    [[nodiscard]] constexpr QuerySet all() const { return fresh(); }
    /// No rows, and no query.
    [[nodiscard]] constexpr QuerySet none() const {
        QuerySet copy = fresh();
        copy.query_.empty = true;
        return copy;
    }
    /// Rows that satisfy all the conditions. Conditions over a to-many relation in one call speak of the same related
    /// row, in two calls of any two.
    template <class... C>
    [[nodiscard]] constexpr QuerySet filter(const C&... conditions) const& {
        QuerySet copy = fresh();
        copy.add_conditions(NodeKind::filter, conditions...);
        return copy;
    }
    template <class... C>
    [[nodiscard]] constexpr QuerySet filter(const C&... conditions) && {
        rows_.reset();
        add_conditions(NodeKind::filter, conditions...);
        return std::move(*this);
    }
    /// Rows that do not satisfy all the conditions together.
    template <class... C>
    [[nodiscard]] constexpr QuerySet exclude(const C&... conditions) const& {
        QuerySet copy = fresh();
        copy.add_conditions(NodeKind::exclude, conditions...);
        return copy;
    }
    template <class... C>
    [[nodiscard]] constexpr QuerySet exclude(const C&... conditions) && {
        rows_.reset();
        add_conditions(NodeKind::exclude, conditions...);
        return std::move(*this);
    }

    /// Replaces the ordering: "name"_f, "-name"_f, "?"_f, "name"_f.desc().nulls_last(), ("a"_f + "b"_f).desc(),
    /// dynamic("-name"). Without arguments no ordering, not even Meta's.
    template <class... N>
    [[nodiscard]] constexpr QuerySet order_by(const N&... names) const& {
        QuerySet copy = fresh();
        copy.set_order(names...);
        return copy;
    }
    template <class... N>
    [[nodiscard]] constexpr QuerySet order_by(const N&... names) && {
        rows_.reset();
        set_order(names...);
        return std::move(*this);
    }
    [[nodiscard]] constexpr QuerySet reverse() const {
        QuerySet copy = fresh();
        detail::require_unsliced(query_, "reverse");
        copy.query_.reversed = !copy.query_.reversed;
        return copy;
    }
    /// Each row once. With names the first row, in the order of the query, of those that have the same values there; for
    /// databases with DISTINCT ON, else NotSupportedError.
    template <detail::fixed_string... S>
    [[nodiscard]] constexpr QuerySet distinct(Name<S>... names) const {
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "distinct");
        detail::require_unsliced(query_, "distinct");
        copy.query_.distinct = true;
        build::drop(copy.query_.select, NodeKind::distinct_on);
        (copy.add_distinct(names), ...);
        return copy;
    }
    /// Rows from `from` up to, not including, `to`, of those of this slice. Negative bounds throw ValueError.
    [[nodiscard]] constexpr QuerySet slice(std::int64_t from, std::int64_t to) const {
        QuerySet copy = fresh();
        detail::apply_slice(copy.query_, from, to);
        return copy;
    }
    [[nodiscard]] constexpr QuerySet operator[](Slice s) const { return slice(s.from, s.to); }
    /// The first n rows.
    [[nodiscard]] constexpr QuerySet first(std::int64_t n) const { return slice(0, n); }
    /// All rows but the first n.
    [[nodiscard]] constexpr QuerySet skip(std::int64_t n) const { return slice(n, Query::no_limit); }
    /// A page of rows, with the cursors of those after and before it: page(20), page(20, {.after = cursor}). Runs the query,
    /// without OFFSET. Beyond Django, as are the next three.
    [[nodiscard]] auto page(std::int64_t size) const { return detail::Paging<QuerySet, sizeof(Row) != 0>::page(*this, size); }
    [[nodiscard]] auto page(std::int64_t size, const PageOptions& options) const {
        return detail::Paging<QuerySet, sizeof(Row) != 0>::page(*this, size, options);
    }
    /// The rows behind a cursor, in the query's order; those before it, in the same order.
    [[nodiscard]] QuerySet after(const Cursor& cursor) const { return detail::Paging<QuerySet, sizeof(Row) != 0>::beyond(*this, cursor, false); }
    [[nodiscard]] QuerySet before(const Cursor& cursor) const { return detail::Paging<QuerySet, sizeof(Row) != 0>::beyond(*this, cursor, true); }
    /// Where an object's row is in the query's order, by a query. Throws M::DoesNotExist when it is not among the rows.
    [[nodiscard]] auto cursor(const M& object) const { return detail::Paging<QuerySet, sizeof(Row) != 0>::cursor(*this, &object); }
    /// The database to ask, by its alias.
    [[nodiscard]] QuerySet using_db(std::string_view alias) const {
        QuerySet copy = fresh();
        copy.query_.database = db::interned(alias);
        copy.query_.database_is_hint = false;
        return copy;
    }

    // ---- of several query sets -----------------------------------------------------------------------------------

    /// Rows of any of the query sets, each row once; union_({.all = true}, …) keeps repeated rows. Afterwards only order_by()
    /// by columns, slices, values(), count() and exists(); else NotSupportedError, see as_derived().
    /// https://docs.djangoproject.com/en/5.2/ref/models/querysets/#union
    template <class... Q>
    [[nodiscard]] QuerySet union_(const Q&... others) const {
        return combined_with(combine_union, others...);
    }
    template <class... Q>
    [[nodiscard]] QuerySet union_(UnionOptions options, const Q&... others) const {
        return combined_with(options.all ? combine_all : combine_union, others...);
    }
    /// Rows that are in all of the query sets. NotSupportedError on servers without it.
    template <class... Q>
    [[nodiscard]] QuerySet intersection(const Q&... others) const {
        return combined_with(combine_intersection, others...);
    }
    /// Rows that are in none of the others.
    template <class... Q>
    [[nodiscard]] QuerySet difference(const Q&... others) const {
        return combined_with(combine_difference, others...);
    }
    /// The same rows as if they were the model's table: whatever was combined, sliced or made distinct can be filtered,
    /// annotated and joined again. Beyond Django.
    [[nodiscard]] QuerySet as_derived() const {
        static_assert(std::same_as<Row, M> && std::same_as<Names, M>, "[T008] nuage: as_derived() is for query sets of objects, without annotations");
        return QuerySet(detail::derived(query_));
    }
    /// Django's query_set & query_set: one query with the conditions of both; | of either, ^ of an odd number.
    template <class Q>
        requires detail::SubqueryLike<Q>
    friend QuerySet operator&(const QuerySet& left, const Q& right) {
        return left.joined_with(right, NodeKind::all_of);
    }
    template <class Q>
        requires detail::SubqueryLike<Q>
    friend QuerySet operator|(const QuerySet& left, const Q& right) {
        return left.joined_with(right, NodeKind::any_of);
    }
    template <class Q>
        requires detail::SubqueryLike<Q>
    friend QuerySet operator^(const QuerySet& left, const Q& right) {
        return left.joined_with(right, NodeKind::one_of);
    }

    // ---- what of each row ----------------------------------------------------------------------------------------

    /// Computes a value for each row, which filter(), order_by() and others may name and the rows have:
    /// annotate("posts"_f = Count("posts"_f)), then row["posts"_f]. An aggregate makes groups: the rows themselves, or what
    /// values() chose of them. https://docs.djangoproject.com/en/5.2/ref/models/querysets/#annotate
    template <class... K>
    [[nodiscard]] constexpr auto annotate(const K&... expressions) const {
        return detail::Annotating<QuerySet, sizeof...(K) != 0>::annotate(*this, expressions...);
    }
    /// The same for names that the rows do not have.
    template <class... K>
    [[nodiscard]] constexpr auto alias(const K&... expressions) const {
        return detail::Annotating<QuerySet, sizeof...(K) != 0>::alias(*this, expressions...);
    }
    /// A row for each group of rows that agree in these columns: group_by("author"_f).annotate("n"_f = Count("id"_f)). Nothing
    /// that is said later groups by more; a column or an order that is neither grouped by nor an aggregate is a FieldError.
    /// Meta's ordering is left out. Beyond Django.
    template <class... A>
    [[nodiscard]] constexpr auto group_by(const A&... columns) const {
        return detail::Annotating<QuerySet, (sizeof...(A) + 1 != 0)>::group_by(*this, columns...);
    }
    /// Aggregates over all rows, as one row of named values: aggregate("total"_f = Count("id"_f))["total"_f]. Runs the query.
    template <class... K>
    [[nodiscard]] auto aggregate(const K&... expressions) const {
        return detail::Annotating<QuerySet, sizeof...(K) != 0>::aggregate(*this, expressions...);
    }

    /// Joins in the objects that foreign keys refer to, and the other ends of one-to-one relations, to any depth:
    /// post.author->name without a further query. Without names all foreign keys that are never NULL; nullptr: none.
    template <detail::fixed_string... S>
    [[nodiscard]] constexpr QuerySet select_related(Name<S>...) const {
        static_assert(has_objects, "[T008] nuage: select_related() is for query sets of objects, not of values");
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "select_related");
        if constexpr (sizeof...(S) == 0) detail::add_all_related(copy.query_.select, model_info<M>());
        else (detail::add_related<M, S>(copy.query_.select), ...);
        return copy;
    }
    /// For a name that arrives at run time: select_related(dynamic("author")). Throws FieldError.
    [[nodiscard]] QuerySet select_related(const DynamicName& name) const {
        static_assert(has_objects, "[T008] nuage: select_related() is for query sets of objects, not of values");
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "select_related");
        detail::add_related(copy.query_, name.text());
        return copy;
    }
    [[nodiscard]] constexpr QuerySet select_related(std::nullptr_t) const {
        QuerySet copy = fresh();
        build::drop(copy.query_.select, NodeKind::related);
        return copy;
    }
    /// Loads relations after the rows, one query each for all rows together: "tags"_f, "posts__comments"_f, Prefetch(…),
    /// dynamic("tags").
    /// prefetch_related(nullptr) forgets those asked for before.
    template <class... P>
    [[nodiscard]] QuerySet prefetch_related(const P&... lookups) const {
        static_assert(has_objects, "[T008] nuage: prefetch_related() is for query sets of objects, not of values");
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "prefetch_related");
        (detail::add_prefetched<M>(copy.query_, lookups), ...);
        return copy;
    }
    using LockOptions = BasicLockOptions<detail::LockNamesOf<M>>;
    /// Locks the rows until the end of the transaction. Outside of one TransactionManagementError, when the rows are read;
    /// NotSupportedError for options that the server does not know. SQLite ignores it all: there one transaction writes at
    /// a time. https://docs.djangoproject.com/en/5.2/ref/models/querysets/#select-for-update
    [[nodiscard]] QuerySet select_for_update(const LockOptions& options = {}) const {
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "select_for_update");
        detail::add_lock(copy.query_, {options.nowait, options.skip_locked, options.of, options.no_key});
        return copy;
    }
    /// What touching a relation or field does that was not loaded. Rows of iterator() have no peers.
    [[nodiscard]] constexpr QuerySet fetch_mode(FetchMode mode) const {
        QuerySet copy = fresh();
        copy.query_.fetch_mode = mode;
        return copy;
    }
    /// Loads these fields and the primary key; the other members keep their initial values until object.fetch(name). Of an
    /// object joined in by select_related(), too: only("title"_f, "author__name"_f).
    template <detail::fixed_string... S>
    [[nodiscard]] constexpr QuerySet only(Name<S>...) const {
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "only");
        // A later only() replaces an earlier one; what defer() left out stays out.
        build::drop(copy.query_.select, NodeKind::load);
        (copy.template choose<S>(NodeKind::load), ...);
        return copy;
    }
    /// Loads all fields but these; their members keep their initial values.
    template <detail::fixed_string... S>
    [[nodiscard]] constexpr QuerySet defer(Name<S>...) const {
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "defer");
        (copy.template choose<S>(NodeKind::defer), ...);
        return copy;
    }
    /// Loads all fields, whatever only() and defer() said.
    [[nodiscard]] constexpr QuerySet defer(std::nullptr_t) const {
        QuerySet copy = fresh();
        detail::refuse_combined(query_, "defer");
        build::drop(copy.query_.select, NodeKind::load);
        build::drop(copy.query_.select, NodeKind::defer);
        return copy;
    }
    /// Rows of named columns: row["author__name"_f]. Without names all columns, and what annotate() computes.
    template <detail::fixed_string... S>
    [[nodiscard]] constexpr auto values(Name<S>...) const {
        if constexpr (sizeof...(S) == 0) return values_of(typename detail::all_columns<Names>::type());
        else return columns<ValuesRow<Names, S...>, S...>();
    }
    /// Rows as tuples: for (auto [id, title] : qs.values_list("id"_f, "title"_f)).
    template <detail::fixed_string... S>
    [[nodiscard]] constexpr auto values_list(Name<S>...) const {
        if constexpr (sizeof...(S) == 0) return values_list_of(typename detail::all_columns<Names>::type());
        else return columns<std::tuple<detail::path_type<Names, S>...>, S...>();
    }
    /// The same with columns that are computed: values("title"_f, "twice"_f = "pages"_f * 2).
    template <class... A>
        requires(!(detail::is_name<A>::value && ...))
    [[nodiscard]] constexpr auto values(const A&... columns) const {
        return detail::Annotating<QuerySet, sizeof...(A) != 0>::values(*this, columns...);
    }
    template <class... A>
        requires(!(detail::is_name<A>::value && ...))
    [[nodiscard]] constexpr auto values_list(const A&... columns) const {
        return detail::Annotating<QuerySet, sizeof...(A) != 0>::values_list(*this, columns...);
    }
    /// Rows as a struct of one's own, whose members are the columns in order: into<Line>("title"_f, "n"_f = Count("tags"_f)).
    /// Without columns those that values_list() or values() chose. Beyond Django.
    template <class Dto, class... A>
    [[nodiscard]] constexpr auto into(const A&... columns) const {
        return detail::Into<Dto, sizeof(Dto) != 0>::of(*this, columns...);
    }
    /// The distinct years, months, weeks or days ("year", …) that a field's dates are in, each as its first day, in order:
    /// "ASC" or "DESC". Rows without a date are left out. https://docs.djangoproject.com/en/5.2/ref/models/querysets/#dates
    template <detail::fixed_string S>
    [[nodiscard]] QuerySet<M, Date, Names> dates(Name<S>, std::string_view kind, std::string_view order = "ASC") const {
        return truncated<Date, S>(kind, order);
    }
    /// The same of moments, down to "hour", "minute" and "second", in UTC.
    template <detail::fixed_string S>
    [[nodiscard]] QuerySet<M, DateTime, Names> datetimes(Name<S>, std::string_view kind, std::string_view order = "ASC") const {
        return truncated<DateTime, S>(kind, order);
    }
    /// The same in a zone, by its name or as an offset from UTC, nuage::hours * 2: the moments at which a year, month, … begins there.
    template <detail::fixed_string S, class Zone>
    [[nodiscard]] auto datetimes(Name<S>, std::string_view kind, std::string_view order, const Zone& zone) const {
        static constexpr NameDef name{{}, "datetimefield"};
        using Named = typename detail::name_added<Names, detail::Alias<"datetimefield", DateTime>>::type;
        Query query = truncated<DateTime, S>(kind, order).query();
        if constexpr (detail::check_path<detail::name_of<Names, S>, S>()) detail::truncate_in_zone(query, name, detail::to_value(zone));
        return QuerySet<M, DateTime, Named>(std::move(query));
    }
    /// One column as a vector. Runs the query.
    template <detail::fixed_string S>
    [[nodiscard]] std::vector<detail::path_type<Names, S>> flat(Name<S>) const {
        using T = detail::path_type<Names, S>;
        Query query = columns<std::tuple<T>, S>().query();
        std::vector<T> result;
        RowPlan plan;
        detail::member_layout<T>::add(plan, 0, &detail::name_of<Names, S>::value.final_field());
        if constexpr (std::same_as<T, bool>) {
            // std::vector<bool> has no addresses.
            std::vector<std::tuple<bool>> rows;
            db::select(query, &plan, {&rows, &detail::append_row<std::tuple<bool>>});
            for (const auto& row : rows) result.push_back(std::get<0>(row));
        } else {
            db::select(query, &plan, {&result, &detail::append_row<T>});
        }
        return result;
    }

    /// Reached by what is no name, such as the text "author" instead of "author"_f.
#define NUAGE_DETAIL_NAMES_WANTED(method)                                                                     \
    template <class... N>                                                                                     \
        requires(!(detail::is_name<N>::value && ...))                                                         \
    constexpr QuerySet method(const N&...) const {                                                            \
        static_assert((detail::is_name<N>::value && ...), "[T012] nuage: " #method "() takes names, such as \"author\"_f"); \
        return *this;                                                                                         \
    }
    NUAGE_DETAIL_NAMES_WANTED(select_related)
    NUAGE_DETAIL_NAMES_WANTED(only)
    NUAGE_DETAIL_NAMES_WANTED(defer)
    NUAGE_DETAIL_NAMES_WANTED(flat)
    NUAGE_DETAIL_NAMES_WANTED(latest)
    NUAGE_DETAIL_NAMES_WANTED(earliest)
#undef NUAGE_DETAIL_NAMES_WANTED

    // ---- running it ----------------------------------------------------------------------------------------------

    /// The rows; the query runs at the first call.
    [[nodiscard]] Rows<Row> rows() const {
        load();
        return Rows<Row>(rows_);
    }
    // The query set keeps the rows as long as it lives.
    [[nodiscard]] const_iterator begin() const {
        load();
        return static_cast<const Row*>(rows_.first());
    }
    [[nodiscard]] const_iterator end() const { return begin() + rows_.held().count; }
    [[nodiscard]] std::size_t size() const {
        load();
        return rows_.held().count;
    }
    /// The rows as a vector of one's own; always runs the query.
    [[nodiscard]] std::vector<Row> fetch() const {
        std::vector<Row> result;
        if constexpr (std::same_as<Row, M>) {
            db::select(query_, nullptr, {&result, &detail::append_row<Row>});
        } else {
            const RowPlan plan = layout();
            db::select(query_, &plan, {&result, &detail::append_row<Row>});
        }
        if constexpr (has_objects)
            if (query_.prefetches) detail::prefetch(query_, {result.data(), result.size(), sizeof(Row)});
        return result;
    }
    /// Rows one at a time, at most chunk_size of them in memory; nothing is kept.
    [[nodiscard]] RowStream<Row> iterator(std::size_t chunk_size = 2000) const {
        if constexpr (std::same_as<Row, M>) return RowStream<Row>(query_, nullptr, chunk_size);
        else {
            const RowPlan plan = layout();
            return RowStream<Row>(query_, &plan, chunk_size);
        }
    }
    /// The i-th row, by a query of its own unless the rows are here. Throws std::out_of_range.
    [[nodiscard]] Row operator[](std::size_t i) const {
        if (rows_.loaded()) return Rows<Row>(rows_).at(i);
        std::vector<Row> one = slice(static_cast<std::int64_t>(i), static_cast<std::int64_t>(i) + 1).fetch();
        return std::move(one.at(0));
    }

    /// The only row that satisfies the conditions. Throws M::DoesNotExist or M::MultipleObjectsReturned.
    template <class... C>
    [[nodiscard]] Row get(const C&... conditions) const& {
        return fresh().get(conditions...);
    }
    template <class... C>
    [[nodiscard]] Row get(const C&... conditions) && {
        add_conditions(NodeKind::filter, conditions...);
        detail::limit_for_get(query_);
        Row row{};
        const std::size_t count = fetch_one(row);
        if (count != 1) [[unlikely]] detail::throw_not_one<M>(count);
        return row;
    }
    /// The first row in the query's order, or by primary key; nullopt when there is none.
    [[nodiscard]] std::optional<Row> first() const { return edge(false); }
    [[nodiscard]] std::optional<Row> last() const { return edge(true); }
    /// The row with the highest value of the fields or annotations, or of Meta's get_latest_by. Throws M::DoesNotExist.
    template <detail::fixed_string... S>
    [[nodiscard]] Row latest(Name<S>...) const {
        return by_field<S...>(true);
    }
    template <detail::fixed_string... S>
    [[nodiscard]] Row earliest(Name<S>...) const {
        return by_field<S...>(false);
    }
    /// Number of rows, counted by the database; of the rows at hand when they are here.
    [[nodiscard]] std::int64_t count() const {
        return rows_.loaded() ? static_cast<std::int64_t>(rows_.held().count) : db::count(query_);
    }
    [[nodiscard]] bool exists() const { return rows_.loaded() ? rows_.held().count != 0 : db::exists(query_); }
    /// Whether an object's row is among them: asks the rows at hand, else the database. TypeError on a slice and after values().
    [[nodiscard]] bool contains(const M& object) const {
        Query query = query_;
        detail::add_contains(query, &object);
        if constexpr (has_objects) {
            if (rows_.loaded()) {
                for (const M& row : *this)
                    if (detail::same_row(row, object)) return true;
                return false;
            }
        }
        return db::exists(query);
    }
    /// Objects, with what annotate() added, by their key, for a list of keys.
    template <class K>
    [[nodiscard]] std::map<K, Row> in_bulk(const std::vector<K>& keys) const {
        return in_bulk(keys, Name<"pk">{});
    }
    template <class K, detail::fixed_string S>
    [[nodiscard]] std::map<K, Row> in_bulk(const std::vector<K>& keys, Name<S> field) const {
        std::map<K, Row> result;
        if constexpr (!has_objects) {
            static_assert(has_objects, "[T008] nuage: in_bulk() is for query sets of objects, not of values");
        } else if constexpr (!detail::check_own_field<M, S>()) {
        } else if constexpr (!is_unique<S>()) {
            static_assert(is_unique<S>(), "[F011] nuage: in_bulk() wants a unique field");
        } else {
            constexpr const ResolvedPath& path = detail::name_of<M, S>::value;
            constexpr std::size_t most = 10000;
            for (std::size_t from = 0; from < keys.size(); from += most) {
                const std::size_t to = keys.size() - from < most ? keys.size() : from + most;
                const std::vector<K> some(keys.begin() + static_cast<std::ptrdiff_t>(from), keys.begin() + static_cast<std::ptrdiff_t>(to));
                for (Row& object : filter(detail::compare<"in">(field, some)).order_by().fetch()) {
                    if constexpr (path.is_composite()) {
                        K key(detail::primary_key_of<M>(object));
                        result.emplace(std::move(key), std::move(object));
                    } else {
                        if (detail::is_deferred(model_info<M>(), static_cast<M*>(&object), path.field)) static_cast<void>(nuage::fetch(static_cast<M&>(object), field));
                        K key(detail::field_value<M, path.field>(object));
                        result.emplace(std::move(key), std::move(object));
                    }
                }
            }
        }
        return result;
    }
    /// SQL and parameters for the database the query would go to; nothing is run.
    [[nodiscard]] SqlText sql() const { return db::sql(query_); }
    /// The same for any dialect; needs no connection.
    [[nodiscard]] SqlText sql(const Dialect& dialect) const { return db::sql(query_, dialect); }
    /// How the database would go about it, in its own words.
    [[nodiscard]] std::string explain(const ExplainOptions& options = {}) const { return db::explain(query_, options); }
    [[nodiscard]] constexpr const Query& query() const { return query_; }

    // ---- writing -------------------------------------------------------------------------------------------------

    /// A new object from keywords, inserted. Members not named keep their initial values. Values may be expressions of
    /// constants: "label"_f = nuage::Lower("X").
    template <class... K>
    M create(const K&... keywords) const {
        M object{};
        Clause expressions;
        (detail::set_new(object, expressions, keywords), ...);
        detail::save_object(model_info<M>(), &object, insert_options(), expressions);
        return object;
    }
    /// The object that satisfies the conditions, or a new one made of them and the defaults. {object, created}.
    /// Free of races where a unique constraint covers the conditions.
    template <class... A>
    std::pair<M, bool> get_or_create(const A&... arguments) const {
        if (db::is_unrouted(query_)) return using_db(alias()).get_or_create(arguments...);
        return get_or_create_by(inserting(), arguments...);
    }
    /// The same with a way of its own to insert the object: insert(M&, const Clause& expressions).
    template <class Insert, class... A>
    std::pair<M, bool> get_or_create_by(const Insert& insert, const A&... arguments) const {
        if (db::is_unrouted(query_)) return using_db(alias()).get_or_create_by(insert, arguments...);
        if (std::optional<M> found = find(arguments...)) return {std::move(*found), false};
        try {
            M object{};
            Clause expressions;
            (apply_new<(detail::is_create_defaults<A> || ...)>(object, expressions, arguments), ...);
            atomic(AtomicOptions{.using_db = alias()}, [&] { insert(object, expressions); });
            return {std::move(object), true};
        } catch (const IntegrityError&) {
            // Somebody else was faster.
            if (std::optional<M> found = find(arguments...)) return {std::move(*found), false};
            throw;
        }
    }
    /// Like get_or_create(); an object found is updated with the defaults, which may be expressions. create_defaults() are for
    /// a new one instead of these. {object, created}.
    template <class... A>
    std::pair<M, bool> update_or_create(const A&... arguments) const {
        if (db::is_unrouted(query_)) return using_db(alias()).update_or_create(arguments...);
        return update_or_create_by(inserting(), arguments...);
    }
    template <class Insert, class... A>
    std::pair<M, bool> update_or_create_by(const Insert& insert, const A&... arguments) const {
        // Several who insert the same row at once may end in a deadlock, in which all of them but one have done nothing.
        return atomic(AtomicOptions{.using_db = alias(), .retries = 5}, [&]() -> std::pair<M, bool> {
            QuerySet locked(query_);
            locked.query_.lock |= lock_rows;
            std::pair<M, bool> result = locked.get_or_create_by(insert, arguments...);
            if (result.second) return result;
            FieldNames changed;
            Clause expressions;
            (apply_changes(result.first, expressions, changed, arguments), ...);
            if (!changed.empty()) detail::save_changed(model_info<M>(), &result.first, std::move(changed), alias(), expressions);
            return result;
        });
    }
    /// UPDATEs all rows at once; values or expressions of the row's own fields. Rows matched.
    template <class... K>
    std::int64_t update(const K&... keywords) const& {
        return QuerySet(query_).update(keywords...);
    }
    template <class... K>
    std::int64_t update(const K&... keywords) && {
        detail::refuse_combined(query_, "update");
        detail::require_unsliced(query_, "update");
        Clause assignments;
        (detail::add_assignment<M, Names>(assignments, keywords), ...);
        if (assignments.empty()) return 0;
        if constexpr (!std::same_as<M, Names>) build::settle_annotations(assignments, query_.select);
        query_.own_order = true;
        query_.order.clear();
        build::clear_columns(query_);
        return detail::update_rows(query_, assignments);
    }
    /// DELETEs all rows, and does to the rows that refer to them what their foreign keys' on_delete says. Throws
    /// ProtectedError or RestrictedError when others forbid it; TypeError on a slice, after distinct() with names and values().
    /// https://docs.djangoproject.com/en/5.2/ref/models/querysets/#delete
    Erased erase() const { return detail::erase_rows(query_); }
    /// For update() and erase() to give the rows that they change, as objects or as tuples of the columns named:
    /// returning("id"_f, "stock"_f).update("stock"_f = "stock"_f - 1). Beyond Django.
    template <class... N>
    [[nodiscard]] auto returning(const N&... names) const {
        static_assert(has_objects, "[T008] nuage: returning() is for query sets of objects, not of values");
        return detail::MakeReturning<M, sizeof(M) != 0>::of(query_, names...);
    }
    /// One DELETE of all rows, whatever refers to them: the database has the say. Rows deleted. Django's _raw_delete().
    std::int64_t raw_erase() const { return detail::raw_erase_rows(query_); }
    /// INSERTs the objects of a vector, array or span in few statements, all or none. Generated keys are filled in,
    /// except with ignore_conflicts. Throws ValueError for options that contradict each other.
    void bulk_create(std::span<M> objects, const BasicBulkOptions<detail::NamesOf<M>>& options = {}) const {
        detail::bulk_create_objects(model_info<M>(), {objects.data(), objects.size(), sizeof(M)}, with_alias(options));
    }
    /// The same for rows given by keywords, whose values may be expressions. The new objects.
    std::vector<M> bulk_create(std::vector<NewRow<M>> rows, const BasicBulkOptions<detail::NamesOf<M>>& options = {}) const {
        std::vector<M> objects;
        if (rows.empty()) return objects;
        const std::ptrdiff_t expressions = reinterpret_cast<char*>(&rows[0].expressions) - reinterpret_cast<char*>(&rows[0].object);
        detail::bulk_create_objects(model_info<M>(), {&rows[0].object, rows.size(), sizeof(NewRow<M>), expressions}, with_alias(options));
        for (NewRow<M>& row : rows) objects.push_back(std::move(row.object));
        return objects;
    }
    /// One INSERT of rows that a query set of values selects, into the fields named, or those that values() names. The others
    /// get what create() would give them. Rows inserted. insert_from({.ignore_conflicts = true}, …) passes over rows that are
    /// there already. Beyond Django.
    template <class Source, class... N>
    std::int64_t insert_from(const Source& source, const N&... names) const {
        return insert_from(InsertFromOptions{}, source, names...);
    }
    template <class Source, class... N>
    std::int64_t insert_from(InsertFromOptions options, const Source& source, const N&... names) const {
        return detail::InsertFrom<M, sizeof(M) != 0>::run(query_, options, source, names...);
    }
    /// UPDATEs the named fields of many objects in few statements, of those whose rows are among the query set's. Rows matched; of
    /// an object given twice the first counts. Throws ValueError for no fields, for the key, and for objects without a key.
    template <detail::fixed_string... S>
    std::int64_t bulk_update(std::span<M> objects, FieldList<S...> names, const BulkOptions& options = {}) const {
        if constexpr ((detail::check_own_field<M, S>() && ...)) return bulk_update(objects, FieldNames(names), options);
        else return 0;
    }
    /// The same for names that arrive at run time; throws FieldError.
    std::int64_t bulk_update(std::span<M> objects, const FieldNames& names, const BulkOptions& options = {}) const {
        return detail::bulk_update_objects(query_, {objects.data(), objects.size(), sizeof(M)}, names,
                                           with_alias(options));
    }
    /// Reached by what is no contiguous range of objects that can be written to.
    template <class R, class... A>
        requires(!std::convertible_to<R, std::span<M>> && !std::same_as<std::remove_cvref_t<R>, std::vector<NewRow<M>>>)
    void bulk_create(R&&, const A&...) const {
        static_assert(std::convertible_to<R, std::span<M>>,
                      "[T014] nuage: bulk_create() and bulk_update() take a vector, array or span of objects that can be written to");
    }
    template <class R, class... A>
        requires(!std::convertible_to<R, std::span<M>>)
    std::int64_t bulk_update(R&&, const A&...) const {
        static_assert(std::convertible_to<R, std::span<M>>,
                      "[T014] nuage: bulk_create() and bulk_update() take a vector, array or span of objects that can be written to");
        return 0;
    }
    /// Objects from hand-written SQL with `?` parameters; columns are matched by name. Other columns are read where their
    /// types are given, raw<nuage::Extra<"twice", std::int64_t>>(…): row["twice"_f].
    template <class... E, class... P>
    [[nodiscard]] auto raw(std::string_view sql, const P&... params) const {
        using Object = std::conditional_t<sizeof...(E) == 0, M, RawRow<M, E...>>;
        RawRows<Object> result;
        std::vector<Object>& rows = result;
        result.columns_ = db::raw(model_info<M>(), sql, {detail::to_value(params)...}, query_.database, {&rows, &detail::append_raw<Object, M>},
                                  detail::extra_columns<M, E...>());
        return result;
    }

private:
    template <class, class, class>
    friend class QuerySet;
    template <class, bool>
    friend struct detail::Annotating;
    template <class, bool>
    friend struct detail::Into;
    template <class, bool>
    friend struct detail::Paging;
    template <class, class>
    friend class Manager;
    template <class, class>
    friend class detail::RelatedManager;

    /// The same query, with no rows yet.
    [[nodiscard]] constexpr QuerySet fresh() const {
        QuerySet copy(query_);
        copy.fields_ = fields_;
        return copy;
    }
    template <class... C>
    [[gnu::always_inline]] constexpr void add_conditions(NodeKind kind, const C&... conditions) {
        if constexpr (sizeof...(C) == 0) {
        } else if constexpr ((detail::ConditionOrName<C> && ...)) {
            detail::begin_conditions(query_, kind, sizeof...(C));
            (detail::add_condition<Names>(query_.where, conditions), ...);
        } else {
            static_assert((detail::ConditionOrName<C> && ...),
                          "[T009] nuage: filter() takes conditions, such as \"title__contains\"_f = \"x\"");
        }
    }
    template <class... N>
    [[gnu::always_inline]] constexpr void set_order(const N&... names) {
        detail::begin_order(query_);
        (detail::add_order<Names>(query_.order, names), ...);
    }
    template <detail::fixed_string S>
    constexpr void choose(NodeKind kind) {
        static_assert(has_objects, "[T008] nuage: only() and defer() are for query sets of objects, not of values");
        if constexpr (detail::check_loadable<M, S>()) {
            constexpr const ResolvedPath& path = detail::name_of<M, S>::value;
            build::push_hops(query_.select, kind, path.is_composite() ? path.part(0) : path);  // keys are loaded in any case
        }
    }
    template <class... Q>
    [[nodiscard]] QuerySet combined_with(int flags, const Q&... others) const {
        QuerySet result;
        if constexpr ((detail::check_combinable<QuerySet, Q>() && ...)) {
            result.query_ = detail::combine(query_, {&others.query()...}, flags);
            result.fields_ = fields_;
        }
        return result;
    }
    template <class Q>
    [[nodiscard]] QuerySet joined_with(const Q& other, NodeKind connective) const {
        static_assert(std::same_as<Q, QuerySet>, "[T023] nuage: & | ^ join query sets of one type: of the same model, with the same columns");
        QuerySet result(detail::join_conditions(query_, other.query(), connective));
        result.fields_ = fields_;
        return result;
    }
    template <class T, detail::fixed_string S>
    [[nodiscard]] QuerySet<M, T, Names> truncated(std::string_view kind, std::string_view order) const {
        QuerySet<M, T, Names> result;
        if constexpr (detail::check_path<detail::name_of<Names, S>, S>()) {
            constexpr const ResolvedPath& path = detail::name_of<Names, S>::value;
            constexpr bool with_time = std::same_as<T, DateTime>;
            constexpr bool fits = with_time ? path.kind() == FieldKind::datetime : (bit(path.kind()) & kinds::dated) != 0;
            static_assert(fits, "[T024] nuage: dates() takes a field of dates or moments, datetimes() one of moments");
            if constexpr (fits) result.query_ = detail::truncated_dates(query_, path, kind, order, with_time);
        }
        return result;
    }
    template <detail::fixed_string S>
    constexpr void add_distinct(Name<S>) {
        if constexpr (detail::check_path<detail::name_of<Names, S>, S>()) {
            build::push(query_.select, NodeKind::distinct_on, 1);
            build::path(query_.select, detail::name_of<Names, S>::value);
        }
    }
    template <detail::fixed_string S>
    static constexpr bool is_unique() {
        return nuage::is_unique(detail::name_of<M, S>::value.final_field());
    }
    template <detail::fixed_string... S>
    constexpr auto values_of(detail::name_list<S...>) const {
        return values(Name<S>{}...);
    }
    template <detail::fixed_string... S>
    constexpr auto values_list_of(detail::name_list<S...>) const {
        return values_list(Name<S>{}...);
    }
    template <class NewRow, detail::fixed_string... S>
    constexpr QuerySet<M, NewRow, Names> columns() const {
        QuerySet<M, NewRow, Names> result(query_);
        detail::choose_columns<Names, S...>(result.query_);
        result.fields_ = {&detail::name_of<Names, S>::value.final_field()...};
        return result;
    }
    void load() const {
        if (rows_.loaded()) return;
        if constexpr (std::same_as<Row, M>) {
            detail::load_rows(query_, nullptr, detail::object_type<Row>, rows_);
        } else {
            const RowPlan plan = layout();
            detail::load_rows(query_, &plan, detail::object_type<Row>, rows_);
        }
    }
    [[nodiscard]] RowPlan layout() const { return detail::row_layout<Row>::make(fields_); }
    std::size_t fetch_one(Row& row) const {
        detail::SingleRow<Row> sink{row};
        if constexpr (std::same_as<Row, M>) {
            detail::FreshObject<Row>::prepare(row);
            db::select(query_, nullptr, {&sink, &detail::SingleRow<Row>::append});
        } else {
            const RowPlan plan = layout();
            if constexpr (has_objects) detail::FreshObject<M>::prepare(row);
            db::select(query_, &plan, {&sink, &detail::SingleRow<Row>::append});
        }
        if constexpr (has_objects)
            if (query_.prefetches && sink.count == 1) detail::prefetch(query_, {&row, 1, sizeof(Row)});
        return sink.count;
    }
    [[nodiscard]] std::optional<Row> edge(bool last) const {
        QuerySet copy = fresh();
        detail::order_for_first(copy.query_, last);
        std::optional<Row> row(std::in_place);
        if (copy.fetch_one(*row) == 0) row.reset();
        return row;
    }
    template <detail::fixed_string... S>
    [[nodiscard]] Row by_field(bool latest) const {
        Row row{};
        if constexpr ((detail::check_path<detail::name_of<Names, detail::without_sign<S>()>, detail::without_sign<S>()>() && ...)) {
            QuerySet copy = fresh();
            detail::begin_latest(copy.query_, latest, sizeof...(S));
            (detail::add_order<Names>(copy.query_.order, Name<S>()), ...);
            if (copy.fetch_one(row) == 0) detail::throw_not_one<M>(0);
        }
        return row;
    }
    [[nodiscard]] std::string_view alias() const { return db::alias_for_write(query_); }
    [[nodiscard]] BulkOptions with_alias(BulkOptions options) const {
        if (options.using_db.empty()) options.using_db = alias();
        return options;
    }
    // An object that names no database goes where save() would put it.
    [[nodiscard]] SaveOptions insert_options() const {
        return {.force_insert = true, .using_db = query_.database != nullptr ? alias() : std::string_view()};
    }

    template <detail::fixed_string S, class T>
    static void add_lookup(QuerySet& qs, const Keyword<S, T>& keyword) {
        qs.add_conditions(NodeKind::filter, keyword);
    }
    template <class T>
    static void add_lookup(QuerySet&, const T&) {
        static_assert(!sizeof(T*), "[T011] nuage: values are given by name here, such as \"title\"_f = \"x\"");
    }
    template <class T>
    static void apply_lookup(M&, Clause&, const T&) {}
    template <class... K>
    static void add_lookup(QuerySet&, const Defaults<K...>&) {}
    template <class... K>
    static void add_lookup(QuerySet&, const CreateDefaults<K...>&) {}
    template <bool CreateDefaultsGiven, class T>
    static void apply_new(M& object, Clause& expressions, const T& argument) {
        if constexpr (!CreateDefaultsGiven || !detail::is_defaults<T>) apply_lookup(object, expressions, argument);
    }
    template <detail::fixed_string S, class T>
    static void apply_lookup(M& object, Clause& expressions, const Keyword<S, T>& keyword) {
        if constexpr (!detail::path_of<M, S>::value.lookup_written && detail::is_plain_field<M, S>())
            detail::set_or_assign(object, expressions, keyword);
    }
    // An expression over columns is refused when there is no row to update.
    template <class... K>
    static void apply_lookup(M& object, Clause& expressions, const Defaults<K...>& values) {
        std::apply([&](const K&... keywords) { (detail::set_or_assign(object, expressions, keywords), ...); }, values.keywords);
    }
    template <class... K>
    static void apply_lookup(M& object, Clause& expressions, const CreateDefaults<K...>& values) {
        std::apply([&](const K&... keywords) { (detail::set_or_assign(object, expressions, keywords), ...); }, values.keywords);
    }
    template <class T>
    static void apply_changes(M&, Clause&, FieldNames&, const T&) {}
    template <class... K>
    static void apply_changes(M& object, Clause& expressions, FieldNames& names, const Defaults<K...>& values) {
        std::apply([&](const K&... keywords) { (detail::add_change(object, expressions, names, keywords), ...); }, values.keywords);
    }
    [[nodiscard]] auto inserting() const {
        return [this](M& object, const Clause& expressions) {
            detail::save_object(model_info<M>(), &object, insert_options(), expressions);
        };
    }
    template <class... A>
    [[nodiscard]] std::optional<M> find(const A&... arguments) const {
        QuerySet copy = fresh();
        (add_lookup(copy, arguments), ...);
        try {
            return copy.get();
        } catch (const typename M::DoesNotExist&) {
            return std::nullopt;
        }
    }

    Query query_;
    std::array<const FieldInfo*, detail::column_count<M, Row>> fields_{};
    detail::LoadedObjects rows_;   // filled by whoever iterates first; several threads may
};

}  // namespace nuage
