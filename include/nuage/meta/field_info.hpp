// SPDX-License-Identifier: MIT
// A field of a model, as data.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <nuage/meta/access.hpp>
#include <nuage/meta/relation_state.hpp>
#include <nuage/meta/field_rules.hpp>

namespace nuage {

struct ModelInfo;
struct ThroughInfo;
struct Clause;

/// Base of all definitions that query nodes point to: fields, lookups, transforms, functions.
struct Definition {};

/// The column kind of a field, or the kind of relation it is.
enum class FieldKind : std::uint8_t {
    boolean, small_integer, integer, big_integer, real, decimal,
    text, date, time, datetime, duration, uuid, binary, json, ip,
    foreign_key,   ///< ForeignKey or OneToOne; the column has the kind of the key it refers to
    reverse,       ///< the declared other end of a foreign key or of a many-to-many relation; no column
    many_to_many,  ///< rows of a join table; no column
    composite_key  ///< stands for a primary key of several fields, which have the columns
};

/// What a text field promises about its content; checked by validation, never by the database.
enum class TextFormat : std::uint8_t { plain, email, slug, url };

/// What becomes of the referring row. db_… are left to the database, as ON DELETE clauses.
enum class OnDelete : std::uint8_t {
    cascade, protect, restrict, set_null, set_default, set_value, do_nothing, db_cascade, db_set_null
};

/// Nothing for erase() to do: it does not even look for the rows.
[[nodiscard]] constexpr bool left_to_database(OnDelete action) { return action >= OnDelete::do_nothing; }

/// A stored value of an enumeration with the words to show for it.
struct Choice {
    std::int64_t number;      ///< the enumerator's value
    std::string_view name;    ///< the enumerator
    std::string_view stored;  ///< what the column holds, for text choices
    std::string_view label;   ///< get_display()
};

/// Work on the object that a foreign key, or the other end of a one-to-one relation, may hold.
struct RelationAccess {
    /// Makes the member hold a fresh target object and returns its address.
    void* (*emplace)(void* member);
    /// The target object held, or nullptr.
    const void* (*object)(const void* member);
    /// Notes that the relation was loaded and there is no target.
    void (*set_none)(void* member);
};

struct FieldInfo : Definition {
    std::string_view name;
    std::string_view column;           ///< as given by db_column; else empty, see column_name()
    FieldKind kind = FieldKind::text;
    TextFormat format = TextFormat::plain;
    OnDelete on_delete = OnDelete::cascade;
    bool null = false;
    bool primary_key = false;
    bool key_part = false;             ///< it makes up the primary key together with others: alone it is not unique
    bool automatic = false;            ///< the database fills it in: an identity column
    bool unique = false;
    bool index = false;
    bool blank = false;
    bool positive = false;             ///< 0 or more, by a check constraint
    bool auto_now = false;
    bool auto_now_add = false;
    bool multi_valued = false;         ///< reverse only: several rows may be at the other end
    bool choices_only = false;
    std::uint16_t max_length = 0;      ///< characters; 0: unlimited
    std::uint8_t max_digits = 0;
    std::uint8_t decimal_places = 0;
    std::uint32_t offset = 0;          ///< of the member in the model
    const Access* access = nullptr;
    const ModelInfo& (*target)() = nullptr;   ///< the model a relation leads to
    std::string_view to_field;         ///< foreign key: the field referred to; empty: the primary key
    std::string_view remote_field;     ///< reverse: the foreign key, or many-to-many field, at the other end
    const RelationAccess* relation = nullptr;   ///< where at most one object is at the other end
    const ThroughInfo& (*through)() = nullptr;  ///< many-to-many: the join table
    std::string_view join_table;       ///< many-to-many: its name as given by db_table; else empty
    bool db_constraint = true;         ///< foreign key: the database enforces it
    bool hidden = false;               ///< a name given by alias(), which rows do not have
    bool total = false;                ///< a name given by aggregate(), which is no row's
    bool is_generated = false;         ///< `generated` is set: the column is never written
    bool inherited = false;            ///< the column is in the table that ModelInfo::parent_link leads to
    bool parent_link = false;          ///< the hidden key by which a child's row refers to its parent's
    bool key_copy = false;             ///< inherited: the parent's key, which the child's own column has, too
    void (*set_on_delete)(void* member) = nullptr;             ///< OnDelete::set_value
    void (*generated)(Clause& clause) = nullptr;               ///< a column that the database computes: its expression
    void (*db_default)(Clause& clause) = nullptr;              ///< a default of the column: its expression
    std::span<const Choice> choices;
    void (*apply_default)(void* member) = nullptr;
    std::string_view verbose_name;
    std::string_view help_text;
    FieldRules rules;                  ///< of validation
    bool filtered = false;             ///< stands for a relation with a condition, of FilteredRelation()
    std::uint8_t filtered_before = 0;     ///< how many such stand before it on the way
    const FieldInfo* standin = nullptr;   ///< of its name: the object that does; of that one: the one before it on the way

    /// Not by `target != nullptr`: with UBSan, g++ 12 takes no comparison of a function's address in constant evaluation.
    [[nodiscard]] constexpr bool is_relation() const { return kind >= FieldKind::foreign_key && kind <= FieldKind::many_to_many; }
    [[nodiscard]] constexpr bool has_column() const { return kind <= FieldKind::foreign_key; }
};

}  // namespace nuage
