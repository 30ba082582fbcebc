// SPDX-License-Identifier: MIT
#include <conformance/data.hpp>

#include <conformance/models.hpp>
#include <nuage/sql/dialect.hpp>

namespace conformance {

using nuage::Json;
using nuage::Value;
using nuage::ValueKind;

namespace {

nuage::Bytes octets(const std::string& hex) {
    nuage::Bytes bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<std::byte>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return bytes;
}

/// A cell as the column wants it. `kind` is that of the column.
Value value_of(const Json& cell, ValueKind kind) {
    if (cell.is_null()) return Value();
    if (kind == ValueKind::json) {
        // {"$json": null} is a JSON null, plain null an SQL NULL.
        const bool wrapped = cell.is_object() && cell.size() == 1 && cell.contains("$json");
        return {ValueKind::json, (wrapped ? cell.at("$json") : cell).dump()};
    }
    switch (kind) {
        case ValueKind::boolean: return cell.get<bool>();
        case ValueKind::integer: return cell.get<std::int64_t>();
        case ValueKind::real: return cell.get<double>();
        case ValueKind::duration: return nuage::Duration(cell.get<std::int64_t>());
        default: break;
    }
    const std::string text = cell.get<std::string>();
    switch (kind) {
        case ValueKind::bytes: return octets(text);
        case ValueKind::date: return nuage::parse_date(text);
        case ValueKind::time: return nuage::parse_time(text);
        case ValueKind::datetime: return nuage::parse_datetime(text);
        case ValueKind::uuid: return nuage::Uuid::parse(text);
        case ValueKind::decimal:
        case ValueKind::ip: return {kind, text};
        default: return text;
    }
}

/// The field of a column, or nullptr: the tables of many-to-many relations need no struct.
const nuage::FieldInfo* field_of(const std::string& table, const std::string& column) {
    for (const nuage::ModelInfo* model : conf::nuage_app_conf().models) {
        if (nuage::table_name(*model) != table) continue;
        for (const nuage::FieldInfo& field : model->fields)
            if (field.has_column() && nuage::column_name(field) == column) return &field;
    }
    return nullptr;
}

ValueKind kind_of(const std::string& table, const Json& column) {
    // The file calls an IP address a text, which it is on some databases only.
    if (const nuage::FieldInfo* field = field_of(table, column.at("name").get<std::string>()))
        return nuage::detail::value_kind_of(nuage::value_field(*field).kind);
    constexpr std::pair<std::string_view, ValueKind> kinds[] = {
        {"int", ValueKind::integer},   {"float", ValueKind::real},       {"decimal", ValueKind::decimal},
        {"text", ValueKind::text},     {"bool", ValueKind::boolean},     {"date", ValueKind::date},
        {"time", ValueKind::time},     {"datetime", ValueKind::datetime}, {"duration", ValueKind::duration},
        {"binary", ValueKind::bytes},  {"uuid", ValueKind::uuid},        {"json", ValueKind::json}};
    for (const auto& [name, kind] : kinds)
        if (column.at("type") == name) return kind;
    throw nuage::ValueError("unknown column type " + column.at("type").dump());
}

/// Keys given by hand do not move PostgreSQL's sequences.
void move_sequence(const std::string& table) {
    if (nuage::db::dialect_of(nuage::db::default_database()).name() != "postgresql") return;
    nuage::db::execute("SELECT setval(pg_get_serial_sequence('\"" + table + "\"', 'id'), (SELECT max(\"id\") FROM \"" + table + "\"))",
                       {}, nullptr);
}

std::string quoted(const std::string& identifier) {
    nuage::Text text;
    nuage::db::dialect_of(nuage::db::default_database()).quote(text, identifier);
    return text.str();
}

void load_table(const Json& table) {
    const std::string name = table.at("table").get<std::string>();
    std::string columns;
    std::string places;
    std::vector<ValueKind> kinds;
    bool has_id = false;
    for (const Json& column : table.at("columns")) {
        const std::string column_name = column.at("name").get<std::string>();
        has_id = has_id || column_name == "id";
        columns += (kinds.empty() ? "" : ", ") + quoted(column_name);
        places += kinds.empty() ? "?" : ", ?";
        kinds.push_back(kind_of(name, column));
    }
    for (const Json& row : table.at("rows")) {
        std::vector<Value> values;
        for (std::size_t i = 0; i < kinds.size(); ++i) values.push_back(value_of(row.at(i), kinds[i]));
        nuage::db::execute("INSERT INTO " + quoted(name) + " (" + columns + ") VALUES (" + places + ")", std::move(values), nullptr);
    }
    if (has_id) move_sequence(name);
}

}  // namespace

void load(const Json& data) {
    nuage::drop_tables(conf::nuage_app_conf());
    nuage::create_tables(conf::nuage_app_conf());
    nuage::atomic([&] {
        for (const Json& table : data.at("tables")) load_table(table);
    });
}

}  // namespace conformance
