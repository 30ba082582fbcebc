// SPDX-License-Identifier: MIT
// Appends nodes and values to a clause. The node part runs at compile time too; values only at run time.
#pragma once

#include <type_traits>
#include <vector>

#include <nuage/fields/field_traits.hpp>
#include <nuage/query/query.hpp>
#include <nuage/query/sentences.hpp>

namespace nuage::build {

constexpr void push(Clause& clause, NodeKind kind, std::size_t count = 0, std::uint8_t flags = 0) {
    clause.nodes.push_back({kind, flags, static_cast<std::uint16_t>(count), 0, nullptr});
}

constexpr void hidden_hop(Clause& clause, const FieldInfo& relation) {
    clause.nodes.push_back({NodeKind::hop, 1, 0, 0, &relation});
}

/// The way to the end of a FilteredRelation().
constexpr void hidden_hops(Clause& clause, const FieldInfo& last) {
    if (last.filtered_before > 0) hidden_hops(clause, *last.standin);
    hidden_hop(clause, last);
}

constexpr void push_hops(Clause& clause, NodeKind kind, const ResolvedPath& path) {
    const std::size_t hidden = path.is_filtered ? path.filtered->filtered_before + std::size_t{1} : 0;
    clause.nodes.push_back({kind, 0, static_cast<std::uint16_t>(path.hop_count + hidden), path.field, nullptr});
    if (path.is_filtered) hidden_hops(clause, *path.filtered);
    for (std::size_t i = 0; i < path.hop_count; ++i) clause.nodes.push_back({NodeKind::hop, 0, 0, path.hops[i], nullptr});
}

/// A column reached by a path, its transforms around it.
constexpr void path(Clause& clause, const ResolvedPath& path) {
    for (std::size_t i = path.transform_count; i > 0; --i)
        clause.nodes.push_back({NodeKind::function, 0, 1, 0, path.transforms[i - 1]});
    // Names known to the compiler are resolved into objects that last.
    if (path.is_json_path())
        clause.nodes.push_back({NodeKind::json, 0, 1, 0, path.lasting_json != nullptr ? path.lasting_json : &path.json});
    if (path.annotation) clause.nodes.push_back({NodeKind::reference, 0, 0, path.field, nullptr});
    else push_hops(clause, NodeKind::path, path);
}

/// The columns that a path stands for among those selected: several for a key of several fields.
constexpr void columns(Clause& clause, const ResolvedPath& resolved) {
    const std::size_t count = resolved.is_composite() ? resolved.model->key_parts.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        push(clause, NodeKind::column, 1);
        if (resolved.is_composite()) path(clause, resolved.part(i));
        else path(clause, resolved);
    }
}

/// Takes out the subtrees of a kind, of nodes without values.
constexpr void drop(Clause& clause, NodeKind kind) {
    detail::SmallVector<Node, 4> kept;
    for (const Node *n = clause.nodes.begin(), *end = clause.nodes.end(); n != end;) {
        const std::size_t size = subtree_size(n);
        if (n->kind != kind) kept.append(n, size);
        n += size;
    }
    clause.nodes = std::move(kept);
}

constexpr void lookup(Clause& clause, const LookupDef& definition, std::size_t operands) {
    clause.nodes.push_back({NodeKind::lookup, 0, static_cast<std::uint16_t>(operands), 0, &definition});
}
/// A lookup and its path; what the path is held against is to follow.
constexpr void lookup(Clause& clause, const ResolvedPath& resolved) {
    lookup(clause, *resolved.lookup, 1);
    path(clause, resolved);
}

constexpr void param(Clause& clause, ValueKind kind) {
    clause.nodes.push_back({NodeKind::param, static_cast<std::uint8_t>(kind), 0, 0, nullptr});
}

/// What a path is compared with: a value, or a row of them for a key of several fields.
constexpr void operand(Clause& clause, const ResolvedPath& resolved, ValueKind kind) {
    if (!resolved.is_composite()) return param(clause, kind);
    push(clause, NodeKind::row, resolved.model->key_parts.size());
    for (const std::uint16_t part : resolved.model->key_parts)
        param(clause, detail::value_kind_of(value_field(resolved.model->fields[part]).kind));
}

/// A year compared by a bound is a range of the column itself, which an index can serve.
[[nodiscard]] constexpr bool is_year_range(const ResolvedPath& path, const LookupDef& definition) {
    if (path.transform_count != 1 || path.transforms[0]->name != "year") return false;
    const auto at = static_cast<std::size_t>(&definition - lookups);
    return at == lookup_position::exact || (at >= lookup_position::gt && at <= lookup_position::lte);
}

/// The nodes of a lookup with one bound value (two for `range`, and for an exact year).
constexpr void comparison_nodes(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition) {
    if (is_year_range(resolved, definition)) {
        ResolvedPath column = resolved;
        column.transform_count = 0;
        const ValueKind kind = detail::value_kind_of(column.kind());
        const bool exact = definition.name == "exact";
        lookup(clause, exact ? lookups[lookup_position::range] : definition, exact ? 2 : 1);
        path(clause, column);
        param(clause, kind);
        if (exact) param(clause, kind);
        return;
    }
    const bool pair = definition.operand == Operand::pair;
    const ValueKind kind =
        definition.operand == Operand::pattern || definition.operand == Operand::key ? ValueKind::text : detail::value_kind_of(resolved.kind());
    lookup(clause, definition, pair ? 2 : 1);
    path(clause, resolved);
    operand(clause, resolved, kind);
    if (pair) param(clause, kind);
}

constexpr void is_null(Clause& clause, const ResolvedPath& resolved, bool yes) {
    push(clause, NodeKind::is_null, 1, yes ? 1 : 0);
    path(clause, resolved);
}

/// A lookup with its value: escaped for LIKE, converted to the column's kind, IS NULL for null, and decided here where
/// the value alone decides it (out of the column's range). Throws ValueError where a value cannot be meant.
void comparison(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition, Value&& value);
/// `in`: null and repeated values are dropped; an empty list matches nothing.
void list(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition, std::vector<Value> values);
/// One value of a list that has expressions, too. False where nothing can be equal to it: then nothing was added.
bool list_item(Clause& clause, const ResolvedPath& resolved, Value value);
/// One of these keys, for a column of its own kind in the table that a hidden relation leads to; without one, of the model
/// itself. The keys are distinct and no NULLs.
void keys(Clause& clause, const FieldInfo* hop, const ModelInfo& model, const FieldInfo& field, std::vector<Value> keys);
/// One end of a range whose other end is an expression, by `gte` or `lte`. False where nothing lies beyond it: then nothing was added.
bool range_end(Clause& clause, const ResolvedPath& resolved, const LookupDef& bound, Value value);
/// `range`: both ends included.
void pair(Clause& clause, const ResolvedPath& resolved, const LookupDef& definition, Value from, Value to);

/// The value as the column wants it. Throws DataError when it does not fit: out of range, too long, too many digits.
[[nodiscard]] Value converted_for(const FieldInfo& field, Value value);
void convert_for(const FieldInfo& field, Value& value);
/// Throws DataError for text, bytes or decimals that are longer than the field allows.
void check_column_value(const FieldInfo& field, const Value& value);
void check_text_length(const FieldInfo& field, std::string_view text);
/// SET column = value of update().
void assignment(Clause& clause, const FieldInfo& field, std::size_t position, Value&& value);

/// Resolves a run-time name. Throws FieldError with the sentence of the compile-time check.
[[nodiscard]] ResolvedPath resolve(const ModelInfo& model, std::string_view text);
[[nodiscard]] ResolvedPath resolve_plain(const ModelInfo& model, std::string_view text);
/// A keyword whose name and value arrived at run time: FieldError for either.
void dynamic_condition(Clause& clause, const ModelInfo& model, std::string_view text, std::vector<Value> values, bool list);

/// One item of an ordering. `text` is the name without its sign.
constexpr void order_item(Clause& clause, const ResolvedPath& resolved, std::string_view text, std::uint8_t flags) {
    const FieldInfo& field = resolved.final_field();
    if (resolved.is_composite()) {
        for (std::size_t i = 0; i < resolved.model->key_parts.size(); ++i) {
            push(clause, NodeKind::order, 1, flags);
            path(clause, resolved.part(i));
        }
        return;
    }
    if (field.kind == FieldKind::foreign_key && text.ends_with(field.name) && (flags & ~OrderFlags::descending) == 0)
        flags |= OrderFlags::by_relation;
    push(clause, NodeKind::order, 1, flags);
    path(clause, resolved);
}

/// One item of an ordering from its text: "-created_at", "author__name", "?".
void order_by_text(Clause& clause, const ModelInfo& model, std::string_view text);

/// The value of a model object's key for a path that ends in a relation or key. Throws ValueError when the object has
/// no key yet, for it would match NULL.
[[nodiscard]] Value key_of(const ResolvedPath& path, const ModelInfo& model, const void* object);

}  // namespace nuage::build
