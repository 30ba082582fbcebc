// SPDX-License-Identifier: MIT
// "author__name"_f and what is written with it: keywords, comparisons, conditions, arithmetic, orderings.
#pragma once

#include <initializer_list>
#include <utility>

#include <nuage/operands.hpp>

namespace nuage {

namespace detail {

/// Base of everything that may stand in filter().
struct condition_base {};
template <class T>
concept Condition = std::derived_from<std::remove_cvref_t<T>, condition_base>;
template <class T>
concept ConditionOrName = Condition<T> || Expression<T>;

/// How an operand is kept in an expression: literals as pointers, the rest by value.
template <class T>
using Kept = std::decay_t<T>;

// These only forward, for each expression of a program: inlined even without optimisation, they are no functions of their own.
template <class M, class E>
[[gnu::always_inline]] constexpr void add_expression(Clause& clause, const E& expression);
template <class M, class C>
[[gnu::always_inline]] constexpr void add_condition(Clause& clause, const C& condition);

}  // namespace detail

template <detail::fixed_string S, class T>
struct Keyword;
template <char Op, class L, class R>
struct Arithmetic;
template <detail::fixed_string S, std::uint8_t Flags>
struct Ordered;

namespace detail {
// What follows depends on the value's type alone: a program has few of those, and many keywords.

/// A lookup with its value; at compile time without.
template <class T>
constexpr void add_comparison(Clause& clause, const ResolvedPath& path, const T& value) {
    const LookupDef& lookup = *path.lookup;
    if constexpr (std::same_as<T, bool>)
        if (lookup.operand == Operand::boolean) return build::is_null(clause, path, value);
    // Whether something is NULL is in the shape, so that value must be known; build::comparison() is no constant expression.
    if (std::is_constant_evaluated() && lookup.operand != Operand::boolean) {
        const bool null = std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>;
        if (null && !path.is_json_path()) build::is_null(clause, path, true);
        else build::comparison_nodes(clause, path, lookup);
    } else if constexpr (ListLike<T>) {
        std::vector<Value> values;
        values.reserve(static_cast<std::size_t>(std::distance(value.begin(), value.end())));
        for (const auto& item : value) values.push_back(to_key(path, item));
        build::list(clause, path, lookup, std::move(values));
    } else if constexpr (is_pair<T>::value) {
        build::pair(clause, path, lookup, to_value(value.first), to_value(value.second));
    } else {
        build::comparison(clause, path, lookup, to_key(path, value));
    }
}
/// The same of a value that every column of the kind can hold. `ready`: the three nodes, where the path has made them.
template <class T>
constexpr void add_fitting(Clause& clause, const ResolvedPath& path, const Node* ready, const T& value) {
    if (std::is_constant_evaluated()) return build::comparison_nodes(clause, path, *path.lookup);
    if (ready != nullptr) clause.nodes.append(ready, 3);
    else build::comparison_nodes(clause, path, *path.lookup);
    clause.values.emplace_back(value);
}
/// The same of a row, or of rows, for a key of several fields.
template <class T>
constexpr void add_rows(Clause& clause, const ResolvedPath& path, const T& value) {
    if (std::is_constant_evaluated()) {
        build::comparison_nodes(clause, path, *path.lookup);
    } else if constexpr (ListLike<T>) {
        std::vector<Value> values;
        for (const auto& row : value) values.push_back(to_row(path, row));
        build::list(clause, path, *path.lookup, std::move(values));
    } else {
        build::comparison(clause, path, *path.lookup, to_row(path, value));
    }
}
}  // namespace detail

/// name = value, Django's keyword argument: "title__icontains"_f = "x".
template <detail::fixed_string S, class T>
struct Keyword : detail::condition_base {
    static constexpr auto name = S;
    using operand = T;
    T value;

    template <class M>
    constexpr void add_to(Clause& clause) const {
        if constexpr (requires { T::adds_lookup; }) {
            value.template add_lookup<M, S>(clause);
        } else if constexpr (detail::compares_rows<M, S, T>()) {
            if constexpr (detail::check_rows<M, S, T>()) detail::add_rows(clause, detail::path_of<M, S>::value, value);
        } else if constexpr (detail::check_operand<M, S, T>()) {
            constexpr const ResolvedPath& path = detail::path_of<M, S>::value;
            if constexpr (detail::Expression<T>) {
                build::lookup(clause, path);
                detail::add_expression<M>(clause, value);
            } else if constexpr (detail::SubqueryLike<T>) {
                build::lookup(clause, path);
                build::keys_of(clause, value.query(), build::key_name(path));
            } else if constexpr (detail::fits_as_it_is<T>(path, *path.lookup)) {
                detail::add_fitting(clause, path, detail::ready_nodes<detail::path_of<M, S>>::value, value);
            } else {
                detail::add_comparison(clause, path, value);
            }
        }
    }
};

/// Rows [from, to) of a query set, qs[{0, 10}], or characters of a text.
struct Slice {
    std::int64_t from;
    std::int64_t to;
};

/// A field, or a path to one over relations: F("pages") in Django. Made by "pages"_f.
template <detail::fixed_string S>
struct Name : detail::expression_base {
    static constexpr auto text = S;

    // A cast where std::forward would do: one function less to compile for each type of operand.
    template <class T>
    constexpr auto operator=(T&& value) const {
        return Keyword<S, detail::Kept<T>>{{}, static_cast<T&&>(value)};
    }
    template <class T>
    constexpr auto operator=(std::initializer_list<T> values) const {
        return Keyword<S, std::vector<T>>{{}, std::vector<T>(values)};
    }
    constexpr Name() = default;
    constexpr Name(const Name&) = default;
    /// "a"_f = "b"_f compares two fields; it does not assign.
    constexpr auto operator=(const Name& other) const { return Keyword<S, Name>{{}, other}; }

#define NUAGE_DETAIL_TEXT_LOOKUP(lookup)                                                               \
    template <class T>                                                                                 \
    [[nodiscard]] constexpr auto lookup(T&& value) const {                                             \
        return Keyword<S + detail::fixed_string("__" #lookup), detail::Kept<T>>{{}, static_cast<T&&>(value)}; \
    }
    NUAGE_DETAIL_TEXT_LOOKUP(iexact)
    NUAGE_DETAIL_TEXT_LOOKUP(contains)
    NUAGE_DETAIL_TEXT_LOOKUP(icontains)
    NUAGE_DETAIL_TEXT_LOOKUP(startswith)
    NUAGE_DETAIL_TEXT_LOOKUP(istartswith)
    NUAGE_DETAIL_TEXT_LOOKUP(endswith)
    NUAGE_DETAIL_TEXT_LOOKUP(iendswith)
    NUAGE_DETAIL_TEXT_LOOKUP(regex)
    NUAGE_DETAIL_TEXT_LOOKUP(iregex)
    NUAGE_DETAIL_TEXT_LOOKUP(in)
#undef NUAGE_DETAIL_TEXT_LOOKUP
    template <class T>
    [[nodiscard]] constexpr auto in(std::initializer_list<T> values) const {
        return Keyword<S + detail::fixed_string("__in"), std::vector<T>>{{}, std::vector<T>(values)};
    }
    template <class A, class B>
    [[nodiscard]] constexpr auto range(A from, B to) const {
        return Keyword<S + detail::fixed_string("__range"), std::pair<A, B>>{{}, {std::move(from), std::move(to)}};
    }
    [[nodiscard]] constexpr auto isnull(bool yes = true) const {
        return Keyword<S + detail::fixed_string("__isnull"), bool>{{}, yes};
    }

    /// The characters of a text from a position on, the first being 0, up to another one, which is left out, or to the end:
    /// Django's F("name")[0:3]. Throws ValueError for negative positions, and for a slice without characters.
    [[nodiscard]] constexpr auto slice(std::int64_t from, std::int64_t to) const;
    [[nodiscard]] constexpr auto slice(std::int64_t from) const;
    [[nodiscard]] constexpr auto operator[](Slice characters) const;

    /// Ascending or descending, for order_by(). Add .nulls_first() or .nulls_last().
    [[nodiscard]] constexpr Ordered<S, OrderFlags::ascending> asc() const { return {}; }
    [[nodiscard]] constexpr Ordered<S, OrderFlags::descending> desc() const { return {}; }
};

namespace literals {
// consteval: no function for each name.
template <detail::fixed_string S>
consteval Name<S> operator""_f() {
    return {};
}
}  // namespace literals

/// Django's F(): the same as the name itself, for those who like to see it.
template <detail::fixed_string S>
constexpr Name<S> F(Name<S> name) {
    return name;
}

/// Both ends included: "pages__range"_f = range(10, 20).
template <class A, class B>
constexpr std::pair<A, B> range(A from, B to) {
    return {std::move(from), std::move(to)};
}

namespace detail {
/// Adds to the flags of an ordering; NULLs stand at one end.
template <std::uint8_t Flags, std::uint8_t End>
constexpr std::uint8_t with_nulls() {
    constexpr bool at_both_ends = ((Flags | End) & OrderFlags::nulls_first) != 0 && ((Flags | End) & OrderFlags::nulls_last) != 0;
    static_assert(!at_both_ends, "[T022] nuage: nulls_first() and nulls_last() exclude each other");
    return Flags | End;
}
}  // namespace detail

/// An expression in an ordering; a name is its own type.
template <class E, std::uint8_t Flags>
struct OrderedExpression {
    E expression;
    [[nodiscard]] constexpr auto nulls_first() const { return OrderedExpression<E, detail::with_nulls<Flags, OrderFlags::nulls_first>()>{expression}; }
    [[nodiscard]] constexpr auto nulls_last() const { return OrderedExpression<E, detail::with_nulls<Flags, OrderFlags::nulls_last>()>{expression}; }
};

namespace detail {
/// What expressions have that are sorted by.
template <class Self>
struct sortable : expression_base {
    [[nodiscard]] constexpr auto asc() const { return OrderedExpression<Self, OrderFlags::ascending>{static_cast<const Self&>(*this)}; }
    [[nodiscard]] constexpr auto desc() const { return OrderedExpression<Self, OrderFlags::descending>{static_cast<const Self&>(*this)}; }
};
}  // namespace detail

template <detail::fixed_string S, std::uint8_t Flags>
struct Ordered {
    [[nodiscard]] constexpr auto nulls_first() const { return Ordered<S, detail::with_nulls<Flags, OrderFlags::nulls_first>()>(); }
    [[nodiscard]] constexpr auto nulls_last() const { return Ordered<S, detail::with_nulls<Flags, OrderFlags::nulls_last>()>(); }
};

namespace detail {

/// A comparison whose left side is computed.
template <fixed_string Lookup, class L, class R>
struct Compared : condition_base {
    L left;
    R right;
    template <class M>
    constexpr void add_to(Clause& clause) const {
        build::lookup(clause, lookups[find_lookup(Lookup.view())], 1);
        add_expression<M>(clause, left);
        add_expression<M>(clause, right);
    }
};

template <NodeKind Kind, class A, class B>
struct Joined : condition_base {
    A a;
    B b;
    template <class M>
    constexpr void add_to(Clause& clause) const {
        build::push(clause, Kind, 2);
        add_condition<M>(clause, a);
        add_condition<M>(clause, b);
    }
};

template <class A>
struct Negated : condition_base {
    A a;
    template <class M>
    constexpr void add_to(Clause& clause) const {
        build::push(clause, NodeKind::negation, 1);
        add_condition<M>(clause, a);
    }
};
template <class A>
constexpr Negated<Kept<A>> negated(A&& condition) {
    return {{}, static_cast<A&&>(condition)};
}

}  // namespace detail

template <char Op, class L, class R>
struct Arithmetic : detail::sortable<Arithmetic<Op, L, R>> {
    using arithmetic_tag = void;
    using left_type = L;
    using right_type = R;
    L left;
    R right;

    template <class M>
    constexpr void add_to(Clause& clause) const {
        build::push(clause, NodeKind::arithmetic, 2, static_cast<std::uint8_t>(Op));
        detail::add_expression<M>(clause, left);
        detail::add_expression<M>(clause, right);
    }
};

/// A keyword whose name is known at run time only: nuage::dynamic("author__name") = value.
class DynamicKeyword : public detail::condition_base {
public:
    DynamicKeyword(std::string name, std::vector<Value> values, bool list)
        : name_(std::move(name)), values_(std::move(values)), list_(list) {}
    template <class M>
    void add_to(Clause& clause) const {
        build::dynamic_condition(clause, model_info<M>(), name_, values_, list_);
    }

private:
    std::string name_;
    std::vector<Value> values_;
    bool list_;
};

/// A field name that arrives at run time. Mistakes are FieldErrors with the sentences of the compile-time checks.
class DynamicName {
public:
    explicit DynamicName(std::string name) : name_(std::move(name)) {}
    [[nodiscard]] const std::string& text() const { return name_; }
    DynamicKeyword operator=(Value value) const { return {name_, {std::move(value)}, false}; }
    DynamicKeyword operator=(std::vector<Value> values) const { return {name_, std::move(values), true}; }

private:
    std::string name_;
};
[[nodiscard]] inline DynamicName dynamic(std::string name) { return DynamicName(std::move(name)); }

/// A condition over M whose C++ type does not tell what it says: for members, parameters and loops. Empty: all rows.
template <class M>
class Condition : public detail::condition_base {
public:
    Condition() = default;
    template <detail::ConditionOrName C>
        requires(!std::same_as<std::remove_cvref_t<C>, Condition>)
    Condition(const C& condition) {
        detail::add_condition<M>(clause_, condition);
    }
    [[nodiscard]] bool empty() const { return clause_.empty(); }
    Condition& operator&=(const Condition& other) { return join(NodeKind::all_of, other); }
    Condition& operator|=(const Condition& other) { return join(NodeKind::any_of, other); }
    Condition& operator^=(const Condition& other) { return join(NodeKind::one_of, other); }
    template <class Model>
    void add_to(Clause& clause) const {
        static_assert(std::same_as<detail::model_of<Model>, M>, "[T007] nuage: a Condition<M> filters query sets of M only");
        if (empty()) build::push(clause, NodeKind::everything);
        else clause.add(clause_);
    }

private:
    Condition& join(NodeKind kind, const Condition& other) {
        if (other.empty()) return *this;
        if (empty()) return *this = other;
        Clause joined;
        build::push(joined, kind, 2);
        joined.add(clause_);
        joined.add(other.clause_);
        clause_ = std::move(joined);
        return *this;
    }
    Clause clause_;
};

namespace detail {

template <class M, class C>
constexpr void add_condition(Clause& clause, const C& condition) {
    if constexpr (Expression<C>) {
        // A boolean field that stands alone: filter("is_active"_f).
        build::push(clause, NodeKind::truth, 1);
        add_expression<M>(clause, condition);
    } else {
        condition.template add_to<M>(clause);
    }
}

template <class T>
struct is_name : std::false_type {};
template <fixed_string S>
struct is_name<Name<S>> : std::true_type {};

/// The kind a literal has by its own type.
[[nodiscard]] constexpr ValueKind literal_kind(const OperandType& type) {
    constexpr ValueKind table[] = {ValueKind::boolean, ValueKind::integer, ValueKind::real, ValueKind::decimal,
                                   ValueKind::text, ValueKind::bytes, ValueKind::date, ValueKind::time,
                                   ValueKind::datetime, ValueKind::duration, ValueKind::uuid, ValueKind::json,
                                   ValueKind::ip, ValueKind::row, ValueKind::null, ValueKind::null, ValueKind::null, ValueKind::null};
    return table[static_cast<std::size_t>(type.given)];
}

template <class T>
constexpr void add_literal(Clause& clause, const T& literal) {
    if (std::is_constant_evaluated()) {
        build::param(clause, literal_kind(operand_type<T>()));
    } else {
        Value value = to_value(literal);
        build::param(clause, value.kind());
        clause.values.push_back(std::move(value));
    }
}
/// An expression, a condition as a value, or a literal.
template <class M, class E>
constexpr void add_expression(Clause& clause, const E& expression) {
    if constexpr (is_name<E>::value) {
        if constexpr (check_path<name_of<M, E::text>, E::text>()) build::path(clause, name_of<M, E::text>::value);
    } else if constexpr (requires { expression.template add_to<M>(clause); }) {
        expression.template add_to<M>(clause);
    } else {
        add_literal(clause, expression);
    }
}

template <class M, std::size_t K, std::size_t I>
void add_meta_condition(Query& query) {
    build::push(query.where, NodeKind::filter, 1);
    add_condition<M>(query.where, std::get<I>(std::get<K>(meta_storage<M>::value.options).items).condition);
}

template <class T>
void add_default(Clause& clause, const T& value) {
    Value stored = to_value(value);
    build::param(clause, stored.kind());
    clause.values.push_back(std::move(stored));
}
template <std::size_t N>
void add_default(Clause& clause, const fixed_string<N>& text) {
    add_default(clause, text.view());
}
template <class M, class E>
void add_column_expression(Clause& clause, const E& expression) {
    add_expression<M>(clause, expression);
}
template <class M, class T>
void add_column_expression(Clause& clause, const options::DefaultValue<T>& value) {
    if constexpr (Expression<T>) add_expression<M>(clause, value.value);
    else add_default(clause, value.value);
}

template <fixed_string Lookup, class L, class R>
constexpr auto compare(const L& left, R&& right) {
    if constexpr (is_name<L>::value)
        return Keyword<L::text + fixed_string<2>("__") + Lookup, Kept<R>>{{}, static_cast<R&&>(right)};
    else return Compared<Lookup, L, Kept<R>>{{}, left, static_cast<R&&>(right)};
}

}  // namespace detail

template <class M, auto Expression>
void options::column_expression<M, Expression>::add(Clause& clause) {
    detail::add_column_expression<M>(clause, Expression);
}

#define NUAGE_DETAIL_COMPARISON(op, lookup)                              \
    template <detail::Expression L, class R>                             \
    constexpr auto operator op(const L& left, R&& right) {               \
        return detail::compare<lookup>(left, static_cast<R&&>(right));   \
    }
NUAGE_DETAIL_COMPARISON(==, "exact")
NUAGE_DETAIL_COMPARISON(<, "lt")
NUAGE_DETAIL_COMPARISON(<=, "lte")
NUAGE_DETAIL_COMPARISON(>, "gt")
NUAGE_DETAIL_COMPARISON(>=, "gte")
#undef NUAGE_DETAIL_COMPARISON
template <detail::Expression L, class R>
constexpr auto operator!=(const L& left, R&& right) {
    return detail::negated(left == static_cast<R&&>(right));
}

#define NUAGE_DETAIL_ARITHMETIC(op, character)                                        \
    template <class L, class R>                                                       \
        requires(detail::Expression<L> || detail::Expression<R>)                      \
    constexpr auto operator op(L&& left, R&& right) {                                 \
        return Arithmetic<character, detail::Kept<L>, detail::Kept<R>>{{}, static_cast<L&&>(left), static_cast<R&&>(right)}; \
    }
NUAGE_DETAIL_ARITHMETIC(+, '+')
NUAGE_DETAIL_ARITHMETIC(-, '-')
NUAGE_DETAIL_ARITHMETIC(*, '*')
NUAGE_DETAIL_ARITHMETIC(/, '/')
NUAGE_DETAIL_ARITHMETIC(%, '%')
#undef NUAGE_DETAIL_ARITHMETIC
template <detail::Expression E>
constexpr auto operator-(E&& operand) { return static_cast<E&&>(operand) * -1; }

#define NUAGE_DETAIL_LOGIC(op, kind)                                                  \
    template <detail::ConditionOrName A, detail::ConditionOrName B>                   \
    constexpr auto operator op(A&& a, B&& b) {                                        \
        return detail::Joined<kind, detail::Kept<A>, detail::Kept<B>>{{}, static_cast<A&&>(a), static_cast<B&&>(b)}; \
    }
NUAGE_DETAIL_LOGIC(&&, NodeKind::all_of)
NUAGE_DETAIL_LOGIC(&, NodeKind::all_of)
NUAGE_DETAIL_LOGIC(||, NodeKind::any_of)
NUAGE_DETAIL_LOGIC(|, NodeKind::any_of)
NUAGE_DETAIL_LOGIC(^, NodeKind::one_of)
#undef NUAGE_DETAIL_LOGIC

namespace detail {
template <class A, class B>
inline constexpr bool only_one_is_condition = ConditionOrName<A> != ConditionOrName<B>;
template <class>
inline constexpr bool never = false;
}  // namespace detail

// "a"_f = "x" || "b"_f == 2 reaches these: the right side of `=` would be "x" || ….
#define NUAGE_DETAIL_WEAK_ASSIGNMENT(op)                                                                          \
    template <class A, class B>                                                                                   \
        requires detail::only_one_is_condition<A, B>                                                              \
    Value operator op(A&&, B&&) {                                                                                 \
        static_assert(detail::never<A>,                                                                           \
                      "[T010] nuage: only conditions can be joined. '=' binds more weakly than the operators that join "   \
                      "conditions: write (\"a\"_f = x) in parentheses, or \"a\"_f == x");                               \
        return {};                                                                                                \
    }
NUAGE_DETAIL_WEAK_ASSIGNMENT(&&)
NUAGE_DETAIL_WEAK_ASSIGNMENT(||)
NUAGE_DETAIL_WEAK_ASSIGNMENT(&)
NUAGE_DETAIL_WEAK_ASSIGNMENT(|)
NUAGE_DETAIL_WEAK_ASSIGNMENT(^)
#undef NUAGE_DETAIL_WEAK_ASSIGNMENT

template <detail::ConditionOrName A>
constexpr auto operator!(A&& a) {
    return detail::negated(static_cast<A&&>(a));
}
template <detail::ConditionOrName A>
constexpr auto operator~(A&& a) {
    return detail::negated(static_cast<A&&>(a));
}

/// What Q() without arguments is.
struct EmptyCondition : detail::condition_base {
    template <class M>
    constexpr void add_to(Clause& clause) const {
        build::push(clause, NodeKind::everything);
    }
};
/// Django's Q(): one condition from several, joined by AND. Combine with & | ^ ~ or && || !. Without arguments it says
/// nothing, negated or beside others, too.
constexpr EmptyCondition Q() { return {}; }
template <detail::ConditionOrName A>
constexpr auto Q(A&& a) {
    return detail::Kept<A>(std::forward<A>(a));
}
template <detail::ConditionOrName A, detail::ConditionOrName... Rest>
constexpr auto Q(A&& a, Rest&&... rest) {
    return std::forward<A>(a) & Q(std::forward<Rest>(rest)...);
}

}  // namespace nuage
