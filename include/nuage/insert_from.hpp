// SPDX-License-Identifier: MIT
// insert_from(): new rows from a query, in one statement.
//
//     Archive::objects.insert_from(Post::objects.filter("views__lt"_f = 10).values_list("title"_f, "author__name"_f),
//                                  "title"_f, "author_name"_f);
#pragma once

#include <nuage/annotations.hpp>
#include <nuage/column_fit.hpp>

namespace nuage::detail {

/// INSERT of a query's rows into fields of a model, by their positions; `fresh` is an object as create() begins with. Throws
/// ValueError for a query of another database, and for a unique field that all rows would get the same default in.
std::int64_t insert_rows_from(const Query& target, const Query& source, std::span<const std::uint16_t> positions, void* fresh,
                              const InsertFromOptions& options);

/// What a query set of values has for columns.
template <class Row>
struct source_columns {
    static constexpr bool exist = false;
};
template <class... T>
struct source_columns<std::tuple<T...>> {
    static constexpr bool exist = true;
    using types = std::tuple<T...>;
};
template <class Names, fixed_string... S>
struct source_columns<ValuesRow<Names, S...>> {
    static constexpr bool exist = true;
    using types = typename ValuesRow<Names, S...>::tuple_type;
    using names = name_list<S...>;
};

template <class M, fixed_string S>
constexpr bool check_inserted() {
    if constexpr (!check_own_field<M, S>()) {
        return false;
    } else if constexpr (name_of<M, S>::value.is_composite()) {
        [[maybe_unused]] mistake<fixed_string("[W018] '") + S + fixed_string("' stands for several fields: insert_from() takes them by their own names.")> said;
        return false;
    } else {
        return check_written<M, S>();
    }
}

template <class M, fixed_string S, class Column>
constexpr Text insert_sentence() {
    Text out;
    using Field = typename field_value_type<M, name_of<M, S>::value.field>::type;
    // What a nuage::Value holds is known at run time only.
    constexpr Fit fit = std::same_as<Column, Value> ? Fit::fits : fit_of<Field, Column>();
    if (fit == Fit::fits) return out;
    out << (fit == Fit::null ? "[W021] insert_from(): '" : "[W020] insert_from(): '") << S.view() << "' of " << model_info<M>().name;
    if (fit == Fit::null) out << " is never NULL, and the column for it may be.";
    else out << " does not hold every value of the column for it.";
    return out;
}
template <class M, fixed_string S, class Column>
constexpr bool check_insert_fit() {
    constexpr auto sentence = [] { return insert_sentence<M, S, Column>(); };
    return check_sentence<sentence>();
}

template <std::size_t Columns, std::size_t Fields>
constexpr Text insert_count_sentence() {
    Text out;
    out << "[W019] insert_from(): the query has ";
    out.number(static_cast<std::int64_t>(Columns)) << " columns for ";
    out.number(static_cast<std::int64_t>(Fields)) << " fields.";
    return out;
}

/// A relation that no new row can do without, and that is not named.
template <class M, std::uint16_t... Named>
constexpr Text unnamed_sentence() {
    Text out;
    for (std::size_t i = 0; i < model_info<M>().fields.size(); ++i) {
        const FieldInfo& field = model_info<M>().fields[i];
        if (field.kind != FieldKind::foreign_key || field.null || ((i == Named) || ...)) continue;
        return out << "[W022] insert_from(): '" << field.name << "' of " << model_info<M>().name << " refers to a row and is never NULL: name it.";
    }
    return out;
}
template <class M, std::uint16_t... Named>
constexpr bool check_unnamed() {
    constexpr auto sentence = [] { return unnamed_sentence<M, Named...>(); };
    return check_sentence<sentence>();
}

template <class M>
struct InsertFrom<M, true> {
    template <class Source, class... N>
    static std::int64_t run(const Query& target, const InsertFromOptions& options, const Source& source, const N&... names) {
        constexpr bool named = (is_name<N>::value && ...);
        static_assert(named, "[T012] nuage: insert_from() takes a query set and names, such as \"title\"_f");
        static_assert(!has_parent(model_info<M>()), "[W023] nuage: insert_from() is for models whose rows are in one table, not for children of other models");
        if constexpr (!SubqueryLike<Source>) {
            static_assert(SubqueryLike<Source>, "[W024] nuage: insert_from() takes a query set of values() or values_list()");
            return 0;
        } else {
            using Columns = source_columns<typename Source::value_type>;
            static_assert(Columns::exist, "[W024] nuage: insert_from() takes a query set of values() or values_list()");
            if constexpr (!named || !Columns::exist || has_parent(model_info<M>())) return 0;
            else if constexpr (sizeof...(N) == 0 && requires { typename Columns::names; })
                return insert<Columns>(target, source.query(), options, typename Columns::names());
            else return insert<Columns>(target, source.query(), options, list_of(names...));
        }
    }

private:
    template <fixed_string... S>
    static name_list<S...> list_of(Name<S>...) {
        return {};
    }
    template <class Columns, fixed_string... S>
    static std::int64_t insert(const Query& target, const Query& source, const InsertFromOptions& options, name_list<S...>) {
        using Types = typename Columns::types;
        if constexpr (std::tuple_size_v<Types> != sizeof...(S)) {
            [[maybe_unused]] mistake<as_fixed_string<[] { return insert_count_sentence<std::tuple_size_v<Types>, sizeof...(S)>(); }>()> said;
        } else if constexpr ((check_inserted<M, S>() && ...)) {
            constexpr bool fits = []<std::size_t... I>(std::index_sequence<I...>) {
                return (check_insert_fit<M, S, std::tuple_element_t<I, Types>>() && ...);
            }(std::index_sequence_for<Name<S>...>());
            if constexpr (fits && check_unnamed<M, name_of<M, S>::value.field...>()) {
                M fresh{};
                const std::array<std::uint16_t, sizeof...(S)> positions{name_of<M, S>::value.field...};
                return insert_rows_from(target, source, positions, &fresh, options);
            }
        }
        return 0;
    }
};

}  // namespace nuage::detail
