// SPDX-License-Identifier: MIT
#include "validators.hpp"

#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <nuage/fields/decimal.hpp>

#include "text_formats.hpp"

namespace nuage::detail {

namespace {

using Item = ValidationError::Item;

std::string_view plural(std::int64_t count) { return count == 1 ? "" : "s"; }

Value value_of(const Bound& bound) {
    switch (bound.kind) {
        case Bound::Kind::integer: return bound.integer;
        case Bound::Kind::real: return bound.real;
        case Bound::Kind::decimal: return {ValueKind::decimal, std::string(bound.decimal)};
        case Bound::Kind::none: break;
    }
    return {};
}

double real_of(const Value& value) {
    if (value.kind() == ValueKind::real) return value.real();
    if (value.kind() == ValueKind::integer) return static_cast<double>(value.integer());
    return static_cast<double>(Decimal(value.text()));
}
Decimal decimal_of(const Value& value) {
    return value.kind() == ValueKind::integer ? Decimal(value.integer()) : Decimal(value.text());
}

/// Exactly, unless one of them is a floating-point number.
std::partial_ordering compare(const Value& a, const Value& b) {
    if (a.kind() == ValueKind::real || b.kind() == ValueKind::real) return real_of(a) <=> real_of(b);
    if (a.kind() == ValueKind::integer && b.kind() == ValueKind::integer) return a.integer() <=> b.integer();
    return decimal_of(a) <=> decimal_of(b);
}

bool is_multiple(const Value& value, const Value& step) {
    if (value.kind() == ValueKind::real || step.kind() == ValueKind::real)
        return std::abs(std::remainder(real_of(value), real_of(step))) <= 1e-9;
    if (value.kind() == ValueKind::integer && step.kind() == ValueKind::integer)
        return step.integer() == -1 || value.integer() % step.integer() == 0;
    const Decimal number = decimal_of(value);
    const Decimal unit = decimal_of(step);
    return (number / unit).quantize(0) * unit == number;
}

class Validator {
public:
    Validator(const FieldInfo& field, const Value& value, ValidationError& errors)
        : field_(field), held_(value_field(field)), value_(value), errors_(errors) {}

    void run() {
        const FieldRules& rules = field_.rules;
        if (value_.kind() == ValueKind::integer || value_.kind() == ValueKind::real || value_.kind() == ValueKind::decimal) {
            bounds(rules);
            if (rules.step.kind != Bound::Kind::none && !is_multiple(value_, value_of(rules.step)))
                limit("step_size", "Ensure this value is a multiple of step size {}.", value_of(rules.step));
        }
        if (held_.max_digits != 0 && value_.kind() == ValueKind::decimal) digits();
        if (value_.kind() == ValueKind::text || value_.kind() == ValueKind::bytes) length(rules);
        if (value_.kind() == ValueKind::text) text(rules);
    }

private:
    void add(std::string code, std::string message, ValidationError::Params params = {}) {
        params.emplace("value", value_);
        errors_.add(field_.name, {std::move(code), std::move(message), std::move(params)});
    }
    void limit(std::string code, const char* message, const Value& bound) {
        add(std::move(code), fmt::format(fmt::runtime(message), bound.repr()), {{"limit_value", bound}});
    }

    void bounds(const FieldRules& rules) {
        std::optional<Value> low;
        std::optional<Value> high;
        // What the column holds, where the model asks for nothing narrower.
        if (held_.kind == FieldKind::small_integer) low = Value(-32768), high = Value(32767);
        if (held_.kind == FieldKind::integer) low = Value(-2147483648LL), high = Value(2147483647LL);
        if (held_.positive) low = Value(0);
        const Value least = value_of(rules.min_value);
        const Value most = value_of(rules.max_value);
        if (!least.is_null() && (!low || compare(least, *low) > 0)) low = least;
        if (!most.is_null() && (!high || compare(most, *high) < 0)) high = most;
        if (low && !(compare(value_, *low) >= 0)) limit("min_value", "Ensure this value is greater than or equal to {}.", *low);
        if (high && !(compare(value_, *high) <= 0)) limit("max_value", "Ensure this value is less than or equal to {}.", *high);
    }

    void digits() {
        const Decimal number(value_.text());
        const int places = number.scale();
        const int all = std::max(number.digits(), places);
        const int whole = all - places;
        auto told = [&](const char* code, int most, const char* what) {
            add(code, fmt::format("Ensure that there are no more than {} {}{}{}.", most, what[0] == 'p' ? "decimal place" : "digit",
                                  plural(most), what[0] == 'p' ? "" : what),
                {{"max", Value(most)}});
        };
        const int whole_most = held_.max_digits - held_.decimal_places;
        if (all > held_.max_digits) told("max_digits", held_.max_digits, " in total");
        if (places > held_.decimal_places) told("max_decimal_places", held_.decimal_places, "places");
        if (whole > whole_most) told("max_whole_digits", whole_most, " before the decimal point");
    }

    void length(const FieldRules& rules) {
        const auto shown = static_cast<std::int64_t>(value_.kind() == ValueKind::bytes ? value_.text().size() : length_of(value_.text()));
        auto told = [&](const char* code, std::string_view bound, std::int64_t limit) {
            add(code, fmt::format("Ensure this value has at {} {} character{} (it has {}).", bound, limit, plural(limit), shown),
                {{"limit_value", Value(limit)}, {"show_value", Value(shown)}});
        };
        if (shown < rules.min_length) told("min_length", "least", rules.min_length);
        if (held_.max_length != 0 && shown > held_.max_length) told("max_length", "most", held_.max_length);
    }

    void text(const FieldRules& rules) {
        const std::string& given = value_.text();
        if (given.find('\0') != std::string::npos) add("null_characters_not_allowed", "Null characters are not allowed.");
        if (field_.format == TextFormat::email && !is_email(given)) add("invalid", "Enter a valid email address.");
        if (field_.format == TextFormat::url && !is_url(given)) add("invalid", "Enter a valid URL.");
        if (field_.format == TextFormat::slug && !is_slug(given))
            add("invalid", "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.");
        if (!rules.regex.empty() && !matches(rules.regex, given)) add("invalid", std::string(rules.regex_message));
    }

    const FieldInfo& field_;
    const FieldInfo& held_;   ///< what a foreign key refers to
    const Value& value_;
    ValidationError& errors_;
};

}  // namespace

std::string field_label(const FieldInfo& field) {
    std::string label(field.verbose_name.empty() ? field.name : field.verbose_name);
    if (field.verbose_name.empty())
        for (char& c : label)
            if (c == '_') c = ' ';
    return label;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

void run_validators(const FieldInfo& field, const Value& value, ValidationError& errors) {
    Validator(field, value, errors).run();
}

}  // namespace nuage::detail
