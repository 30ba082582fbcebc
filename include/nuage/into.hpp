// SPDX-License-Identifier: MIT
// into(): rows as a struct of the user's own.
//
//     struct Line {
//         std::string title;
//         std::optional<std::string> publisher;
//         std::int64_t reviews = 0;
//     };
//     for (const Line& line : Book::objects.into<Line>("title"_f, "publisher__name"_f, "n"_f = Count("reviews"_f))) …
#pragma once

#include <nuage/annotations.hpp>
#include <nuage/column_fit.hpp>
#include <nuage/detail/members.hpp>

namespace nuage::detail {

/// What row_layout<> has no other meaning for.
template <class T>
concept RowStruct = !Model<T> && is_plain_struct<T>();

template <class Dto>
using members_tuple = decltype(members_of<member_count<Dto>()>(std::declval<Dto&>()));

/// Each column is decoded into its member.
template <RowStruct Dto>
struct row_layout<Dto> {
    static constexpr std::size_t columns = member_count<Dto>();
    static RowPlan make(const std::array<const FieldInfo*, columns>& fields) {
        RowPlan plan;
        plan.state_offset = RowPlan::no_state;
        Dto sample{};
        const char* base = reinterpret_cast<const char*>(&sample);
        std::size_t at = 0;
        std::apply(
            [&](auto&... member) {
                (member_layout<std::remove_reference_t<decltype(member)>>::add(
                     plan, static_cast<std::uint32_t>(reinterpret_cast<const char*>(&member) - base), fields[at++]),
                 ...);
            },
            members_of<columns>(sample));
        return plan;
    }
};

/// annotate() adds a column, for which a struct has no place.
template <class Dto>
constexpr auto refuse_column() {
    static_assert(!sizeof(Dto*), "[W014] nuage: annotate() comes before into(), whose struct has members for the columns that are there");
    return type_is<Dto>{};
}
template <class Names, class Dto, class C>
    requires RowStruct<Dto>
struct column_added<Names, Dto, C> {
    using type = typename decltype(refuse_column<Dto>())::type;
};

template <std::size_t Columns, std::size_t Members>
constexpr Text column_count_sentence() {
    Text out;
    out << "[W010] into(): there are ";
    out.number(static_cast<std::int64_t>(Columns)) << " columns, and the struct has ";
    if (Members > most_members) out << "more than ";
    out.number(static_cast<std::int64_t>(Members > most_members ? most_members : Members)) << " members.";
    return out;
}
template <class Member, class Column>
constexpr Text fit_sentence(std::size_t at, std::string_view name) {
    Text out;
    constexpr Fit fit = fit_of<Member, Column>();
    if (fit == Fit::fits) return out;
    out << (fit == Fit::null ? "[W011] into(): column " : "[W012] into(): column ");
    out.number(static_cast<std::int64_t>(at + 1));
    if (!name.empty()) out << ", '" << name << "',";
    if (fit == Fit::null) out << " may be NULL: the struct's member must be a std::optional.";
    else out << " has values that the struct's member cannot hold: give it the type that values_list() reads, or a wider one.";
    return out;
}

/// The types of a row's columns, and their names where they have some.
template <class Row>
struct row_columns;
template <class... T>
struct row_columns<std::tuple<T...>> {
    using types = std::tuple<T...>;
    static constexpr std::string_view name(std::size_t) { return {}; }
};
template <class Names, fixed_string... S>
struct row_columns<ValuesRow<Names, S...>> {
    using types = typename ValuesRow<Names, S...>::tuple_type;
    static constexpr std::string_view name(std::size_t at) {
        const std::string_view names[] = {S.view()...};
        return names[at];
    }
};

template <class Members, class Columns, std::size_t I>
constexpr bool check_fit() {
    using Member = std::remove_reference_t<std::tuple_element_t<I, Members>>;
    using Column = std::tuple_element_t<I, typename Columns::types>;
    constexpr auto sentence = [] { return fit_sentence<Member, Column>(I, Columns::name(I)); };
    return check_sentence<sentence>();
}
template <class Dto, class Columns>
constexpr bool check_struct() {
    constexpr std::size_t columns = std::tuple_size_v<typename Columns::types>;
    static_assert(RowStruct<Dto>, "[W013] nuage: into() wants a plain struct: members that can be assigned, no base class, no constructors");
    if constexpr (!RowStruct<Dto>) {
        return false;
    } else if constexpr (member_count<Dto>() != columns) {
        [[maybe_unused]] mistake<as_fixed_string<[] { return column_count_sentence<columns, member_count<Dto>()>(); }>()> said;
        return false;
    } else {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (check_fit<members_tuple<Dto>, Columns, I>() && ...);
        }(std::make_index_sequence<columns>());
    }
}

template <class Dto>
struct Into<Dto, true> {
    template <class M, class Row, class Names, class... A>
    static constexpr auto of(const QuerySet<M, Row, Names>& query_set, const A&... columns) {
        // Rows of values are there already, or are chosen now. By name, for the sentences.
        if constexpr (sizeof...(A) > 0 || QuerySet<M, Row, Names>::has_objects) return of_rows(query_set.values(columns...));
        else return of_rows(query_set);
    }

private:
    template <class M, class Row, class Names>
    static constexpr auto of_rows(const QuerySet<M, Row, Names>& rows) {
        if constexpr (std::same_as<Row, M>) {
            return rows;   // a name was wrong, which is said already
        } else if constexpr (!check_struct<Dto, row_columns<Row>>()) {
            return rows;
        } else {
            QuerySet<M, Dto, Names> result(rows.query_);
            result.fields_ = rows.fields_;
            return result;
        }
    }
};

}  // namespace nuage::detail
