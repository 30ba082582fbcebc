// SPDX-License-Identifier: MIT
#include "functions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include <nuage/meta/errors.hpp>

#include "errors.hpp"
#include "hashes.hpp"
#include "regex.hpp"
#include "time_zone.hpp"
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
void call(sqlite3_context* context, int count, sqlite3_value** arguments) {
    try {
        for (int i = 0; i < count; ++i)
            if (is_null(arguments[i])) return;  // the result is NULL, too
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

void give(sqlite3_context* context, std::string_view text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

template <std::string (&hash)(std::string_view)>
void hashed(sqlite3_context* context, sqlite3_value** arguments) {
    give(context, hash(text_of(arguments[0])));
}

/// Where the characters of a text begin, and its end.
std::vector<std::size_t> characters_of(std::string_view text) {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) begins.push_back(i);
    begins.push_back(text.size());
    return begins;
}

void reverse(sqlite3_context* context, sqlite3_value** arguments) {
    const std::string_view text = text_of(arguments[0]);
    const std::vector<std::size_t> begins = characters_of(text);
    std::string reversed;
    for (std::size_t i = begins.size() - 1; i > 0; --i) reversed += text.substr(begins[i - 1], begins[i] - begins[i - 1]);
    give(context, reversed);
}

/// SQLite's own limit of a text, which a fixed number of repetitions could pass.
constexpr std::int64_t longest_text = 1'000'000'000;

void repeat(sqlite3_context* context, sqlite3_value** arguments) {
    const std::string_view text = text_of(arguments[0]);
    const std::int64_t times = std::max<std::int64_t>(0, sqlite3_value_int64(arguments[1]));
    if (!text.empty() && times > longest_text / static_cast<std::int64_t>(text.size())) throw ValueError("the text would be too long");
    std::string repeated;
    for (std::int64_t i = 0; i < times && !text.empty(); ++i) repeated += text;
    give(context, repeated);
}

/// The first characters of a fill repeated, so many.
std::string filling(std::string_view fill, std::size_t wanted) {
    const std::vector<std::size_t> begins = characters_of(fill);
    const std::size_t count = begins.size() - 1;
    std::string text;
    if (count == 0) return text;
    for (std::size_t i = 0; i < wanted / count; ++i) text += fill;
    return text.append(fill.substr(0, begins[wanted % count]));
}
enum class Side : std::uint8_t { left, right };
template <Side side>
void pad(sqlite3_context* context, sqlite3_value** arguments) {
    const std::string_view text = text_of(arguments[0]);
    const std::int64_t wanted = std::max<std::int64_t>(0, sqlite3_value_int64(arguments[1]));
    if (wanted > longest_text) throw ValueError("the text would be too long");
    const std::vector<std::size_t> begins = characters_of(text);
    const auto length = static_cast<std::int64_t>(begins.size()) - 1;
    if (length >= wanted) return give(context, text.substr(0, begins[static_cast<std::size_t>(wanted)]));
    const std::string fill = filling(text_of(arguments[2]), static_cast<std::size_t>(wanted - length));
    give(context, side == Side::left ? fill + std::string(text) : std::string(text) + fill);
}

// SQLite's ROUND takes negative numbers of digits for 0. Integers stay integers.
void round_to(sqlite3_context* context, sqlite3_value** arguments) {
    const std::int64_t digits = std::clamp<std::int64_t>(sqlite3_value_int64(arguments[1]), -30, 30);
    const double number = sqlite3_value_double(arguments[0]);
    const bool integer = sqlite3_value_type(arguments[0]) == SQLITE_INTEGER;
    if (integer && digits >= 0) return sqlite3_result_value(context, arguments[0]);
    if (digits >= 0) {
        char text[400];
        sqlite3_snprintf(sizeof text, text, "%!.*f", static_cast<int>(digits), number);
        return sqlite3_result_double(context, std::strtod(text, nullptr));
    }
    const double unit = std::pow(10.0, static_cast<double>(-digits));
    const double rounded = std::round(number / unit) * unit;
    if (integer) sqlite3_result_int64(context, static_cast<std::int64_t>(rounded));
    else sqlite3_result_double(context, rounded);
}

template <std::int64_t (&convert)(std::int64_t, std::string_view)>
void zoned(sqlite3_context* context, sqlite3_value** arguments) {
    const std::int64_t micros = temporal_of(arguments[0]).micros;
    const std::int64_t seconds = std::chrono::floor<std::chrono::seconds>(Duration(micros)).count();
    const std::int64_t converted = convert(seconds, text_of(arguments[1]));
    char text[longest_form];
    const std::size_t size = write_temporal(text, Form::datetime, micros + (converted - seconds) * 1'000'000);
    give(context, {text, size});
}

/// NULL where there is no number, as SQLite's own functions have it.
template <double (&compute)(double)>
void of_number(sqlite3_context* context, sqlite3_value** arguments) {
    const double result = compute(sqlite3_value_double(arguments[0]));
    if (!std::isnan(result)) sqlite3_result_double(context, result);
}
template <double (&compute)(double, double)>
void of_numbers(sqlite3_context* context, sqlite3_value** arguments) {
    const double result = compute(sqlite3_value_double(arguments[0]), sqlite3_value_double(arguments[1]));
    if (!std::isnan(result)) sqlite3_result_double(context, result);
}
double cot(double x) { return x == 0 ? std::nan("") : 1 / std::tan(x); }
double degrees(double x) { return x * 180 / std::numbers::pi; }
double radians(double x) { return x * std::numbers::pi / 180; }
double ln(double x) { return x > 0 ? std::log(x) : std::nan(""); }
double log_to(double base, double x) { return x > 0 && base > 0 && base != 1 ? std::log(x) / std::log(base) : std::nan(""); }
void pi(sqlite3_context* context, sqlite3_value**) { sqlite3_result_double(context, std::numbers::pi); }

struct Function {
    const char* name;
    int arguments;
    void (*call)(sqlite3_context*, int, sqlite3_value**);
};

constexpr Function ours[] = {
    {"regexp", 2, call<regexp>},
    {"nuage_temporal_add", 2, call<temporal_add>},
    {"nuage_temporal_sub", 2, call<temporal_sub>},
    {"nuage_at_zone", 2, call<zoned<local_of>>},
    {"nuage_from_zone", 2, call<zoned<utc_of>>},
    {"nuage_round", 2, call<round_to>},
    {"reverse", 1, call<reverse>},
    {"repeat", 2, call<repeat>},
    {"lpad", 3, call<pad<Side::left>>},
    {"rpad", 3, call<pad<Side::right>>},
    {"cot", 1, call<of_number<cot>>},
    {"md5", 1, call<hashed<md5>>},
    {"sha1", 1, call<hashed<sha1>>},
    {"sha224", 1, call<hashed<sha224>>},
    {"sha256", 1, call<hashed<sha256>>},
    {"sha384", 1, call<hashed<sha384>>},
    {"sha512", 1, call<hashed<sha512>>},
};
/// What SQLite may have been built without.
constexpr Function mathematics[] = {
    {"acos", 1, call<of_number<std::acos>>},   {"asin", 1, call<of_number<std::asin>>}, {"atan", 1, call<of_number<std::atan>>},
    {"atan2", 2, call<of_numbers<std::atan2>>}, {"ceiling", 1, call<of_number<std::ceil>>}, {"cos", 1, call<of_number<std::cos>>},
    {"degrees", 1, call<of_number<degrees>>},  {"exp", 1, call<of_number<std::exp>>},   {"floor", 1, call<of_number<std::floor>>},
    {"ln", 1, call<of_number<ln>>},            {"log", 2, call<of_numbers<log_to>>},    {"mod", 2, call<of_numbers<std::fmod>>},
    {"pi", 0, call<pi>},                       {"power", 2, call<of_numbers<std::pow>>}, {"radians", 1, call<of_number<radians>>},
    {"sin", 1, call<of_number<std::sin>>},     {"sqrt", 1, call<of_number<std::sqrt>>}, {"tan", 1, call<of_number<std::tan>>},
};

void register_one(sqlite3* database, const Function& function) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const int code = sqlite3_create_function_v2(database, function.name, function.arguments, flags, nullptr, function.call, nullptr,
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
