// SPDX-License-Identifier: MIT
#include "statistics.hpp"

#include <cmath>

#include "errors.hpp"

namespace nuage::sqlite {
namespace {

/// Welford's method: the mean, and the sum of the squares of what is away from it. Lives in memory that SQLite zeroes.
struct Spread {
    double count;
    double mean;
    double squares;
};

void add(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    auto* spread = static_cast<Spread*>(sqlite3_aggregate_context(context, sizeof(Spread)));
    if (spread == nullptr) {
        sqlite3_result_error_nomem(context);
        return;
    }
    const double value = sqlite3_value_double(arguments[0]);
    const double before = value - spread->mean;
    spread->count += 1;
    spread->mean += before / spread->count;
    spread->squares += before * (value - spread->mean);
}

template <bool Sample, bool Root>
void finish(sqlite3_context* context) {
    const auto* spread = static_cast<const Spread*>(sqlite3_aggregate_context(context, 0));
    const double values = spread == nullptr ? 0 : spread->count - (Sample ? 1 : 0);
    if (values <= 0) return;  // of too few values there is none: NULL
    const double variance = spread->squares / values;
    sqlite3_result_double(context, Root ? std::sqrt(variance) : variance);
}

struct Statistic {
    const char* name;
    void (*finish)(sqlite3_context*);
};
constexpr Statistic statistics[] = {
    {"stddev_pop", finish<false, true>},
    {"stddev_samp", finish<true, true>},
    {"var_pop", finish<false, false>},
    {"var_samp", finish<true, false>},
};

}  // namespace

void register_statistics(sqlite3* database) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (const Statistic& statistic : statistics) {
        const int code = sqlite3_create_function_v2(database, statistic.name, 1, flags, nullptr, nullptr, add, statistic.finish, nullptr);
        if (code != SQLITE_OK) throw_last_error(database, code, statistic.name);
    }
}

}  // namespace nuage::sqlite
