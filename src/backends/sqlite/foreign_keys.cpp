// SPDX-License-Identifier: MIT
#include "foreign_keys.hpp"

#include <nuage/backends/sqlite/dialect.hpp>
#include <nuage/db/run.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage::sqlite {

namespace {

std::string quoted(std::string_view name) {
    Text text;
    dialect_object.quote(text, name);
    return text.str();
}

/// Starts a statement without parameters.
std::unique_ptr<Statement> started(Connection& connection, const std::string& sql) {
    std::unique_ptr<Statement> statement = connection.prepare(sql, {});
    db::run(*statement, {sql, {}});
    return statement;
}

std::string text_of(Statement& statement, int column) {
    const Value value = statement.value(column, ValueKind::null);
    return value.kind() == ValueKind::text ? value.text() : value.repr();
}

/// The columns of a table's foreign key, and those they refer to.
struct ForeignKey {
    std::string from;
    std::string to;
};
ForeignKey foreign_key(Connection& connection, const std::string& table, std::int64_t number) {
    // id, seq, table, from, to, …; `to` is NULL for the primary key of the other table.
    const std::unique_ptr<Statement> list = started(connection, "PRAGMA foreign_key_list(" + quoted(table) + ")");
    while (list->next())
        if (list->value(0, ValueKind::integer).integer() == number)
            return {text_of(*list, 3), list->value(4, ValueKind::null).is_null() ? "the primary key" : "'" + text_of(*list, 4) + "'"};
    return {};
}

}  // namespace

void check_foreign_keys(Connection& connection, std::string_view table) {
    const std::string sql = table.empty() ? "PRAGMA foreign_key_check" : "PRAGMA foreign_key_check(" + quoted(table) + ")";
    std::string name;
    std::string target;
    Value row;
    std::int64_t number = 0;
    {
        // table, rowid, parent, number of the foreign key; rowid is NULL in a table WITHOUT ROWID.
        const std::unique_ptr<Statement> broken = started(connection, sql);
        if (!broken->next()) return;
        name = text_of(*broken, 0);
        row = broken->value(1, ValueKind::null);
        target = text_of(*broken, 2);
        number = broken->value(3, ValueKind::integer).integer();
    }
    const ForeignKey key = foreign_key(connection, name, number);
    std::string value;
    if (!row.is_null()) {
        const std::unique_ptr<Statement> found =
            started(connection, "SELECT " + quoted(key.from) + " FROM " + quoted(name) + " WHERE rowid = " + std::to_string(row.integer()));
        if (found->next()) value = ", which is " + text_of(*found, 0) + ',';
    }
    const std::string which = row.is_null() ? "a row" : "the row " + row.repr();
    throw ForeignKeyViolation(which + " of table '" + name + "' has an invalid foreign key: '" + key.from + "'" + value +
                                  " is not found as " + key.to + " of table '" + target + "'",
                              {sql, "sqlite", "SQLITE_CONSTRAINT_FOREIGNKEY"});
}

}  // namespace nuage::sqlite
