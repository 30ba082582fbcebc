// SPDX-License-Identifier: MIT
#include <nuage/insert_from.hpp>

#include <algorithm>

#include <nuage/db/run.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "row_expressions.hpp"

namespace nuage::detail {

namespace {

/// The fields that rows get from `fresh`, which is made ready for that.
std::vector<const FieldInfo*> constant_fields(const ModelInfo& model, std::span<const FieldInfo* const> named, void* fresh) {
    const FieldInfo& key = model.primary_key();
    const bool key_named = std::find(named.begin(), named.end(), &key) != named.end();
    prepare_for_insert(model, fresh);
    std::vector<const FieldInfo*> fields = written_fields(model, !key_named && has_generated_key(model, fresh));
    std::erase_if(fields, [&](const FieldInfo* field) { return std::find(named.begin(), named.end(), field) != named.end(); });
    leave_to_database(fields, fresh);
    for (const FieldInfo* field : fields)
        if ((field->primary_key && !field->key_part) || (field->unique && field->access->get(static_cast<const char*>(fresh) + field->offset) != nullptr))
            throw ValueError("[W025] insert_from(): '" + std::string(field->name) + "' of " + std::string(model.name) +
                             " is unique, and all rows would get the same value: name it.");
    return fields;
}

}  // namespace

std::int64_t insert_rows_from(const Query& target, const Query& source, std::span<const std::uint16_t> positions, void* fresh,
                              const InsertFromOptions& options) {
    const ModelInfo& model = concrete_model(*target.model);
    db::Database& database = db::route(target, db::Purpose::write);
    if (source.database != nullptr && !source.database_is_hint && *source.database != database.alias())
        throw ValueError("insert_from(): the rows are in the database '" + *source.database + "', and go to '" + std::string(database.alias()) +
                         "'; a statement has one");
    if (source.empty || source.limit == 0) return 0;
    const Dialect& dialect = database.dialect();
    if (options.ignore_conflicts && !dialect.features().ignore_conflicts)
        throw NotSupportedError("this database backend does not support ignore_conflicts", {"", std::string(dialect.name()), ""});
    std::vector<const FieldInfo*> fields;
    for (const std::uint16_t position : positions) fields.push_back(&model.fields[position]);
    const std::vector<const FieldInfo*> constants = constant_fields(model, fields, fresh);
    Clause rows;
    add_assignments(rows, model, fresh, constants, {});
    build::subquery(rows, source, NodeKind::subquery);
    fields.insert(fields.end(), constants.begin(), constants.end());
    return db::with_session(database, false, [&](db::Session& session) -> std::int64_t {
        db::CachedStatement& cached = db::prepared_insert_select(session, database, model, fields, rows, options.ignore_conflicts);
        if (cached.never) return 0;
        db::Params bound;
        db::bind(bound, cached, {{nullptr, nullptr, nullptr, &rows}});
        return db::run(session, cached, bound, [](Statement& statement, db::Watch&) { return statement.affected_rows(); });
    });
}

}  // namespace nuage::detail
