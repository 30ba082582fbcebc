// SPDX-License-Identifier: MIT
// DynamicQuerySet: which rows, and what of each.
#include <nuage/dynamic.hpp>

#include "../loading.hpp"
#include "tree.hpp"

namespace nuage {

namespace {

using detail::DynamicColumn;

/// Whether an expression is computed over all rows, by itself or by a name that aggregate() gave; aggregates of subqueries
/// are their own.
bool has_aggregate(const Clause& select, const Clause& expression) {
    const Node* const end = expression.nodes.end();
    for (const Node* n = expression.nodes.begin(); n != end;) {
        if (n->kind == NodeKind::aggregate) return true;
        if (n->kind == NodeKind::reference && (build::find_annotation(select, n->arg)->flags & result) != 0) return true;
        const bool apart = n->kind == NodeKind::subquery || n->kind == NodeKind::exists || n->kind == NodeKind::window;
        n += apart ? subtree_size(n) : 1;
    }
    return false;
}

bool same_columns(const std::vector<DynamicColumn>* a, const std::vector<DynamicColumn>* b) {
    if (a == nullptr || b == nullptr || a->size() != b->size()) return a == b;
    for (std::size_t i = 0; i < a->size(); ++i)
        if ((*a)[i].kind != (*b)[i].kind || (*a)[i].parts != (*b)[i].parts) return false;
    return true;
}

}  // namespace

DynamicQuerySet::DynamicQuerySet(const ModelInfo& model) : query_(detail::default_query(model)), names_(&model) {}

DynamicQuerySet dynamic_objects(std::string_view label) {
    detail::Nearest nearest(label);
    std::vector<std::string> labels;   // that nearest points to
    for (const AppInfo* app : registered_apps())
        for (const ModelInfo* model : app->models) labels.push_back(std::string(app->label) + '.' + std::string(model->name));
    std::size_t at = 0;
    for (const AppInfo* app : registered_apps())
        for (const ModelInfo* model : app->models) {
            if (labels[at] == label) return DynamicQuerySet(*model);
            nearest.offer(labels[at++]);
        }
    detail::Text out;
    out << "[F090] No model is called '" << label.substr(0, 100) << "': a name is app.Model.";
    nearest.write(out);
    throw ValueError(out.str());
}

DynamicQuerySet DynamicQuerySet::none() const {
    DynamicQuerySet copy = *this;
    copy.query_.empty = true;
    return copy;
}

void DynamicQuerySet::add_conditions(NodeKind kind, std::span<const DynamicExpression> conditions) {
    const char* method = kind == NodeKind::filter ? "filter" : "exclude";
    if (conditions.empty()) return;
    detail::refuse_combined(query_, method);
    detail::require_unsliced(query_, method);
    if (conditions.size() > 10000) throw ValueError(std::string(method) + "() takes at most 10000 conditions");
    build::push(query_.where, kind, conditions.size());
    for (const DynamicExpression& condition : conditions) detail::add_dynamic_condition(query_.where, *names_, condition);
}
DynamicQuerySet DynamicQuerySet::filter(const std::vector<DynamicExpression>& conditions) const {
    DynamicQuerySet copy = *this;
    copy.add_conditions(NodeKind::filter, conditions);
    return copy;
}
DynamicQuerySet DynamicQuerySet::exclude(const std::vector<DynamicExpression>& conditions) const {
    DynamicQuerySet copy = *this;
    copy.add_conditions(NodeKind::exclude, conditions);
    return copy;
}
DynamicQuerySet DynamicQuerySet::filter(const DynamicExpression& condition) const { return filter(std::vector{condition}); }
DynamicQuerySet DynamicQuerySet::exclude(const DynamicExpression& condition) const { return exclude(std::vector{condition}); }
DynamicQuerySet DynamicQuerySet::filter(std::string_view name, DynamicOperand operand) const {
    return filter(by_name::where(name, std::move(operand)));
}
DynamicQuerySet DynamicQuerySet::exclude(std::string_view name, DynamicOperand operand) const {
    return exclude(by_name::where(name, std::move(operand)));
}

DynamicQuerySet DynamicQuerySet::order_by(const std::vector<DynamicOrder>& items) const {
    detail::require_unsliced(query_, "order_by");
    DynamicQuerySet copy = *this;
    copy.query_.own_order = true;
    copy.query_.order.clear();
    for (const DynamicOrder& item : items) detail::add_dynamic_order(copy.query_.order, *names_, item);
    return copy;
}
DynamicQuerySet DynamicQuerySet::reverse() const {
    detail::require_unsliced(query_, "reverse");
    DynamicQuerySet copy = *this;
    copy.query_.reversed = !copy.query_.reversed;
    return copy;
}
DynamicQuerySet DynamicQuerySet::distinct(const std::vector<std::string>& names) const {
    detail::refuse_combined(query_, "distinct");
    detail::require_unsliced(query_, "distinct");
    DynamicQuerySet copy = *this;
    copy.query_.distinct = true;
    build::drop(copy.query_.select, NodeKind::distinct_on);
    for (const std::string& name : names) {
        build::push(copy.query_.select, NodeKind::distinct_on, 1);
        build::path(copy.query_.select, build::resolve_plain(*names_, name));
    }
    return copy;
}
DynamicQuerySet DynamicQuerySet::slice(std::int64_t from, std::int64_t to) const {
    DynamicQuerySet copy = *this;
    detail::apply_slice(copy.query_, from, to);
    return copy;
}
DynamicQuerySet DynamicQuerySet::using_db(std::string_view alias) const {
    DynamicQuerySet copy = *this;
    copy.query_.database = db::interned(alias);
    copy.query_.database_is_hint = false;
    return copy;
}

// ---- of several query sets -------------------------------------------------------------------------------------------

DynamicQuerySet DynamicQuerySet::combined(const std::vector<DynamicQuerySet>& others, int flags) const {
    // Objects have their model's columns, and annotations.
    for (const DynamicQuerySet& other : others) {
        const bool same = columns_ || other.columns_ ? same_columns(columns(), other.columns())
                                                     : query_.model == other.query_.model && selected().names() == other.selected().names();
        if (!same)
            throw TypeError("[T025] query sets are combined when their rows are of the same types: objects of one model with the same annotations, "
                            "or values() of the same column types");
    }
    DynamicQuerySet result = *this;
    result.query_ = query_;
    for (const DynamicQuerySet& other : others) result.query_ = detail::combine(result.query_, {&other.query_}, flags);
    return result;
}
DynamicQuerySet DynamicQuerySet::union_(const std::vector<DynamicQuerySet>& others, UnionOptions options) const {
    return combined(others, options.all ? combine_all : combine_union);
}
DynamicQuerySet DynamicQuerySet::intersection(const std::vector<DynamicQuerySet>& others) const { return combined(others, combine_intersection); }
DynamicQuerySet DynamicQuerySet::difference(const std::vector<DynamicQuerySet>& others) const { return combined(others, combine_difference); }

DynamicQuerySet DynamicQuerySet::as_derived() const {
    if (columns_ || names_->annotations) throw TypeError("[T008] as_derived() is for query sets of objects, without annotations");
    DynamicQuerySet result = *this;
    result.query_ = detail::derived(query_);
    return result;
}

DynamicQuerySet DynamicQuerySet::joined(const DynamicQuerySet& other, NodeKind connective) const {
    // Names that were given apart may mean something else.
    if (query_.model != other.query_.model || names_ != other.names_ || !same_columns(columns(), other.columns()))
        throw TypeError("[T023] & | ^ join query sets of one type: of the same model, with the same columns");
    DynamicQuerySet result = *this;
    result.query_ = detail::join_conditions(query_, other.query_, connective);
    return result;
}
DynamicQuerySet operator&(const DynamicQuerySet& left, const DynamicQuerySet& right) { return left.joined(right, NodeKind::all_of); }
DynamicQuerySet operator|(const DynamicQuerySet& left, const DynamicQuerySet& right) { return left.joined(right, NodeKind::any_of); }
DynamicQuerySet operator^(const DynamicQuerySet& left, const DynamicQuerySet& right) { return left.joined(right, NodeKind::one_of); }

// ---- what of each row ------------------------------------------------------------------------------------------------

void DynamicQuerySet::add_annotation(std::string_view name, const DynamicExpression& expression, std::uint8_t flags) {
    detail::refuse_combined(query_, (flags & result) != 0 ? "aggregate" : "annotate");
    detail::check_column_name(name);
    if ((flags & result) == 0 && !columns_ && find_field(*query_.model, name) != ModelInfo::none)
        throw ValueError(detail::clash_sentence(*query_.model, name).str());
    if ((flags & result) == 0 && columns_)
        for (const DynamicColumn& column : *columns_)
            if (column.name == name) throw ValueError(detail::column_clash_sentence(name).str());
    Clause clause;
    if (expression.tree().form == detail::Form::relation && (flags & result) == 0) {
        const FieldInfo relation = detail::add_dynamic_relation(clause, *query_.model, name, expression);
        own_names_ = detail::with_name(*names_, *query_.model, relation);
        names_ = &own_names_->info;
        return build::annotate(query_, detail::lasting_name(name), clause, 0, 0);
    }
    const ExpressionKind kind = detail::add_dynamic(clause, *names_, expression);
    if (kind.kind == FieldKind::composite_key)
        throw FieldError("[F087] '" + std::string(kind.name) + "' stands for several fields, which an expression cannot be computed of.");
    if ((flags & result) != 0 && !has_aggregate(query_.select, clause))
        throw TypeError("[A003] aggregate() takes aggregates; '" + std::string(name) + "' is none");
    const NameDef& lasting = detail::lasting_name(name);
    own_names_ = detail::with_name(*names_, *query_.model, detail::named_field(lasting.name, kind, (flags & (nuage::selected | result)) == 0));
    names_ = &own_names_->info;
    build::annotate(query_, lasting, clause, flags, names_->fields.size() - 1);
    if ((flags & nuage::selected) == 0 || !columns_) return;
    auto columns = std::make_shared<std::vector<DynamicColumn>>(*columns_);
    columns->push_back(column(name));
    columns_ = std::move(columns);
}
DynamicQuerySet DynamicQuerySet::annotate(std::string_view name, const DynamicExpression& expression) const {
    DynamicQuerySet copy = *this;
    copy.add_annotation(name, expression, nuage::selected);
    return copy;
}
DynamicQuerySet DynamicQuerySet::alias(std::string_view name, const DynamicExpression& expression) const {
    DynamicQuerySet copy = *this;
    copy.add_annotation(name, expression, 0);
    return copy;
}

DynamicColumn DynamicQuerySet::column(std::string_view name) const {
    const ResolvedPath path = build::resolve_plain(*names_, name);
    if (path.annotation && path.final_field().hidden)
        throw FieldError("[F042] '" + std::string(name) + "' was named by alias(), which rows do not have; use annotate() to select it.");
    DynamicColumn column{.name = std::string(name)};
    if (path.is_composite()) {
        column.parts = static_cast<std::uint16_t>(path.model->key_parts.size());
        return column;
    }
    const ExpressionKind kind = detail::kind_of_path(path);
    if (kind.known) column.kind = detail::value_kind_of(kind.kind);
    if (path.transform_count == 0 && kind.kind == FieldKind::decimal) column.decimal_places = value_field(path.final_field()).decimal_places;
    return column;
}

void DynamicQuerySet::choose_columns(const std::vector<std::string>& names) {
    auto columns = std::make_shared<std::vector<DynamicColumn>>();
    for (const std::string& name : names) columns->push_back(column(name));
    columns_ = std::move(columns);
}

DynamicQuerySet DynamicQuerySet::values(const std::vector<std::string>& names) const {
    if (query_.columns_only) detail::refuse_combined(query_, "values");
    DynamicQuerySet copy = *this;
    std::vector<std::string> all = names;
    if (names.empty()) {
        for (const FieldInfo& field : query_.model->fields)
            if (field.has_column()) all.push_back(std::string(field.name) + (field.kind == FieldKind::foreign_key ? "_id" : ""));
        // The last of several of a name counts; an alias is no column.
        if (names_->annotations)
            for (std::size_t i = 0; i < names_->fields.size(); ++i) {
                const FieldInfo& field = names_->fields[i];
                bool last = !field.hidden && !field.filtered;
                for (std::size_t j = i + 1; j < names_->fields.size(); ++j) last = last && names_->fields[j].name != field.name;
                if (last) all.emplace_back(field.name);
            }
    }
    copy.choose_columns(all);
    build::clear_columns(copy.query_);
    copy.query_.columns_only = true;
    for (const std::string& name : all) build::columns(copy.query_.select, build::resolve_plain(*names_, name));
    return copy;
}
DynamicQuerySet DynamicQuerySet::selected() const { return columns_ ? *this : values(); }

std::vector<std::string> DynamicQuerySet::names() const {
    const DynamicQuerySet rows = selected();
    std::vector<std::string> names;
    for (const DynamicColumn& column : *rows.columns_) names.push_back(column.name);
    return names;
}

DynamicQuerySet DynamicQuerySet::truncated(std::string_view name, std::string_view kind, std::string_view order, bool with_time) const {
    const ResolvedPath path = build::resolve_plain(*names_, name);
    if (with_time ? path.kind() != FieldKind::datetime : (bit(path.kind()) & kinds::dated) == 0) {
        const std::string said = "[T024] dates() takes a field of dates or moments, datetimes() one of moments; '" + std::string(name) + "' is " +
                                 std::string(detail::kind_word(path.kind()));
        // As in Django: a value error where it is of the calendar or the clock at all.
        if ((bit(path.kind()) & kinds::temporal) != 0) throw ValueError(said);
        throw TypeError(said);
    }
    DynamicQuerySet result = *this;
    result.query_ = detail::truncated_dates(query_, path, kind, order, with_time);
    const ValueKind of = with_time ? ValueKind::datetime : ValueKind::date;
    result.columns_ = std::make_shared<const std::vector<DynamicColumn>>(1, DynamicColumn{.name = std::string(name), .kind = of});
    return result;
}
DynamicQuerySet DynamicQuerySet::dates(std::string_view name, std::string_view kind, std::string_view order) const {
    return truncated(name, kind, order, false);
}
DynamicQuerySet DynamicQuerySet::datetimes(std::string_view name, std::string_view kind, std::string_view order) const {
    return truncated(name, kind, order, true);
}

}  // namespace nuage
