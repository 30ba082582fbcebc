// SPDX-License-Identifier: MIT
// The sentences of mistakes, written once for the compiler's messages and for exceptions.
#pragma once

#include <nuage/query/path.hpp>

namespace nuage {

/// What kind of value stands on the right of a lookup.
enum class Given : std::uint8_t {
    boolean, integer, real, decimal, text, bytes, date, time, datetime, duration, uuid, json, ip,
    row,       ///< a std::tuple: the values of a key of several fields
    null,      ///< nullptr or std::nullopt
    custom,    ///< a type with a Codec
    model,     ///< a model object
    any        ///< a nuage::Value or another expression: known at run time only
};

/// The type of an operand, as data.
struct OperandType {
    Given given = Given::any;
    bool list = false;
    bool pair = false;
    const Access* custom = nullptr;     ///< of a custom type
    const ModelInfo* model = nullptr;   ///< of a model object
};

namespace detail {

[[nodiscard]] constexpr std::size_t distance(std::string_view a, std::string_view b) {
    std::size_t row[65]{};
    if (b.size() > 64 || a.size() > 64) return 99;
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            std::size_t best = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;
            row[j] = best < change ? best : change;
        }
    }
    return row[b.size()];
}

/// Keeps the candidate that is nearest to a misspelled name.
struct Nearest {
    std::string_view wrong;
    std::string_view best{};
    std::size_t best_distance = 0;
    constexpr explicit Nearest(std::string_view name) : wrong(name), best_distance(name.size() / 3 + 2) {}
    constexpr void offer(std::string_view candidate) {
        const std::size_t d = distance(wrong, candidate);
        if (d < best_distance) {
            best_distance = d;
            best = candidate;
        }
    }
    constexpr void write(Text& out) const {
        if (!best.empty()) out << " Did you mean '" << best << "'?";
    }
};

[[nodiscard]] constexpr std::string_view article_kind(FieldKind kind) {
    switch (kind) {
        case FieldKind::boolean: return "a boolean";
        case FieldKind::small_integer: case FieldKind::integer: case FieldKind::big_integer: return "an integer";
        case FieldKind::real: return "a floating-point";
        case FieldKind::decimal: return "a decimal";
        case FieldKind::text: return "a text";
        case FieldKind::date: return "a date";
        case FieldKind::time: return "a time";
        case FieldKind::datetime: return "a datetime";
        case FieldKind::duration: return "a duration";
        case FieldKind::uuid: return "a UUID";
        case FieldKind::binary: return "a binary";
        case FieldKind::json: return "a JSON";
        case FieldKind::ip: return "an IP address";
        case FieldKind::foreign_key: case FieldKind::reverse: case FieldKind::many_to_many: return "a relation";
        case FieldKind::composite_key: return "a composite key";
    }
    return "a";
}

[[nodiscard]] constexpr std::string_view kind_word(FieldKind kind) {
    const std::string_view with_article = article_kind(kind);
    return with_article.substr(find(with_article, " ") + 1);
}

[[nodiscard]] constexpr std::string_view given_word(Given given) {
    constexpr std::string_view words[] = {"bool", "int", "double", "Decimal", "text", "Bytes", "Date", "Time", "DateTime",
                                          "Duration", "Uuid", "Json", "IpAddress", "a tuple", "null", "a user-defined type",
                                          "a model object", "an expression"};
    return words[static_cast<std::size_t>(given)];
}

constexpr void write_field_names(Text& out, const ModelInfo& model) {
    constexpr std::size_t most = 24;
    out << " Fields: ";
    std::size_t n = 0;
    for (const FieldInfo& field : model.fields) {
        if (n == most) {
            out << ", and ";
            out.number(static_cast<std::int64_t>(model.fields.size() - most)) << " more";
            return;
        }
        if (n++ != 0) out << ", ";
        out << field.name;
    }
}

}  // namespace detail

/// The sentence for a name that does not resolve.
[[nodiscard]] constexpr detail::Text path_sentence(const ResolvedPath& path, std::string_view text) {
    detail::Text out;
    const bool is_part = path.wrong.size() != text.size();
    switch (path.problem) {
        case PathProblem::none: break;
        case PathProblem::no_field: {
            out << "[F001] " << path.wrong_model->name << " has no field '" << path.wrong << "'";
            if (is_part) out << " (in '" << text << "')";
            out << '.';
            detail::Nearest nearest(path.wrong);
            for (const FieldInfo& field : path.wrong_model->fields) nearest.offer(field.name);
            const bool first = path.among_annotations && path.hop_count == 0 && !path.is_filtered;
            if (first)
                for (const FieldInfo& annotation : path.annotations->fields) nearest.offer(annotation.name);
            nearest.write(out);
            detail::write_field_names(out, *path.wrong_model);
            if (!first) break;
            out << "; annotations: ";
            for (std::size_t i = 0; i < path.annotations->fields.size(); ++i)
                out << (i == 0 ? "" : ", ") << path.annotations->fields[i].name;
            break;
        }
        case PathProblem::no_lookup: {
            const FieldInfo& field = path.final_field();
            const bool key = path.transform_count == 0 && field.kind == FieldKind::foreign_key;
            out << "[F003] '" << path.wrong << "' is no lookup of "
                << detail::article_kind(key ? FieldKind::foreign_key : path.kind()) << " field (" << path.model->name << '.'
                << field.name << " in '" << text << "').";
            detail::Nearest nearest(path.wrong);
            for (const LookupDef& lookup : lookups) nearest.offer(lookup.name);
            for (const FunctionDef& transform : transforms)
                if ((transform.kinds & bit(path.kind())) != 0) nearest.offer(transform.name);
            if (key)
                for (const FieldInfo& other : field.target().fields) nearest.offer(other.name);
            if (nearest.best != path.wrong) nearest.write(out);
            break;
        }
        case PathProblem::lookup_not_here:
            out << "[F004] '" << text << "' ends in the lookup '" << path.wrong
                << "', but a field is wanted here: lookups belong in filter() and exclude().";
            break;
        case PathProblem::too_deep:
            out << "[F005] '" << text << "' follows more than ";
            out.number(static_cast<std::int64_t>(ResolvedPath::max_hops)) << " relations.";
            break;
        case PathProblem::empty_name: out << "[F006] A field name is empty."; break;
    }
    return out;
}

/// Whether values of a C++ type may be held against a column kind.
[[nodiscard]] constexpr bool accepts(FieldKind kind, Given given) {
    if (given == Given::any) return true;
    switch (kind) {
        case FieldKind::boolean: return given == Given::boolean;
        case FieldKind::small_integer: case FieldKind::integer: case FieldKind::big_integer:
            return given == Given::integer || given == Given::real;
        case FieldKind::real: return given == Given::integer || given == Given::real;
        case FieldKind::decimal: return given == Given::integer || given == Given::decimal;
        case FieldKind::text: return given == Given::text;
        case FieldKind::date: return given == Given::date;
        case FieldKind::time: return given == Given::time;
        case FieldKind::datetime: return given == Given::datetime || given == Given::date;
        case FieldKind::duration: return given == Given::duration;
        case FieldKind::uuid: return given == Given::uuid || given == Given::text;
        case FieldKind::binary: return given == Given::bytes;
        case FieldKind::json: return true;
        case FieldKind::ip: return given == Given::ip || given == Given::text;
        case FieldKind::composite_key: return given == Given::row;
        case FieldKind::foreign_key: case FieldKind::reverse: case FieldKind::many_to_many: return false;
    }
    return false;
}

/// Whether an operand's type fits a lookup on a path. The sentence is empty when it does.
[[nodiscard]] constexpr detail::Text operand_sentence(const ResolvedPath& path, const LookupDef& lookup,
                                                      const OperandType& operand) {
    detail::Text out;
    if (operand.given == Given::any && !operand.list && !operand.pair) return out;
    const FieldInfo& field = path.final_field();
    const bool is_key = path.transform_count == 0 && (field.kind == FieldKind::foreign_key || field.primary_key);
    auto subject = [&](std::string_view code) -> detail::Text& {
        out << code << ' ' << path.model->name << '.' << field.name;
        for (std::size_t i = 0; i < path.transform_count; ++i) out << "__" << path.transforms[i]->name;
        return out;
    };
    if (operand.given == Given::null) {
        if (lookup.name == "exact" || lookup.name == "iexact") return out;
        subject("[T003]") << " cannot be compared with null by '" << lookup.name << "'; use 'isnull' or exact.";
        return out;
    }
    if (lookup.operand == Operand::boolean) {
        if (operand.given != Given::boolean || operand.list)
            subject("[T004]") << ": 'isnull' takes true or false; it was given " << detail::given_word(operand.given) << '.';
        return out;
    }
    if (path.is_composite() && operand.list && lookup.operand != Operand::list) {
        subject("[T021]") << " stands for several fields: compare it with a std::tuple of their values.";
        return out;
    }
    if ((lookup.operand == Operand::list) != operand.list || (lookup.operand == Operand::pair) != operand.pair) {
        if (lookup.operand == Operand::list) subject("[T005]") << ": 'in' takes a list of values, such as {1, 2}.";
        else if (lookup.operand == Operand::pair)
            subject("[T005]") << ": 'range' takes two values, as std::pair or nuage::range(from, to).";
        else subject("[T005]") << ": '" << lookup.name << "' takes one value, not several; use 'in' for a list.";
        return out;
    }
    if (lookup.operand == Operand::pattern || lookup.operand == Operand::key) {
        if (operand.given == Given::text || operand.given == Given::any) return out;
        subject("[T002]") << ": '" << lookup.name << "' takes text; it was given " << detail::given_word(operand.given) << '.';
        return out;
    }
    if (operand.given == Given::model) {
        const ModelInfo* wanted = field.kind == FieldKind::foreign_key ? &field.target() : path.model;
        if (is_key && wanted->name == operand.model->name && wanted->app == operand.model->app) return out;
        subject("[T006]");
        if (is_key) out << " refers to " << wanted->name << "; '" << lookup.name << "' was given a " << operand.model->name << '.';
        else out << " is no relation; '" << lookup.name << "' was given a " << operand.model->name << " object.";
        return out;
    }
    const FieldInfo& holder = value_field(field);
    if (operand.given == Given::custom) {
        // Same C++ type, or its optional: both load and dump through the same functions. (No address is compared with
        // nullptr: under UBSan, g++ 12 does not take that for a constant.)
        if (path.transform_count == 0 && holder.has_column() && holder.access->storage == Storage::custom &&
            holder.access->dump == operand.custom->dump)
            return out;
    } else if (accepts(path.kind(), operand.given)) {
        return out;
    }
    subject("[T002]") << " is " << detail::kind_word(path.kind()) << "; '" << lookup.name << "' was given "
                      << detail::given_word(operand.given) << '.';
    return out;
}

}  // namespace nuage
