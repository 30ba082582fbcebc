// SPDX-License-Identifier: MIT
// Common table expressions: a query with a name, recursive ones too. Opt-in; nuage.hpp does not include it. Beyond Django.
#pragma once

#include <nuage/annotations.hpp>
#include <nuage/query/with.hpp>

namespace nuage {
namespace detail {

/// The rows of a common table expression: a model whose fields are its columns.
template <fixed_string S, class... C>
struct CteRows {
    using DoesNotExist = ObjectDoesNotExist;
    using MultipleObjectsReturned = nuage::MultipleObjectsReturned;
};
template <fixed_string S, class... C>
struct model_storage<CteRows<S, C...>> {
    static constexpr std::array<FieldInfo, sizeof...(C)> fields = [] {
        std::array<FieldInfo, sizeof...(C)> columns{annotation_field<C>()...};
        columns[0].primary_key = true;
        return columns;
    }();
    static constexpr ModelInfo info = [] {
        ModelInfo table;
        table.name = S.view();
        table.db_table = S.view();
        table.fields = fields;
        table.named_query = true;
        return table;
    }();
};
template <fixed_string S, class... C, std::size_t I>
struct field_value_type<CteRows<S, C...>, I> {
    using type = typename type_at<I, type_list<C...>>::type;
};

/// A join of M's table with such rows, as a foreign key that refers to one of their columns. Each name has its own.
template <class Rows, class M, fixed_string Name, fixed_string Field, fixed_string To, bool Outer>
struct cte_relation {
    using target = Rows;
    static constexpr const FieldInfo& field = model_info<M>().fields[find_field(model_info<M>(), Field.view())];
    static constexpr auto column = as_fixed_string<[] {
        Text text;
        write_column_name(text, field);
        return text;
    }>();
    static constexpr FieldInfo standin = [] {
        FieldInfo relation;
        relation.name = Name.view();
        relation.column = column.view();
        relation.kind = FieldKind::foreign_key;
        relation.null = Outer;
        relation.target = &model_info<Rows>;
        relation.to_field = To.view();
        relation.filtered = true;
        return relation;
    }();
};

constexpr void suggest(Text& out, std::string_view wrong, const ModelInfo& model) {
    Nearest nearest(wrong);
    for (const FieldInfo& field : model.fields) nearest.offer(field.name);
    nearest.write(out);
    write_field_names(out, model);
}
template <class M, class Rows, fixed_string Field, fixed_string To>
constexpr Text cte_join_sentence() {
    Text out;
    const ModelInfo& model = model_info<M>();
    const ModelInfo& rows = model_info<Rows>();
    const std::size_t at = find_field(model, Field.view());
    const std::size_t column = rows.find(To.view());
    if (at == ModelInfo::none || at == ModelInfo::composite_position || model.fields[at].inherited || !model.fields[at].has_column()) {
        out << "[A043] " << rows.name << " is joined by a field of " << model.name << "'s own table; '" << Field.view() << "' is none.";
        suggest(out, Field.view(), model);
        return out;
    }
    if (column == ModelInfo::none) {
        out << "[A044] " << rows.name << " has no column '" << To.view() << "'.";
        suggest(out, To.view(), rows);
        return out;
    }
    const FieldKind left = value_field(model.fields[at]).kind;
    const FieldKind right = rows.fields[column].kind;
    if (!mix(left, right))
        out << "[A043] '" << Field.view() << "' is " << kind_word(left) << ", and '" << To.view() << "' of " << rows.name << " is " << kind_word(right)
            << ": rows are joined by values of one type.";
    return out;
}

template <class Rows, fixed_string Field, fixed_string To, bool Outer>
struct CteJoin {
    static constexpr bool filtered_relation = true;
    Clause definitions;
    const std::string* database;

    template <class M>
    static constexpr bool check() {
        return check_sentence<[] { return cte_join_sentence<M, Rows, Field, To>(); }>();
    }
    template <class M, fixed_string Name>
    using of = cte_relation<Rows, M, Name, Field, To, Outer>;
    template <class M, fixed_string Name>
    void add_to(Clause& clause) const {
        clause.nodes.push_back({NodeKind::relation, 1, 1, 0, &of<M, Name>::standin});
        build::push(clause, NodeKind::filter, 0);
    }
    void define(Query& query) const { build::add_with(query, definitions, database); }
};

// ---- what columns a query set has ------------------------------------------------------------------------------------

template <fixed_string... S, fixed_string... More>
name_list<S..., More...> joined_names(name_list<S...>, name_list<More...>);

/// Names of the columns that a query set gives a common table expression: those of values(), or the key and the annotations.
template <class Row>
struct cte_names {
    static constexpr bool exist = false;
    using type = name_list<>;
};
template <class Names, fixed_string... S>
struct cte_names<ValuesRow<Names, S...>> {
    static constexpr bool exist = true;
    using type = name_list<S...>;
};
template <class M>
concept HasOwnKey = Model<M> && (model_info<M>().primary_key_position() < model_info<M>().fields.size());
template <HasOwnKey M>
struct cte_names<M> {
    static constexpr bool exist = true;
    using type = name_list<column_name<M, model_info<M>().primary_key_position()>()>;
};
template <HasOwnKey M, class... C>
struct cte_names<Annotated<M, C...>> {
    static constexpr bool exist = true;
    using type = decltype(joined_names(typename cte_names<M>::type(), name_list<C::name...>()));
};

template <fixed_string... S>
constexpr bool are_plain(name_list<S...>) {
    return (!S.view().empty() && ...) && ((find(S.view(), "__") == std::string_view::npos) && ...);
}
template <fixed_string... S>
constexpr bool has_name(name_list<S...>, std::string_view name) {
    return ((S.view() == name) || ...);
}

template <class Q>
concept CteQuery = SubqueryLike<Q> && cte_names<typename Q::value_type>::exist;
template <class Q>
constexpr bool check_cte_query() {
    constexpr bool named = CteQuery<Q>;
    static_assert(named, "[A040] nuage: a common table expression is made of named columns: of values(), or of objects, whose key of one field and "
                         "whose annotations become its columns");
    if constexpr (named) {
        constexpr bool plain = are_plain(typename cte_names<typename Q::value_type>::type());
        static_assert(plain, "[A040] nuage: a column of a common table expression has a plain name; give it one, as in "
                             "values(\"author_name\"_f = \"author__name\"_f)");
        return plain;
    } else {
        return false;
    }
}

template <class Names, fixed_string... S>
type_list<Column<S, path_type<Names, S>>...> cte_columns(name_list<S...>);
template <class Q, fixed_string... S>
Query cte_query(const Q& query_set, name_list<S...> names) {
    // What was combined is not chosen from again.
    if constexpr (!Q::has_objects && std::same_as<typename cte_names<typename Q::value_type>::type, decltype(names)>) return query_set.query();
    else return query_set.values(Name<S>{}...).query();
}

// ---- base and step ---------------------------------------------------------------------------------------------------

template <class C, class Rows>
concept JoinOf = std::same_as<typename C::type::target, Rows>;
template <class Rows, class Names>
inline constexpr bool joins_rows = false;
template <class Rows, class M, class... C>
inline constexpr bool joins_rows<Rows, With<M, C...>> = (JoinOf<C, Rows> || ...);

template <class Step, fixed_string S, class T>
constexpr Text step_sentence() {
    Text out;
    if constexpr (!has_name(typename cte_names<typename Step::value_type>::type(), S.view())) {
        out << "[A041] the step of recursive() does not give '" << S.view() << "', which its base does.";
    } else {
        using U = path_type<typename Step::names_type, S>;
        constexpr bool same = std::same_as<without_optional_t<T>, without_optional_t<U>>;
        if constexpr (!same)
            out << "[A042] the base of recursive() gives '" << S.view() << "' as " << kind_word(kind_of<without_optional_t<T>>)
                << ", its step as " << kind_word(kind_of<without_optional_t<U>>)
                << "; both have to be one C++ type: say which with Cast<T>() or ExpressionWrapper<T>().";
        else if constexpr (is_optional<U> && !is_optional<T>)
            out << "[A042] the step of recursive() may give NULL for '" << S.view()
                << "', its base never does: say so there with ExpressionWrapper<std::optional<T>>().";
    }
    return out;
}
template <class Step, class C>
constexpr bool check_step_column() {
    return check_sentence<[] { return step_sentence<Step, C::name, typename C::type>(); }>();
}
template <class Step, class Rows, class... C>
constexpr bool check_step() {
    if constexpr (!check_cte_query<Step>()) {
        return false;
    } else {
        constexpr bool joins = joins_rows<Rows, typename Step::names_type>;
        static_assert(joins, "[A045] nuage: the step of recursive() joins the rows that were found: tree.join(Category::objects, \"parent\"_f)");
        if constexpr (joins) return (check_step_column<Step, C>() && ...);
        else return false;
    }
}

}  // namespace detail

/// A common table expression: a query with a name and columns, for use in other queries. Made by with() and recursive(). A value
/// that can be kept and used any number of times; nothing runs until a query set that uses it does.
template <detail::fixed_string S, class M, class... C>
class Cte {
public:
    using rows_type = detail::CteRows<S, C...>;

    Cte() = default;
    Cte(Clause definitions, const Query& base) : definitions_(std::move(definitions)), database_(base.database_is_hint ? nullptr : base.database) {}

    /// The rows of a query set of any model, each beside the rows here whose column has the value of its field:
    /// tree.join(Book::objects, "category"_f = "id"_f). Without a column it is the first one, which is the key where the rows are
    /// objects. The columns are then reached by the name of the expression: "tree__depth"_f.
    template <class Q, class On>
    [[nodiscard]] auto join(const Q& query_set, const On& on) const {
        return query_set.all().annotate(Name<S>{} = this->on(on));
    }
    /// The same with the rows that have no partner here; for them the columns are NULL.
    template <class Q, class On>
    [[nodiscard]] auto left_join(const Q& query_set, const On& on) const {
        return query_set.all().annotate(Name<S>{} = left_on(on));
    }
    /// The same for annotate(), under a name of its own: annotate("above"_f = tree.on("parent"_f = "id"_f)).
    template <detail::fixed_string Field, detail::fixed_string To>
    [[nodiscard]] auto on(const Keyword<Field, Name<To>>&) const {
        return detail::CteJoin<rows_type, Field, To, false>{definitions_, database_};
    }
    template <detail::fixed_string Field>
    [[nodiscard]] auto on(Name<Field>) const {
        return detail::CteJoin<rows_type, Field, first_column, false>{definitions_, database_};
    }
    template <detail::fixed_string Field, detail::fixed_string To>
    [[nodiscard]] auto left_on(const Keyword<Field, Name<To>>&) const {
        return detail::CteJoin<rows_type, Field, To, true>{definitions_, database_};
    }
    template <detail::fixed_string Field>
    [[nodiscard]] auto left_on(Name<Field>) const {
        return detail::CteJoin<rows_type, Field, first_column, true>{definitions_, database_};
    }
    /// The objects that the rows are of, with the columns as annotations: a query set like any other.
    [[nodiscard]] auto objects() const {
        constexpr bool by_key = is_key();
        static_assert(by_key, "[A049] nuage: objects() is for rows that were made of objects; use rows(), or join()");
        if constexpr (by_key) return annotated(join(QuerySet<M>(), Name<first_column>{}), detail::type_list<C...>{});
        else return rows();
    }
    /// The rows themselves, as those of values().
    [[nodiscard]] auto rows() const {
        Query query;
        query.model = &model_info<rows_type>();
        build::add_with(query, definitions_, database_);
        return QuerySet<rows_type, rows_type, rows_type>(std::move(query)).values(Name<C::name>{}...);
    }

private:
    static constexpr auto first_column = detail::type_at<0, detail::type_list<C...>>::name;
    static constexpr bool is_key() {
        if constexpr (detail::HasOwnKey<M>) return detail::column_name<M, model_info<M>().primary_key_position()>().view() == first_column.view();
        else return false;
    }
    /// With what follows the first column.
    template <class Q, class First, class... Rest>
    static auto annotated(const Q& query_set, detail::type_list<First, Rest...>) {
        if constexpr (sizeof...(Rest) == 0) return query_set;
        else return with_next(query_set, detail::type_list<Rest...>{});
    }
    // What a field of the model is called like is reached as "tree__parent"_f only.
    template <class Q, class Column, class... Rest>
    static auto with_next(const Q& query_set, detail::type_list<Column, Rest...> columns) {
        if constexpr (find_field(model_info<M>(), Column::name.view()) != ModelInfo::none) return annotated(query_set, columns);
        else return annotated(query_set.annotate(Name<Column::name>{} = Name<S + detail::fixed_string("__") + Column::name>{}), columns);
    }

    Clause definitions_;
    const std::string* database_ = nullptr;   // of the base, where it names one
};

namespace detail {
/// So that a mistake is told once.
template <fixed_string S, class Q>
Cte<S, typename Q::model_type, Column<"id", std::int64_t>> refused_cte();

template <fixed_string S, class M, class Columns>
struct cte_of;
template <fixed_string S, class M, class... C>
struct cte_of<S, M, type_list<C...>> {
    using type = Cte<S, M, C...>;
    template <class Step>
    static constexpr bool check_step() {
        return detail::check_step<Step, typename type::rows_type, C...>();
    }
};
}  // namespace detail

/// A query set under a name: with<"totals">(Post::objects.values("author"_f).annotate("views"_f = Sum("views"_f))). Its columns are
/// those of values(); of objects their key and annotations.
template <detail::fixed_string S, class Q>
[[nodiscard]] auto with(const Q& query_set) {
    const auto rows = query_set.all();
    using Rows = std::remove_const_t<decltype(rows)>;
    if constexpr (detail::check_cte_query<Rows>()) {
        using List = typename detail::cte_names<typename Rows::value_type>::type;
        using Table = typename detail::cte_of<S, typename Rows::model_type, decltype(detail::cte_columns<typename Rows::names_type>(List()))>::type;
        const Query query = detail::cte_query(rows, List());
        return Table(build::with(model_info<typename Table::rows_type>(), query, nullptr, false), query);
    } else {
        return detail::refused_cte<S, Rows>();
    }
}

struct RecursiveOptions {
    bool distinct = false;   ///< a row that was found before, equal in all columns, is not found again: UNION
};

/// The rows of a query set, and those that a step finds from them, from those, and so on:
///     auto tree = recursive<"tree">(Category::objects.filter("parent__isnull"_f = true).annotate("depth"_f = 0), [](const auto& tree) {
///         return tree.join(Category::objects, "parent"_f).annotate("depth"_f = "tree__depth"_f + 1);
///     });
/// The step is given the expression itself, which it joins. Rows that lead in a circle never end but with `distinct` and columns that
/// repeat, or with a step that goes on for a number of rounds only.
template <detail::fixed_string S, class Q, class Step>
[[nodiscard]] auto recursive(const Q& query_set, const Step& step, RecursiveOptions options = {}) {
    const auto base = query_set.all();
    using Base = std::remove_const_t<decltype(base)>;
    if constexpr (detail::check_cte_query<Base>()) {
        using List = typename detail::cte_names<typename Base::value_type>::type;
        using Of = detail::cte_of<S, typename Base::model_type, decltype(detail::cte_columns<typename Base::names_type>(List()))>;
        using Table = typename Of::type;
        const Table self;
        const auto next = step(self);
        if constexpr (Of::template check_step<std::remove_const_t<decltype(next)>>()) {
            const Query further = detail::cte_query(next, List());
            const Query first = detail::cte_query(base, List());
            return Table(build::with(model_info<typename Table::rows_type>(), first, &further, options.distinct), first);
        } else {
            return self;
        }
    } else {
        return detail::refused_cte<S, Base>();
    }
}

}  // namespace nuage
