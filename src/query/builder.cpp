// SPDX-License-Identifier: MIT
#include <nuage/query/builder.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

#include <nuage/meta/errors.hpp>
#include <nuage/meta/validation_error.hpp>

namespace nuage::build {

namespace {

std::string escaped_for_like(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size() + 2);
    for (char c : text) {
        if (c == '\\' || c == '%' || c == '_') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

Value like_pattern(Wrap wrap, const Value& value) {
    if (value.kind() != ValueKind::text) throw ValueError("a text pattern is wanted; got " + value.repr());
    if (wrap == Wrap::none) return value;
    std::string pattern;
    if (wrap == Wrap::contains || wrap == Wrap::ends) pattern += '%';
    pattern += escaped_for_like(value.text());
    if (wrap == Wrap::contains || wrap == Wrap::starts) pattern += '%';
    return Value(std::move(pattern));
}

struct Range {
    std::int64_t low, high;
};
Range range_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::small_integer: return {-32768, 32767};
        case FieldKind::integer: return {-2147483648LL, 2147483647LL};
        default: return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    }
}

DateTime midnight(const Value& date) { return DateTime(Date(std::chrono::days(date.integer()))); }

/// Digits with at most one point among them, and a sign.
void check_decimal(std::string_view text) {
    std::string_view rest = text;
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
    const std::size_t point = std::min(rest.find('.'), rest.size());
    std::string digits(rest.substr(0, point));
    if (point < rest.size()) digits += rest.substr(point + 1);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos)
        throw ValueError("'" + std::string(text) + "' is no decimal number; expected digits such as -12.50");
}

/// What a text says when it is read as another kind. Throws ValueError where it says nothing.
Value read_text(ValueKind wanted, const std::string& text) {
    constexpr std::size_t date_only = std::string_view("2024-05-17").size();
    switch (wanted) {
        case ValueKind::date: return Value(parse_date(text));
        case ValueKind::datetime: return text.size() == date_only ? Value(midnight(Value(parse_date(text)))) : Value(parse_datetime(text));
        case ValueKind::time: return Value(parse_time(text));
        case ValueKind::duration: return Value(parse_duration(text));
        case ValueKind::uuid: return Value(Uuid::parse(text));
        case ValueKind::ip: return Value(ValueKind::ip, IpAddress::parse(text).str());
        case ValueKind::decimal: check_decimal(text); return Value(ValueKind::decimal, text);
        case ValueKind::json: return Value(ValueKind::json, text);
        default: return Value(text);
    }
}

/// The value in another kind than it has, where there is a way.
Value converted(ValueKind wanted, Value value) {
    const ValueKind given = value.kind();
    if (wanted == ValueKind::real && given == ValueKind::integer) return Value(static_cast<double>(value.integer()));
    if (wanted == ValueKind::integer && given == ValueKind::boolean) return Value(value.integer());
    if (wanted == ValueKind::decimal && given == ValueKind::integer)
        return Value(ValueKind::decimal, std::to_string(value.integer()));
    if (wanted == ValueKind::datetime && given == ValueKind::date) return Value(midnight(value));
    if (given == ValueKind::text) {
        try {
            return read_text(wanted, value.text());
        } catch (const ValueError& error) {
            throw ValidationError(error.what(), "invalid", {{"value", value}});
        }
    }
    return value;
}

/// Gives the value the kind of the left side, without regard to its range.
void make_kind(FieldKind kind, Value& value) {
    const ValueKind wanted = detail::value_kind_of(kind);
    if (value.kind() == wanted || value.is_null()) [[likely]] return;
    value = converted(wanted, std::move(value));
}
Value as_kind(FieldKind kind, Value&& value) {
    make_kind(kind, value);
    return std::move(value);
}

enum class Decided : std::uint8_t { no, nothing, everything };

/// Values that an integer column cannot hold decide a comparison without the database; fractions are rounded so that
/// it means the same (django_surface items 26 and 27).
Decided fit_integer(FieldKind kind, const LookupDef& definition, Value& value) {
    const std::string_view name = definition.name;
    if (value.kind() == ValueKind::real) {
        const double real = value.real();
        if (std::isnan(real)) return Decided::nothing;
        const double whole = std::ceil(real);
        if (!(std::abs(real) < 9.2e18)) {
            const bool above = real > 0;
            if (name == "lt" || name == "lte") return above ? Decided::everything : Decided::nothing;
            if (name == "gt" || name == "gte") return above ? Decided::nothing : Decided::everything;
            return Decided::nothing;
        }
        if (name == "gte" || name == "lt") value = Value(static_cast<std::int64_t>(whole));
        else if (name == "gt" || name == "lte") value = Value(static_cast<std::int64_t>(std::floor(real)));
        else if (whole != real) return Decided::nothing;
        else value = Value(static_cast<std::int64_t>(real));
    }
    if (value.kind() != ValueKind::integer) return Decided::no;
    const Range range = range_of(kind);
    if (value.integer() > range.high)
        return name == "lt" || name == "lte" ? Decided::everything : Decided::nothing;
    if (value.integer() < range.low)
        return name == "gt" || name == "gte" ? Decided::everything : Decided::nothing;
    return Decided::no;
}

bool is_integer(FieldKind kind) { return (bit(kind) & kinds::integers) != 0; }

[[noreturn]] void refuse_null(const ResolvedPath& path, const LookupDef& definition) {
    OperandType null;
    null.given = Given::null;
    throw ValueError(operand_sentence(path, definition, null).str());
}

/// 1 January of a year at midnight, in the kind of the column.
Value year_start(FieldKind kind, std::int64_t year) {
    const auto start = date(static_cast<int>(std::clamp<std::int64_t>(year, 1, 9999)), 1, 1);
    return kind == FieldKind::date ? Value(start) : Value(DateTime(start));
}
Value before(FieldKind kind, const Value& value) { return Value(detail::value_kind_of(kind), value.integer() - 1); }

void year_comparison(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition, std::int64_t year) {
    ResolvedPath column = resolved;
    column.transform_count = 0;
    const FieldKind kind = column.kind();
    if (year < 1 || year > 9999) {
        const bool below = year < 1;
        const bool all = below ? (definition.name == "gt" || definition.name == "gte")
                               : (definition.name == "lt" || definition.name == "lte");
        if (all) is_null(clause, column, false);
        else push(clause, NodeKind::nothing);
        return;
    }
    comparison_nodes(clause, resolved, definition);
    const Value first = year_start(kind, year);
    const Value last = year == 9999 ? before(kind, Value(detail::value_kind_of(kind),
                                             kind == FieldKind::date ? date(9999, 12, 31).time_since_epoch().count() + 1
                                                                     : DateTime(date(9999, 12, 31) + std::chrono::days(1)).time_since_epoch().count()))
                                    : before(kind, year_start(kind, year + 1));
    const std::string_view name = definition.name;
    if (name == "exact" || name == "gte" || name == "lt") clause.values.push_back(first);
    if (name == "exact" || name == "gt" || name == "lte") clause.values.push_back(last);
}

/// A plain value as a JSON document.
Value json_value(Value&& value) {
    switch (value.kind()) {
        case ValueKind::json: return std::move(value);
        case ValueKind::boolean: return Value(ValueKind::json, value.boolean() ? "true" : "false");
        case ValueKind::integer: return Value(ValueKind::json, std::to_string(value.integer()));
        case ValueKind::real: {
            if (!std::isfinite(value.real())) throw ValueError("JSON has no " + value.repr());
            char digits[32];
            const auto end = std::to_chars(digits, digits + sizeof digits, value.real()).ptr;
            return Value(ValueKind::json, std::string(digits, end));
        }
        case ValueKind::decimal: return Value(ValueKind::json, value.text());
        case ValueKind::text: {
            std::string json = "\"";
            for (const char c : value.text()) {
                constexpr char hex[] = "0123456789abcdef";
                if (c == '"' || c == '\\') json += '\\';
                if (static_cast<unsigned char>(c) >= 0x20) json += c;
                else (json += "\\u00") += {hex[static_cast<unsigned char>(c) >> 4], hex[c & 15]};
            }
            return Value(ValueKind::json, json + '"');
        }
        default: throw ValueError("a JSON document is compared with JSON, text, a number or a boolean; got " + value.repr());
    }
}

/// The values of a key of several fields, each as its column wants it. False where no row can have them.
bool fit_key(const ModelInfo& model, const LookupDef& definition, const Value& key, std::vector<Value>& values) {
    if (key.kind() != ValueKind::row || key.row().size() != model.key_parts.size())
        throw ValueError("[T021] the primary key of " + std::string(model.name) + " has " + std::to_string(model.key_parts.size()) +
                         " fields; it was compared with " + key.repr());
    for (std::size_t i = 0; i < key.row().size(); ++i) {
        Value part = key.row()[i];
        if (part.is_null()) return false;
        const FieldKind kind = value_field(model.fields[model.key_parts[i]]).kind;
        if (is_integer(kind)) {
            if (part.kind() == ValueKind::boolean) part = Value(part.integer());
            if (fit_integer(kind, lookups[lookup_position::exact], part) != Decided::no) {
                if (definition.operand == Operand::list || definition.name == "exact") return false;
                throw ValueError(part.repr() + " is out of the range of " + std::string(model.name) + "." +
                                 std::string(model.fields[model.key_parts[i]].name));
            }
        }
        values.push_back(as_kind(kind, std::move(part)));
    }
    return true;
}

/// One key on the right side of a lookup.
void key_operand(Clause& clause, const ModelInfo& model, const FieldInfo& field, Value&& key) {
    if (key.kind() != ValueKind::row) {
        param(clause, detail::value_kind_of(value_field(field).kind));
        clause.values.push_back(std::move(key));
        return;
    }
    push(clause, NodeKind::row, key.row().size());
    for (std::size_t i = 0; i < key.row().size(); ++i) {
        param(clause, detail::value_kind_of(value_field(model.fields[model.key_parts[i]]).kind));
        clause.values.push_back(key.row()[i]);
    }
}

}  // namespace

void comparison(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition, Value&& value) {
    if (definition.operand == Operand::boolean) {
        if (value.kind() != ValueKind::boolean)
            throw ValueError("[T004] 'isnull' takes true or false; it was given " + value.repr());
        is_null(clause, resolved, value.boolean());
        return;
    }
    if (value.is_null()) {
        if (definition.name != "exact" && definition.name != "iexact") refuse_null(resolved, definition);
        if (resolved.is_json_path()) {  // a null in the document
            const std::size_t at = clause.nodes.size();
            comparison_nodes(clause, resolved, lookups[lookup_position::exact]);
            clause.nodes[at].flags = 1;
            clause.values.push_back(Value(ValueKind::json, "null"));
            return;
        }
        is_null(clause, resolved, true);
        return;
    }
    if (resolved.is_composite()) {
        std::vector<Value> values;
        if (!fit_key(*resolved.model, definition, value, values)) {
            push(clause, NodeKind::nothing);
            return;
        }
        comparison_nodes(clause, resolved, definition);
        for (Value& part : values) clause.values.push_back(std::move(part));
        return;
    }
    if (definition.operand == Operand::key) {
        if (value.kind() != ValueKind::text) throw ValueError("'has_key' takes a key, which is a text; got " + value.repr());
        comparison_nodes(clause, resolved, definition);
        clause.values.push_back(std::move(value));
        return;
    }
    if (definition.operand == Operand::pattern) {
        comparison_nodes(clause, resolved, definition);
        clause.values.push_back(like_pattern(definition.wrap, value));
        return;
    }
    const FieldKind kind = resolved.kind();
    if (is_integer(kind)) {
        if (value.kind() == ValueKind::boolean) value = Value(value.integer());
        switch (fit_integer(kind, definition, value)) {
            case Decided::no: break;
            case Decided::nothing: push(clause, NodeKind::nothing); return;
            case Decided::everything: is_null(clause, resolved, false); return;
        }
        if (is_year_range(resolved, definition) && value.kind() == ValueKind::integer) {
            year_comparison(clause, resolved, definition, value.integer());
            return;
        }
        comparison_nodes(clause, resolved, definition);
        clause.values.push_back(std::move(value));
        return;
    }
    comparison_nodes(clause, resolved, definition);
    clause.values.push_back(as_kind(kind, kind == FieldKind::json ? json_value(std::move(value)) : std::move(value)));
}

namespace {

/// Long lists are filled up to a power of two, so that few shapes serve all lengths.
void fill_up(std::vector<Value>& values) {
    if (values.size() <= 16) return;
    std::size_t padded = 32;
    while (padded < values.size()) padded *= 2;
    // Not beyond what SQLite takes in one statement beside a few others.
    if (padded <= 16384) values.resize(padded, values.back());
}

}  // namespace

void keys(Clause& clause, const FieldInfo* hop, const ModelInfo& model, const FieldInfo& field, std::vector<Value> keys) {
    if (keys.size() > 60000) throw ValueError("at most 60000 keys at once; there are " + std::to_string(keys.size()));
    const bool one = keys.size() == 1;
    fill_up(keys);
    lookup(clause, lookups[one ? lookup_position::exact : lookup_position::in], keys.size());
    clause.nodes.push_back({NodeKind::path, 0, static_cast<std::uint16_t>(hop != nullptr ? 1 : 0),
                            static_cast<std::uint32_t>(model.position(field)), nullptr});
    if (hop != nullptr) hidden_hop(clause, *hop);
    const ModelInfo& holder = hop != nullptr ? hop->target() : model;
    for (Value& key : keys) key_operand(clause, holder, field, std::move(key));
}

namespace {

/// Makes a value one of the column's kind; false for one that no row can have.
bool fit_listed(const ResolvedPath& resolved, Value& value) {
    const FieldKind kind = resolved.kind();
    if (value.is_null()) return false;
    if (is_integer(kind) && fit_integer(kind, lookups[lookup_position::exact], value) != Decided::no) return false;
    value = as_kind(kind, kind == FieldKind::json ? json_value(std::move(value)) : std::move(value));
    return true;
}

}  // namespace

bool list_item(Clause& clause, const ResolvedPath& resolved, Value value) {
    if (!fit_listed(resolved, value)) return false;
    param(clause, detail::value_kind_of(resolved.kind()));
    clause.values.push_back(std::move(value));
    return true;
}

void list(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition, std::vector<Value> values) {
    const FieldKind kind = resolved.kind();
    if (&definition == &lookups[lookup_position::has_keys] || &definition == &lookups[lookup_position::has_any_keys]) {
        const bool all = &definition == &lookups[lookup_position::has_keys];
        if (values.empty()) {
            if (all) push(clause, NodeKind::negation, 1);   // true of all rows, and false when it is negated
            return push(clause, NodeKind::nothing);
        }
        push(clause, all ? NodeKind::all_of : NodeKind::any_of, values.size());
        for (Value& key : values) comparison(clause, resolved, lookups[lookup_position::has_key], std::move(key));
        return;
    }
    std::vector<Value> kept;
    kept.reserve(values.size());
    for (Value& value : values) {
        if (resolved.is_composite()) {
            std::vector<Value> parts;
            if (!value.is_null() && fit_key(*resolved.model, definition, value, parts)) kept.push_back(Value::row(std::move(parts)));
        } else if (fit_listed(resolved, value)) {
            kept.push_back(std::move(value));
        }
    }
    // Repeated values are dropped, the order of first occurrence kept.
    std::vector<std::size_t> order(kept.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return kept[a] == kept[b] ? a < b : kept[a] < kept[b];
    });
    std::vector<bool> repeated(kept.size(), false);
    for (std::size_t i = 1; i < order.size(); ++i)
        if (kept[order[i]] == kept[order[i - 1]]) repeated[order[i]] = true;
    std::size_t count = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (repeated[i]) continue;
        if (count != i) kept[count] = std::move(kept[i]);
        ++count;
    }
    kept.resize(count);
    if (kept.empty()) {
        push(clause, NodeKind::nothing);
        return;
    }
    if (kept.size() > 60000) throw ValueError("'in' takes at most 60000 values; this list has " + std::to_string(kept.size()));
    fill_up(kept);
    lookup(clause, definition, kept.size());
    path(clause, resolved);
    for (Value& value : kept) {
        if (resolved.is_composite()) {
            key_operand(clause, *resolved.model, resolved.final_field(), std::move(value));
            continue;
        }
        param(clause, detail::value_kind_of(kind));
        clause.values.push_back(std::move(value));
    }
}

namespace {

/// As the column holds it; an end that all numbers of the column are within is the last of them. False where none is.
bool fit_end(const ResolvedPath& resolved, const LookupDef& bound, Value& value) {
    if (value.is_null()) refuse_null(resolved, lookups[lookup_position::range]);
    const FieldKind kind = resolved.kind();
    if (is_integer(kind)) {
        const Decided decided = fit_integer(kind, bound, value);
        if (decided == Decided::nothing) return false;
        if (decided == Decided::everything) value = Value(&bound == &lookups[lookup_position::gte] ? range_of(kind).low : range_of(kind).high);
    }
    value = as_kind(kind, std::move(value));
    return true;
}

}  // namespace

bool range_end(Clause& clause, const ResolvedPath& resolved, const LookupDef& bound, Value value) {
    if (!fit_end(resolved, bound, value)) return false;
    param(clause, detail::value_kind_of(resolved.kind()));
    clause.values.push_back(std::move(value));
    return true;
}

void pair(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition, Value from, Value to) {
    const bool low = fit_end(resolved, lookups[lookup_position::gte], from);
    const bool high = fit_end(resolved, lookups[lookup_position::lte], to);
    if (!low || !high) return push(clause, NodeKind::nothing);
    comparison_nodes(clause, resolved, definition);
    clause.values.push_back(std::move(from));
    clause.values.push_back(std::move(to));
}

Value converted_for(const FieldInfo& field, Value value) {
    convert_for(field, value);
    return value;
}

void convert_for(const FieldInfo& field, Value& value) {
    const FieldInfo& holder = value_field(field);
    auto refuse = [&](const std::string& why) {
        throw DataError(std::string(field.name) + ": " + why);
    };
    if (value.is_null()) return;
    make_kind(holder.kind, value);
    if (is_integer(holder.kind) && value.kind() == ValueKind::real) {
        if (std::floor(value.real()) != value.real() || !(std::abs(value.real()) < 9.2e18))
            refuse(value.repr() + " is no whole number");
        value = Value(static_cast<std::int64_t>(value.real()));
    }
    if (value.kind() != detail::value_kind_of(holder.kind))
        refuse(value.repr() + " does not fit a column that is " + std::string(detail::kind_word(holder.kind)));
    if (is_integer(holder.kind)) {
        const Range range = range_of(holder.kind);
        if (value.integer() < range.low || value.integer() > range.high)
            refuse(value.repr() + " is out of the column's range");
    }
    check_column_value(field, value);
}

namespace {

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Whether decimal text has no more digits than digits(max, places) allows.
bool decimal_fits(std::string_view text, int max_digits, int places) {
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) text = text.substr(1);
    const std::size_t point = text.find('.');
    std::string_view whole = text.substr(0, point);
    std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    while (!whole.empty() && whole.front() == '0') whole = whole.substr(1);
    while (!fraction.empty() && fraction.back() == '0') fraction = fraction.substr(0, fraction.size() - 1);
    return static_cast<int>(whole.size()) <= max_digits - places && static_cast<int>(fraction.size()) <= places;
}

}  // namespace

void check_text_length(const FieldInfo& field, std::string_view text) {
    const std::uint16_t most = value_field(field).max_length;
    if (most == 0 || text.size() <= most) return;
    const std::size_t length = code_points(text);
    if (length > most)
        throw DataError("value too long for " + std::string(field.name) + ": " + std::to_string(length) +
                        " characters, at most " + std::to_string(most));
}

namespace {

/// Unsigned members hold less than the next wider column that keeps them.
void check_integer(const FieldInfo& field, const Access& access, const Value& value) {
    const bool plain = access.storage >= Storage::i16 && access.storage <= Storage::u64;
    std::int64_t scratch = 0;
    try {
        write_member({plain ? access.storage : Storage::i64, ValueKind::integer}, &scratch, value);
    } catch (const DataError& error) {
        throw DataError(std::string(field.name) + ": " + error.what());
    }
}

}  // namespace

void check_column_value(const FieldInfo& field, const Value& value) {
    const FieldInfo& holder = value_field(field);
    if (value.kind() == ValueKind::text) {
        check_text_length(field, value.text());
    } else if (is_integer(holder.kind) && value.kind() == ValueKind::integer) {
        check_integer(field, *holder.access, value);
    } else if (value.kind() == ValueKind::bytes) {
        if (holder.max_length != 0 && value.text().size() > holder.max_length)
            throw DataError("value too long for " + std::string(field.name) + ": " + std::to_string(value.text().size()) +
                            " bytes, at most " + std::to_string(holder.max_length));
    } else if (value.kind() == ValueKind::decimal && holder.max_digits != 0) {
        if (!decimal_fits(value.text(), holder.max_digits, holder.decimal_places))
            throw DataError(std::string(field.name) + ": " + value.text() + " has more digits than digits(" +
                            std::to_string(holder.max_digits) + ", " + std::to_string(holder.decimal_places) + ") allows");
    }
}

void assignment(Clause& clause, const FieldInfo& field, std::size_t position, Value&& value) {
    clause.nodes.push_back({NodeKind::assign, 0, 1, static_cast<std::uint32_t>(position), nullptr});
    param(clause, detail::value_kind_of(value_field(field).kind));
    convert_for(field, clause.values.emplace_back(std::move(value)));
}

Value key_of(const ResolvedPath& path, const ModelInfo& model, const void* object) {
    const FieldInfo& field = path.final_field();
    const FieldInfo& key = field.kind == FieldKind::foreign_key ? target_field(field) : model.primary_key();
    const void* member = static_cast<const char*>(object) + key.offset;
    const bool unset = key.automatic && key.access->is_empty != nullptr && key.access->is_empty(member);
    Value value = unset ? Value() : read_member(*key.access, member);
    if (value.is_null())
        throw ValueError("an unsaved " + std::string(model.name) + " was given for '" + std::string(field.name) +
                         "'; save it first");
    return value;
}

}  // namespace nuage::build
