// SPDX-License-Identifier: MIT
// annotate(), alias() and aggregate(): the types of what they compute, and the rows that have it.
#pragma once

#include <nuage/aggregates.hpp>
#include <nuage/queryset.hpp>
#include <nuage/subqueries.hpp>

namespace nuage {

template <detail::fixed_string Name, class T>
struct Column {
    static constexpr auto name = Name;
    using type = T;
};

namespace detail {

/// A name that rows do not have: of alias(), or what aggregate() computes of all rows.
template <fixed_string Name, class T, bool Total>
struct Alias : Column<Name, T> {
    static constexpr bool total = Total;
};
template <class C>
inline constexpr bool is_alias = false;
template <fixed_string Name, class T, bool Total>
inline constexpr bool is_alias<Alias<Name, T, Total>> = true;

/// A name for a relation, of FilteredRelation() and of common table expressions.
template <class C>
inline constexpr bool names_relation = requires { C::type::standin; };

/// Position of the last column of a name; the number of columns when there is none.
template <class... C>
consteval std::size_t find_column(std::string_view name) {
    constexpr std::size_t count = sizeof...(C);
    const std::string_view names[] = {C::name.view()..., {}};
    for (std::size_t i = count; i > 0; --i)
        if (names[i - 1] == name) return i - 1;
    return count;
}

}  // namespace detail

template <class M, class... C>
struct Annotated : M {
    std::tuple<typename C::type...> annotations{};

    template <detail::fixed_string S>
    [[nodiscard]] const auto& operator[](Name<S>) const {
        constexpr std::size_t at = detail::find_column<C...>(S.view());
        if constexpr (at < sizeof...(C)) {
            return std::get<at>(annotations);
        } else {
            [[maybe_unused]] detail::mistake<detail::fixed_string("[F041] '") + S +
                                             detail::fixed_string("' was not given to annotate().")>
                said;
            return annotations;
        }
    }
};

namespace detail {

template <class M, class... C>
struct FreshObject<Annotated<M, C...>> : FreshObject<M> {};

/// An annotation as a field, for the resolver.
template <class C>
constexpr FieldInfo annotation_field() {
    using T = typename C::type;
    if constexpr (names_relation<C>) {
        FieldInfo relation = T::standin;
        relation.name = C::name.view();
        relation.standin = &T::standin;
        return relation;
    } else {
        using Bare = without_optional_t<T>;
        FieldInfo field;
        field.name = C::name.view();
        field.kind = kind_of<Bare>;
        field.null = !std::same_as<T, Bare>;
        field.access = &access_of<T>::value;
        field.decimal_places = ColumnPlan::any_scale;
        if constexpr (is_alias<C>) (C::total ? field.total : field.hidden) = true;
        return field;
    }
}
template <class M, class... C>
struct model_storage<With<M, C...>> {
    static constexpr std::array<FieldInfo, sizeof...(C)> fields{annotation_field<C>()...};
    static constexpr ModelInfo info = [] {
        ModelInfo names;
        names.name = model_info<M>().name;
        names.app = model_info<M>().app;
        names.fields = fields;
        names.annotated = &model_info<M>();
        names.annotations = true;
        return names;
    }();
};
/// An alias is no column, nor is a relation, and the last of several annotations of a name counts.
template <class M, class... C>
struct all_columns<With<M, C...>> {
    template <std::size_t I>
    static constexpr bool counts = [] {
        const bool hidden[] = {(is_alias<C> || names_relation<C>)...};
        return !hidden[I] && find_column<C...>(std::array{C::name.view()...}[I]) == I;
    }();
    template <fixed_string... S>
    static name_list<S...> joined(name_list<S...>);
    template <fixed_string... S, fixed_string... T, class... Rest>
    static auto joined(name_list<S...>, name_list<T...>, Rest... rest) {
        return joined(name_list<S..., T...>(), rest...);
    }
    template <std::size_t... I>
    static auto find(std::index_sequence<I...>) {
        return joined(typename all_columns<M>::type(), std::conditional_t<counts<I>, name_list<C::name>, name_list<>>()...);
    }
    using type = decltype(find(std::index_sequence_for<C...>()));
};
template <class M, class... C, std::size_t Number>
struct annotation_type<With<M, C...>, Number> {
    using type = typename type_at<Number, type_list<C...>>::type;
};

template <class M, class... C>
struct row_layout<Annotated<M, C...>> {
    template <class Fields>
    static RowPlan make(const Fields&) {
        static const Annotated<M, C...> sample{};
        return std::apply([](const auto&... value) {
            RowPlan plan;
            (plan.columns.push_back(column_plan<std::remove_cvref_t<decltype(value)>>(
                 static_cast<std::uint32_t>(reinterpret_cast<const char*>(&value) - reinterpret_cast<const char*>(&sample)), nullptr)),
             ...);
            return plan;
        }, sample.annotations);
    }
};

// ---- names and rows with one more column -----------------------------------------------------------------------------

template <class Names, class C>
struct name_added {
    using type = With<Names, C>;
};
template <class M, class... Old, class C>
struct name_added<With<M, Old...>, C> {
    using type = With<M, Old..., C>;
};

/// An annotated row without the column of a name, which a later expression has taken.
template <class Row, fixed_string S>
struct column_dropped {
    using type = Row;
};
template <class M, class... Old, fixed_string S>
struct column_dropped<Annotated<M, Old...>, S> {
    static M row(type_list<>);
    template <class... C>
    static Annotated<M, C...> row(type_list<C...>);
    using type = decltype(row(joined_types<std::conditional_t<Old::name.view() == S.view(), type_list<>, type_list<Old>>...>{}));
};
template <class Names, class Row, class C>
struct column_added {   // Row is the model itself
    using type = Annotated<Row, C>;
};
template <class Names, class M, class... Old, class C>
struct column_added<Names, Annotated<M, Old...>, C> {
    using type = Annotated<M, Old..., C>;
};
template <class Names, class Old, fixed_string... S, class C>
struct column_added<Names, ValuesRow<Old, S...>, C> {
    using type = ValuesRow<Names, S..., C::name>;
};
template <class Names, class... T, class C>
struct column_added<Names, std::tuple<T...>, C> {
    using type = std::tuple<T..., typename C::type>;
};

// ---- expressions with a name -----------------------------------------------------------------------------------------

template <class K>
struct named {
    static constexpr bool exists = false;
};
template <fixed_string S, class E>
struct named<Keyword<S, E>> {
    static constexpr bool exists = true;
    static constexpr auto name = S;
    using expression = E;
    static constexpr const E& of(const Keyword<S, E>& keyword) { return keyword.value; }
};
/// Sum("books__stock"_f) is called books__stock__sum.
template <std::size_t Position, fixed_string S, class F, class D>
struct named<Aggregation<Position, Name<S>, F, D>> {
    static constexpr bool exists = true;
    static constexpr auto name = S + fixed_string("__") + aggregate_suffix<Position>();
    using expression = Aggregation<Position, Name<S>, F, D>;
    static constexpr const expression& of(const expression& aggregate) { return aggregate; }
};

template <fixed_string S>
struct name_definition {
    static constexpr NameDef value{{}, S.view()};
};

template <class Row>
inline constexpr bool is_annotated = false;
template <class M, class... C>
inline constexpr bool is_annotated<Annotated<M, C...>> = true;

/// Whether rows of values() have a column of a name already; those of values_list() by any annotation.
template <class Row, class Names, fixed_string S>
inline constexpr bool names_column = false;
template <class Old, fixed_string... C, class Names, fixed_string S>
inline constexpr bool names_column<ValuesRow<Old, C...>, Names, S> = ((C.view() == S.view()) || ...);
template <class... T, class M, class... C, fixed_string S>
inline constexpr bool names_column<std::tuple<T...>, With<M, C...>, S> = ((!is_alias<C> && !names_relation<C> && C::name.view() == S.view()) || ...);

/// Groups have no members that a name could clash with.
template <class M, class Row, class Names, fixed_string S>
constexpr Text annotation_name_sentence() {
    if (names_column<Row, Names, S>) return column_clash_sentence(S.view());
    const bool member = (std::same_as<Row, M> || is_annotated<Row>) && find_field(model_info<M>(), S.view()) != ModelInfo::none;
    if (member) return clash_sentence(model_info<M>(), S.view());
    return {};
}
template <std::uint8_t Flags, class M, class Row, class Names, fixed_string S>
constexpr bool check_annotation_name() {
    if constexpr (Flags == result) return true;
    else return check_sentence<[] { return annotation_name_sentence<M, Row, Names, S>(); }>();
}

enum class StepKind : std::uint8_t { nothing, expression, relation };
/// What a keyword of annotate() adds; stops the build with a sentence where it cannot.
template <std::uint8_t Flags, class M, class Row, class Names, class K>
constexpr StepKind step_kind() {
    if constexpr (!named<K>::exists) {
        return StepKind::nothing;
    } else if constexpr (requires { named<K>::expression::filtered_relation; }) {
        const bool right = named<K>::expression::template check<M>() && check_annotation_name<0, M, Row, Names, named<K>::name>();
        return right ? StepKind::relation : StepKind::nothing;
    } else if constexpr (!check_expression<Names, typename named<K>::expression>() || !check_annotation_name<Flags, M, Row, Names, named<K>::name>()) {
        return StepKind::nothing;
    } else {
        if constexpr (Flags == result)
            static_assert(is_aggregate_of<Names, typename named<K>::expression>(), "[A003] nuage: aggregate() takes aggregates, such as \"total\"_f = Count(\"id\"_f)");
        return StepKind::expression;
    }
}

/// One keyword of annotate(): the names and the rows that a query set has afterwards, and what goes into its query. All of it
/// types and one function, for a QuerySet between any two of them would cost its user's build.
template <std::uint8_t Flags, class M, class Row, class Names, class K>
struct Step {
    using names = Names;
    using row = Row;
    static constexpr bool is_column = false;
    static constexpr void add_to(Query&, const K&) {}
};
template <std::uint8_t Flags, class M, class Row, class Names, class K>
    requires(step_kind<Flags, M, Row, Names, K>() == StepKind::expression)
struct Step<Flags, M, Row, Names, K> {
    using type = typename expression_type<Names, typename named<K>::expression>::type;
    using column = Column<named<K>::name, type>;
    using names = typename name_added<Names, std::conditional_t<(Flags & selected) != 0, column, Alias<named<K>::name, type, Flags == result>>>::type;
    using kept = typename std::conditional_t<Flags == result, type_is<Row>, column_dropped<Row, named<K>::name>>::type;
    using row = typename std::conditional_t<(Flags & selected) != 0, column_added<names, kept, column>, type_is<kept>>::type;
    static constexpr bool is_column = (Flags & selected) != 0;
    static constexpr std::size_t number = model_info<names>().fields.size() - 1;
    static constexpr const FieldInfo* field = &model_info<names>().fields[number];

    static constexpr void add_to(Query& query, const K& keyword) {
        const std::size_t at = build::begin_annotation(query, name_definition<named<K>::name>::value, Flags);
        add_expression<Names>(query.select, named<K>::of(keyword));
        build::end_annotation(query, at, number);
    }
};
/// A name for a relation: see nuage/filtered_relation.hpp and nuage/cte.hpp.
template <std::uint8_t Flags, class M, class Row, class Names, class K>
    requires(step_kind<Flags, M, Row, Names, K>() == StepKind::relation)
struct Step<Flags, M, Row, Names, K> {
    static constexpr auto name = named<K>::name;
    using names = typename name_added<Names, nuage::Column<name, typename named<K>::expression::template of<M, name>>>::type;
    using row = typename column_dropped<Row, name>::type;
    static constexpr bool is_column = false;

    static constexpr void add_to(Query& query, const K& keyword) {
        const auto& relation = named<K>::of(keyword);
        Clause clause;
        relation.template add_to<M, name>(clause);
        if constexpr (requires { relation.define(query); }) relation.define(query);
        build::annotate(query, name_definition<name>::value, clause, 0, 0);
    }
};

/// Several, each of which knows the names of those before it.
template <std::uint8_t Flags, class M, class Row, class Names, class... K>
struct Steps {
    using names = Names;
    using row = Row;
    template <class... Before>
    using list = type_list<Before...>;
};
template <std::uint8_t Flags, class M, class Row, class Names, class K, class... Rest>
struct Steps<Flags, M, Row, Names, K, Rest...> {
    using step = Step<Flags, M, Row, Names, K>;
    using rest = Steps<Flags, M, typename step::row, typename step::names, Rest...>;
    using names = typename rest::names;
    using row = typename rest::row;
    template <class... Before>
    using list = typename rest::template list<Before..., step>;
};
template <class... S, class... K>
constexpr void take_steps(type_list<S...>, Query& query, const K&... keywords) {
    (S::add_to(query, keywords), ...);
}

template <class Q>
struct Annotating<Q, true> {
    using M = typename Q::model_type;

    template <class... K>
    static constexpr auto annotate(const Q& query_set, const K&... expressions) {
        return with<selected>(query_set, expressions...);
    }
    template <class... K>
    static constexpr auto alias(const Q& query_set, const K&... expressions) {
        return with<0>(query_set, expressions...);
    }
    template <class... A>
    static constexpr auto values(const Q& query_set, const A&... columns) {
        if constexpr (check_columns<A...>()) {
            using Names = typename steps<selected, A...>::names;
            return chosen<ValuesRow<Names, column_name<A>()...>, Names>(query_set, columns...);
        } else {
            return query_set;
        }
    }
    template <class... A>
    static constexpr auto values_list(const Q& query_set, const A&... columns) {
        if constexpr (check_columns<A...>()) {
            using Names = typename steps<selected, A...>::names;
            return chosen<std::tuple<path_type<Names, column_name<A>()>...>, Names>(query_set, columns...);
        } else {
            return query_set;
        }
    }
    template <class... A>
    static constexpr auto group_by(const Q& query_set, const A&... columns) {
        static_assert(sizeof...(A) > 0, "[A050] nuage: group_by() takes what rows are grouped by; aggregate() makes one group of all");
        Q bare = query_set.order_by();
        build::refuse_groups(bare.query_);
        auto groups = values(bare, columns...);
        build::group_by(groups.query_);
        return groups;
    }
    template <class... K>
    static auto aggregate(const Q& query_set, const K&... expressions) {
        static_assert((named<K>::exists && ...), "[T011] nuage: values are given by name here, such as \"title\"_f = \"x\"");
        if constexpr ((named<K>::exists && ...)) {
            using All = steps<result, K...>;
            using Names = typename All::names;
            using Row = ValuesRow<Names, named<K>::name...>;
            refuse_combined(query_set.query_, "aggregate");
            Query query = query_set.query_;
            take_steps(typename All::template list<>(), query, expressions...);
            Row row{};
            const std::array<const FieldInfo*, sizeof...(K)> fields{&name_of<Names, named<K>::name>::value.final_field()...};
            if (!db::aggregate(query, row_layout<Row>::make(fields), &row)) set_empty(row, std::index_sequence_for<K...>(), expressions...);
            return row;
        } else {
            return 0;
        }
    }

private:
    template <std::uint8_t Flags, class... K>
    using steps = Steps<Flags, M, typename Q::value_type, typename Q::names_type, K...>;

    template <std::uint8_t Flags, class... K>
    static constexpr auto with(const Q& query_set, const K&... keywords) {
        static_assert((named<K>::exists && ...), "[T011] nuage: values are given by name here, such as \"title\"_f = \"x\"");
        using All = steps<Flags, K...>;
        using Result = QuerySet<M, typename All::row, typename All::names>;
        refuse_combined(query_set.query_, "annotate");
        Result result(query_set.query_);
        take_steps(typename All::template list<>(), result.query_, keywords...);
        if constexpr (column_count<M, typename All::row> > 0) set_fields(typename All::template list<>(), query_set.fields_, result.fields_);
        return result;
    }
    /// The fields of rows of columns: those of before, and those that were added.
    template <class... S, class Old, class New>
    static constexpr void set_fields(type_list<S...>, const Old& old, New& fields) {
        std::size_t at = 0;
        for (const FieldInfo* field : old) fields[at++] = field;
        (set_field<S>(fields, at), ...);
    }
    template <class S, class New>
    static constexpr void set_field(New& fields, std::size_t& at) {
        if constexpr (S::is_column) fields[at++] = S::field;
    }
    template <class Row, class Names, class... A>
    static constexpr QuerySet<M, Row, Names> chosen(const Q& query_set, const A&... columns) {
        refuse_combined(query_set.query_, "annotate");
        QuerySet<M, Row, Names> result(query_set.query_);
        take_steps(typename steps<selected, A...>::template list<>(), result.query_, columns...);
        choose_columns<Names, column_name<A>()...>(result.query_);
        result.fields_ = {&name_of<Names, column_name<A>()>::value.final_field()...};
        return result;
    }
    template <class... A>
    static constexpr bool check_columns() {
        constexpr bool named_all = ((is_name<A>::value || named<A>::exists) && ...);
        static_assert(named_all, "[T012] nuage: values() and values_list() take names, such as \"author\"_f, and named expressions");
        return named_all;
    }
    template <class A>
    static constexpr auto column_name() {
        if constexpr (is_name<A>::value) return A::text;
        else return named<A>::name;
    }

    template <class Row, std::size_t... I, class... K>
    static void set_empty(Row& row, std::index_sequence<I...>, const K&... expressions) {
        (set_default(std::get<I>(row.columns), named<K>::of(expressions)), ...);
    }
    template <class T, class E>
    static void set_default(T& value, const E& expression) {
        if constexpr (requires { value = T(expression.empty_value()); }) value = T(expression.empty_value());
    }
};

}  // namespace detail
}  // namespace nuage
