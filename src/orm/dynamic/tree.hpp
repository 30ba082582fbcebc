// SPDX-License-Identifier: MIT
// What expressions of run-time names are made of, and how they become nodes of a query.
#pragma once

#include <nuage/dynamic.hpp>
#include <nuage/query/expression_kinds.hpp>

namespace nuage::detail {

enum class Form : std::uint8_t {
    name, literal, function, aggregate, window, arithmetic, choose, subquery, exists, outer, relation,
    keyword, comparison, all_of, any_of, one_of, negation, everything
};

struct ExpressionTree {
    Form form = Form::everything;
    std::uint8_t flags = 0;                    ///< AggregateFlags; choose: 1 with a last value; the operator's character
    bool list = false;                         ///< keyword
    std::uint16_t depth = 1;
    std::uint32_t levels = 0;                  ///< outer
    std::string text{};                        ///< name, outer, keyword
    std::vector<Value> values{};               ///< literal, keyword
    const Definition* definition = nullptr;    ///< of the function, aggregate or lookup
    std::vector<DynamicExpression> children{};
    std::vector<DynamicOrder> orders{};        ///< window: its children are what it computes, and partitions
    Clause frame{};                            ///< window
    std::shared_ptr<const DynamicQuerySet> query{};   ///< shared with copies of the expression
};

[[nodiscard]] constexpr bool is_condition(Form form) { return form >= Form::keyword; }

/// Names that query sets gave to expressions; those of a typed query set among them.
struct DynamicNames {
    ModelInfo info{};
    std::vector<FieldInfo> fields{};
};
/// The names with one more. Throws ValueError for too many.
[[nodiscard]] std::shared_ptr<const DynamicNames> with_name(const ModelInfo& names, const ModelInfo& model, const FieldInfo& added);
/// How a Value is read that is of a kind; null: as it comes.
[[nodiscard]] const Access& access_for(ValueKind kind);
/// A name as a field, for the resolver.
[[nodiscard]] FieldInfo named_field(std::string_view lasting_name, const ExpressionKind& kind, bool hidden);

/// Appends an expression over names; what it gives. Throws FieldError, or what Django throws, for mistakes.
ExpressionKind add_dynamic(Clause& clause, const ModelInfo& names, const DynamicExpression& expression);
void add_dynamic_condition(Clause& clause, const ModelInfo& names, const DynamicExpression& condition);
void add_dynamic_order(Clause& clause, const ModelInfo& names, const DynamicOrder& item);
/// Appends a FilteredRelation; what stands for it under its name. Throws ValueError for what cannot be filtered.
[[nodiscard]] FieldInfo add_dynamic_relation(Clause& clause, const ModelInfo& model, std::string_view alias, const DynamicExpression& relation);
/// SET name = operand.
/// `names`: what an expression may speak of, annotations too.
void add_dynamic_assignment(Clause& clause, const ModelInfo& model, const ModelInfo& names, std::string_view name, const DynamicOperand& operand);
/// The kind of what a name gives.
[[nodiscard]] ExpressionKind kind_of_path(const ResolvedPath& path);

/// Queries and prepared statements refer to names as long as the program runs, so there are at most so many of them.
inline constexpr std::size_t most_names = 65536;
/// Throws ValueError beyond that.
[[nodiscard]] const NameDef& lasting_name(std::string_view text);
[[nodiscard]] const FunctionDef& lasting_collation(std::string_view collation);
/// CAST to a type. Throws FieldError for one that there is not.
[[nodiscard]] const FunctionDef& lasting_cast(std::string_view type, std::uint8_t digits, std::uint8_t decimal_places);
/// What stands for a relation of a model under a name of its own.
[[nodiscard]] const FieldInfo& lasting_relation(std::string_view alias, const ModelInfo& model, std::size_t position);
/// Throws ValueError for what may not be the name of a column.
void check_column_name(std::string_view name);

/// A function by one of its names; nullptr: there is none.
[[nodiscard]] const FunctionDef* find_function(std::string_view name);
/// One that means nothing outside of a window.
[[nodiscard]] bool is_window_function(const FunctionDef& function);
/// The nearest name, as a sentence; empty where none is near.
[[nodiscard]] std::string suggested_function(std::string_view name);

}  // namespace nuage::detail
