// SPDX-License-Identifier: MIT
#include "statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "errors.hpp"

namespace nuage::sqlite {
namespace {

/// A sum of twice the digits of a double: a window takes back what it added, and what is left must not be its rounding.
struct Sum {
    double high;
    double low;

    /// Knuth's TwoSum.
    void add(double value) {
        const double sum = high + value;
        const double part = sum - high;
        low += (high - (sum - part)) + (value - part);
        high = sum;
    }
    /// Keeps the digits of `high` and `low` apart.
    void settle() {
        const double sum = high + low;
        low -= sum - high;
        high = sum;
    }
    void add_square(double value, double sign) {
        const double square = value * value;
        low += sign * std::fma(value, value, -square);
        add(sign * square);
        settle();
    }
};

/// What is known of the numbers of a group or of a window's frame. Lives in memory that SQLite zeroes, and nothing frees.
struct Spread {
    std::int64_t count;
    std::int64_t unbounded;   // those whose squares are beyond a double, infinite ones too
    double origin;            // the first: what is far from 0 loses no digits in the squares
    Sum sum;
    Sum squares;
};

/// Adds a number (`sign` 1), or takes it back (-1).
void change(sqlite3_context* context, sqlite3_value* argument, double sign) {
    if (sqlite3_value_type(argument) == SQLITE_NULL) return;
    auto* spread = static_cast<Spread*>(sqlite3_aggregate_context(context, sizeof(Spread)));
    if (spread == nullptr) {
        sqlite3_result_error_nomem(context);
        return;
    }
    const double number = sqlite3_value_double(argument);
    if (!(std::abs(number) <= 1e150)) {
        spread->unbounded += sign > 0 ? 1 : -1;
        return;
    }
    if (spread->count == 0) {
        spread->origin = number;
        spread->sum = {};
        spread->squares = {};
    }
    const double value = number - spread->origin;
    spread->count += sign > 0 ? 1 : -1;
    spread->sum.add(sign * value);
    spread->sum.settle();
    spread->squares.add_square(value, sign);
}
void add(sqlite3_context* context, int, sqlite3_value** arguments) { change(context, arguments[0], 1); }
void take_back(sqlite3_context* context, int, sqlite3_value** arguments) { change(context, arguments[0], -1); }

template <bool Sample, bool Root>
void tell(sqlite3_context* context) {
    const auto* spread = static_cast<const Spread*>(sqlite3_aggregate_context(context, 0));
    if (spread == nullptr || spread->unbounded != 0) return;   // NULL, as of too few values
    const auto count = static_cast<double>(spread->count);
    const double values = count - (Sample ? 1 : 0);
    if (values <= 0) return;
    // squares - sum² / count, whose leading digits are the same.
    const double high = spread->sum.high * spread->sum.high;
    const double low = std::fma(spread->sum.high, spread->sum.high, -high) + 2 * spread->sum.high * spread->sum.low;
    const double part = high / count;
    Sum away = spread->squares;
    away.low -= (std::fma(-part, count, high) + low) / count;
    away.add(-part);
    const double variance = std::max(0.0, (away.high + away.low) / values);
    sqlite3_result_double(context, Root ? std::sqrt(variance) : variance);
}

struct Statistic {
    const char* name;
    void (*tell)(sqlite3_context*);
};
constexpr Statistic statistics[] = {
    {"stddev_pop", tell<false, true>},
    {"stddev_samp", tell<true, true>},
    {"var_pop", tell<false, false>},
    {"var_samp", tell<true, false>},
};

}  // namespace

void register_statistics(sqlite3* database) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (const Statistic& statistic : statistics) {
        const int code = sqlite3_create_window_function(database, statistic.name, 1, flags, nullptr, add, statistic.tell, statistic.tell, take_back, nullptr);
        if (code != SQLITE_OK) throw_last_error(database, code, statistic.name);
    }
}

}  // namespace nuage::sqlite
