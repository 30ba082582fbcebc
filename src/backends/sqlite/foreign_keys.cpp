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

/// Runs a statement without parameters.
template <class F>
void run(Connection& connection, const std::string& sql, F&& use) {
    const std::unique_ptr<Statement> statement = connection.prepare(sql, {});
    db::run(connection, *statement, sql, {}, [&](Statement& running, db::Watch&) {
        use(running);
        return 0;
    });
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
    ForeignKey found;
    run(connection, "PRAGMA foreign_key_list(" + quoted(table) + ")", [&](Statement& list) {
        while (list.next())
            if (list.value(0, ValueKind::integer).integer() == number)
                found = {text_of(list, 3), list.value(4, ValueKind::null).is_null() ? "the primary key" : "'" + text_of(list, 4) + "'"};
    });
    return found;
}

}  // namespace

void check_foreign_keys(Connection& connection, std::string_view table) {
    const std::string sql = table.empty() ? "PRAGMA foreign_key_check" : "PRAGMA foreign_key_check(" + quoted(table) + ")";
    std::string name;
    std::string target;
    Value row;
    std::int64_t number = 0;
    bool broken = false;
    // table, rowid, parent, number of the foreign key; rowid is NULL in a table WITHOUT ROWID.
    run(connection, sql, [&](Statement& rows) {
        if (!rows.next()) return;
        broken = true;
        name = text_of(rows, 0);
        row = rows.value(1, ValueKind::null);
        target = text_of(rows, 2);
        number = rows.value(3, ValueKind::integer).integer();
    });
    if (!broken) return;
    const ForeignKey key = foreign_key(connection, name, number);
    std::string value;
    if (!row.is_null())
        run(connection, "SELECT " + quoted(key.from) + " FROM " + quoted(name) + " WHERE rowid = " + std::to_string(row.integer()),
            [&](Statement& found) {
                if (found.next()) value = ", which is " + text_of(found, 0) + ',';
            });
    const std::string which = row.is_null() ? "a row" : "the row " + row.repr();
    throw ForeignKeyViolation(which + " of table '" + name + "' has an invalid foreign key: '" + key.from + "'" + value +
                                  " is not found as " + key.to + " of table '" + target + "'",
                              {sql, "sqlite", "SQLITE_CONSTRAINT_FOREIGNKEY"});
}

}  // namespace nuage::sqlite
