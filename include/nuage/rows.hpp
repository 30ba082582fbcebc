// SPDX-License-Identifier: MIT
// The row types of values() and values_list(), computed from the names asked for.
#pragma once

#include <tuple>

#include <nuage/db/row_plan.hpp>
#include <nuage/names.hpp>

namespace nuage {
namespace detail {

/// The C++ type read from a field: a foreign key gives the type of the key it holds.
template <class T>
struct value_type {
    using type = T;
};
template <class M, std::size_t I>
struct field_value_type;
template <class Relation, class T>
struct key_type {
    static constexpr std::size_t position = Relation::to_field.empty() ? model_info<T>().primary_key_position()
                                                                        : model_info<T>().find(Relation::to_field);
    using bare = without_optional_t<typename field_value_type<T, position>::type>;
    using type = std::conditional_t<Relation::is_null, std::optional<bare>, bare>;
};
template <class T, class... Options>
struct value_type<ForeignKey<T, Options...>> : key_type<ToOne<T, false, Options...>, T> {};
template <class T, class... Options>
struct value_type<OneToOne<T, Options...>> : key_type<ToOne<T, true, Options...>, T> {};
template <class M, std::size_t I>
struct field_value_type : value_type<member_type<M, I>> {};
/// A key of several fields is read as a tuple of their values.
template <class M, class Sequence>
struct composite_value_type;
template <class M, std::size_t... I>
struct composite_value_type<M, std::index_sequence<I...>> {
    using type = std::tuple<typename field_value_type<M, composite_key<M>::parts[I]>::type...>;
};
template <class M>
struct field_value_type<M, ModelInfo::composite_position> : composite_value_type<M, std::make_index_sequence<composite_key<M>::count>> {};

template <class M, std::size_t I>
auto field_value(const M& object) {
    using Member = member_type<M, I>;
    const auto& member = *reinterpret_cast<const Member*>(reinterpret_cast<const char*>(&object) + model_info<M>().fields[I].offset);
    if constexpr (is_to_one<Member>::value) return member.id();
    else return member;
}
/// An object's primary key: a tuple where it has several fields.
template <class M>
auto primary_key_of(const M& object) {
    constexpr std::size_t at = model_info<M>().primary_key_position();
    if constexpr (at == ModelInfo::composite_position)
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple(field_value<M, composite_key<M>::parts[I]>(object)...);
        }(std::make_index_sequence<composite_key<M>::count>());
    else return field_value<M, at>(object);
}

/// What may be NULL: a std::optional, of each value of a key of several fields.
template <class T>
struct optional_of {
    using type = std::optional<without_optional_t<T>>;
};
template <class... T>
struct optional_of<std::tuple<T...>> {
    using type = std::tuple<typename optional_of<T>::type...>;
};

template <class T>
struct relation_target;
template <class T, class... Options>
struct relation_target<ForeignKey<T, Options...>> {
    using type = T;
};
template <class T, class... Options>
struct relation_target<OneToOne<T, Options...>> {
    using type = T;
};
template <class T, fixed_string F>
struct relation_target<RelatedSet<T, F>> {
    using type = T;
};
template <class T, fixed_string F>
struct relation_target<RelatedOne<T, F>> {
    using type = T;
};
template <class T, class... Options>
struct relation_target<ManyToMany<T, Options...>> {
    using type = T;
};

/// The model that a relation of M leads to. The key that refers to the parent's row has the parent's type of key.
template <class M, std::size_t I>
struct hop_target : relation_target<member_type<M, I>> {};
template <class M, std::size_t I>
    requires(model_fields<M>::table[I].parent_link && !model_fields<M>::table[I].inherited)
struct hop_target<M, I> {
    using type = parent_of<concrete_of<M>>;
};
template <class M, std::size_t I>
    requires(model_fields<M>::table[I].parent_link && model_fields<M>::table[I].inherited)
struct hop_target<M, I>
    : hop_target<parent_of<concrete_of<M>>, model_info<parent_of<concrete_of<M>>>().find(model_fields<M>::table[I].name)> {};

/// The model a resolved path ends in.
template <class M, const ResolvedPath& Path, std::size_t Hop = 0>
struct final_model {
    using next = typename hop_target<M, Path.hops[Hop]>::type;
    using type = typename final_model<next, Path, Hop + 1>::type;
};
template <class M, const ResolvedPath& Path, std::size_t Hop>
    requires(Hop == Path.hop_count)
struct final_model<M, Path, Hop> {
    using type = M;
};

/// The number-th annotation of With<…>; the model it adds to.
template <class Names, std::size_t Number>
struct annotation_type;

/// The C++ type of what a function gives, by the kind of its result where that is a fixed one.
template <FieldKind Kind>
constexpr auto type_of_kind() {
    if constexpr (Kind == FieldKind::boolean) return model_tag<bool>{};
    else if constexpr (Kind == FieldKind::small_integer) return model_tag<std::int16_t>{};
    else if constexpr (Kind == FieldKind::integer) return model_tag<std::int32_t>{};
    else if constexpr (Kind == FieldKind::big_integer) return model_tag<std::int64_t>{};
    else if constexpr (Kind == FieldKind::real) return model_tag<double>{};
    else if constexpr (Kind == FieldKind::text) return model_tag<std::string>{};
    else if constexpr (Kind == FieldKind::date) return model_tag<Date>{};
    else if constexpr (Kind == FieldKind::time) return model_tag<Time>{};
    else if constexpr (Kind == FieldKind::datetime) return model_tag<DateTime>{};
    else if constexpr (Kind == FieldKind::duration) return model_tag<Duration>{};
    else return model_tag<Value>{};
}
/// The same by the C++ types of its operands: of the first, and what all have in common.
template <const FunctionDef& Def, class First, class All>
constexpr auto function_type() {
    constexpr bool decimal = access_of<First>::value.kind == ValueKind::decimal;
    if constexpr (Def.rule == FunctionResult::same || (Def.rule == FunctionResult::number && decimal)) return model_tag<First>{};
    else if constexpr (Def.rule == FunctionResult::common) return model_tag<All>{};
    else return type_of_kind<Def.result>();
}

/// What the transforms of a path make of a type.
template <const ResolvedPath& Path, class T, std::size_t At = 0>
struct transformed_type {
    using next = typename decltype(function_type<*Path.transforms[At], T, T>())::type;
    using type = typename transformed_type<Path, next, At + 1>::type;
};
template <const ResolvedPath& Path, class T, std::size_t At>
    requires(At == Path.transform_count)
struct transformed_type<Path, T, At> {
    using type = T;
};

/// The model that a path's hops start from.
template <class Names, const ResolvedPath& Path>
struct path_start {
    using type = model_of<Names>;
};
template <class Names, const ResolvedPath& Path>
    requires(Path.is_filtered)
struct path_start<Names, Path> {
    using type = typename annotation_type<Names, Path.filtered_number>::type::target;
};

template <class Names, const ResolvedPath& Path>
constexpr auto field_type_tag() {
    if constexpr (Path.annotation && Path.is_json_path()) {
        return model_tag<typename optional_of<typename annotation_type<Names, Path.field>::type>::type>{};
    } else if constexpr (Path.annotation) {
        return model_tag<typename annotation_type<Names, Path.field>::type>{};
    } else {
        using Read = typename field_value_type<typename final_model<typename path_start<Names, Path>::type, Path>::type, Path.field>::type;
        return model_tag<std::conditional_t<Path.nullable, typename optional_of<Read>::type, Read>>{};
    }
}
template <class Names, const ResolvedPath& Path>
constexpr auto path_type_tag() {
    if constexpr (Path.transform_count > 0) {
        constexpr FunctionDef last = *Path.transforms[Path.transform_count - 1];
        using Field = typename decltype(field_type_tag<Names, Path>())::type;
        using Bare = typename transformed_type<Path, without_optional_t<Field>>::type;
        return model_tag<std::conditional_t<Path.nullable || last.null == NullResult::always, std::optional<Bare>, Bare>>{};
    } else {
        return field_type_tag<Names, Path>();
    }
}
template <class T>
T untag(model_tag<T>);
/// What reading a name gives: std::optional where a NULL may be read.
template <class M, fixed_string S>
using path_type = decltype(untag(path_type_tag<M, name_of<M, S>::value>()));

/// Column of a row type that is not a model.
template <class T>
ColumnPlan column_plan(std::uint32_t offset, const FieldInfo* field) {
    ColumnPlan column{&access_of<T>::value, access_of<T>::value.kind, offset};
    if (field != nullptr && column.kind == ValueKind::decimal) column.decimal_places = value_field(*field).decimal_places;
    return column;
}

template <class Row>
struct row_layout;

/// Adds the columns of one member of a row.
template <class T>
struct member_layout {
    static void add(RowPlan& plan, std::uint32_t offset, const FieldInfo* field) { plan.columns.push_back(column_plan<T>(offset, field)); }
};
template <class... T>
struct member_layout<std::tuple<T...>> {
    static void add(RowPlan& plan, std::uint32_t offset, const FieldInfo*) {
        for (ColumnPlan column : row_layout<std::tuple<T...>>::make({}).columns) {
            column.offset += offset;
            plan.columns.push_back(column);
        }
    }
};

/// A row that is one value.
template <class T>
struct value_layout {
    template <class Fields>
    static RowPlan make(const Fields&) {
        RowPlan plan;
        plan.state_offset = RowPlan::no_state;
        member_layout<T>::add(plan, 0, nullptr);
        return plan;
    }
};
template <>
struct row_layout<Date> : value_layout<Date> {};
template <>
struct row_layout<DateTime> : value_layout<DateTime> {};

template <class... T>
struct row_layout<std::tuple<T...>> {
    static constexpr std::size_t columns = sizeof...(T);
    static RowPlan make(const std::array<const FieldInfo*, sizeof...(T)>& fields) {
        return make(fields, std::index_sequence_for<T...>());
    }
    template <std::size_t... I>
    static RowPlan make(const std::array<const FieldInfo*, sizeof...(T)>& fields, std::index_sequence<I...>) {
        const std::tuple<T...> sample{};
        const char* base = reinterpret_cast<const char*>(&sample);
        RowPlan plan;
        plan.state_offset = RowPlan::no_state;
        (member_layout<T>::add(plan, static_cast<std::uint32_t>(reinterpret_cast<const char*>(&std::get<I>(sample)) - base), fields[I]), ...);
        return plan;
    }
};

}  // namespace detail

/// A row of values(): columns by name, row["title"_f].
template <class M, detail::fixed_string... S>
struct ValuesRow {
    using tuple_type = std::tuple<detail::path_type<M, S>...>;
    tuple_type columns{};

    template <detail::fixed_string N>
    [[nodiscard]] const auto& operator[](Name<N>) const {
        if constexpr (((S.view() == N.view()) || ...)) {
            return std::get<position<N>()>(columns);
        } else {
            [[maybe_unused]] detail::mistake<detail::fixed_string("[F009] '") + N +
                                             detail::fixed_string("' was not given to values().")>
                said;
            return columns;
        }
    }
    friend bool operator==(const ValuesRow&, const ValuesRow&) = default;

private:
    template <detail::fixed_string N>
    static consteval std::size_t position() {
        constexpr std::string_view names[] = {S.view()...};
        for (std::size_t i = 0; i < sizeof...(S); ++i)
            if (names[i] == N.view()) return i;
        return sizeof...(S);
    }
};

namespace detail {

template <class M, fixed_string... S>
struct row_layout<ValuesRow<M, S...>> {
    static constexpr std::size_t columns = sizeof...(S);
    static RowPlan make(const std::array<const FieldInfo*, sizeof...(S)>& fields) {
        // `columns` is the only member, so its offset is 0.
        return row_layout<std::tuple<path_type<M, S>...>>::make(fields);
    }
};

/// What values() without names is about: the columns of the model, foreign keys as "author_id".
template <class M, std::size_t I>
constexpr auto column_name() {
    return as_fixed_string<[] {
        const FieldInfo& field = model_info<M>().fields[I];
        Text name;
        name << field.name;
        if (field.kind == FieldKind::foreign_key) name << "_id";
        return name;
    }>();
}
template <class M>
struct column_positions {
    static constexpr std::size_t count = [] {
        std::size_t columns = 0;
        for (const FieldInfo& field : model_info<M>().fields) columns += field.has_column() ? 1u : 0u;
        return columns;
    }();
    static constexpr std::array<std::size_t, count> value = [] {
        std::array<std::size_t, count> positions{};
        std::size_t n = 0;
        for (std::size_t i = 0; i < model_info<M>().fields.size(); ++i)
            if (model_info<M>().fields[i].has_column()) positions[n++] = i;
        return positions;
    }();
};
template <fixed_string... S>
struct name_list {};
/// The names; nuage/annotations.hpp has those of annotated query sets.
template <class Names>
struct all_columns {
    template <std::size_t... I>
    static name_list<column_name<Names, column_positions<Names>::value[I]>()...> find(std::index_sequence<I...>);
    using type = decltype(find(std::make_index_sequence<column_positions<Names>::count>()));
};

}  // namespace detail
}  // namespace nuage
