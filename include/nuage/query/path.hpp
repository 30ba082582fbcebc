// SPDX-License-Identifier: MIT
// Resolves "author__email__endswith" against a model: one function for literals and for run-time names.
#pragma once

#include <nuage/meta/model_info.hpp>
#include <nuage/query/functions.hpp>

namespace nuage {

enum class PathProblem : std::uint8_t {
    none,
    no_field,        ///< F001
    no_lookup,       ///< F003
    lookup_not_here, ///< F004: a lookup in a name for ordering or values
    too_deep,        ///< F005
    empty_name       ///< F006
};

/// Where a name leads. Hops and the field are positions in the tables of the models passed through.
struct ResolvedPath {
    static constexpr std::size_t max_hops = 12;
    static constexpr std::size_t max_transforms = 3;

    const ModelInfo* model = nullptr;  ///< the model that has the final field
    std::uint16_t hops[max_hops]{};
    std::uint16_t field = 0;
    std::uint8_t hop_count = 0;
    std::uint8_t transform_count = 0;
    bool nullable = false;      ///< a NULL may be read: the field, or a relation on the way
    bool multi_valued = false;  ///< one row may have several values
    bool annotation = false;    ///< `model` is a list of annotations, `field` the position of one
    PathProblem problem = PathProblem::none;
    const FunctionDef* transforms[max_transforms]{};
    const LookupDef* lookup = &lookups[lookup_position::exact];
    bool lookup_written = false;
    // g++ 12 under UBSan does not compare addresses with nullptr in constant evaluation, hence the flag.
    bool is_filtered = false;               ///< begins with a FilteredRelation(),
    const FieldInfo* filtered = nullptr;    ///< which stands before the hops
    std::uint16_t filtered_number = 0;      ///< which of the annotations
    JsonPathDef json{};                     ///< keys and indexes of a JSON document
    const JsonPathDef* lasting_json = nullptr; ///< the same where this object does not last as long as queries do
    std::string_view wrong;                 ///< the segment that is the problem
    const ModelInfo* wrong_model = nullptr; ///< the model it was looked for in
    bool among_annotations = false;         ///< it might have been one of; a flag for the reason above
    const ModelInfo* annotations = nullptr; ///< these, too

    [[nodiscard]] constexpr const FieldInfo& final_field() const { return model->field_at(field); }
    /// A primary key of several fields: compared as a row of them.
    [[nodiscard]] constexpr bool is_composite() const { return field == ModelInfo::composite_position; }
    [[nodiscard]] constexpr bool is_json_path() const { return !json.keys.empty(); }
    /// The path to one field of such a key.
    [[nodiscard]] constexpr ResolvedPath part(std::size_t number) const {
        ResolvedPath one = *this;
        one.field = model->key_parts[number];
        return one;
    }
    /// The kind of what is read: after the transforms; for a foreign key the kind of its key.
    [[nodiscard]] constexpr FieldKind kind() const {
        FieldKind kind = value_field(final_field()).kind;
        for (std::size_t i = 0; i < transform_count; ++i) kind = function_kind(*transforms[i], kind, kind);
        return kind;
    }
};

/// Position of a field by any of its names: its own, "pk", or a foreign key's "author_id".
[[nodiscard]] constexpr std::size_t find_field(const ModelInfo& model, std::string_view name) {
    if (const std::size_t at = model.find(name); at != ModelInfo::none) return at;
    if (name == "pk") return model.primary_key_position();
    if (name.size() > 3 && name.substr(name.size() - 3) == "_id") {
        const std::size_t at = model.find(name.substr(0, name.size() - 3));
        if (at != ModelInfo::none && model.fields[at].kind == FieldKind::foreign_key) return at;
    }
    return ModelInfo::none;
}

namespace detail {

/// Splits at double underscores.
struct Segments {
    std::string_view rest;
    constexpr std::string_view next() {
        const std::size_t cut = find(rest, "__", 1);
        const std::string_view segment = rest.substr(0, cut);
        rest = cut == std::string_view::npos ? std::string_view{} : rest.substr(cut + 2);
        return segment;
    }
    [[nodiscard]] constexpr bool done() const { return rest.empty(); }
};

constexpr bool hop(ResolvedPath& path, std::size_t at) {
    const FieldInfo& relation = path.model->fields[at];
    if (path.hop_count == ResolvedPath::max_hops) {
        path.problem = PathProblem::too_deep;
        path.wrong = relation.name;
        path.wrong_model = path.model;
        return false;
    }
    path.hops[path.hop_count++] = static_cast<std::uint16_t>(at);
    path.nullable = path.nullable || relation.null || !relation.has_column();
    path.multi_valued = path.multi_valued || relation.multi_valued;
    path.model = &relation.target();
    return true;
}

constexpr ResolvedPath& fail(ResolvedPath& path, PathProblem problem, std::string_view segment) {
    path.problem = problem;
    path.wrong = segment;
    path.wrong_model = path.model;
    return path;
}

/// Foreign keys are compared as keys: text and date lookups make no sense on them.
[[nodiscard]] constexpr bool has_lookup(const ResolvedPath& path, const LookupDef& lookup) {
    if (path.transform_count == 0 && path.final_field().kind == FieldKind::foreign_key &&
        (lookup.operand == Operand::pattern || lookup.operand == Operand::pair))
        return false;
    // What is found in a document may be text or a number.
    if (path.is_json_path() && ((lookup.operand == Operand::pattern && lookup.name != "contains") || lookup.name == "gt" || lookup.name == "gte" ||
                                lookup.name == "lt" || lookup.name == "lte"))
        return true;
    return (lookup.kinds & bit(path.kind())) != 0;
}

/// The lookup of a name that a path has; JSON documents have some of their own meaning.
[[nodiscard]] constexpr std::size_t find_lookup_of(const ResolvedPath& path, std::string_view name) {
    for (std::size_t i = 0; i < std::size(lookups); ++i)
        if (lookups[i].name == name && has_lookup(path, lookups[i])) return i;
    return no_definition;
}

/// Behind a JSON field everything is a key of its document, but for a lookup at the end.
constexpr void resolve_keys(ResolvedPath& path, std::string_view segment, Segments segments) {
    const std::string_view first = segment;
    std::size_t length = 0;   // of the keys before the segment
    std::size_t end = segment.size();
    while (!segments.done()) {
        length = end;
        segment = segments.next();
        end += 2 + segment.size();
    }
    const std::string_view all(first.data(), end);
    path.json.keys = all.substr(0, length);
    const std::size_t lookup = find_lookup_of(path, segment);
    if (lookup != no_definition) {
        path.lookup = &lookups[lookup];
        path.lookup_written = true;
    } else {
        path.json.keys = all;
    }
    if (path.is_json_path()) path.nullable = true;
}

constexpr void resolve_lookups(ResolvedPath& path, std::string_view segment, Segments segments) {
    if (path.kind() == FieldKind::json) return resolve_keys(path, segment, segments);
    for (;; segment = segments.next()) {
        if (segments.done()) {
            const std::size_t lookup = find_lookup_of(path, segment);
            if (lookup != no_definition) {
                path.lookup = &lookups[lookup];
                path.lookup_written = true;
                return;
            }
        }
        const std::size_t transform = find_transform(segment);
        if (transform == no_definition || (transforms[transform].kinds & bit(path.kind())) == 0 ||
            path.transform_count == ResolvedPath::max_transforms) {
            fail(path, PathProblem::no_lookup, segment);
            return;
        }
        path.transforms[path.transform_count++] = &transforms[transform];
        if (segments.done()) return;
    }
}

}  // namespace detail

namespace detail {

/// The annotation that a name begins with; the last of several of one name, and the longest name.
[[nodiscard]] constexpr std::size_t find_annotation(const ModelInfo& annotations, std::string_view text) {
    std::size_t found = ModelInfo::none;
    for (std::size_t i = 0; i < annotations.fields.size(); ++i) {
        const std::string_view name = annotations.fields[i].name;
        const bool begins = text.substr(0, name.size()) == name &&
                            (text.size() == name.size() || text.substr(name.size(), 2) == "__");
        if (begins && (found == ModelInfo::none || name.size() >= annotations.fields[found].name.size())) found = i;
    }
    return found;
}

}  // namespace detail

namespace detail {

/// Follows what is left of a name, from the model reached.
constexpr ResolvedPath& follow_fields(ResolvedPath& path, Segments segments) {
    while (true) {
        const std::string_view segment = segments.next();
        const std::size_t at = find_field(*path.model, segment);
        if (at == ModelInfo::none) return fail(path, PathProblem::no_field, segment);
        const FieldInfo& field = path.model->field_at(at);
        if (field.is_relation() && !segments.done()) {
            Segments ahead = segments;
            const std::string_view next = ahead.next();
            const ModelInfo& target = field.target();
            const bool is_lookup = find_lookup(next) != no_definition && ahead.done();
            if (find_field(target, next) != ModelInfo::none || !is_lookup) {
                if (!hop(path, at)) return path;
                continue;
            }
        }
        if (field.is_relation() && !field.has_column()) {
            if (!hop(path, at)) return path;
            path.field = static_cast<std::uint16_t>(path.model->primary_key_position());
        } else {
            path.field = static_cast<std::uint16_t>(at);
            path.nullable = path.nullable || field.null;
        }
        if (!segments.done()) resolve_lookups(path, segments.next(), segments);
        return path;
    }
}

/// What is behind a FilteredRelation(); by itself it is the key at its end.
constexpr ResolvedPath& follow_filtered(ResolvedPath& path, Segments segments) {
    path.filtered_number = path.field;
    path.is_filtered = true;
    path.filtered = path.model->fields[path.field].standin;
    path.annotation = false;
    const FieldInfo* hop = path.filtered;
    path.multi_valued = hop->multi_valued;
    for (std::size_t before = hop->filtered_before; before > 0; --before) {
        hop = hop->standin;
        path.multi_valued = path.multi_valued || hop->multi_valued;
    }
    path.model = &path.filtered->target();
    path.field = static_cast<std::uint16_t>(path.model->primary_key_position());
    if (segments.done()) return path;
    Segments ahead = segments;
    const std::string_view first = ahead.next();
    const bool of_key = find_field(*path.model, first) == ModelInfo::none && (find_lookup(first) != no_definition || find_transform(first) != no_definition);
    if (!of_key) return follow_fields(path, segments);
    segments = ahead;
    resolve_lookups(path, first, segments);
    return path;
}

}  // namespace detail

/// Follows a name through the models. Never throws: a mistake is told by `problem`.
[[nodiscard]] constexpr ResolvedPath resolve_path(const ModelInfo& start, std::string_view text) {
    ResolvedPath path;
    path.model = &start;
    if (start.annotations) {
        path.among_annotations = true;
        path.annotations = &start;
        if (const std::size_t at = detail::find_annotation(start, text); at != ModelInfo::none) {
            path.annotation = true;
            path.field = static_cast<std::uint16_t>(at);
            path.nullable = start.fields[at].null;
            const std::size_t length = start.fields[at].name.size();
            const bool filtered = start.fields[at].filtered;
            if (text.size() == length) return filtered ? detail::follow_filtered(path, {}) : path;
            detail::Segments rest{text.substr(length + 2)};
            if (rest.done()) return detail::fail(path, PathProblem::empty_name, text);
            if (filtered) return detail::follow_filtered(path, rest);
            detail::resolve_lookups(path, rest.next(), rest);
            return path;
        }
        path.model = start.annotated;
    }
    // "title__" has an empty name after its double underscore.
    if (text.empty() || (text.size() > 1 && text[text.size() - 1] == '_' && text[text.size() - 2] == '_'))
        return detail::fail(path, PathProblem::empty_name, text);
    return detail::follow_fields(path, {text});
}

/// The same for a name where no lookup may stand: in order_by(), values(), F().
[[nodiscard]] constexpr ResolvedPath resolve_name(const ModelInfo& start, std::string_view text) {
    ResolvedPath path = resolve_path(start, text);
    if (path.problem == PathProblem::none && path.lookup_written) {
        path.problem = PathProblem::lookup_not_here;
        path.wrong = path.lookup->name;
        path.wrong_model = &start;
    }
    return path;
}

}  // namespace nuage
