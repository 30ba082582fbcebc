// SPDX-License-Identifier: MIT
// Window(): a value for each row that is computed over rows around it.
// https://docs.djangoproject.com/en/5.2/ref/models/expressions/#window-functions
#pragma once

#include <nuage/aggregates.hpp>
#include <nuage/functions/least_numbers.hpp>
#include <nuage/functions/window.hpp>
#include <nuage/projections.hpp>
#include <nuage/query/frame.hpp>

namespace nuage {

namespace detail {

template <class>
inline constexpr bool stands_in_window = false;

/// One of the functions below, which mean nothing outside of a window.
template <const FunctionDef& Def, class... E>
struct WindowFunction : expression_base {
    Function<Def, E...> function;
    template <class Names>
    static constexpr bool check() {
        static_assert(stands_in_window<Names>, "[A024] nuage: a window function stands in a Window(), such as Window(Rank()).order_by(\"-stock\"_f)");
        return false;
    }
    template <class Names>
    constexpr void add_to(Clause&) const {
        static_cast<void>(check<Names>());
    }
};
template <const FunctionDef& Def, class... E>
constexpr auto window_function(E&&... operands) {
    functions::require_least_numbers(Def, operands...);
    return WindowFunction<Def, Kept<E>...>{{}, call<Def>(static_cast<E&&>(operands)...)};
}

/// What is computed over the window: an aggregate, or one of these functions.
template <class E>
struct window_operand {
    using type = E;
    static constexpr bool fits = requires { E::is_aggregate; };
    static constexpr const E& of(const E& expression) { return expression; }
};
template <const FunctionDef& Def, class... E>
struct window_operand<WindowFunction<Def, E...>> {
    using type = Function<Def, E...>;
    static constexpr bool fits = true;
    static constexpr const type& of(const WindowFunction<Def, E...>& expression) { return expression.function; }
};

}  // namespace detail

/// Rows that a frame leaves out, of those between its ends.
enum class Exclude : std::uint8_t { nothing, current_row, group, ties };

template <class E, class Partition = std::tuple<>, class Order = std::tuple<>>
class WindowExpression : public detail::sortable<WindowExpression<E, Partition, Order>> {
public:
    constexpr explicit WindowExpression(E expression, Partition partition = {}, Order order = {}, Clause frame = {})
        : expression_(std::move(expression)), partition_(std::move(partition)), order_(std::move(order)), frame_(std::move(frame)) {}

    /// Rows with the same values of these are computed over together; without it all rows.
    template <class... P>
    [[nodiscard]] constexpr auto partition_by(const P&... expressions) const {
        return WindowExpression<E, std::tuple<P...>, Order>(expression_, {expressions...}, order_, frame_);
    }
    /// Takes what a query set's order_by() takes.
    template <class... O>
    [[nodiscard]] constexpr auto order_by(const O&... items) const {
        return WindowExpression<E, Partition, std::tuple<O...>>(expression_, partition_, {items...}, frame_);
    }
    /// Of the partition, only rows from so many before to so many after: rows(-1, 1). Django's RowRange. Throws ValueError where
    /// the frame would end before it begins.
    [[nodiscard]] constexpr auto rows(FrameEnd from, FrameEnd to, Exclude exclude = Exclude::nothing) const {
        return framed(FrameUnit::rows, from, to, exclude);
    }
    /// Rows whose value of the ordering is that far away: range({}, 0) up to this one and its equals. Django's ValueRange.
    [[nodiscard]] constexpr auto range(FrameEnd from, FrameEnd to, Exclude exclude = Exclude::nothing) const {
        return framed(FrameUnit::range, from, to, exclude);
    }
    /// The same by groups of rows with equal values. NotSupportedError on MySQL, as excluding is.
    [[nodiscard]] constexpr auto groups(FrameEnd from, FrameEnd to, Exclude exclude = Exclude::nothing) const {
        return framed(FrameUnit::groups, from, to, exclude);
    }

    template <class Names>
    static constexpr auto result() {
        return detail::type_is<typename detail::expression_type<Names, Operand>::type>{};
    }
    template <class Names>
    static constexpr bool check() {
        static_assert(detail::window_operand<E>::fits, "[A025] nuage: a Window() is of an aggregate or a window function, such as Rank()");
        if constexpr (detail::window_operand<E>::fits) return detail::check_expression<Names, Operand>();
        else return false;
    }
    template <class Names>
    constexpr void add_to(Clause& clause) const {
        if constexpr (check<Names>()) {
            Clause order;
            std::apply([&](const auto&... items) { (detail::add_order<Names>(order, items), ...); }, order_);
            clause.nodes.push_back({NodeKind::window, static_cast<std::uint8_t>(frame_.empty() ? 0 : 1), std::tuple_size_v<Partition>,
                                    static_cast<std::uint32_t>(build::item_count(order)), nullptr});
            detail::add_expression<Names>(clause, detail::window_operand<E>::of(expression_));
            std::apply([&](const auto&... items) { (detail::add_expression<Names>(clause, items), ...); }, partition_);
            clause.add(order);
            clause.add(frame_);
        }
    }

private:
    using Operand = typename detail::window_operand<E>::type;
    [[nodiscard]] constexpr auto framed(FrameUnit unit, FrameEnd from, FrameEnd to, Exclude exclude) const {
        return WindowExpression(expression_, partition_, order_, build::frame(unit, from, to, static_cast<std::uint8_t>(exclude)));
    }

    E expression_;
    [[no_unique_address]] Partition partition_;
    [[no_unique_address]] Order order_;
    Clause frame_;
};

/// An aggregate or a window function for each row, over the rows that partition_by() says, in the order that order_by()
/// says: Window(Rank()).partition_by("author"_f).order_by("-created_at"_f). Can be filtered by, when it is annotated.
template <class E>
[[nodiscard]] constexpr WindowExpression<E> Window(E expression) {
    return WindowExpression<E>(std::move(expression));
}

#define NUAGE_DETAIL_WINDOW_FUNCTION(Name, definition)                                       \
    template <class... E>                                                                    \
    [[nodiscard]] constexpr auto Name(E&&... operands) {                                     \
        return detail::window_function<functions::definition>(std::forward<E>(operands)...); \
    }
/// From 1.
NUAGE_DETAIL_WINDOW_FUNCTION(RowNumber, row_number)
/// Equal rows have the same rank; after them it leaves out as many, or none.
NUAGE_DETAIL_WINDOW_FUNCTION(Rank, rank)
NUAGE_DETAIL_WINDOW_FUNCTION(DenseRank, dense_rank)
/// From 0 to 1: the rank, and the part of rows that come before or are equal.
NUAGE_DETAIL_WINDOW_FUNCTION(PercentRank, percent_rank)
NUAGE_DETAIL_WINDOW_FUNCTION(CumeDist, cume_dist)
/// Which one of so many parts of equal size. Like the numbers of the functions below, that is a ValueError below 1.
NUAGE_DETAIL_WINDOW_FUNCTION(Ntile, ntile)
/// Of a row before or after: Lag("stock"_f), Lag("stock"_f, 2), Lag("stock"_f, 2, 0) where there is none. MariaDB takes no
/// third operand.
NUAGE_DETAIL_WINDOW_FUNCTION(Lag, lag)
NUAGE_DETAIL_WINDOW_FUNCTION(Lead, lead)
/// Of rows of the frame, which without a word ends with the current row.
NUAGE_DETAIL_WINDOW_FUNCTION(FirstValue, first_value)
NUAGE_DETAIL_WINDOW_FUNCTION(LastValue, last_value)
NUAGE_DETAIL_WINDOW_FUNCTION(NthValue, nth_value)
#undef NUAGE_DETAIL_WINDOW_FUNCTION

}  // namespace nuage
