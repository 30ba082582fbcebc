// SPDX-License-Identifier: MIT
// The C++ types of expressions: what an annotation holds.
#pragma once

#include <nuage/detail/pack.hpp>
#include <nuage/query/expression_kinds.hpp>
#include <nuage/rows.hpp>

namespace nuage {
namespace detail {

template <class T>
struct type_is {
    using type = T;
};

/// A column of unknown type, read as it comes.
template <>
struct access_of<Value> {
    static constexpr Access value{
        Storage::value, ValueKind::null, true, [](const void* member) { return member; }, [](void* member) { return member; },
        [](void* member) { *static_cast<Value*>(member) = Value(); }};
};

/// The kind of a value's column.
template <class T>
inline constexpr FieldKind kind_of = std::same_as<T, Value> ? FieldKind::text : layout_of<T>().kind;

/// What is read of a literal that was written.
template <class T>
constexpr auto literal_type() {
    if constexpr (std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>) return type_is<std::optional<std::int64_t>>{};
    else if constexpr (!std::same_as<T, without_optional_t<T>>)
        return type_is<std::optional<typename decltype(literal_type<without_optional_t<T>>())::type>>{};
    else if constexpr (HasCodec<T> || std::same_as<T, bool> || std::same_as<T, Value>) return type_is<T>{};
    else if constexpr (Integer<T>) return type_is<std::int64_t>{};
    else if constexpr (std::floating_point<T>) return type_is<double>{};
    else if constexpr (TextLike<T>) return type_is<std::string>{};
    else if constexpr (Storable<T>) return type_is<T>{};
    else if constexpr (std::convertible_to<T, DateTime>) return type_is<DateTime>{};
    else return type_is<Duration>{};
}

/// The type an expression over the names of a query set is read as: std::optional where it may be NULL.
template <class Names, class E>
struct expression_type {
    static constexpr auto find() {
        if constexpr (Condition<E>) return type_is<std::optional<bool>>{};
        else if constexpr (requires { E::template result<Names>(); }) return E::template result<Names>();
        else return literal_type<E>();
    }
    using type = typename decltype(find())::type;
};
template <class Names, fixed_string S>
struct expression_type<Names, Name<S>> {
    using type = path_type<Names, S>;
};

template <class T>
inline constexpr bool is_optional = !std::same_as<T, without_optional_t<T>>;
/// A type that is NULL where one of others may be.
template <bool Null, class T>
using null_if = std::conditional_t<Null, std::optional<T>, T>;

/// The C++ type of what arithmetic_kind() says; void: no such arithmetic.
template <char Op, class L, class R>
constexpr auto arithmetic_result() {
    if constexpr (std::same_as<L, Value> || std::same_as<R, Value>) {
        return type_is<Value>{};
    } else {
        constexpr ArithmeticKind result = arithmetic_kind(Op, kind_of<L>, kind_of<R>);
        constexpr bool as_operand = result.kind == FieldKind::decimal || (bit(result.kind) & kinds::temporal) != 0;
        if constexpr (!result.mixes) return type_is<void>{};
        else if constexpr (as_operand && kind_of<L> == result.kind) return type_is<L>{};
        else if constexpr (as_operand && kind_of<R> == result.kind) return type_is<R>{};
        else return type_of_kind<result.kind>();
    }
}
template <class Names, char Op, class L, class R>
struct expression_type<Names, Arithmetic<Op, L, R>> {
    using left = typename expression_type<Names, L>::type;
    using right = typename expression_type<Names, R>::type;
    using bare = typename decltype(arithmetic_result<Op, without_optional_t<left>, without_optional_t<right>>())::type;
    using type = std::conditional_t<is_optional<left> || is_optional<right>, std::optional<std::conditional_t<std::is_void_v<bare>, Value, bare>>, bare>;
};

/// Whether an expression can be computed; stops the build with a sentence where not.
template <class Names, class E>
constexpr bool check_expression() {
    if constexpr (is_name<E>::value) {
        return check_path<name_of<Names, E::text>, E::text>();
    } else if constexpr (requires { E::template check<Names>(); }) {
        return E::template check<Names>();
    } else if constexpr (requires { typename E::arithmetic_tag; }) {
        if constexpr (!check_expression<Names, typename E::left_type>() || !check_expression<Names, typename E::right_type>()) {
            return false;
        } else {
            constexpr bool known = !std::is_void_v<typename expression_type<Names, E>::bare>;
            static_assert(known, "[A004] nuage: the two sides of an arithmetic expression have types that do not mix; say what it gives with "
                                 "nuage::ExpressionWrapper<double>(…)");
            return known;
        }
    } else {
        return true;
    }
}

/// Whether an expression is computed over several rows.
template <class Names, class E>
constexpr bool is_aggregate_of() {
    if constexpr (requires { typename E::arithmetic_tag; })
        return is_aggregate_of<Names, typename E::left_type>() || is_aggregate_of<Names, typename E::right_type>();
    else if constexpr (requires { typename E::operand_types; })
        return []<class... O>(std::type_identity<std::tuple<O...>>) {
            return (is_aggregate_of<Names, O>() || ...);
        }(std::type_identity<typename E::operand_types>{});
    else if constexpr (is_name<E>::value) return name_of<Names, E::text>::value.annotation && name_of<Names, E::text>::value.final_field().total;
    else return requires { E::is_aggregate; };
}

/// Expressions, one behind the other.
template <class Names, class... E>
constexpr void add_expressions(Clause& clause, const Pack<E...>& expressions) {
    expressions.each([&clause](const auto& expression) { add_expression<Names>(clause, expression); });
}

}  // namespace detail

/// Says what C++ type an expression gives, where that does not follow from its parts.
template <class T, class E>
struct Wrapped : detail::sortable<Wrapped<T, E>> {
    using operand_types = std::tuple<E>;
    E expression;
    template <class Names>
    static constexpr auto result() {
        return detail::type_is<T>{};
    }
    /// The two sides of an arithmetic expression need not mix: this says what they give.
    template <class Names>
    static constexpr bool check() {
        if constexpr (requires { typename E::arithmetic_tag; })
            return detail::check_expression<Names, typename E::left_type>() && detail::check_expression<Names, typename E::right_type>();
        else return detail::check_expression<Names, E>();
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        detail::add_expression<Names>(clause, expression);
    }
};
/// ExpressionWrapper<double>("a"_f * 1.0 / "b"_f): Django's output_field, as the type to read. std::optional<T> for what
/// may be NULL.
template <class T, class E>
[[nodiscard]] constexpr Wrapped<T, E> ExpressionWrapper(E expression) {
    return {{}, std::move(expression)};
}

// ---- CASE ------------------------------------------------------------------------------------------------------------

namespace detail {
[[noreturn]] void throw_empty_when();
/// Throws ValueError when the condition that begins there says nothing.
constexpr void require_branch(const Clause& clause, std::size_t condition) {
    if (clause.nodes[condition].kind == NodeKind::everything) throw_empty_when();
}
}  // namespace detail

template <class C, class T>
struct WhenClause {
    using then_type = T;
    C condition;
    T then;
    // Not add_to(): a branch is no expression.
    template <class Names>
    constexpr void add_branch(Clause& clause) const {
        build::push(clause, NodeKind::filter, 1);
        const std::size_t at = clause.nodes.size();
        detail::add_condition<Names>(clause, condition);
        detail::require_branch(clause, at);
        detail::add_expression<Names>(clause, then);
    }
};
/// A branch of Case(): when the condition is true, the value. ValueError for an empty condition.
template <detail::ConditionOrName C, class T>
[[nodiscard]] constexpr WhenClause<C, detail::Kept<T>> When(C condition, T&& then) {
    return {std::move(condition), std::forward<T>(then)};
}
template <class T>
struct OtherwiseClause {
    using then_type = T;
    T then;
    template <class Names>
    constexpr void add_branch(Clause& clause) const {
        detail::add_expression<Names>(clause, then);
    }
};
/// The value of Case() when no branch is taken; without it that is NULL.
template <class T>
[[nodiscard]] constexpr OtherwiseClause<detail::Kept<T>> otherwise(T&& value) {
    return {std::forward<T>(value)};
}

namespace detail {
template <class T>
inline constexpr bool is_otherwise = false;
template <class T>
inline constexpr bool is_otherwise<OtherwiseClause<T>> = true;

/// The type of the first value whose type is known; wider where a later number is.
template <class A, class B>
constexpr auto common_of() {
    if constexpr (std::same_as<A, Value>) return type_is<B>{};
    else if constexpr (std::same_as<B, Value> || std::same_as<A, B>) return type_is<A>{};
    else if constexpr ((bit(kind_of<A>) & kinds::numbers) != 0 && (bit(kind_of<B>) & kinds::numbers) != 0)
        return arithmetic_result<'+', A, B>();
    else return type_is<A>{};
}
template <class A, class... Rest>
constexpr auto common_of_all() {
    if constexpr (sizeof...(Rest) == 0) return type_is<A>{};
    else return common_of<A, typename decltype(common_of_all<Rest...>())::type>();
}
}  // namespace detail

template <class... B>
struct CaseExpression : detail::sortable<CaseExpression<B...>> {
    detail::Pack<B...> branches;

    static constexpr bool has_otherwise = (detail::is_otherwise<B> || ...);
    template <class Names>
    static constexpr auto result() {
        using Bare = typename decltype(detail::common_of_all<
                                       detail::without_optional_t<typename detail::expression_type<Names, typename B::then_type>::type>...>())::type;
        constexpr bool null = !has_otherwise || (detail::is_optional<typename detail::expression_type<Names, typename B::then_type>::type> || ...);
        return detail::type_is<detail::null_if<null, Bare>>{};
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        build::push(clause, NodeKind::choose, sizeof...(B) - (has_otherwise ? 1 : 0), has_otherwise ? 1 : 0);
        branches.each([&clause](const auto& branch) { branch.template add_branch<Names>(clause); });
    }
};
/// The value of the first branch whose condition is true: Case(When("pages"_f > 300, "big"), otherwise("small")).
template <class... B>
[[nodiscard]] constexpr CaseExpression<B...> Case(B... branches) {
    return {{}, {{{static_cast<B&&>(branches)}...}}};
}

// ---- functions -------------------------------------------------------------------------------------------------------

namespace detail {

template <class Names, class E>
inline constexpr FieldKind operand_kind_of = kind_of<without_optional_t<typename expression_type<Names, E>::type>>;
/// The name of an operand, for a sentence.
template <class E>
constexpr std::string_view operand_name() {
    if constexpr (is_name<E>::value) return E::text.view();
    else return "its operand";
}

template <class Names, class E>
constexpr ExpressionKind kind_of_operand() {
    using T = typename expression_type<Names, E>::type;
    return {operand_kind_of<Names, E>, !std::same_as<without_optional_t<T>, Value>, is_optional<T>, operand_name<E>()};
}
template <const FunctionDef& Def, class Names, class... E>
constexpr Text function_sentence_of() {
    const std::array<ExpressionKind, sizeof...(E)> operands{kind_of_operand<Names, E>()...};
    return function_sentence(Def, operands);
}

}  // namespace detail

/// A function that the database computes, of expressions and values. Made by Lower(), Coalesce() and so on.
template <const FunctionDef& Def, class... E>
struct Function : detail::sortable<Function<Def, E...>> {
    static constexpr const FunctionDef& definition = Def;
    using operand_types = std::tuple<E...>;
    detail::Pack<E...> operands;

    template <class Names>
    static constexpr auto result() {
        if constexpr (sizeof...(E) == 0) {
            return detail::type_of_kind<Def.result>();
        } else {
            using First = detail::without_optional_t<typename detail::expression_type<Names, std::tuple_element_t<0, operand_types>>::type>;
            using All = typename decltype(detail::common_of_all<detail::without_optional_t<typename detail::expression_type<Names, E>::type>...>())::type;
            using Bare = typename decltype(detail::function_type<Def, First, All>())::type;
            constexpr bool any = (detail::is_optional<typename detail::expression_type<Names, E>::type> || ...);
            constexpr bool all = (detail::is_optional<typename detail::expression_type<Names, E>::type> && ...);
            return detail::type_is<detail::null_if<may_be_null(Def, any, all), Bare>>{};
        }
    }
    template <class Names>
    static constexpr bool check() {
        if constexpr (sizeof...(E) < Def.least || sizeof...(E) > Def.most) {
            [[maybe_unused]] detail::mistake<detail::as_fixed_string<[] { return detail::arity_sentence(Def, sizeof...(E)); }>()> said;
            return false;
        } else if constexpr (!(detail::check_expression<Names, E>() && ...)) {
            return false;
        } else {
            constexpr std::size_t size = detail::function_sentence_of<Def, Names, E...>().size();
            if constexpr (size != 0) [[maybe_unused]] detail::mistake<detail::as_fixed_string<[] { return detail::function_sentence_of<Def, Names, E...>(); }>()> said;
            return size == 0;
        }
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        if constexpr (check<Names>()) {
            clause.nodes.push_back({NodeKind::function, 0, sizeof...(E), 0, &Def});
            detail::add_expressions<Names>(clause, operands);
        }
    }
};

namespace detail {
template <const FunctionDef& Def, class... E>
[[nodiscard]] constexpr auto call(E&&... operands) {
    return Function<Def, Kept<E>...>{{}, {{{static_cast<E&&>(operands)}...}}};
}
inline constexpr FunctionDef slice{{}, "substr", kinds::text, FieldKind::text, "SUBSTRING(%a)", "slice", FunctionResult::fixed, NullResult::any, 2, 3, kinds::integers};
[[noreturn]] void throw_no_slice(std::int64_t from, std::int64_t to);
}  // namespace detail

template <detail::fixed_string S>
constexpr auto Name<S>::slice(std::int64_t from, std::int64_t to) const {
    if (from < 0 || to <= from) detail::throw_no_slice(from, to);
    return detail::call<detail::slice>(*this, from + 1, to - from);
}
template <detail::fixed_string S>
constexpr auto Name<S>::slice(std::int64_t from) const {
    if (from < 0) detail::throw_no_slice(from, from);
    return detail::call<detail::slice>(*this, from + 1);
}
template <detail::fixed_string S>
constexpr auto Name<S>::operator[](Slice characters) const {
    return slice(characters.from, characters.to);
}

}  // namespace nuage
