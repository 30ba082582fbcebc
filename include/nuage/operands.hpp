// SPDX-License-Identifier: MIT
// What may stand on the right of a name, and how it becomes a Value.
#pragma once

#include <tuple>

#include <nuage/model.hpp>
#include <nuage/query/annotate.hpp>

namespace nuage::detail {

/// Base of everything that is written instead of a plain value: names, arithmetic.
struct expression_base {};
template <class T>
concept Expression = std::derived_from<std::remove_cvref_t<T>, expression_base>;

template <class T>
concept TextLike = std::convertible_to<const T&, std::string_view>;

/// A query set: as an operand it is a subquery.
template <class T>
concept SubqueryLike = requires { typename T::model_type; typename T::names_type; };

template <class T>
concept ListLike = !SubqueryLike<T> && !TextLike<T> && !std::same_as<T, Bytes> && !HasCodec<T> && requires(const T& list) {
    *list.begin();
    list.end();
};
template <ListLike T>
using list_item_t = std::remove_cvref_t<decltype(*std::declval<const T&>().begin())>;

template <class T>
struct is_pair : std::false_type {};
template <class A, class B>
struct is_pair<std::pair<A, B>> : std::true_type {};

/// The values of a key of several fields.
template <class T>
struct is_row : is_pair<T> {};
template <class... T>
struct is_row<std::tuple<T...>> : std::true_type {};

template <class T>
struct is_to_one : std::false_type {};
template <class T, class... Options>
struct is_to_one<ForeignKey<T, Options...>> : std::true_type {};
template <class T, class... Options>
struct is_to_one<OneToOne<T, Options...>> : std::true_type {};

template <class T>
struct without_key {
    using type = T;
};
template <class K>
struct without_key<Key<K>> {
    using type = K;
};

template <class T>
constexpr Given given_of() {
    if constexpr (std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>) return Given::null;
    else if constexpr (std::same_as<T, Value> || Expression<T> || SubqueryLike<T> || is_to_one<T>::value) return Given::any;
    else if constexpr (Model<T>) return Given::model;
    else if constexpr (is_row<T>::value) return Given::row;
    else if constexpr (HasCodec<T>) return Given::custom;
    else if constexpr (std::same_as<T, bool>) return Given::boolean;
    else if constexpr (Integer<T>) return Given::integer;
    else if constexpr (std::floating_point<T>) return Given::real;
    else if constexpr (TextLike<T>) return Given::text;
    else if constexpr (std::same_as<T, Bytes>) return Given::bytes;
    else if constexpr (std::same_as<T, Date>) return Given::date;
    else if constexpr (std::same_as<T, Time>) return Given::time;
    else if constexpr (std::convertible_to<T, DateTime>) return Given::datetime;
    else if constexpr (std::same_as<T, Uuid>) return Given::uuid;
    else if constexpr (std::convertible_to<T, Duration>) return Given::duration;
    else return Given::any;  // to_value() refuses it
}

/// The operand's type as data.
template <class T>
constexpr OperandType operand_type() {
    if constexpr (ListLike<T>) {
        OperandType type = operand_type<without_optional_t<list_item_t<T>>>();
        type.list = true;
        return type;
    } else if constexpr (is_pair<T>::value) {
        OperandType type = operand_type<typename T::first_type>();
        type.pair = true;
        return type;
    } else if constexpr (!std::same_as<T, without_optional_t<T>>) {
        return operand_type<without_optional_t<T>>();
    } else if constexpr (!std::same_as<T, typename without_key<T>::type>) {
        return operand_type<typename without_key<T>::type>();
    } else {
        OperandType type;
        type.given = given_of<T>();
        if constexpr (HasCodec<T>) {
            type.custom = &access_of<T>::value;
            // Decimal and JSON are fields of nuage's own: integers may stand beside decimals, and so on.
            if constexpr (Codec<T>::kind == FieldKind::decimal) type.given = Given::decimal;
            else if constexpr (Codec<T>::kind == FieldKind::json) type.given = Given::json;
            else if constexpr (Codec<T>::kind == FieldKind::ip) type.given = Given::ip;
        }
        if constexpr (Model<T>) type.model = &model_info<T>();
        return type;
    }
}

/// What a path and an operand's type have to say to each other; both ends of a pair are asked.
template <class T>
constexpr Text operand_sentence_for(const ResolvedPath& path, const LookupDef& lookup) {
    Text said = operand_sentence(path, lookup, operand_type<T>());
    if constexpr (is_pair<T>::value) {
        if (said.empty()) {
            OperandType second = operand_type<typename T::second_type>();
            second.pair = true;
            return operand_sentence(path, lookup, second);
        }
    }
    return said;
}

/// A plain value (no expression, list, pair or model object) as a Value.
template <class T>
Value to_value(const T& value) {
    if constexpr (std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>) return Value();
    else if constexpr (!std::same_as<T, without_optional_t<T>>) return value ? to_value(*value) : Value();
    else if constexpr (std::same_as<T, Value>) return value;
    else if constexpr (!std::same_as<T, typename without_key<T>::type>) return to_value(value.value);
    else if constexpr (is_to_one<T>::value) return value.key();
    else if constexpr (HasCodec<T>) return Codec<T>::dump(value);
    else if constexpr (std::unsigned_integral<T> && sizeof(T) == 8 && !std::same_as<T, bool>)
        // No column holds more than 2^63-1; as a real number it is told to be out of range, not taken for a negative one.
        return value >> 63 != 0 ? Value(static_cast<double>(value)) : Value(value);
    else if constexpr (std::same_as<T, bool> || Integer<T>) return Value(value);
    else if constexpr (std::floating_point<T>) return Value(static_cast<double>(value));
    else if constexpr (TextLike<T>) return Value(std::string_view(value));
    else if constexpr (std::same_as<T, Date>) return Value(value);
    else if constexpr (std::convertible_to<T, DateTime>) return Value(DateTime(value));
    else if constexpr (std::convertible_to<T, Duration>) return Value(Duration(value));
    else if constexpr (std::constructible_from<Value, const T&>) return Value(value);
    else {
        static_assert(!sizeof(T*), "[T001] nuage: a value of this type cannot be compared with a field; specialise nuage::Codec for it");
        return Value();
    }
}

/// The same for a model object, whose key is taken.
template <class T>
Value to_key(const ResolvedPath& path, const T& value) {
    if constexpr (Model<T>) return build::key_of(path, model_info<T>(), &value);
    else return to_value(value);
}

/// The same for a row of values for a key of several fields.
template <class Row>
constexpr Text row_sentence(const ResolvedPath& path) {
    Text out;
    const std::size_t fields = path.model->key_parts.size();
    if (std::tuple_size_v<Row> != fields) {
        out << "[T021] the primary key of " << path.model->name << " has ";
        out.number(static_cast<std::int64_t>(fields)) << " fields (";
        for (std::size_t i = 0; i < fields; ++i) out << (i == 0 ? "" : ", ") << path.model->fields[path.model->key_parts[i]].name;
        out << "); it was given a tuple of ";
        out.number(static_cast<std::int64_t>(std::tuple_size_v<Row>)) << '.';
        return out;
    }
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((out.empty() ? static_cast<void>(out = operand_sentence_for<std::tuple_element_t<I, Row>>(path.part(I), lookups[lookup_position::exact]))
                      : void()),
         ...);
    }(std::make_index_sequence<std::tuple_size_v<Row>>());
    return out;
}
template <class Row>
Value to_row(const ResolvedPath& path, const Row& row) {
    std::vector<Value> values;
    values.reserve(std::tuple_size_v<Row>);
    std::apply([&](const auto&... value) { (values.push_back(to_key(path.part(values.size()), value)), ...); }, row);
    return Value::row(std::move(values));
}

template <class M, fixed_string S>
struct path_of {
    static constexpr ResolvedPath value = resolve_path(model_info<M>(), S.view());
};
template <class M, fixed_string S>
struct name_of {
    static constexpr ResolvedPath value = resolve_name(model_info<M>(), S.view());
};

/// False for a mistake in a name, which stops the build here with its sentence.
template <class Path, fixed_string S>
constexpr bool check_path() {
    if constexpr (Path::value.problem != PathProblem::none) {
        [[maybe_unused]] mistake<as_fixed_string<[] { return path_sentence(Path::value, S.view()); }>()> said;
        return false;
    } else {
        return true;
    }
}

/// Whether every value of T is one that the column can hold, of the kind it holds: nothing is left to convert or decide.
template <class T>
constexpr bool fits_as_it_is(const ResolvedPath& path, const LookupDef& lookup) {
    if (lookup.operand != Operand::same || build::is_year_range(path, lookup) || HasCodec<T>) return false;
    const FieldKind kind = path.kind();
    if constexpr (Integer<T>)
        return (kind == FieldKind::big_integer && (std::signed_integral<T> || sizeof(T) < 8)) ||
               (kind == FieldKind::integer && (sizeof(T) < 4 || (sizeof(T) == 4 && std::signed_integral<T>)));
    else if constexpr (std::same_as<T, std::string> || std::same_as<T, const char*> || std::same_as<T, std::string_view>)
        return kind == FieldKind::text;
    else return false;
}

/// The nodes of `column = value`, made once, for a column of the model itself; nullptr for others.
template <class Path>
struct ready_nodes {
    static constexpr const Node* value = nullptr;
};
template <class Path>
    requires(!Path::value.annotation && !Path::value.is_filtered && Path::value.hop_count == 0 && Path::value.transform_count == 0)
struct ready_nodes<Path> {
    static constexpr Node nodes[] = {
        {NodeKind::lookup, 0, 1, 0, Path::value.lookup},
        {NodeKind::path, 0, 0, Path::value.field, nullptr},
        {NodeKind::param, static_cast<std::uint8_t>(value_kind_of(Path::value.kind())), 0, 0, nullptr},
    };
    static constexpr const Node* value = nodes;
};

/// The same where only the model's own fields can be meant.
template <class M, fixed_string S>
constexpr bool check_own_field() {
    if constexpr (!check_path<name_of<M, S>, S>()) {
        return false;
    } else if constexpr (name_of<M, S>::value.hop_count > 0 || name_of<M, S>::value.transform_count > 0 ||
                         name_of<M, S>::value.is_json_path()) {
        [[maybe_unused]] mistake<fixed_string("[F007] only fields of the model itself can be set or loaded here: '") + S +
                                 fixed_string("' leads to another one")>
            said;
        return false;
    } else {
        return true;
    }
}

/// A row, or the rows of a list.
template <class T>
struct row_in {
    using type = T;
};
template <ListLike T>
struct row_in<T> {
    using type = list_item_t<T>;
};
/// Whether a key of several fields is held against rows: one, or a list where the lookup takes one.
template <class M, fixed_string S, class T>
constexpr bool compares_rows() {
    constexpr const ResolvedPath& path = path_of<M, S>::value;
    if constexpr (path.problem == PathProblem::none && is_row<typename row_in<T>::type>::value)
        return path.is_composite() && (path.lookup->operand == Operand::list) == ListLike<T>;
    else return false;
}
template <class M, fixed_string S, class T>
constexpr bool check_rows() {
    constexpr auto sentence = [] { return row_sentence<typename row_in<T>::type>(path_of<M, S>::value); };
    return check_sentence<sentence>();
}

/// The same for one of several values in a list.
template <class M, fixed_string S, class T>
constexpr bool check_listed() {
    constexpr auto sentence = [] {
        OperandType type = operand_type<without_optional_t<T>>();
        type.list = true;
        if (type.given == Given::any || type.given == Given::null) return Text();
        return operand_sentence(path_of<M, S>::value, *path_of<M, S>::value.lookup, type);
    };
    return check_sentence<sentence>();
}
template <class M, fixed_string S, class T>
constexpr bool check_operand() {
    using Path = path_of<M, S>;
    if constexpr (!check_path<Path, S>()) {
        return false;
    } else {
        constexpr auto sentence = [] { return operand_sentence_for<T>(Path::value, *Path::value.lookup); };
        return check_sentence<sentence>();
    }
}

}  // namespace nuage::detail
