// SPDX-License-Identifier: MIT
// A model as data: what everything below the typed skin works with.
#pragma once

#include <compare>

#include <nuage/detail/objects.hpp>
#include <nuage/detail/text.hpp>
#include <nuage/meta/field_info.hpp>
#include <nuage/meta/listeners.hpp>

namespace nuage {

struct Query;

/// An index of Meta, or of a field option. Names may start with '-' for descending.
struct IndexInfo {
    std::string_view name;   ///< empty: derived from table and columns
    std::span<const std::string_view> fields;
    void (*condition)(Query&) = nullptr;  ///< partial index: adds the condition to a query of the model
};

enum class ConstraintKind : std::uint8_t { check, unique };

struct ConstraintInfo {
    ConstraintKind kind;
    std::string_view name;
    std::span<const std::string_view> fields;  ///< unique
    void (*condition)(Query&) = nullptr;       ///< check: the condition; unique: where it holds
};

struct ModelInfo : Definition {
    std::string_view name;       ///< the struct's name
    std::string_view app;        ///< of NUAGE_APP; empty where the model is in none
    std::string_view db_table;   ///< as given by Meta; else empty, see table_name()
    std::span<const FieldInfo> fields;
    std::span<const std::string_view> ordering;
    std::span<const std::string_view> get_latest_by;
    std::span<const IndexInfo> indexes;
    std::span<const ConstraintInfo> constraints;
    std::span<const std::uint16_t> key_parts;   ///< positions of the fields of a primary key of several; else empty
    const FieldInfo* composite_key = nullptr;   ///< stands for such a key where one field is asked for; not among `fields`
    std::size_t size = 0;
    std::uint32_t state_offset = 0;   ///< of the InstanceState
    const detail::ObjectType* type = nullptr;
    void (*begin_default_query)(Query&) = nullptr;   ///< that of the default manager, where it chooses among the rows
    bool automatic = false;           ///< the join table of a many-to-many relation, made by nuage
    bool proxy = false;               ///< another class for the table of `base`
    bool named_query = false;         ///< no table, but a query that WITH gives the name
    bool annotations = false;         ///< no model, but names that a query set gave to expressions
    const ModelInfo* annotated = nullptr;   ///< the model beside whose fields they stand
    const ModelInfo& (*base)() = nullptr;   ///< proxy: the model it stands for; child: the parent
    std::uint16_t parent_link = no_link;    ///< child: position of the key that refers to the parent's row
    static constexpr std::uint16_t no_link = 0xffff;
    detail::Listeners* listeners = nullptr;   ///< who listens to the signals of the model

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static constexpr std::size_t composite_position = 0xffff;   ///< in the place of a field's position

    /// Position of a field by its name, or `none`.
    [[nodiscard]] constexpr std::size_t find(std::string_view field_name) const {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].name == field_name) return i;
        return none;
    }
    [[nodiscard]] constexpr std::size_t primary_key_position() const {
        if (!key_parts.empty()) return composite_position;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].primary_key) return i;
        return none;
    }
    /// Of several fields: the one that stands for them.
    [[nodiscard]] constexpr const FieldInfo& primary_key() const { return field_at(primary_key_position()); }
    [[nodiscard]] constexpr const FieldInfo& field_at(std::size_t position) const {
        return position == composite_position ? *composite_key : fields[position];
    }
    [[nodiscard]] constexpr std::size_t position(const FieldInfo& field) const {
        return field.kind == FieldKind::composite_key ? composite_position : static_cast<std::size_t>(&field - fields.data());
    }
};

/// The fields of the primary key, in order: one, or those that make it up together.
template <class F>
constexpr void for_key_fields(const ModelInfo& model, F&& function) {
    if (model.key_parts.empty()) function(model.primary_key());
    else
        for (const std::uint16_t part : model.key_parts) function(model.fields[part]);
}
/// An object's key of several fields as one value: a row of theirs; NULL where one of them is NULL.
[[nodiscard]] Value read_key(const ModelInfo& model, const void* object);
/// Sets the fields of a key of several. Throws DataError when they are not as many.
void write_key(const ModelInfo& model, void* object, const Value& key);
/// No field was set, or one of them is NULL.
[[nodiscard]] bool is_key_empty(const ModelInfo& model, const void* object);

/// No two rows agree in this field.
[[nodiscard]] constexpr bool is_unique(const FieldInfo& field) { return field.unique || (field.primary_key && !field.key_part); }

/// Whether a signal of the model has receivers.
[[nodiscard]] inline bool listening(const ModelInfo& model, Signal signal) {
    const std::uint32_t heard = detail::heard_signals.signals.load(std::memory_order_relaxed);
    if ((heard & detail::signal_bit(signal)) == 0) [[likely]] return false;
    if ((heard & detail::any_model_bit(signal)) != 0) return true;
    return model.listeners != nullptr &&
           (model.listeners->signals.load(std::memory_order_relaxed) & detail::signal_bit(signal)) != 0;
}

/// The field a foreign key refers to.
[[nodiscard]] constexpr const FieldInfo& target_field(const FieldInfo& foreign_key) {
    const ModelInfo& target = foreign_key.target();
    if (foreign_key.to_field.empty()) return target.primary_key();
    return target.fields[target.find(foreign_key.to_field)];
}

/// The field whose column kind a field's column has: itself, or what its foreign key finally refers to.
[[nodiscard]] constexpr const FieldInfo& value_field(const FieldInfo& field) {
    const FieldInfo* f = &field;
    while (f->kind == FieldKind::foreign_key) f = &target_field(*f);
    return *f;
}

/// The foreign key, or many-to-many field, at the other end of a reverse relation.
[[nodiscard]] constexpr const FieldInfo& remote_field(const FieldInfo& reverse) {
    const ModelInfo& target = reverse.target();
    return target.fields[target.find(reverse.remote_field)];
}

/// The model whose table a model's own columns are in: a proxy has that of its base.
[[nodiscard]] constexpr const ModelInfo& concrete_model(const ModelInfo& model) {
    const ModelInfo* m = &model;
    while (m->proxy) m = &m->base();
    return *m;
}

/// What the database puts into a row by itself, for an INSERT of some fields.
[[nodiscard]] constexpr bool is_computed(const FieldInfo& field, std::span<const FieldInfo* const> written) {
    if (field.inherited || !field.has_column()) return false;
    if (field.is_generated) return true;
    if (field.db_default == nullptr) return false;
    for (const FieldInfo* other : written)
        if (other == &field) return false;
    return true;
}

/// A child of a model with a table: its row is a part of its parent's.
[[nodiscard]] constexpr bool has_parent(const ModelInfo& model) { return model.parent_link != ModelInfo::no_link; }

/// The join table of a many-to-many relation, seen from the side that declares it.
struct ThroughInfo {
    const ModelInfo* model = nullptr;
    const FieldInfo* source = nullptr;   ///< its foreign key to the declaring model
    const FieldInfo* target = nullptr;   ///< its foreign key to the model related
    FieldInfo from_source;               ///< hidden reverse relations: from the declaring model to the join table
    FieldInfo from_target;               ///< and from the model related
    const ModelInfo* source_model = nullptr;
    const FieldInfo* field = nullptr;    ///< the many-to-many field
    bool symmetrical = false;            ///< a row for each direction
};

/// True for a many-to-many field and for its declared other end.
[[nodiscard]] constexpr bool is_many_to_many(const FieldInfo& field) {
    if (field.kind == FieldKind::many_to_many) return true;
    return field.kind == FieldKind::reverse && remote_field(field).kind == FieldKind::many_to_many;
}

/// One side of a many-to-many relation: the rows of the join table as they are reached from it.
struct ManySide {
    const ThroughInfo* through;
    bool reverse;   ///< seen from the model related
    [[nodiscard]] constexpr const FieldInfo& here() const { return reverse ? *through->target : *through->source; }
    [[nodiscard]] constexpr const FieldInfo& there() const { return reverse ? *through->source : *through->target; }
    [[nodiscard]] constexpr const FieldInfo& rows_from_here() const { return reverse ? through->from_target : through->from_source; }
    [[nodiscard]] constexpr const FieldInfo& rows_from_there() const { return reverse ? through->from_source : through->from_target; }
};
[[nodiscard]] constexpr ManySide many_side(const FieldInfo& field) {
    if (field.kind == FieldKind::many_to_many) return {&field.through(), false};
    return {&remote_field(field).through(), true};
}

constexpr void write_lower(detail::Text& out, std::string_view text) {
    for (char c : text) out << (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
}

/// Appends the table name: Meta's db_table, else app_model in lower case.
constexpr void write_table_name(detail::Text& out, const ModelInfo& given) {
    const ModelInfo& model = concrete_model(given);
    if (!model.db_table.empty()) {
        out << model.db_table;
        return;
    }
    if (!model.app.empty()) {
        write_lower(out, model.app);
        out << '_';
    }
    write_lower(out, model.name);
}

/// Appends the column name: db_column, else the field's name, with _id for a foreign key.
constexpr void write_column_name(detail::Text& out, const FieldInfo& field) {
    if (!field.column.empty()) out << field.column;
    else if (field.kind == FieldKind::foreign_key) out << field.name << "_id";
    else out << field.name;
}

[[nodiscard]] inline std::string table_name(const ModelInfo& model) {
    detail::Text text;
    write_table_name(text, model);
    return text.str();
}
[[nodiscard]] inline std::string column_name(const FieldInfo& field) {
    detail::Text text;
    write_column_name(text, field);
    return text.str();
}

/// A set of fields of a model, by position.
struct FieldSet {
    std::uint64_t words[4]{};
    [[nodiscard]] constexpr bool has(std::size_t position) const { return (words[position / 64] >> (position % 64) & 1) != 0; }
    constexpr void add(std::size_t position) { words[position / 64] |= std::uint64_t{1} << (position % 64); }
    friend constexpr auto operator<=>(const FieldSet&, const FieldSet&) = default;
};

/// What nuage remembers about an object beside its members.
struct InstanceState {
    const void* database = nullptr;    ///< where it was loaded from or saved to
    const FieldSet* loaded = nullptr;  ///< after only(), defer() or raw(): what save() may write; nullptr: everything
    detail::Ref<detail::Counted> peers{};   ///< the objects it was loaded with, where the fetch mode wants to know
    bool stored = false;             ///< a row of it is known to exist: Django's `not _state.adding`
    friend constexpr bool operator==(const InstanceState&, const InstanceState&) { return true; }
    friend constexpr std::strong_ordering operator<=>(const InstanceState&, const InstanceState&) { return std::strong_ordering::equal; }
};

/// Models of an app, in the order given to NUAGE_APP.
struct AppInfo {
    std::string_view label;
    std::span<const ModelInfo* const> models;
};

/// Makes an app known to what must find all models: NUAGE_APP calls it when the program starts. Returns true.
bool register_app(const AppInfo& app);
/// The apps of the program, in no particular order.
[[nodiscard]] std::span<const AppInfo* const> registered_apps();

/// A foreign key that may refer to rows of a model.
struct Referrer {
    const ModelInfo* model;   ///< where it is declared; no proxy
    const FieldInfo* field;
};
/// All foreign keys that refer to a model or to one of its parents: those of the registered apps, of their join tables,
/// and of models without an app that relations lead to. Without the keys by which children refer to parents. Always in
/// the same order; the table is made once and stays.
[[nodiscard]] std::span<const Referrer> referrers(const ModelInfo& model);

}  // namespace nuage
