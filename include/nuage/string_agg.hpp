// SPDX-License-Identifier: MIT
// StringAgg: the texts of many rows as one. https://docs.djangoproject.com/en/6.0/ref/models/querysets/#stringagg
#pragma once

#include <nuage/annotations.hpp>

namespace nuage {

/// Made by StringAgg().
template <class E, class Between, class Filter = detail::unsaid, class Default = detail::unsaid, class Order = std::tuple<>>
class StringAggregation : public detail::sortable<StringAggregation<E, Between, Filter, Default, Order>> {
public:
    static constexpr bool is_aggregate = true;
    static constexpr const AggregateDef& definition = aggregates[aggregate_position::string_agg];

    constexpr StringAggregation(E expression, Between between, bool distinct = false, Filter filter = {}, Default value = {}, Order order = {})
        : expression_(std::move(expression)), between_(std::move(between)), filter_(std::move(filter)), default_(std::move(value)),
          order_(std::move(order)), distinct_(distinct) {}

    /// Of rows that satisfy all the conditions.
    template <detail::ConditionOrName C>
    [[nodiscard]] constexpr auto filter(C condition) const {
        static_assert(std::same_as<Filter, detail::unsaid>, "[A006] nuage: an aggregate has one filter(); join conditions with &&");
        return StringAggregation<E, Between, C, Default, Order>(expression_, between_, distinct_, std::move(condition), default_, order_);
    }
    /// Each text once.
    [[nodiscard]] constexpr StringAggregation distinct() const {
        return StringAggregation(expression_, between_, true, filter_, default_, order_);
    }
    /// What it is of no texts, in place of NULL. Django's default=.
    template <class T>
    [[nodiscard]] constexpr auto default_to(T&& value) const {
        return StringAggregation<E, Between, Filter, detail::Kept<T>, Order>(expression_, between_, distinct_, filter_, std::forward<T>(value), order_);
    }
    /// The order of the texts. Takes what a query set's order_by() takes; of distinct() texts PostgreSQL takes the text itself only.
    template <class... O>
    [[nodiscard]] constexpr auto order_by(const O&... items) const {
        return StringAggregation<E, Between, Filter, Default, std::tuple<O...>>(expression_, between_, distinct_, filter_, default_, {items...});
    }

    template <class Names>
    static constexpr auto result() {
        return detail::type_is<detail::null_if<std::same_as<Default, detail::unsaid>, std::string>>{};
    }
    template <class Names>
    static constexpr bool check() {
        static_assert(detail::TextLike<Between>, "[A062] nuage: StringAgg() takes the text that stands between the others, such as StringAgg(\"title\"_f, \", \")");
        if constexpr (requires { E::is_aggregate; }) {
            static_assert(!E::is_aggregate, "[A001] nuage: an aggregate is computed of single rows; its operand is an aggregate itself");
            return false;
        } else if constexpr (!detail::TextLike<Between> || !detail::check_expression<Names, E>()) {
            return false;
        } else {
            constexpr auto sentence = [] { return detail::aggregate_sentence(aggregates[aggregate_position::string_agg], detail::kind_of_operand<Names, E>()); };
            return detail::check_sentence<sentence>();
        }
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        if constexpr (check<Names>()) {
            constexpr bool has_filter = !std::same_as<Filter, detail::unsaid>;
            constexpr bool has_default = !std::same_as<Default, detail::unsaid>;
            Clause order;
            std::apply([&](const auto&... items) { (detail::add_order<Names>(order, items), ...); }, order_);
            const auto flags = (distinct_ ? of_distinct : 0) | (has_filter ? filtered : 0) | (has_default ? defaulted : 0);
            clause.nodes.push_back({NodeKind::aggregate, static_cast<std::uint8_t>(flags), definition.operands,
                                    static_cast<std::uint32_t>(build::item_count(order)), &definition});
            detail::add_expression<Names>(clause, expression_);
            detail::add_expression<Names>(clause, between_);
            if constexpr (has_filter) {
                build::push(clause, NodeKind::filter, 1);
                detail::add_condition<Names>(clause, filter_);
            }
            if constexpr (has_default) detail::add_expression<Names>(clause, default_);
            clause.add(order);
        }
    }
    /// What it is of no rows, where that is a plain value.
    [[nodiscard]] constexpr const Default& empty_value() const
        requires(!std::same_as<Default, detail::unsaid> && !detail::Expression<Default>)
    {
        return default_;
    }

private:
    E expression_;
    Between between_;
    [[no_unique_address]] Filter filter_;
    [[no_unique_address]] Default default_;
    [[no_unique_address]] Order order_;
    bool distinct_;
};

/// The texts that are not NULL, with another one between them, in any order unless order_by() says which:
/// annotate("titles"_f = StringAgg("books__title"_f, ", ").order_by("books__title"_f)). NULL when there are none.
template <class E, class Between>
[[nodiscard]] constexpr auto StringAgg(const E& expression, Between&& between) {
    return StringAggregation<detail::Kept<E>, detail::Kept<Between>>(expression, std::forward<Between>(between));
}

}  // namespace nuage
