// SPDX-License-Identifier: MIT
#include <nuage/db/execute.hpp>
#include <nuage/db/peers.hpp>
#include <nuage/db/run.hpp>
#include <nuage/fields/field_traits.hpp>

namespace nuage::db {

namespace {

/// Copies a quoted text, an identifier or a comment; returns the position after it.
std::size_t copy_quoted(Text& out, std::string_view sql, std::size_t at) {
    const char quote = sql[at];
    out << quote;
    for (++at; at < sql.size(); ++at) {
        out << sql[at];
        if (sql[at] == quote) return at + 1;
    }
    return at;
}
std::size_t copy_comment(Text& out, std::string_view sql, std::size_t at) {
    const bool block = sql[at] == '/';
    const std::size_t found = sql.find(block ? "*/" : "\n", at + 2);
    const std::size_t end = found == std::string_view::npos ? sql.size() : found + (block ? 2 : 1);
    out << sql.substr(at, end - at);
    return end;
}

/// `?` becomes the dialect's placeholder, `??` a question mark. Quoted text and comments are left alone.
std::string with_placeholders(const Dialect& dialect, std::string_view sql, std::size_t wanted) {
    Text out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        const char next = at + 1 < sql.size() ? sql[at + 1] : '\0';
        if (c == '\'' || c == '"' || c == '`') at = copy_quoted(out, sql, at);
        else if ((c == '-' && next == '-') || (c == '/' && next == '*')) at = copy_comment(out, sql, at);
        else if (c == '?' && next == '?') {
            out << '?';
            at += 2;
        } else if (c == '?') {
            dialect.placeholder(out, ++count);
            ++at;
        } else {
            out << c;
            ++at;
        }
    }
    if (count != wanted)
        throw ProgrammingError("the SQL has " + std::to_string(count) + " placeholders, but " + std::to_string(wanted) +
                                   " parameters were given",
                               {std::string(sql), std::string(dialect.name()), ""});
    return out.str();
}

bool same_letters(std::string_view a, std::string_view b) {
    Text x;
    Text y;
    write_lower(x, a);
    write_lower(y, b);
    return x.view() == y.view();
}

const FieldInfo* field_of_column(const ModelInfo& model, std::string_view column) {
    for (const FieldInfo& field : model.fields)
        if (field.has_column() && same_letters(nuage::column_name(field), column)) return field.key_copy ? &model.primary_key() : &field;
    return nullptr;
}

std::string no_key_sentence(const ModelInfo& model) {
    std::string columns;
    for_key_fields(model, [&](const FieldInfo& key) { columns += (columns.empty() ? "'" : ", '") + nuage::column_name(key) + "'"; });
    return "[F013] raw() must include the primary key of " + std::string(model.name) + ", column " + columns;
}

std::unique_ptr<Statement> prepare(Session& session, const std::string& text, const std::vector<Value>& values) {
    std::vector<ValueKind> kinds;
    for (const Value& value : values) kinds.push_back(value.kind());
    return db::prepare(session, text, kinds);
}

Params bound(const std::vector<Value>& values) {
    Params params;
    for (const Value& value : values) params.push_back(param_of(value));
    return params;
}

Database& database_of(const std::string* alias) { return alias != nullptr ? database(*alias) : default_database(); }

/// Prepares hand-written SQL, runs it, and calls a function with the running statement and its watch.
template <class F>
auto with_statement(Session& session, const Database& database, std::string_view sql, const std::vector<Value>& values, F&& function) {
    const std::string text = with_placeholders(database.dialect(), sql, values.size());
    const std::unique_ptr<Statement> statement = prepare(session, text, values);
    const Params params = bound(values);
    return run(*session.connection, *statement, text, params, function);
}

std::vector<std::string> column_names(Statement& statement) {
    std::vector<std::string> names;
    for (int i = 0; i < statement.column_count(); ++i) names.push_back(statement.column_name(i));
    return names;
}

/// Which columns of the result are which fields of a model.
struct FieldColumns {
    std::vector<const FieldInfo*> fields;   ///< by column; nullptr: none of the model
    const FieldSet* loaded = nullptr;

    FieldColumns(const ModelInfo& model, const std::vector<std::string>& names) {
        std::size_t keys = 0;
        FieldSet set;
        std::size_t found = 0;
        for (const std::string& name : names) {
            fields.push_back(field_of_column(model, name));
            if (fields.back() == nullptr) continue;
            if (set.has(model.position(*fields.back()))) continue;
            keys += fields.back()->primary_key ? 1 : 0;
            ++found;
            set.add(model.position(*fields.back()));
        }
        if (keys != std::max<std::size_t>(model.key_parts.size(), 1)) throw FieldError(no_key_sentence(model));
        if (found < column_count(model)) loaded = interned(set);
    }
};

int position_of(const ExtraColumn& column, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (same_letters(names[i], column.name)) return static_cast<int>(i);
    throw FieldError("[F019] the SQL given to raw() has no column '" + std::string(column.name) + "'");
}

}  // namespace

std::vector<std::string> raw(const ModelInfo& model, std::string_view sql, std::vector<Value> values, const std::string* alias, RowSink sink,
                             std::span<const ExtraColumn> extra) {
    Database& database = alias != nullptr ? db::database(*alias) : route(model, Purpose::read, {});
    // Hand-written SQL may change rows: it is never repeated.
    return with_session(database, false, [&](Session& session) {
        return with_statement(session, database, sql, values, [&](Statement& statement, Watch& watch) {
            std::vector<std::string> names = column_names(statement);
            const FieldColumns columns(model, names);
            std::vector<int> extra_at;
            for (const ExtraColumn& column : extra) extra_at.push_back(position_of(column, names));
            const bool attaches = Attacher::is_needed(database, FetchMode::one);
            Attacher attacher(model, database, FetchMode::one);
            std::int64_t count = 0;
            for (; statement.next(); ++count) {
                auto* object = static_cast<char*>(sink.append(sink.container));
                for (std::size_t i = 0; i < names.size(); ++i) {
                    const FieldInfo* field = columns.fields[i];
                    if (field == nullptr) continue;
                    const ValueKind kind = detail::value_kind_of(value_field(*field).kind);
                    write_member(*field->access, object + field->offset, statement.value(static_cast<int>(i), kind));
                }
                for (std::size_t i = 0; i < extra.size(); ++i)
                    write_member(*extra[i].access, object + extra[i].offset, statement.value(extra_at[i], extra[i].access->kind));
                *reinterpret_cast<InstanceState*>(object + model.state_offset) = {&database, columns.loaded, {}, true};
                if (attaches) attacher.attach(object);
                if (listening(model, Signal::post_init)) detail::notify_init(model, object, &database);
            }
            watch.rows(count);
            return names;
        });
    });
}

void raw_rows(std::string_view sql, std::vector<Value> values, const std::string* alias, std::span<const ColumnPlan> columns, RowSink sink) {
    Database& database = database_of(alias);
    with_session(database, false, [&](Session& session) {
        return with_statement(session, database, sql, values, [&](Statement& statement, Watch& watch) {
            const auto given = static_cast<std::size_t>(statement.column_count());
            if (given != columns.size())
                throw TypeError("the SQL gives " + std::to_string(given) + " columns, but " + std::to_string(columns.size()) + " are wanted");
            std::int64_t count = 0;
            for (; statement.next(); ++count) {
                auto* row = static_cast<char*>(sink.append(sink.container));
                for (std::size_t i = 0; i < columns.size(); ++i)
                    write_member(*columns[i].access, row + columns[i].offset, statement.value(static_cast<int>(i), columns[i].kind));
            }
            watch.rows(count);
            return given;
        });
    });
}

std::vector<std::vector<Value>> raw_values(std::string_view sql, std::vector<Value> values, const std::string* alias) {
    Database& database = database_of(alias);
    return with_session(database, false, [&](Session& session) {
        return with_statement(session, database, sql, values, [&](Statement& statement, Watch& watch) {
            std::vector<std::vector<Value>> rows;
            const int columns = statement.column_count();
            while (statement.next()) {
                std::vector<Value>& row = rows.emplace_back();
                for (int i = 0; i < columns; ++i) row.push_back(statement.value(i, ValueKind::null));
            }
            watch.rows(static_cast<std::int64_t>(rows.size()));
            return rows;
        });
    });
}

std::int64_t execute_one(std::string_view sql, std::vector<Value> values, const std::string* alias) {
    Database& database = database_of(alias);
    return with_session(database, false, [&](Session& session) {
        return with_statement(session, database, sql, values, [](Statement& statement, Watch&) {
            while (statement.column_count() > 0 && statement.next()) {
            }
            return statement.affected_rows();
        });
    });
}

std::int64_t execute(std::string_view sql, std::vector<Value> values, const std::string* alias) {
    if (!values.empty()) return execute_one(sql, std::move(values), alias);
    return with_session(database_of(alias), false, [&](Session& session) -> std::int64_t {
        execute_watched(*session.connection, QueryKind::statement, sql);
        return 0;
    });
}

void check_constraints(const std::vector<std::string>& tables, const std::string* alias) {
    with_session(database_of(alias), false, [&](Session& session) {
        session.connection->check_constraints(tables);
        return 0;
    });
}

}  // namespace nuage::db
