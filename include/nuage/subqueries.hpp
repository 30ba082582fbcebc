// SPDX-License-Identifier: MIT
// Subquery, Exists and OuterRef: https://docs.djangoproject.com/en/5.2/ref/models/expressions/#subquery-expressions
#pragma once

#include <nuage/expressions.hpp>

namespace nuage {

namespace detail {

template <class Row>
struct single_column {
    static constexpr bool exists = false;
    using type = Value;
};
template <class Names, fixed_string S>
struct single_column<ValuesRow<Names, S>> {
    static constexpr bool exists = true;
    using type = path_type<Names, S>;
};
template <class T>
struct single_column<std::tuple<T>> {
    static constexpr bool exists = true;
    using type = T;
};

template <fixed_string S>
struct outer_name {
    static constexpr NameDef value{{}, S.view()};
};

}  // namespace detail

/// One value by a query of its own: Subquery(newest.values("title"_f)[{0, 1}]). Made of a query set of one column.
template <class T>
class Subquery : public detail::sortable<Subquery<T>> {
public:
    template <class M, class Row, class Names>
    constexpr explicit Subquery(const QuerySet<M, Row, Names>& query_set) : query_(query_set.query()) {
        static_assert(detail::single_column<Row>::exists, "[A009] nuage: a Subquery gives one value; choose a column with values(\"title\"_f)");
    }
    template <class Names>
    static constexpr auto result() {
        return detail::type_is<std::optional<detail::without_optional_t<T>>>{};
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        build::subquery(clause, query_, NodeKind::subquery);
    }

private:
    Query query_;
};
template <class M, class Row, class Names>
Subquery(const QuerySet<M, Row, Names>&) -> Subquery<typename detail::single_column<Row>::type>;

/// Whether a query has rows, as a condition or a value: filter(~Exists(Book::objects.filter("author"_f = OuterRef("pk"_f)))).
class Exists : public detail::sortable<Exists> {
public:
    template <class M, class Row, class Names>
    constexpr explicit Exists(const QuerySet<M, Row, Names>& query_set) : query_(query_set.query()) {}
    template <class Names>
    static constexpr auto result() {
        return detail::type_is<bool>{};
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        build::exists(clause, query_);
    }

private:
    Query query_;
};

template <detail::fixed_string S, std::uint32_t Levels>
struct OuterName : detail::expression_base {
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        clause.nodes.push_back({NodeKind::outer, 0, 0, Levels, &detail::outer_name<S>::value});
    }
};
/// A field of the query around a subquery; of the one around that: OuterRef(OuterRef("pk"_f)). The name is looked up when
/// the whole query is put together: a wrong one is a FieldError.
template <detail::fixed_string S>
[[nodiscard]] constexpr OuterName<S, 0> OuterRef(Name<S>) {
    return {};
}
template <detail::fixed_string S, std::uint32_t Levels>
[[nodiscard]] constexpr OuterName<S, Levels + 1> OuterRef(OuterName<S, Levels>) {
    return {};
}

}  // namespace nuage
