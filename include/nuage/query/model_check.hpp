// SPDX-License-Identifier: MIT
// The mistakes a model can have, found at compile time.
#pragma once

#include <nuage/query/sentences.hpp>

namespace nuage {

namespace detail {

/// By name, because under UBSan g++ 12 compares no addresses of different objects in constant evaluation.
[[nodiscard]] constexpr bool same_model(const ModelInfo& a, const ModelInfo& b) { return a.name == b.name && a.app == b.app; }

/// Inherited other ends speak of the base.
[[nodiscard]] constexpr bool is_model_or_base(const ModelInfo& model, const ModelInfo& wanted) {
    if (same_model(model, wanted)) return true;
    return (model.proxy || model.parent_link != ModelInfo::no_link) && is_model_or_base(model.base(), wanted);
}

constexpr void check_names(Text& out, const ModelInfo& model, std::span<const std::string_view> names,
                           std::string_view where, bool paths) {
    for (std::string_view name : names) {
        if (!out.empty() || name == "?") return;
        if (!name.empty() && (name[0] == '-' || name[0] == '+')) name = name.substr(1);
        const ResolvedPath path = resolve_name(model, name);
        if (path.problem != PathProblem::none) {
            out << "[M004] " << where << " of " << model.name << ": " << path_sentence(path, name).view().substr(7);
            return;
        }
        if (!paths && path.hop_count > 0)
            out << "[M005] " << where << " of " << model.name << ": '" << name << "' leaves the table of " << model.name << '.';
    }
}

constexpr void check_field(Text& out, const ModelInfo& model, const FieldInfo& field) {
    auto complain = [&](std::string_view code) -> Text& { return out << code << ' ' << model.name << '.' << field.name; };
    const bool text = field.kind == FieldKind::text || field.kind == FieldKind::binary;
    // The formats set a length, so they come first.
    if (field.format != TextFormat::plain && field.kind != FieldKind::text)
        complain("[M006]") << ": email, slug and url are for text; the member is " << kind_word(field.kind) << '.';
    else if (field.max_length != 0 && !text && field.has_column())
        complain("[M006]") << ": max_length is for text and bytes; the member is " << kind_word(field.kind) << '.';
    else if ((field.auto_now || field.auto_now_add) && (bit(field.kind) & kinds::temporal) == 0)
        complain("[M006]") << ": auto_now is for dates and times; the member is " << kind_word(field.kind) << '.';
    else if (field.kind == FieldKind::decimal && field.max_digits == 0)
        complain("[M007]") << " is a decimal and needs digits(max, places).";
    else if (field.decimal_places > field.max_digits || field.max_digits > 34)
        complain("[M007]") << ": digits(max, places) wants places <= max <= 34.";
    else if (field.positive && (bit(field.kind) & kinds::numbers) == 0)
        complain("[M006]") << ": positive is for numbers; the member is " << kind_word(field.kind) << '.';
    else if ((field.rules.min_value.kind != Bound::Kind::none || field.rules.max_value.kind != Bound::Kind::none ||
              field.rules.step.kind != Bound::Kind::none) && (bit(field.kind) & kinds::numbers) == 0)
        complain("[M006]") << ": min_value, max_value and step are for numbers; the member is " << kind_word(field.kind) << '.';
    else if ((field.rules.min_length != 0 && !text) || (!field.rules.regex.empty() && field.kind != FieldKind::text))
        complain("[M006]") << ": min_length and regex are for text; the member is " << kind_word(field.kind) << '.';
    else if (field.rules.function_count > FieldRules::most_functions)
        complain("[M021]") << " has more than 4 validators; let one function call several.";
    else if (field.primary_key && field.null) complain("[M008]") << " is the primary key and cannot be optional.";
    else if (field.key_part && field.automatic)
        complain("[M002]") << " is automatic: it is the whole key, and no other field can be a part of it.";
    else if (field.automatic && (bit(value_field(field).kind) & kinds::integers) == 0)
        complain("[M008]") << " is automatic and must be an integer.";
    else if (field.on_delete == OnDelete::set_null && field.kind == FieldKind::foreign_key && !field.null)
        complain("[M009]") << ": on_delete(set_null) needs a nullable relation.";
    else if (field.on_delete == OnDelete::db_set_null && field.kind == FieldKind::foreign_key && !field.null)
        complain("[M009]") << ": on_delete(db_set_null) needs a nullable relation.";
    else if (left_to_database(field.on_delete) && field.on_delete != OnDelete::do_nothing && !field.db_constraint)
        complain("[M030]") << ": db_cascade and db_set_null are the database's work, which no_db_constraint forbids.";
    else if (field.is_generated && (field.primary_key || field.is_relation() || field.auto_now || field.auto_now_add))
        complain("[M035]") << " is a generated column: it cannot be a key, a relation, or set by auto_now.";
    else if (find(field.name, "__") != std::string_view::npos || (!field.name.empty() && field.name.back() == '_'))
        complain("[M010]") << ": a field's name may not contain '__' nor end in '_'.";
    else if (find_lookup(field.name) != no_definition || field.name == "pk")
        complain("[M010]") << ": '" << field.name << "' is the name of a lookup or of the key.";
}

/// Rows that the database erases by itself are not seen by erase(): nothing that it should see may refer to them.
constexpr void check_on_delete(Text& out, const ModelInfo& model, const FieldInfo& field) {
    if (field.kind != FieldKind::foreign_key || left_to_database(field.on_delete)) return;
    const ModelInfo& target = field.target();
    for (const FieldInfo& other : target.fields)
        if (other.kind == FieldKind::foreign_key && other.on_delete == OnDelete::db_cascade && out.empty())
            out << "[M031] " << model.name << '.' << field.name << ": the database erases rows of " << target.name << " by itself ("
                << target.name << '.' << other.name << " is db_cascade); only db_cascade, db_set_null and do_nothing can answer to that.";
}

constexpr void check_relation(Text& out, const ModelInfo& model, const FieldInfo& field) {
    check_on_delete(out, model, field);
    if (!out.empty()) return;
    const ModelInfo& target = field.target();
    const bool by_key = field.to_field.empty() && (field.kind == FieldKind::foreign_key || field.kind == FieldKind::many_to_many);
    if (by_key && !target.key_parts.empty()) {
        out << "[M042] " << model.name << '.' << field.name << " refers to " << target.name
            << ", whose primary key has several fields: a foreign key holds one value. Name a unique field by to_field.";
        return;
    }
    if (field.kind == FieldKind::foreign_key && !field.to_field.empty()) {
        const std::size_t at = target.find(field.to_field);
        if (at == ModelInfo::none)
            out << "[M011] " << model.name << '.' << field.name << " refers to " << target.name << '.' << field.to_field
                << ", but there is no such field.";
        else if (!is_unique(target.fields[at]))
            out << "[M011] " << model.name << '.' << field.name << " refers to " << target.name << '.' << field.to_field
                << ", which is not unique.";
    }
    if (field.kind == FieldKind::reverse) {
        const std::size_t at = target.find(field.remote_field);
        const bool many = at != ModelInfo::none && target.fields[at].kind == FieldKind::many_to_many;
        if (at == ModelInfo::none || (!many && target.fields[at].kind != FieldKind::foreign_key) ||
            !is_model_or_base(model, target.fields[at].target())) {
            out << "[M012] " << model.name << '.' << field.name << " is said to be the other end of " << target.name << '.'
                << field.remote_field << ", but that is no ForeignKey or ManyToMany to " << model.name << '.';
        } else if (target.fields[at].inherited) {
            out << "[M034] " << model.name << '.' << field.name << ": " << target.name << '.' << field.remote_field
                << " belongs to a base of " << target.name << "; the other end leads to that.";
        } else if (field.multi_valued == (target.fields[at].unique && !many)) {
            out << "[M012] " << model.name << '.' << field.name << ": the other end of "
                << (field.multi_valued ? "a OneToOne is a RelatedOne." : "a ForeignKey is a RelatedSet.");
        } else {
            for (const FieldInfo& other : model.fields) {
                if (&other != &field && other.kind == FieldKind::reverse && same_model(other.target(), target) &&
                    other.remote_field == field.remote_field) {
                    out << "[M013] " << model.name << '.' << other.name << " and " << model.name << '.' << field.name
                        << " are both the other end of " << target.name << '.' << field.remote_field << '.';
                    return;
                }
            }
        }
    }
}

/// A child has the columns of its parent's table; one more of the same name would hide the first.
constexpr void check_inherited(Text& out, const ModelInfo& model) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        if (!model.fields[i].inherited) continue;
        for (std::size_t other = 0; other < model.fields.size(); ++other) {
            if (other == i || model.fields[other].name != model.fields[i].name || !out.empty()) continue;
            out << "[M033] " << model.name << '.' << model.fields[i].name << " is a field of " << model.base().name
                << " already: a child of a model cannot list it anew.";
        }
    }
}

}  // namespace detail

/// The first mistake of a model as a sentence; empty when there is none.
[[nodiscard]] constexpr detail::Text model_sentence(const ModelInfo& model) {
    detail::Text out;
    if (model.named_query) return out;
    bool has_key = false;
    if (model.proxy) {
        detail::check_names(out, model, model.ordering, "ordering", true);
        return out;
    }
    detail::check_inherited(out, model);
    for (const FieldInfo& field : model.fields) {
        if (out.empty() && !field.inherited) detail::check_field(out, model, field);
        has_key = has_key || field.primary_key;
        // Offsets first: comparing all names with each other takes clang more steps than it allows for 256 fields.
        for (const FieldInfo* other = model.fields.data(); other != &field; ++other)
            if (other->offset == field.offset && other->name == field.name && out.empty())
                out << "[M003] " << model.name << '.' << field.name << " is listed twice.";
    }
    if (out.empty() && !has_key)
        out << "[M001] " << model.name << " has no primary key: list an integer member `id`, or mark a field primary_key.";
    if (out.empty() && model.parent_link != ModelInfo::no_link && (!model.key_parts.empty() || !model.base().key_parts.empty()))
        out << "[M043] " << model.name << ": neither a child nor the model it derives from can have a primary key of several fields.";
    for (const FieldInfo& field : model.fields)
        if (out.empty() && field.kind == FieldKind::many_to_many && !model.key_parts.empty())
            out << "[M042] " << model.name << '.' << field.name << ": the rows of a join table refer to " << model.name
                << ", whose primary key has several fields.";
    for (const FieldInfo& field : model.fields)
        if (out.empty() && field.is_relation() && !field.inherited) detail::check_relation(out, model, field);
    if (out.empty()) detail::check_names(out, model, model.ordering, "ordering", true);
    if (out.empty()) detail::check_names(out, model, model.get_latest_by, "get_latest_by", true);
    for (const IndexInfo& index : model.indexes)
        if (out.empty()) detail::check_names(out, model, index.fields, "an index", false);
    for (const ConstraintInfo& constraint : model.constraints)
        if (out.empty()) detail::check_names(out, model, constraint.fields, "a unique constraint", false);
    return out;
}

}  // namespace nuage
