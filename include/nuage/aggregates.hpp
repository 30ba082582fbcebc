// SPDX-License-Identifier: MIT
// Count, Sum, Avg, Min, Max, StdDev, Variance: https://docs.djangoproject.com/en/5.2/ref/models/querysets/#aggregation-functions
#pragma once

#include <nuage/expressions.hpp>

namespace nuage {

namespace detail {

/// Nothing was said of a filter or a default.
struct unsaid {};

template <std::size_t Position>
constexpr auto aggregate_suffix() {
    if constexpr (Position == aggregate_position::stddev_pop || Position == aggregate_position::stddev_samp) return fixed_string("stddev");
    else if constexpr (Position == aggregate_position::var_pop || Position == aggregate_position::var_samp) return fixed_string("variance");
    else if constexpr (Position == aggregate_position::any_value) return fixed_string("anyvalue");
    else {
        fixed_string<aggregates[Position].name.size()> name;
        for (std::size_t i = 0; i < name.size(); ++i) name.text[i] = aggregates[Position].name[i];
        return name;
    }
}

template <const AggregateDef& Def, class T>
constexpr auto aggregate_result() {
    constexpr bool integer = std::same_as<T, Value> ? false : (bit(kind_of<T>) & kinds::integers) != 0;
    if constexpr (Def.result == AggregateResult::count || (Def.result == AggregateResult::sum && integer)) return type_is<std::int64_t>{};
    else if constexpr (Def.result == AggregateResult::average && integer) return type_is<double>{};
    else return type_is<T>{};
}

}  // namespace detail

/// An aggregate over an expression. Made by Count(), Sum() and so on.
template <std::size_t Position, class E, class Filter = detail::unsaid, class Default = detail::unsaid>
class Aggregation : public detail::sortable<Aggregation<Position, E, Filter, Default>> {
public:
    static constexpr bool is_aggregate = true;
    static constexpr const AggregateDef& definition = aggregates[Position];

    constexpr explicit Aggregation(E expression, bool distinct = false, Filter filter = {}, Default value = {})
        : expression_(std::move(expression)), filter_(std::move(filter)), default_(std::move(value)), distinct_(distinct) {}

    /// Of rows that satisfy all the conditions.
    template <detail::ConditionOrName C>
    [[nodiscard]] constexpr auto filter(C condition) const {
        static_assert(std::same_as<Filter, detail::unsaid>, "[A006] nuage: an aggregate has one filter(); join conditions with &&");
        static_assert(!is_star, "[A007] nuage: Count(\"*\"_f) counts rows, and cannot be filtered; count a field, such as Count(\"pk\"_f)");
        return Aggregation<Position, E, C, Default>(expression_, distinct_, std::move(condition), default_);
    }
    /// Of different values.
    [[nodiscard]] constexpr Aggregation distinct() const {
        static_assert(!is_star, "[A007] nuage: Count(\"*\"_f) counts rows, which are all different; count a field, such as Count(\"pk\"_f)");
        return Aggregation(expression_, true, filter_, default_);
    }
    /// What the aggregate of no rows is, in place of NULL. Django's default=.
    template <class T>
    [[nodiscard]] constexpr auto default_to(T&& value) const {
        static_assert(Position != aggregate_position::count, "[A008] nuage: Count() of no rows is 0, and takes no default_to()");
        return Aggregation<Position, E, Filter, detail::Kept<T>>(expression_, distinct_, filter_, std::forward<T>(value));
    }

    template <class Names>
    static constexpr auto result() {
        if constexpr (Position == aggregate_position::count) {
            return detail::type_is<std::int64_t>{};
        } else {
            using T = detail::without_optional_t<typename detail::expression_type<Names, E>::type>;
            using Result = typename decltype(detail::aggregate_result<definition, T>())::type;
            return detail::type_is<detail::null_if<std::same_as<Default, detail::unsaid>, Result>>{};
        }
    }
    template <class Names>
    static constexpr bool check() {
        if constexpr (is_star) {
            return true;
        } else if constexpr (requires { E::is_aggregate; }) {
            static_assert(!E::is_aggregate, "[A001] nuage: an aggregate is computed of single rows; its operand is an aggregate itself");
            return false;
        } else if constexpr (!detail::check_expression<Names, E>()) {
            return false;
        } else if constexpr (Position == aggregate_position::count) {
            return true;
        } else {
            constexpr auto sentence = [] { return detail::aggregate_sentence(aggregates[Position], detail::kind_of_operand<Names, E>()); };
            return detail::check_sentence<sentence>();
        }
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        if constexpr (check<Names>()) {
            constexpr bool has_filter = !std::same_as<Filter, detail::unsaid>;
            constexpr bool has_default = !std::same_as<Default, detail::unsaid>;
            const auto flags = (distinct_ ? of_distinct : 0) | (has_filter ? filtered : 0) | (has_default ? defaulted : 0);
            clause.nodes.push_back({NodeKind::aggregate, static_cast<std::uint8_t>(flags), 1, 0, &definition});
            if constexpr (is_star) build::push(clause, NodeKind::star);
            else detail::add_expression<Names>(clause, expression_);
            if constexpr (has_filter) {
                build::push(clause, NodeKind::filter, 1);
                detail::add_condition<Names>(clause, filter_);
            }
            if constexpr (has_default) detail::add_expression<Names>(clause, default_);
        }
    }
    /// What it is of no rows, where that is a plain value.
    [[nodiscard]] constexpr const Default& empty_value() const
        requires(!std::same_as<Default, detail::unsaid> && !detail::Expression<Default>)
    {
        return default_;
    }

private:
    static constexpr bool is_star = std::same_as<E, Name<"*">>;
    E expression_;
    [[no_unique_address]] Filter filter_;
    [[no_unique_address]] Default default_;
    bool distinct_;
};

#define NUAGE_DETAIL_AGGREGATE(function, position)                                                       \
    template <class E>                                                                                   \
    [[nodiscard]] constexpr auto function(const E& expression) {                                         \
        return Aggregation<aggregate_position::position, detail::Kept<E>>(expression);                   \
    }
/// How many values are not NULL; Count("*"_f): how many rows.
NUAGE_DETAIL_AGGREGATE(Count, count)
/// Of integers a 64-bit one. NULL when there are no values, as all but Count are.
NUAGE_DETAIL_AGGREGATE(Sum, sum)
/// Of integers a double.
NUAGE_DETAIL_AGGREGATE(Avg, avg)
NUAGE_DETAIL_AGGREGATE(Min, min)
NUAGE_DETAIL_AGGREGATE(Max, max)
/// One of the values that are not NULL: of rows that have the same, or where it does not matter which.
NUAGE_DETAIL_AGGREGATE(AnyValue, any_value)
/// Of the population; SampleStdDev and SampleVariance are Django's sample=True.
NUAGE_DETAIL_AGGREGATE(StdDev, stddev_pop)
NUAGE_DETAIL_AGGREGATE(Variance, var_pop)
NUAGE_DETAIL_AGGREGATE(SampleStdDev, stddev_samp)
NUAGE_DETAIL_AGGREGATE(SampleVariance, var_samp)
#undef NUAGE_DETAIL_AGGREGATE

}  // namespace nuage
