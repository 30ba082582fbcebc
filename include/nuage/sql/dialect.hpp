// SPDX-License-Identifier: MIT
// How one database spells SQL. Tables first, then a few hooks that take nodes' facts and a writer.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include <nuage/detail/text.hpp>
#include <nuage/meta/model_info.hpp>
#include <nuage/query/lookups.hpp>
#include <nuage/sql/features.hpp>
#include <nuage/sql/json_path.hpp>

namespace nuage {

using detail::Text;

/// One spelling: of a lookup, function or aggregate, for left sides or first operands of some kinds. The first that fits
/// is taken. Functions have more places, see FunctionDef.
/// %l left side, %r right side, %2 second of a pair, %% a percent sign.
struct Spelling {
    std::string_view name;   ///< of the lookup; with ".expr" appended where the right side is an expression
    KindSet kinds;
    std::string_view sql;
};

/// Two tables in one; in the first are those that are looked at first.
template <std::size_t A, std::size_t B>
[[nodiscard]] consteval std::array<Spelling, A + B> joined(const std::array<Spelling, A>& first, const std::array<Spelling, B>& second) {
    std::array<Spelling, A + B> all{};
    std::size_t at = 0;
    for (const Spelling& spelling : first) all[at++] = spelling;
    for (const Spelling& spelling : second) all[at++] = spelling;
    return all;
}

/// How an INSERT is told what to do with rows that are there already.
struct ConflictSpelling {
    std::string_view ignore = " ON CONFLICT DO NOTHING";   ///< %c: any column
    std::string_view update = " ON CONFLICT(%t) DO UPDATE SET ";   ///< %t: the unique columns. MySQL: ON DUPLICATE KEY UPDATE
    std::string_view assignment = "%c = EXCLUDED.%c";              ///< %c: a column. MySQL: %c = VALUES(%c)
};

/// What dropping tables takes beside DROP TABLE.
struct DropSpelling {
    std::string_view suffix{};   ///< follows the name: drops foreign keys of other tables, too, where it must be said
    std::string_view before{};   ///< a statement before the first table, and one after the last
    std::string_view after{};
};

struct ExplainOptions;

/// Constexpr throughout, so that static_sql can write a statement at compile time.
class Dialect {
public:
    constexpr virtual ~Dialect() = default;
    [[nodiscard]] constexpr virtual std::string_view name() const = 0;
    [[nodiscard]] constexpr virtual const Features& features() const = 0;
    [[nodiscard]] constexpr virtual std::span<const Spelling> spellings() const = 0;

    /// An identifier, quoted, its quote characters doubled.
    constexpr virtual void quote(Text& out, std::string_view identifier) const {
        out << '"';
        for (char c : identifier) {
            if (c == '"') out << '"';
            out << c;
        }
        out << '"';
    }
    /// The number-th parameter, from 1.
    constexpr virtual void placeholder(Text& out, std::size_t number) const = 0;
    /// A parameter that must be typed because nothing around it is: in a select list, in CASE.
    constexpr virtual void typed_placeholder(Text& out, std::size_t number, ValueKind) const { placeholder(out, number); }
    /// Left side of a text pattern lookup on a column that is no text.
    [[nodiscard]] constexpr virtual std::string_view as_text(FieldKind) const { return "%l"; }
    /// Arithmetic between kinds, `op` one of + - * / % ^.
    constexpr virtual std::string_view arithmetic(char op, FieldKind left, FieldKind right) const;
    constexpr virtual void limit(Text& out, bool has_limit, bool has_offset, std::string_view limit_sql,
                                 std::string_view offset_sql) const {
        if (has_limit) out << " LIMIT " << limit_sql;
        if (has_offset) out << " OFFSET " << offset_sql;
    }
    [[nodiscard]] constexpr virtual std::string_view random() const { return "RANDOM()"; }
    /// Values of an INSERT that names no column.
    [[nodiscard]] constexpr virtual std::string_view default_row() const { return "DEFAULT VALUES"; }
    [[nodiscard]] constexpr virtual ConflictSpelling conflict_spelling() const { return {}; }
    [[nodiscard]] constexpr virtual DropSpelling drop_spelling() const { return {}; }
    /// Starts a transaction.
    [[nodiscard]] constexpr virtual std::string_view begin() const { return "BEGIN"; }
    /// What stands before a SELECT whose plan is wanted. Throws ValueError for options that the database does not have.
    virtual void explain(Text& out, const ExplainOptions& options) const;
    /// Statements that empty tables which may refer to each other; with `reset_keys`, generated keys begin at 1 again.
    [[nodiscard]] virtual std::vector<std::string> flush(std::span<const ModelInfo* const> tables, bool reset_keys) const;
    /// Statements after rows were inserted with keys of their own, for generated ones to go on behind them.
    [[nodiscard]] virtual std::vector<std::string> move_sequences(std::span<const ModelInfo* const> tables) const;

    /// The column's type without constraints: "varchar(100)". `field` has a column kind (never foreign_key).
    constexpr virtual void column_type(Text& out, const FieldInfo& field) const = 0;
    /// The type that CAST is given.
    constexpr virtual void cast_type(Text& out, const FieldInfo& field) const { column_type(out, field); }
    /// What follows the type of an identity column, after its own type: "GENERATED BY DEFAULT AS IDENTITY".
    [[nodiscard]] constexpr virtual std::string_view identity() const = 0;
    /// Keys of a JSON document, "owner__tags__0", as a text of SQL.
    constexpr virtual void json_path(Text& out, std::string_view keys) const;
    /// A value written into DDL, where nothing can be bound.
    virtual void literal(Text& out, const Value& value) const;

protected:
    constexpr Dialect() = default;
    constexpr Dialect(const Dialect&) = default;
    constexpr Dialect& operator=(const Dialect&) = default;
};

constexpr void Dialect::json_path(Text& out, std::string_view keys) const {
    Text path;
    detail::write_json_path(path, keys);
    out << '\'';
    for (char c : path.view()) {
        if (c == '\'') out << c;
        out << c;
    }
    out << '\'';
}

constexpr std::string_view Dialect::arithmetic(char op, FieldKind, FieldKind) const {
    switch (op) {
        case '+': return "(%l + %r)";
        case '-': return "(%l - %r)";
        case '*': return "(%l * %r)";
        case '/': return "(%l / %r)";
        case '%': return "(%l %% %r)";
        default: return "POWER(%l, %r)";
    }
}

/// The spelling a dialect gives a lookup, else its own.
[[nodiscard]] constexpr std::string_view spelling_of(const Dialect& dialect, std::string_view name, FieldKind left,
                                                     std::string_view otherwise) {
    for (const Spelling& s : dialect.spellings())
        if (s.name == name && (s.kinds & bit(left)) != 0) return s.sql;
    return otherwise;
}

}  // namespace nuage
