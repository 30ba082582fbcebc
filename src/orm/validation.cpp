// SPDX-License-Identifier: MIT
#include <nuage/validation.hpp>

#include <fmt/format.h>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "validators.hpp"

namespace nuage::detail {

namespace {

FieldSet set_of(const ModelInfo& model, const FieldNames& names) {
    FieldSet set;
    for (const std::string_view name : names) {
        const ResolvedPath path = build::resolve_plain(model, name);
        if (!path.is_composite()) set.add(path.field);
        else for (const std::uint16_t part : model.key_parts) set.add(part);
    }
    return set;
}

/// Words of a model's name, as messages have them: "blog post" for BlogPost.
std::string model_words(const ModelInfo& model) {
    std::string words;
    for (char c : model.name) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital && !words.empty()) words += ' ';
        words += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

/// "Author, Title and Year"
std::string labels_of(const ModelInfo& model, std::span<const std::string_view> names) {
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i != 0) all += i + 1 == names.size() ? " and " : ", ";
        all += capitalised(field_label(model.fields[model.find(names[i])]));
    }
    return all;
}

ResolvedPath path_to(const ModelInfo& model, const FieldInfo& field) {
    ResolvedPath path;
    path.model = &model;
    path.field = static_cast<std::uint16_t>(model.position(field));
    return path;
}

/// An object with what its checks need to know.
class Subject {
public:
    Subject(const ModelInfo& model, void* object, const FieldNames& exclude, ValidationError& errors)
        : model_(model), object_(object), state_(state_of(model, object)), excluded_(set_of(model, exclude)), errors_(errors) {}

    void clean_fields() {
        for (const FieldInfo& field : model_.fields)
            if (field.has_column() && !excludes(field)) clean(field);
    }

    void validate_unique() {
        for (const FieldInfo& field : model_.fields) {
            if (!field.has_column() || excludes(field) || !is_unique(field)) continue;
            // The key of a stored object is how the others are told apart from it.
            if (field.primary_key && state_.stored) continue;
            const std::string_view names[] = {field.name};
            if (!taken(names)) continue;
            add_unique(names);
        }
        std::vector<std::string_view> key;
        for (const std::uint16_t part : model_.key_parts)
            if (!excludes(model_.fields[part])) key.push_back(model_.fields[part].name);
        if (!key.empty() && key.size() == model_.key_parts.size() && !state_.stored && taken(key)) add_unique(key);
    }

    void validate_constraints() {
        for (const ConstraintInfo& constraint : model_.constraints) {
            if (constraint.kind == ConstraintKind::check) validate_check(constraint);
            else validate_unique(constraint);
        }
    }

    /// Fields that are known to be wrong are not asked about again.
    void exclude_wrong_fields() {
        for (const FieldInfo& field : model_.fields)
            if (errors_.has(field.name)) excluded_.add(model_.position(field));
    }
    void call(void (*clean)(void*)) {
        try {
            clean(object_);
        } catch (const ValidationError& error) {
            errors_.add(error);
        }
    }

private:
    [[nodiscard]] bool excludes(const FieldInfo& field) const { return excluded_.has(model_.position(field)); }
    [[nodiscard]] const void* member(const FieldInfo& field) const { return static_cast<const char*>(object_) + field.offset; }
    /// save() gives it a value: it is empty for now, and that is no mistake.
    [[nodiscard]] bool awaits_value(const FieldInfo& field) const {
        if (field.auto_now || (field.auto_now_add && !state_.stored)) return true;
        if (!field.automatic && field.apply_default == nullptr) return false;
        return field.access->is_empty != nullptr && field.access->is_empty(member(field));
    }
    void add(const FieldInfo& field, std::string code, std::string message, ValidationError::Params params = {}) {
        errors_.add(field.name, {std::move(code), std::move(message), std::move(params)});
    }

    // ---- fields --------------------------------------------------------------------------------------------------

    /// Django's empty values: nothing, empty text and empty documents. Neither 0 nor false.
    [[nodiscard]] static bool is_empty(const Value& value) {
        switch (value.kind()) {
            case ValueKind::null: return true;
            case ValueKind::text: case ValueKind::bytes: return value.text().empty();
            case ValueKind::json: return value.text() == "null" || value.text() == "{}" || value.text() == "[]" || value.text() == "\"\"";
            default: return false;
        }
    }

    void clean(const FieldInfo& field) {
        if (awaits_value(field)) return;
        if (!is_choice(field)) return;
        Value value;
        try {
            value = read_member(*field.access, member(field));
        } catch (const DataError& error) {
            return add(field, "invalid", error.what());   // no column could hold it
        }
        if (is_empty(value)) {
            const bool absent = value.is_null() || (value.kind() == ValueKind::json && value.text() == "null");
            if (field.blank) return;
            if (absent && !field.null) return add(field, "null", "This field cannot be null.");
            return add(field, "blank", "This field cannot be blank.");
        }
        run_validators(field, value, errors_);
        for (std::size_t i = 0; i < field.rules.function_count; ++i) call_validator(field, field.rules.functions[i]);
        if (field.kind == FieldKind::foreign_key) clean_reference(field, value);
    }

    /// Looked at before the value is: an enumerator that is no choice has none.
    [[nodiscard]] bool is_choice(const FieldInfo& field) {
        if (!field.choices_only || field.rules.choice_number == nullptr) return true;
        const void* payload = field.access->get != nullptr ? field.access->get(member(field)) : member(field);
        if (payload == nullptr) return true;
        const std::int64_t number = field.rules.choice_number(payload);
        for (const Choice& choice : field.choices)
            if (choice.number == number) return true;
        add(field, "invalid_choice", fmt::format("Value {} is not a valid choice.", number), {{"value", Value(number)}});
        return false;
    }

    void call_validator(const FieldInfo& field, FieldRules::Function function) {
        try {
            function(member(field));
        } catch (const ValidationError& error) {
            errors_.add(error, field.name);
        }
    }

    void clean_reference(const FieldInfo& field, const Value& value) {
        const FieldInfo& referred = target_field(field);
        Query query = query_of(field.target());
        build::push(query.where, NodeKind::filter, 1);
        build::comparison(query.where, path_to(field.target(), referred), lookups[lookup_position::exact], Value(value));
        if (db::exists(query)) return;
        add(field, "invalid",
            fmt::format("{} instance with {} {} does not exist.", model_words(field.target()), referred.name, value.repr()),
            {{"model", Value(model_words(field.target()))}, {"field", Value(referred.name)}, {"value", value}});
    }

    // ---- rows that agree with the object -------------------------------------------------------------------------

    [[nodiscard]] Query query_of(const ModelInfo& model) const {
        Query query;
        query.model = &model;
        query.own_order = true;
        query.database = &database_beside(model, db::Purpose::read, model_, object_).alias();
        return query;
    }

    /// Adds to a query that the rows agree with the object in these fields, and are not its own. False when no row can:
    /// a field is NULL, or is yet to be given a value.
    [[nodiscard]] bool add_agreement(Query& query, std::span<const std::string_view> names) const {
        build::push(query.where, NodeKind::filter, names.size());
        for (const std::string_view name : names) {
            const FieldInfo& field = model_.fields[model_.find(name)];
            if (awaits_value(field)) return false;
            Value value = read_member(*field.access, member(field));
            if (value.is_null()) return false;
            build::comparison(query.where, path_to(model_, field), lookups[lookup_position::exact], std::move(value));
        }
        const FieldInfo& key = model_.primary_key();
        if (!state_.stored || has_generated_key(model_, object_)) return true;
        build::push(query.where, NodeKind::exclude, 1);
        build::comparison(query.where, path_to(model_, key), lookups[lookup_position::exact], read_member(*key.access, member(key)));
        return true;
    }

    [[nodiscard]] bool taken(std::span<const std::string_view> names) const {
        Query query = query_of(model_);
        return add_agreement(query, names) && db::exists(query);
    }

    void add_unique(std::span<const std::string_view> names) {
        const bool one = names.size() == 1;
        const std::string labels = labels_of(model_, names);
        const std::string model = capitalised(model_words(model_));
        errors_.add(one ? names[0] : non_field_errors,
                    {one ? "unique" : "unique_together", model + " with this " + labels + " already exists.",
                     {{"model_name", Value(model)}, {one ? "field_label" : "field_labels", Value(labels)}}});
    }

    // ---- Meta's constraints --------------------------------------------------------------------------------------

    void validate_unique(const ConstraintInfo& constraint) {
        for (const std::string_view name : constraint.fields)
            if (excludes(model_.fields[model_.find(name)])) return;
        if (constraint.condition == nullptr) {
            if (taken(constraint.fields)) add_unique(constraint.fields);
            return;
        }
        Query others = query_of(model_);
        constraint.condition(others);
        if (add_agreement(others, constraint.fields) && !holds(constraint, &others)) add_violated(constraint);
    }

    void validate_check(const ConstraintInfo& constraint) {
        if (!holds(constraint, nullptr)) add_violated(constraint);
    }

    void add_violated(const ConstraintInfo& constraint) {
        errors_.add(non_field_errors, {"", fmt::format("Constraint “{}” is violated.", constraint.name), {{"name", Value(constraint.name)}}});
    }

    /// Asks the database, which knows what its comparisons mean, with the object's values in the place of the columns.
    [[nodiscard]] bool holds(const ConstraintInfo& constraint, const Query* others) const {
        Query condition = query_of(model_);
        constraint.condition(condition);
        db::Database& on = db::route(condition);
        const sql::Check check = sql::compile_check(on.dialect(), condition, others);
        Clause own;
        for (const FieldInfo* field : check.fields) {
            if (excludes(*field)) return true;
            if (awaits_value(*field)) own.values.push_back(Value());
            else own.values.push_back(read_member(*field->access, member(*field)));
        }
        const Clause* clauses[] = {&condition.where, &own, others != nullptr ? &others->where : nullptr};
        db::Params params;
        std::vector<ValueKind> kinds;
        for (const plan::ParamRef& ref : check.compiled.params) {
            Param param = param_of(clauses[ref.clause]->values[ref.index]);
            if (param.data == nullptr) param.kind = ref.kind;
            params.push_back(param);
            kinds.push_back(ref.kind);
        }
        const std::string text = check.compiled.sql.str();
        return db::with_session(on, true, [&](db::Session& session) {
            const std::unique_ptr<Statement> statement = db::prepare(session, text, kinds);
            return db::run(*session.connection, *statement, text, params, [](Statement& running, db::Watch& watch) {
                watch.rows(1);
                return !running.next() || running.value(0, ValueKind::integer).integer() != 0;
            });
        });
    }

    const ModelInfo& model_;
    void* object_;
    InstanceState& state_;
    FieldSet excluded_;
    ValidationError& errors_;
};

}  // namespace

void clean_object_fields(const ModelInfo& model, void* object, const FieldNames& exclude, ValidationError& errors) {
    Subject(model, object, exclude, errors).clean_fields();
}
void validate_object_unique(const ModelInfo& model, void* object, const FieldNames& exclude, ValidationError& errors) {
    Subject(model, object, exclude, errors).validate_unique();
}
void validate_object_constraints(const ModelInfo& model, void* object, const FieldNames& exclude, ValidationError& errors) {
    Subject(model, object, exclude, errors).validate_constraints();
}

void full_clean_object(const ModelInfo& model, void* object, void (*clean)(void* object), const CleanOptions& options) {
    ValidationError errors;
    Subject subject(model, object, options.exclude, errors);
    subject.clean_fields();
    if (clean != nullptr) subject.call(clean);
    subject.exclude_wrong_fields();
    if (options.validate_unique) subject.validate_unique();
    subject.exclude_wrong_fields();
    if (options.validate_constraints) subject.validate_constraints();
    throw_if_any(errors);
}

void throw_if_any(const ValidationError& errors) {
    if (!errors.empty()) throw errors;
}

}  // namespace nuage::detail
