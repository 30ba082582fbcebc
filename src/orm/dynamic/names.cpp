// SPDX-License-Identifier: MIT
// Names of run-time annotations, which nodes of queries point to.
#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include <nuage/db/text_check.hpp>
#include <nuage/functions/comparison.hpp>
#include <nuage/functions/text.hpp>

#include "tree.hpp"

namespace nuage::detail {

namespace {

/// A name with what is made of it. Never forgotten: prepared statements are found by its address.
struct LastingName {
    NameDef name{};
    FunctionDef collation{};
    std::map<std::pair<const ModelInfo*, std::size_t>, FieldInfo> relations{};
};

std::mutex mutex;

LastingName& lasting(std::string_view text) {
    static std::map<std::string, LastingName, std::less<>> names;
    if (const auto found = names.find(text); found != names.end()) return found->second;
    if (names.size() == most_names)
        throw ValueError("[F081] More than " + std::to_string(most_names) + " different names were given to expressions at run time. They are kept "
                         "as long as the program runs: take them from a fixed set.");
    const auto added = names.try_emplace(std::string(text)).first;
    added->second.name.name = added->first;
    added->second.collation = {{}, "collate", kinds::text, FieldKind::text, "%1 COLLATE %n", "Collate",
                               FunctionResult::same, NullResult::any, 1, 1, kinds::all, nullptr, added->first};
    return added->second;
}

bool is_text(std::string_view text) {
    try {
        require_valid_text(text);
        return true;
    } catch (const DataError&) {
        return false;
    }
}

}  // namespace

const Access& access_for(ValueKind kind) {
    static const std::vector<Access> table = [] {
        std::vector<Access> all(static_cast<std::size_t>(ValueKind::row) + 1, access_of<Value>::value);
        for (std::size_t i = 0; i < all.size(); ++i) all[i].kind = static_cast<ValueKind>(i);
        return all;
    }();
    return table[static_cast<std::size_t>(kind)];
}

const NameDef& lasting_name(std::string_view text) {
    constexpr std::size_t longest = 500;
    if (text.empty() || text.size() > longest || !is_text(text))
        throw ValueError("[F080] " + Value(text.substr(0, longest)).repr() + " cannot be the name of an expression.");
    const std::lock_guard lock(mutex);
    return lasting(text).name;
}

const FunctionDef& lasting_collation(std::string_view collation) {
    const std::lock_guard lock(mutex);
    return lasting(collation).collation;
}

const FieldInfo& lasting_relation(std::string_view alias, const ModelInfo& model, std::size_t position) {
    const std::lock_guard lock(mutex);
    const auto [found, added] = lasting(alias).relations.try_emplace({&model, position}, model.fields[position]);
    if (added) {
        found->second.null = true;
        found->second.filtered = true;
    }
    return found->second;
}

const FunctionDef& lasting_cast(std::string_view type, std::uint8_t digits, std::uint8_t decimal_places) {
    struct Cast {
        FieldInfo field{};
        FunctionDef function{};
    };
    struct Word {
        std::string_view word;
        FieldKind kind;
    };
    constexpr Word words[] = {{"boolean", FieldKind::boolean}, {"integer", FieldKind::big_integer}, {"real", FieldKind::real}, {"decimal", FieldKind::decimal},
                              {"text", FieldKind::text}, {"date", FieldKind::date}, {"time", FieldKind::time}, {"datetime", FieldKind::datetime}};
    const auto* const word = std::find_if(std::begin(words), std::end(words), [&](const Word& known) { return known.word == type; });
    if (word == std::end(words)) throw FieldError("[F093] There is no type '" + std::string(type.substr(0, 100)) + "' to cast to.");
    const bool has_digits = word->kind == FieldKind::decimal;
    if (has_digits ? digits == 0 || digits > 38 || decimal_places > digits : digits != 0 || decimal_places != 0)
        throw FieldError("[F093] A decimal has 1 to 38 digits, and no more decimal places than those; other types have none.");
    static std::map<std::tuple<FieldKind, std::uint8_t, std::uint8_t>, Cast> casts;
    const std::lock_guard lock(mutex);
    const auto [found, added] = casts.try_emplace({word->kind, digits, decimal_places});
    Cast& cast = found->second;
    if (added) {
        cast.field.kind = word->kind;
        cast.field.max_digits = digits;
        cast.field.decimal_places = decimal_places;
        cast.function = {{}, functions::cast_name(word->kind), kinds::all, word->kind, "CAST(%1 AS %t)", "Cast",
                         FunctionResult::fixed, NullResult::any, 1, 1, kinds::all, &cast.field};
    }
    return cast.function;
}

void check_column_name(std::string_view name) {
    constexpr std::size_t longest = 63;   // octets, PostgreSQL's limit
    const bool is_name = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
    if (name.empty() || name.size() > longest || !is_name || !is_text(name))
        throw ValueError("[F080] " + Value(name.substr(0, 100)).repr() + " cannot be the name of an expression: a name is made of letters, digits and '_', "
                         "and has at most 63 octets.");
}

FieldInfo named_field(std::string_view lasting_name, const ExpressionKind& kind, bool hidden) {
    FieldInfo field;
    field.name = lasting_name;
    field.kind = kind.kind;
    field.null = kind.null;
    field.access = &access_for(kind.known ? value_kind_of(kind.kind) : ValueKind::null);
    field.decimal_places = ColumnPlan::any_scale;
    field.hidden = hidden;
    return field;
}

std::shared_ptr<const DynamicNames> with_name(const ModelInfo& names, const ModelInfo& model, const FieldInfo& added) {
    constexpr std::size_t most = 1000;
    auto result = std::make_shared<DynamicNames>();
    if (names.annotations) result->fields.assign(names.fields.begin(), names.fields.end());
    if (result->fields.size() == most) throw ValueError("[F082] A query set has at most " + std::to_string(most) + " named expressions.");
    result->fields.push_back(added);
    result->info.name = model.name;
    result->info.app = model.app;
    result->info.fields = result->fields;
    result->info.annotated = &model;
    result->info.annotations = true;
    return result;
}

}  // namespace nuage::detail
