// SPDX-License-Identifier: MIT
// How MySQL and MariaDB spell SQL.
#pragma once

#include <nuage/backends/mysql/functions.hpp>

namespace nuage::mysql {

/// What the dialect must know about a server. Both products began as one and have grown apart feature by feature; so
/// features are told apart, by the server's version, and nothing else asks which product it is.
struct Server {
    bool returning = false;            ///< INSERT … RETURNING
    bool consecutive_keys = false;     ///< without it: the keys of one INSERT can be counted from the first
    bool uuid_type = false;            ///< a column type of its own for UUIDs
    bool json_type = false;            ///< JSON is a type of its own, not checked text
    bool json_normalize = false;       ///< a function that gives equal documents in text one form
    bool reads_changed_table = false;  ///< a subquery may read the table that the statement changes
    bool skip_locked = false;          ///< SELECT … FOR UPDATE SKIP LOCKED
    bool lock_of = false;              ///< SELECT … FOR UPDATE OF
    bool analyze_statement = false;    ///< ANALYZE SELECT …; else EXPLAIN ANALYZE SELECT …, which tells trees, and knows them without ANALYZE, too
    bool set_operations = false;       ///< INTERSECT and EXCEPT
    bool correlated_tables = false;    ///< a subquery in FROM may refer to the rows around
    bool statement_time = false;       ///< max_statement_time, for all statements; else max_execution_time, for SELECTs
    friend constexpr bool operator==(const Server&, const Server&) = default;
};

/// MySQL 8.0.16: also what is assumed of servers that are not known.
inline constexpr Server mysql_8{.consecutive_keys = true, .json_type = true, .skip_locked = true, .lock_of = true,
                               .correlated_tables = true};
inline constexpr Server mariadb_10_11{.returning = true, .uuid_type = true, .json_normalize = true, .reads_changed_table = true,
                                      .skip_locked = true, .analyze_statement = true, .set_operations = true, .statement_time = true};

// A right side that is an expression is escaped in SQL, as its text is not known here.
#define NUAGE_MYSQL_ESCAPED "REPLACE(REPLACE(REPLACE(%r, '\\\\', '\\\\\\\\'), '%%', '\\\\%%'), '_', '\\\\_')"

/// The backslash is LIKE's escape character without being named. What is equal, and what LIKE finds, is for the column's
/// collation to say; BINARY compares octets.
inline constexpr std::array common_spellings{
    Spelling{"json.document", kinds::documents, "JSON_EXTRACT(%l, %p)"},
    Spelling{"json.text", kinds::documents, "CONVERT(JSON_UNQUOTE(JSON_EXTRACT(%l, %p)) USING utf8mb4)"},
    // The result of JSON_EXTRACT itself would lose its quotes in a comparison.
    Spelling{"json.comparable", kinds::documents, "JSON_COMPACT(JSON_EXTRACT(%l, %p))"},
    Spelling{"json.operand", kinds::documents, "JSON_COMPACT(%l)"},
    Spelling{"gt.key", kinds::documents, "%l > CAST(%r AS DOUBLE)"},
    Spelling{"gte.key", kinds::documents, "%l >= CAST(%r AS DOUBLE)"},
    Spelling{"lt.key", kinds::documents, "%l < CAST(%r AS DOUBLE)"},
    Spelling{"lte.key", kinds::documents, "%l <= CAST(%r AS DOUBLE)"},
    Spelling{"contains", kinds::documents, "JSON_CONTAINS(%l, %r)"},
    Spelling{"contained_by", kinds::documents, "JSON_CONTAINS(%r, %l)"},
    Spelling{"has_key", kinds::documents, "JSON_CONTAINS_PATH(%l, 'one', CONCAT('$.', JSON_QUOTE(%r)))"},

    Spelling{"iexact", kinds::all, "%l LIKE %r"},
    Spelling{"contains", kinds::all, "%l LIKE BINARY %r"},
    Spelling{"icontains", kinds::all, "%l LIKE %r"},
    Spelling{"startswith", kinds::all, "%l LIKE BINARY %r"},
    Spelling{"istartswith", kinds::all, "%l LIKE %r"},
    Spelling{"endswith", kinds::all, "%l LIKE BINARY %r"},
    Spelling{"iendswith", kinds::all, "%l LIKE %r"},
    // Both engines, PCRE and ICU, know these options; what precedes them is the collation's choice.
    Spelling{"regex", kinds::all, "%l REGEXP CONCAT('(?-i)', %r)"},
    Spelling{"iregex", kinds::all, "%l REGEXP CONCAT('(?i)', %r)"},

    Spelling{"iexact.expr", kinds::all, "%l LIKE " NUAGE_MYSQL_ESCAPED},
    Spelling{"contains.expr", kinds::all, "%l LIKE BINARY CONCAT('%%', " NUAGE_MYSQL_ESCAPED ", '%%')"},
    Spelling{"icontains.expr", kinds::all, "%l LIKE CONCAT('%%', " NUAGE_MYSQL_ESCAPED ", '%%')"},
    Spelling{"startswith.expr", kinds::all, "%l LIKE BINARY CONCAT(" NUAGE_MYSQL_ESCAPED ", '%%')"},
    Spelling{"istartswith.expr", kinds::all, "%l LIKE CONCAT(" NUAGE_MYSQL_ESCAPED ", '%%')"},
    Spelling{"endswith.expr", kinds::all, "%l LIKE BINARY CONCAT('%%', " NUAGE_MYSQL_ESCAPED ")"},
    Spelling{"iendswith.expr", kinds::all, "%l LIKE CONCAT('%%', " NUAGE_MYSQL_ESCAPED ")"},
    Spelling{"regex.expr", kinds::all, "%l REGEXP CONCAT('(?-i)', %r)"},
    Spelling{"iregex.expr", kinds::all, "%l REGEXP CONCAT('(?i)', %r)"},

    // SEPARATOR takes no parameter: the text between stands before each, and is cut off before the first.
    Spelling{"string_agg", kinds::all, "SUBSTRING(GROUP_CONCAT(%dCONCAT(%2, %l)%o SEPARATOR ''), CHAR_LENGTH(%2) + 1)%f"},
    Spelling{"year", kinds::dated, "YEAR(%l)"},
    // Mode 3 counts weeks as ISO 8601 does.
    Spelling{"iso_year", kinds::dated, "(YEARWEEK(%l, 3) DIV 100)"},
    Spelling{"quarter", kinds::dated, "QUARTER(%l)"},
    Spelling{"month", kinds::dated, "MONTH(%l)"},
    Spelling{"week", kinds::dated, "WEEK(%l, 3)"},
    Spelling{"day", kinds::dated, "DAYOFMONTH(%l)"},
    Spelling{"week_day", kinds::dated, "DAYOFWEEK(%l)"},
    Spelling{"iso_week_day", kinds::dated, "(WEEKDAY(%l) + 1)"},
    Spelling{"hour", kinds::clocked, "HOUR(%l)"},
    Spelling{"minute", kinds::clocked, "MINUTE(%l)"},
    Spelling{"second", kinds::clocked, "SECOND(%l)"},
    Spelling{"date", bit(FieldKind::datetime), "DATE(%l)"},
    Spelling{"time", bit(FieldKind::datetime), "TIME(%l)"},

    Spelling{"date_trunc_year", kinds::dated, "MAKEDATE(YEAR(%l), 1)"},
    Spelling{"date_trunc_quarter", kinds::dated, "(MAKEDATE(YEAR(%l), 1) + INTERVAL QUARTER(%l) - 1 QUARTER)"},
    Spelling{"date_trunc_month", kinds::dated, "(DATE(%l) - INTERVAL DAYOFMONTH(%l) - 1 DAY)"},
    Spelling{"date_trunc_week", kinds::dated, "(DATE(%l) - INTERVAL WEEKDAY(%l) DAY)"},
    Spelling{"date_trunc_day", kinds::dated, "DATE(%l)"},
    Spelling{"datetime_trunc_year", bit(FieldKind::datetime), "CAST(MAKEDATE(YEAR(%l), 1) AS DATETIME(6))"},
    Spelling{"datetime_trunc_quarter", bit(FieldKind::datetime), "CAST((MAKEDATE(YEAR(%l), 1) + INTERVAL QUARTER(%l) - 1 QUARTER) AS DATETIME(6))"},
    Spelling{"datetime_trunc_month", bit(FieldKind::datetime), "CAST((DATE(%l) - INTERVAL DAYOFMONTH(%l) - 1 DAY) AS DATETIME(6))"},
    Spelling{"datetime_trunc_week", bit(FieldKind::datetime), "CAST((DATE(%l) - INTERVAL WEEKDAY(%l) DAY) AS DATETIME(6))"},
    Spelling{"datetime_trunc_day", bit(FieldKind::datetime), "CAST(DATE(%l) AS DATETIME(6))"},
    Spelling{"datetime_trunc_hour", bit(FieldKind::datetime), "CAST(DATE_FORMAT(%l, '%%Y-%%m-%%d %%H:00:00') AS DATETIME(6))"},
    Spelling{"datetime_trunc_minute", bit(FieldKind::datetime), "CAST(DATE_FORMAT(%l, '%%Y-%%m-%%d %%H:%%i:00') AS DATETIME(6))"},
    Spelling{"datetime_trunc_second", bit(FieldKind::datetime), "CAST(DATE_FORMAT(%l, '%%Y-%%m-%%d %%H:%%i:%%s') AS DATETIME(6))"},
};

#undef NUAGE_MYSQL_ESCAPED

inline constexpr KindSet json_only = bit(FieldKind::json);
/// Where JSON is a type, a text is no JSON before it is cast.
inline constexpr std::array typed_json_spellings{
    Spelling{"exact", json_only, "%l = CAST(%r AS JSON)"},
    Spelling{"json.comparable", json_only, "JSON_EXTRACT(%l, %p)"},
    Spelling{"exact.key", json_only, "%l = %r"},
    Spelling{"json.operand", json_only, "CAST(%l AS JSON)"},
    Spelling{"gt.key", json_only, "%l > %r"},
    Spelling{"gte.key", json_only, "%l >= %r"},
    Spelling{"lt.key", json_only, "%l < %r"},
    Spelling{"lte.key", json_only, "%l <= %r"},
};
/// Where JSON is text, documents are equal whatever the order of their members and the space between them.
inline constexpr std::array text_json_spellings{
    Spelling{"exact", json_only, "JSON_NORMALIZE(%l) = JSON_NORMALIZE(%r)"},
    Spelling{"exact.key", json_only, "%l = %r"},
    Spelling{"json.comparable", json_only, "JSON_NORMALIZE(JSON_EXTRACT(%l, %p))"},
    Spelling{"json.operand", json_only, "JSON_NORMALIZE(%l)"},
};

inline constexpr auto all_spellings = joined(common_spellings, function_spellings);
inline constexpr auto spellings_with_json_type = joined(typed_json_spellings, all_spellings);
inline constexpr auto spellings_with_json_normalize = joined(text_json_spellings, all_spellings);

[[nodiscard]] constexpr Features features_of(const Server& server) {
    return {
        .returning = server.returning,
        .update_returning = false,
        .erase_returning = server.returning,
        .consecutive_keys = server.consecutive_keys,
        .nulls_modifiers = false,
        .nulls_sort_low = true,
        .partial_indexes = false,
        .deferred_foreign_keys = false,
        .xor_operator = true,
        .for_update = true,
        .for_update_nowait = true,
        .for_update_skip_locked = server.skip_locked,
        .for_update_of = server.lock_of,
        .set_operations = server.set_operations,
        .slices_in_lists = false,
        .correlated_tables = server.correlated_tables,
        .transactional_ddl = false,
        .reads_changed_table = server.reads_changed_table,
        .generated_not_null = false,
        .parenthesised_defaults = true,
        .aggregate_filter = false,
        .window_groups = false,
        .group_by_key = false,    // HAVING may name grouped columns only
        .exact_text = false,
        .native_uuid = server.uuid_type,
        .stores_infinity = false,
        .conflict_target = false,
        .max_parameters = 65535,  // a 16-bit count in the answer to COM_STMT_PREPARE
        .max_bulk_rows = 500,
        .max_identifier = 64,
    };
}

class MysqlDialect final : public Dialect {
public:
    constexpr explicit MysqlDialect(const Server& server) : server_(server), features_(features_of(server)) {}
    // g++ 12 does not have a defaulted one ready for the constants below.
    constexpr ~MysqlDialect() override {}

    [[nodiscard]] constexpr std::string_view name() const override { return "mysql"; }
    [[nodiscard]] constexpr const Features& features() const override { return features_; }
    [[nodiscard]] constexpr std::span<const Spelling> spellings() const override {
        if (server_.json_type) return spellings_with_json_type;
        if (server_.json_normalize) return spellings_with_json_normalize;
        return all_spellings;
    }
    [[nodiscard]] constexpr const Server& server() const { return server_; }

    constexpr void quote(Text& out, std::string_view identifier) const override {
        out << '`';
        for (char c : identifier) {
            if (c == '`') out << '`';
            out << c;
        }
        out << '`';
    }
    constexpr void placeholder(Text& out, std::size_t) const override { out << '?'; }
    [[nodiscard]] constexpr std::string_view as_text(FieldKind kind) const override {
        const bool text = kind == FieldKind::text || kind == FieldKind::ip || (kind == FieldKind::uuid && !server_.uuid_type);
        return text ? "%l" : "CAST(%l AS CHAR)";
    }
    /// A backslash escapes what follows it.
    constexpr void json_path(Text& out, std::string_view keys) const override {
        Text path;
        Dialect::json_path(path, keys);
        for (char c : path.view()) {
            if (c == '\\') out << c;
            out << c;
        }
    }
    constexpr std::string_view arithmetic(char op, FieldKind left, FieldKind right) const override;
    constexpr void limit(Text& out, bool has_limit, bool has_offset, std::string_view limit_sql,
                         std::string_view offset_sql) const override {
        if (has_limit) out << " LIMIT " << limit_sql;
        else if (has_offset) out << " LIMIT 18446744073709551615";
        if (has_offset) out << " OFFSET " << offset_sql;
    }
    [[nodiscard]] constexpr std::string_view random() const override { return "RAND()"; }
    [[nodiscard]] constexpr std::string_view default_row() const override { return "() VALUES ()"; }
    /// INSERT IGNORE would also let pass values that do not fit, cut to size.
    [[nodiscard]] constexpr ConflictSpelling conflict_spelling() const override {
        return {.ignore = " ON DUPLICATE KEY UPDATE %c = %c",
                .update = " ON DUPLICATE KEY UPDATE ",
                .assignment = "%c = VALUES(%c)"};
    }
    /// Tables that refer to each other could not be dropped one by one.
    [[nodiscard]] constexpr DropSpelling drop_spelling() const override {
        return {.before = "SET FOREIGN_KEY_CHECKS = 0", .after = "SET FOREIGN_KEY_CHECKS = 1"};
    }

    constexpr void column_type(Text& out, const FieldInfo& field) const override;
    constexpr void cast_type(Text& out, const FieldInfo& field) const override;
    [[nodiscard]] constexpr std::string_view identity() const override { return "AUTO_INCREMENT"; }
    void literal(Text& out, const Value& value) const override;
    void explain(Text& out, const ExplainOptions& options) const override;
    [[nodiscard]] std::vector<std::string> flush(std::span<const ModelInfo* const> tables, bool reset_keys) const override;

private:
    Server server_;
    Features features_;
};

constexpr std::string_view MysqlDialect::arithmetic(char op, FieldKind left, FieldKind right) const {
    const bool left_temporal = (kinds::temporal & bit(left)) != 0;
    const bool right_temporal = (kinds::temporal & bit(right)) != 0;
    const bool integers = (kinds::integers & bit(left)) != 0 && (kinds::integers & bit(right)) != 0;
    const bool days = (left == FieldKind::date && (kinds::integers & bit(right)) != 0) ||
                      (right == FieldKind::date && (kinds::integers & bit(left)) != 0);
    switch (op) {
        case '+':
            if (days) return left_temporal ? "(%l + INTERVAL %r DAY)" : "(%r + INTERVAL %l DAY)";
            // A time of day goes round at midnight, where MySQL's would go on to 838 hours.
            if (left == FieldKind::time) return "TIME(TIMESTAMP('2000-01-01', %l) + INTERVAL %r MICROSECOND)";
            if (right == FieldKind::time) return "TIME(TIMESTAMP('2000-01-01', %r) + INTERVAL %l MICROSECOND)";
            if (left_temporal) return "(%l + INTERVAL %r MICROSECOND)";
            if (right_temporal) return "(%r + INTERVAL %l MICROSECOND)";
            break;
        case '-':
            if (days) return "(%l - INTERVAL %r DAY)";
            if (left == FieldKind::time && right == FieldKind::time)
                return "((TIME_TO_SEC(%l) - TIME_TO_SEC(%r)) * 1000000 + MICROSECOND(%l) - MICROSECOND(%r))";
            if (left_temporal && right_temporal) return "TIMESTAMPDIFF(MICROSECOND, %r, %l)";
            if (left == FieldKind::time) return "TIME(TIMESTAMP('2000-01-01', %l) - INTERVAL %r MICROSECOND)";
            if (left_temporal) return "(%l - INTERVAL %r MICROSECOND)";
            break;
        // The slash would give a fraction.
        case '/':
            if (integers) return "(%l DIV %r)";
            break;
        default: break;
    }
    return Dialect::arithmetic(op, left, right);
}

/// Django's type names.
constexpr void MysqlDialect::column_type(Text& out, const FieldInfo& field) const {
    switch (field.kind) {
        case FieldKind::boolean: out << "bool"; break;
        case FieldKind::small_integer: out << "smallint"; break;
        case FieldKind::integer: out << "integer"; break;
        case FieldKind::big_integer: out << "bigint"; break;
        case FieldKind::real: out << "double precision"; break;
        case FieldKind::decimal:
            // Without numbers the type would have no digits after the point; these are the most that there are.
            if (field.max_digits == 0) {
                out << "numeric(65, 30)";
                break;
            }
            (out << "numeric(").number(field.max_digits) << ", ";
            out.number(field.decimal_places) << ')';
            break;
        case FieldKind::text:
            if (field.max_length == 0) out << "longtext";
            else (out << "varchar(").number(field.max_length) << ')';
            break;
        case FieldKind::date: out << "date"; break;
        case FieldKind::time: out << "time(6)"; break;
        case FieldKind::datetime: out << "datetime(6)"; break;
        case FieldKind::duration: out << "bigint"; break;
        case FieldKind::uuid: out << (server_.uuid_type ? "uuid" : "char(32)"); break;
        case FieldKind::binary: out << "longblob"; break;
        case FieldKind::json: out << "json"; break;
        case FieldKind::ip: out << "char(39)"; break;
        case FieldKind::foreign_key:
        case FieldKind::reverse:
        case FieldKind::composite_key:
        case FieldKind::many_to_many: break;  // never asked for: a relation has the type of the key it refers to
    }
}

/// CAST has names of its own for types.
constexpr void MysqlDialect::cast_type(Text& out, const FieldInfo& field) const {
    switch (field.kind) {
        case FieldKind::boolean: case FieldKind::small_integer: case FieldKind::integer: case FieldKind::big_integer:
        case FieldKind::duration: out << "signed integer"; break;
        case FieldKind::real: out << "double"; break;
        case FieldKind::text:
            out << "char";
            if (field.max_length != 0) (out << '(').number(field.max_length) << ')';
            break;
        case FieldKind::binary: out << "binary"; break;
        case FieldKind::decimal:
            (out << "decimal(").number(field.max_digits == 0 ? 65 : field.max_digits) << ", ";
            out.number(field.max_digits == 0 ? 30 : field.decimal_places) << ')';
            break;
        case FieldKind::uuid: case FieldKind::ip: case FieldKind::json: out << "char"; break;
        default: column_type(out, field); break;
    }
}

inline constexpr MysqlDialect dialect_object{mysql_8};
inline constexpr MysqlDialect mariadb_dialect_object{mariadb_10_11};

}  // namespace nuage::mysql
