// SPDX-License-Identifier: MIT
#include "string_agg.hpp"

#include <algorithm>
#include <compare>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "errors.hpp"

namespace nuage::sqlite {
namespace {

struct FreeValue {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Kept = std::unique_ptr<sqlite3_value, FreeValue>;

std::string_view octets_of(sqlite3_value* value) {
    const bool blob = sqlite3_value_type(value) == SQLITE_BLOB;
    const auto* octets = blob ? static_cast<const char*>(sqlite3_value_blob(value)) : reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (octets == nullptr) return {};
    return {octets, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// NULL, then numbers, then texts, then blobs: as SQLite sorts values of a column without a collation of its own.
int rank(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_NULL: return 0;
        case SQLITE_INTEGER: case SQLITE_FLOAT: return 1;
        case SQLITE_TEXT: return 2;
        default: return 3;
    }
}
std::partial_ordering compare(sqlite3_value* a, sqlite3_value* b) {
    const int kind = rank(a);
    if (kind != rank(b)) return kind <=> rank(b);
    if (kind == 0) return std::partial_ordering::equivalent;
    if (kind != 1) return octets_of(a) <=> octets_of(b);
    const bool integers = sqlite3_value_type(a) == SQLITE_INTEGER && sqlite3_value_type(b) == SQLITE_INTEGER;
    if (integers) return sqlite3_value_int64(a) <=> sqlite3_value_int64(b);
    return sqlite3_value_double(a) <=> sqlite3_value_double(b);
}

/// How one of the keys orders.
struct Direction {
    bool descending = false;
    bool nulls_last = false;
};
struct Entry {
    std::size_t number;   ///< in the order in which they came
    std::string text;
    std::vector<Kept> keys;
};
struct Collected {
    std::string between;
    bool distinct = false;
    std::vector<Direction> directions;
    std::vector<Entry> entries;

    void read_order(std::string_view order) {
        for (const char c : order) {
            if (c == 'D') distinct = true;
            else if (c == 'a' || c == 'd') directions.push_back({c == 'd', c == 'd'});   // NULLs are low
            else directions.back().nulls_last = c == 'l';
        }
    }
    [[nodiscard]] bool before(const Entry& a, const Entry& b) const {
        for (std::size_t i = 0; i < directions.size(); ++i) {
            sqlite3_value* const left = a.keys[i].get();
            sqlite3_value* const right = b.keys[i].get();
            const bool left_null = rank(left) == 0;
            if (left_null != (rank(right) == 0)) return left_null != directions[i].nulls_last;
            const std::partial_ordering order = compare(left, right);
            if (order != 0) return (order < 0) != directions[i].descending;
        }
        return a.number < b.number;
    }
    [[nodiscard]] std::string joined() {
        std::sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) { return before(a, b); });
        std::unordered_set<std::string_view> seen;
        std::string all;
        bool first = true;
        for (const Entry& entry : entries) {
            if (distinct && !seen.insert(entry.text).second) continue;
            if (!first) all += between;
            first = false;
            all += entry.text;
        }
        return all;
    }
};

/// SQLite gives an aggregate zeroed memory; in it stands where the rest is.
Collected** place_of(sqlite3_context* context, int size) { return static_cast<Collected**>(sqlite3_aggregate_context(context, size)); }

void add(sqlite3_context* context, int count, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    Collected** const place = place_of(context, sizeof(Collected*));
    try {
        if (place == nullptr) throw std::bad_alloc();
        if (*place == nullptr) {
            *place = new Collected;
            (*place)->between = octets_of(arguments[1]);
            (*place)->read_order(octets_of(arguments[2]));
        }
        Entry entry{(*place)->entries.size(), std::string(octets_of(arguments[0])), {}};
        for (int i = 3; i < count; ++i) {
            entry.keys.emplace_back(sqlite3_value_dup(arguments[i]));
            if (entry.keys.back() == nullptr) throw std::bad_alloc();
        }
        (*place)->entries.push_back(std::move(entry));
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

// Called for each group, after an error, too.
void finish(sqlite3_context* context) {
    Collected** const place = place_of(context, 0);
    if (place == nullptr || *place == nullptr) return;  // of no texts: NULL
    const std::unique_ptr<Collected> collected(*place);
    try {
        const std::string text = collected->joined();
        sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

}  // namespace

void register_string_agg(sqlite3* database) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    constexpr const char* name = "nuage_string_agg";
    const int code = sqlite3_create_function_v2(database, name, -1, flags, nullptr, nullptr, add, finish, nullptr);
    if (code != SQLITE_OK) throw_last_error(database, code, name);
}

}  // namespace nuage::sqlite
