// SPDX-License-Identifier: MIT
#include "functions.hpp"

#include <cmath>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>

#include <nuage/meta/errors.hpp>

#include "errors.hpp"
#include "regex.hpp"
#include "types.hpp"

namespace nuage::sqlite {
namespace {

constexpr std::int64_t micros_per_day = 86'400'000'000;

std::string_view text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

bool is_null(sqlite3_value* value) { return sqlite3_value_type(value) == SQLITE_NULL; }

using Body = void(sqlite3_context*, sqlite3_value**);

// No exception may pass through C. What a function refuses is refused data, as on servers.
template <Body body>
void call(sqlite3_context* context, int, sqlite3_value** arguments) {
    try {
        if (is_null(arguments[0]) || is_null(arguments[1])) return;  // the result is NULL, too
        body(context, arguments);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    } catch (const std::exception& error) {
        sqlite3_result_error(context, error.what(), -1);
        sqlite3_result_error_code(context, SQLITE_MISMATCH);
    }
}

void delete_regex(void* regex) { delete static_cast<Regex*>(regex); }

// `x REGEXP y` calls regexp(y, x). A constant pattern is compiled once for all rows.
void regexp(sqlite3_context* context, sqlite3_value** arguments) {
    const auto* known = static_cast<const Regex*>(sqlite3_get_auxdata(context, 0));
    std::optional<Regex> own;
    if (known == nullptr) {
        auto compiled = std::make_unique<Regex>(text_of(arguments[0]));
        sqlite3_set_auxdata(context, 0, compiled.release(), delete_regex);
        known = static_cast<const Regex*>(sqlite3_get_auxdata(context, 0));
        if (known == nullptr) known = &own.emplace(text_of(arguments[0]));  // SQLite did not keep it
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[1]));
    sqlite3_result_int(context, text != nullptr && known->matches(text));
}

enum class Form : std::uint8_t { date, time, datetime };

/// A temporal value and the kind that its text says it has.
struct Temporal {
    Form form;
    std::int64_t micros;
};

Temporal temporal_of(sqlite3_value* value) {
    const std::string_view text = text_of(value);
    if (text.size() == 10)
        if (const std::optional<std::int64_t> days = read_date(text)) return {Form::date, *days * micros_per_day};
    if (text.size() > 2 && text[2] == ':')
        if (const std::optional<std::int64_t> micros = read_time(text)) return {Form::time, *micros};
    if (const std::optional<std::int64_t> micros = read_datetime(text)) return {Form::datetime, *micros};
    throw ValueError("'" + std::string(text) + "' is no date or time");
}

std::int64_t floor_days(std::int64_t micros) {
    return std::chrono::floor<std::chrono::days>(Duration(micros)).count();
}

// A time of day passes over midnight as on PostgreSQL; a date moves by whole days and stays a date, as in Django.
std::size_t write_temporal(char* out, Form form, std::int64_t micros) {
    if (form == Form::datetime) return write_datetime(out, DateTime(Duration(micros)));
    if (form == Form::date) return write_date(out, Date(std::chrono::days(floor_days(micros))));
    return write_time(out, Time(Duration(micros - floor_days(micros) * micros_per_day)));
}

void temporal_add(sqlite3_context* context, sqlite3_value** arguments) {
    const bool swapped = sqlite3_value_type(arguments[0]) == SQLITE_INTEGER;
    const Temporal temporal = temporal_of(arguments[swapped ? 1 : 0]);
    std::int64_t sum = 0;
    if (__builtin_add_overflow(temporal.micros, sqlite3_value_int64(arguments[swapped ? 0 : 1]), &sum))
        throw ValueError("the duration leads out of the calendar");
    char text[longest_form];
    const std::size_t size = write_temporal(text, temporal.form, sum);
    sqlite3_result_text(context, text, static_cast<int>(size), SQLITE_TRANSIENT);
}

void temporal_sub(sqlite3_context* context, sqlite3_value** arguments) {
    sqlite3_result_int64(context, temporal_of(arguments[0]).micros - temporal_of(arguments[1]).micros);
}

void power(sqlite3_context* context, sqlite3_value** arguments) {
    sqlite3_result_double(context, std::pow(sqlite3_value_double(arguments[0]), sqlite3_value_double(arguments[1])));
}

void mod(sqlite3_context* context, sqlite3_value** arguments) {
    sqlite3_result_double(context, std::fmod(sqlite3_value_double(arguments[0]), sqlite3_value_double(arguments[1])));
}

struct Function {
    const char* name;
    void (*call)(sqlite3_context*, int, sqlite3_value**);
};

constexpr Function ours[] = {
    {"regexp", call<regexp>},
    {"nuage_temporal_add", call<temporal_add>},
    {"nuage_temporal_sub", call<temporal_sub>},
};
constexpr Function mathematics[] = {{"power", call<power>}, {"mod", call<mod>}};

void register_one(sqlite3* database, const Function& function) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const int code = sqlite3_create_function_v2(database, function.name, 2, flags, nullptr, function.call, nullptr,
                                                nullptr, nullptr);
    if (code != SQLITE_OK) throw_last_error(database, code, function.name);
}

}  // namespace

void register_functions(sqlite3* database) {
    for (const Function& function : ours) register_one(database, function);
    if (sqlite3_compileoption_used("ENABLE_MATH_FUNCTIONS") != 0) return;
    for (const Function& function : mathematics) register_one(database, function);
}

}  // namespace nuage::sqlite
