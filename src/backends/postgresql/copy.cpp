// SPDX-License-Identifier: MIT
#include "copy.hpp"

#include <charconv>

#include <nuage/backends/postgresql/dialect.hpp>
#include <nuage/db/watch.hpp>
#include <nuage/fields/field_traits.hpp>
#include <nuage/meta/errors.hpp>

#include "binary.hpp"
#include "errors.hpp"

namespace nuage::postgresql {

namespace {

/// What is sent at once: large enough that system calls do not count, small enough to stay in a processor's cache.
constexpr std::size_t chunk_size = 65536;

// The columns of a table, and whether COPY does there what INSERT would: views, rules and row security have it refuse or
// go another way, and a trigger may give a row another key. Read from the catalogue, which everybody may read; so nothing
// fails here that could end the transaction.
constexpr const char* facts_sql =
    "SELECT f.name, f.type, CASE WHEN has_sequence_privilege(f.sequence, 'USAGE') THEN f.sequence END "
    "FROM (SELECT a.attname AS name, CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END AS type, "
    "CASE WHEN a.attname = $2 THEN pg_get_serial_sequence(c.oid::regclass::text, a.attname) END AS sequence "
    "FROM pg_class c "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "JOIN pg_type t ON t.oid = a.atttypid "
    "WHERE c.oid = to_regclass($1) AND c.relkind IN ('r', 'p') AND NOT c.relhasrules AND NOT row_security_active(c.oid) "
    "AND NOT EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal)) f";

constexpr const char* keys_sql =
    "SELECT string_agg(int8send(nextval($1::regclass)), ''::bytea) FROM generate_series(1, $2::bigint)";

std::string quoted(std::string_view identifier) {
    Text text;
    dialect_object.quote(text, identifier);
    return text.str();
}

Result query(PGconn* connection, const char* sql, std::span<const std::string> params, int format) {
    std::vector<const char*> values;
    for (const std::string& param : params) values.push_back(param.c_str());
    Result result(PQexecParams(connection, sql, static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, format));
    check(connection, result.get(), sql);
    return result;
}

std::string_view cell(const Result& result, int row, int column) { return PQgetvalue(result.get(), row, column); }

class Copy {
public:
    Copy(PGconn* connection, const BulkLoad& load) : connection_(connection), load_(load) { write_sql(); }
    [[nodiscard]] const std::string& sql() const { return sql_; }

    [[nodiscard]] bool is_possible() {
        const std::string params[] = {quoted(table_name(load_.model)),
                                      load_.generated != nullptr ? column_name(*load_.generated) : ""};
        const Result facts = query(connection_, facts_sql, params, 0);
        for (const FieldInfo* field : load_.fields) {
            const int row = row_of(facts, *field);
            const WriteColumn writer = row < 0 ? nullptr : writer_for(*field, cell(facts, row, 1));
            if (writer == nullptr) return false;
            writers_.push_back(writer);
            if (field == load_.generated) sequence_ = cell(facts, row, 2);
        }
        // A key without a sequence of its own comes from elsewhere.
        return load_.generated == nullptr || !sequence_.empty();
    }

    void reserve_keys() {
        const std::string params[] = {sequence_, std::to_string(load_.rows)};
        const Result result = query(connection_, keys_sql, params, 1);
        const char* keys = PQgetvalue(result.get(), 0, 0);
        if (static_cast<std::size_t>(PQgetlength(result.get(), 0, 0)) != load_.rows * sizeof(std::int64_t))
            throw InternalError("the sequence gave another number of keys than was asked for", {keys_sql, "postgresql", {}});
        for (std::size_t row = 0; row < load_.rows; ++row)
            load_.set_key(load_.objects, row, load<std::int64_t>(keys + row * sizeof(std::int64_t)));
    }

    void run() {
        const Result begun(PQexec(connection_, sql_.c_str()));
        if (PQresultStatus(begun.get()) != PGRES_COPY_IN) raise(connection_, begun.get(), sql_);
        try {
            write_rows();
        } catch (...) {
            // The server is told to forget what it has; its own account of that is not the reason.
            PQputCopyEnd(connection_, "the program gave a value that cannot be stored");
            const Result refused = last_result();
            throw;
        }
        // Where sending failed, the server has said why.
        if (!failed_) PQputCopyEnd(connection_, nullptr);
        const Result ended = last_result();
        if (PQresultStatus(ended.get()) != PGRES_COMMAND_OK) raise(connection_, ended.get(), sql_);
    }

private:
    static int row_of(const Result& facts, const FieldInfo& field) {
        const std::string name = column_name(field);
        for (int row = 0; row < PQntuples(facts.get()); ++row)
            if (cell(facts, row, 0) == name) return row;
        return -1;
    }
    static WriteColumn writer_for(const FieldInfo& field, std::string_view type) {
        Oid oid = 0;
        std::from_chars(type.data(), type.data() + type.size(), oid);
        return binary_writer(detail::value_kind_of(value_field(field).kind), oid);
    }

    void write_sql() {
        sql_ = "COPY " + quoted(table_name(load_.model));
        const char* separator = " (";
        for (const FieldInfo* field : load_.fields) {
            sql_ += separator + quoted(column_name(*field));
            separator = ", ";
        }
        sql_ += ") FROM STDIN (FORMAT binary)";
    }

    void write_rows() {
        constexpr std::string_view signature{"PGCOPY\n\377\r\n\0", 11};
        constexpr std::int16_t end_of_rows = -1;
        out_.reserve(chunk_size + chunk_size / 4);
        out_ += signature;
        append(out_, std::int32_t{0});  // flags
        append(out_, std::int32_t{0});  // no extension of the header
        const auto columns = static_cast<std::int16_t>(writers_.size());
        for (std::size_t row = 0; row < load_.rows && !failed_; ++row) {
            const std::span<const Param> params = load_.row(load_.objects, row);
            append(out_, columns);
            for (std::size_t i = 0; i < writers_.size(); ++i) write(writers_[i], source_of(params[i]));
            if (out_.size() >= chunk_size) send();
        }
        append(out_, end_of_rows);
        if (!failed_) send();
    }

    void write(WriteColumn writer, const Source& source) {
        constexpr std::int32_t null = -1;
        if (source.kind == ValueKind::null) append(out_, null);
        else writer(out_, source);
    }

    void send() {
        // In pieces, because a row may be larger than a message can be.
        for (std::string_view rest = out_; !rest.empty() && !failed_;) {
            const std::string_view piece = rest.substr(0, 2 * chunk_size);
            failed_ = PQputCopyData(connection_, piece.data(), static_cast<int>(piece.size())) != 1;
            rest.remove_prefix(piece.size());
        }
        out_.clear();
    }

    /// What the server says in the end; all results must be taken before the connection serves again.
    Result last_result() {
        Result last(PQgetResult(connection_));
        while (const Result next{PQgetResult(connection_)}) {
            if (PQresultStatus(next.get()) == PGRES_COPY_IN) break;  // the connection broke off: it would say so for ever
        }
        return last;
    }

    PGconn* connection_;
    const BulkLoad& load_;
    std::vector<WriteColumn> writers_;
    std::string sequence_;
    std::string sql_;
    std::string out_;
    bool failed_ = false;
};

}  // namespace

bool copy_in(const Connection& of, PGconn* connection, const BulkLoad& load) {
    Copy copy(connection, load);
    if (!copy.is_possible()) return false;
    if (load.generated != nullptr) copy.reserve_keys();
    db::Watch watch(of, {copy.sql()});
    try {
        copy.run();
    } catch (...) {
        watch.fail();
        throw;
    }
    watch.rows(static_cast<std::int64_t>(load.rows));
    watch.finish();
    return true;
}

}  // namespace nuage::postgresql
