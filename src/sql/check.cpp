// SPDX-License-Identifier: MIT
// Constraints asked of an object that is not in the database yet: its values stand in for the columns.
#include <nuage/sql/compiler.hpp>

namespace nuage::sql {

namespace {

void renumber(Item& item, std::uint16_t clause) {
    if (item.kind == ItemKind::param) item.param.clause = clause;
    for (Item& inner : item.items) renumber(inner, clause);
}

void require_one_table(const Select& select) {
    if (select.tables.size() > 1)
        throw FieldError("[F008] The condition of a constraint or index may use fields of its own table only, not of related ones.");
}

}  // namespace

Check compile_check(const Dialect& dialect, const Query& condition, const Query* others) {
    Check check;
    Select& own = check.compiled.plan;
    Planner(own, *condition.model).add_where(condition.where);
    require_one_table(own);
    Writer writer(dialect);
    writer.object_fields = &check.fields;
    writer.enter(own);
    writer.out << "SELECT CASE WHEN " << (others == nullptr ? "NOT (" : "(");
    writer.top_level(own.where);
    writer.out << ')';
    if (others != nullptr) {
        Item rows;
        rows.kind = ItemKind::exists;
        rows.subquery.emplace_back();
        Planner(rows.subquery[0], *others->model, 1).add_where(others->where);
        require_one_table(rows.subquery[0]);
        renumber(rows.subquery[0].where, 2);
        writer.out << " AND ";
        writer.item(rows);
    }
    writer.out << " THEN 0 ELSE 1 END AS ";
    writer.name("check");
    check.compiled.sql = std::move(writer.out);
    check.compiled.params = std::move(writer.params);
    return check;
}

}  // namespace nuage::sql
