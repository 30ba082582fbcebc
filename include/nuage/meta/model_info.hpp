// SPDX-License-Identifier: MIT
// A model as data: what everything below the typed skin works with.
#pragma once

#include <compare>

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

struct ModelInfo {
    std::string_view name;       ///< the struct's name
    std::string_view app;        ///< of NUAGE_APP; empty where the model is in none
    std::string_view db_table;   ///< as given by Meta; else empty, see table_name()
    std::span<const FieldInfo> fields;
    std::span<const std::string_view> ordering;
    std::span<const std::string_view> get_latest_by;
    std::span<const IndexInfo> indexes;
    std::span<const ConstraintInfo> constraints;
    std::size_t size = 0;
    std::uint32_t state_offset = 0;   ///< of the InstanceState
    detail::Listeners* listeners = nullptr;   ///< who listens to the signals of the model

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Position of a field by its name, or `none`.
    [[nodiscard]] constexpr std::size_t find(std::string_view field_name) const {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].name == field_name) return i;
        return none;
    }
    [[nodiscard]] constexpr std::size_t primary_key_position() const {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].primary_key) return i;
        return none;
    }
    [[nodiscard]] constexpr const FieldInfo& primary_key() const { return fields[primary_key_position()]; }
    [[nodiscard]] constexpr std::size_t position(const FieldInfo& field) const {
        return static_cast<std::size_t>(&field - fields.data());
    }
};

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

/// The foreign key at the other end of a reverse relation.
[[nodiscard]] constexpr const FieldInfo& remote_field(const FieldInfo& reverse) {
    const ModelInfo& target = reverse.target();
    return target.fields[target.find(reverse.remote_field)];
}

constexpr void write_lower(detail::Text& out, std::string_view text) {
    for (char c : text) out << (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
}

/// Appends the table name: Meta's db_table, else app_model in lower case.
constexpr void write_table_name(detail::Text& out, const ModelInfo& model) {
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
    bool stored = false;             ///< a row of it is known to exist: Django's `not _state.adding`
    friend constexpr bool operator==(const InstanceState&, const InstanceState&) { return true; }
    friend constexpr std::strong_ordering operator<=>(const InstanceState&, const InstanceState&) { return std::strong_ordering::equal; }
};

/// Models of an app, in the order given to NUAGE_APP.
struct AppInfo {
    std::string_view label;
    std::span<const ModelInfo* const> models;
};

}  // namespace nuage
