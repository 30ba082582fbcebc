// SPDX-License-Identifier: MIT
// The workloads by libpq: every statement prepared once, parameters and results in binary.
#include "children.hpp"
#include "side.hpp"

#ifdef NUAGE_WITH_POSTGRESQL
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <endian.h>
#include <libpq-fe.h>

namespace bench {
namespace {

struct ClearResult {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct FinishConnection {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};

constexpr std::size_t rows_per_insert = 500;
constexpr int binary = 1;

std::int64_t integer(const Result& result, int row, int column) {
    std::uint64_t wire;
    std::memcpy(&wire, PQgetvalue(result.get(), row, column), sizeof wire);
    return static_cast<std::int64_t>(be64toh(wire));
}

void text(const Result& result, int row, int column, std::string& to) {
    to.assign(PQgetvalue(result.get(), row, column), static_cast<std::size_t>(PQgetlength(result.get(), row, column)));
}

void read(const Result& result, int row, int column, User& user) {
    user.id = integer(result, row, column);
    text(result, row, column + 1, user.name);
    text(result, row, column + 2, user.email);
    user.created = integer(result, row, column + 3);
}

/// Parameters for one execution; the memory bound stays with the caller.
template <std::size_t N>
struct Params {
    std::array<std::uint64_t, N> wire;
    std::array<const char*, N> data;
    std::array<int, N> sizes;
    std::array<int, N> formats;

    void set(std::size_t i, std::int64_t value) {
        wire[i] = htobe64(static_cast<std::uint64_t>(value));
        data[i] = reinterpret_cast<const char*>(&wire[i]);
        sizes[i] = sizeof wire[i];
        formats[i] = binary;
    }
    void set(std::size_t i, const std::string& value) {
        data[i] = value.data();
        sizes[i] = static_cast<int>(value.size());
        formats[i] = binary;
    }
};

class RawPostgresql final : public Side {
public:
    explicit RawPostgresql(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
        prepare("get", "SELECT id, name, email, created FROM bench_user WHERE id = $1");
        prepare("bulk_read", "SELECT id, name, email, created FROM bench_user");
        prepare("filtered",
                "SELECT id, name, email, created FROM bench_user WHERE created >= $1 AND created < $2 ORDER BY name");
        prepare("join",
                "SELECT p.id, p.title, p.created, p.author_id, u.id, u.name, u.email, u.created FROM bench_post p "
                "JOIN bench_user u ON u.id = p.author_id ORDER BY p.id LIMIT $1");
        prepare("writers", "SELECT id, name FROM bench_writer ORDER BY id");
        prepare("articles", "SELECT id, title, writer_id FROM bench_article WHERE writer_id IN (" + numbered(100) + ")");
        prepare("remarks", "SELECT id, text, article_id FROM bench_remark WHERE article_id IN (" + numbered(1000) + ")");
        prepare("create", insert(rows_per_insert));
        prepare("create_one", insert(1));
        prepare("keys", "SELECT nextval('bench_contact_id_seq') FROM generate_series(1, $1::bigint)");
        prepare("update", "UPDATE bench_user SET name = $1 WHERE id = $2");
    }

    User get(std::int64_t id) override {
        Params<1> params;
        params.set(0, id);
        const Result result = execute("get", params);
        if (PQntuples(result.get()) != 1) throw std::runtime_error("no such user");
        User user;
        read(result, 0, 0, user);
        return user;
    }

    std::vector<User> bulk_read() override { return users(execute("bulk_read", Params<0>())); }

    std::vector<User> filtered(std::int64_t from, std::int64_t to) override {
        Params<2> params;
        params.set(0, from);
        params.set(1, to);
        return users(execute("filtered", params));
    }

    std::vector<Post> join(std::int64_t limit) override {
        Params<1> params;
        params.set(0, limit);
        const Result result = execute("join", params);
        std::vector<Post> posts;
        const int rows = PQntuples(result.get());
        posts.reserve(static_cast<std::size_t>(rows));
        for (int row = 0; row < rows; ++row) {
            Post& post = posts.emplace_back();
            post.id = integer(result, row, 0);
            text(result, row, 1, post.title);
            post.created = integer(result, row, 2);
            post.author = nuage::key(integer(result, row, 3));
            // The member itself gives no way to put in an object that was read elsewhere.
            using Author = nuage::detail::object_access<User>;
            read(result, row, 4, *static_cast<User*>(Author::emplace_to_one(&post.author)));
        }
        return posts;
    }

    // Children come in the order of their parents.
    std::vector<Writer> prefetch() override {
        const Result found = execute("writers", Params<0>());
        std::vector<Writer> writers(static_cast<std::size_t>(PQntuples(found.get())));
        Params<100> writer_ids;
        for (std::size_t i = 0; i < writers.size(); ++i) {
            writers[i].id = integer(found, static_cast<int>(i), 0);
            text(found, static_cast<int>(i), 1, writers[i].name);
            writer_ids.set(i, writers[i].id);
        }
        Children<Article> articles;
        const Result article_rows = execute("articles", writer_ids);
        auto article_ids = std::make_unique<Params<1000>>();
        for (int row = 0; row < PQntuples(article_rows.get()); ++row) {
            Article& article = articles.add();
            article.id = integer(article_rows, row, 0);
            text(article_rows, row, 1, article.title);
            article.writer = nuage::key(integer(article_rows, row, 2));
            article_ids->set(static_cast<std::size_t>(row), article.id);
        }
        Children<Remark> remarks;
        const Result remark_rows = execute("remarks", *article_ids);
        for (int row = 0; row < PQntuples(remark_rows.get()); ++row) {
            Remark& remark = remarks.add();
            remark.id = integer(remark_rows, row, 0);
            text(remark_rows, row, 1, remark.text);
            remark.article = nuage::key(integer(remark_rows, row, 2));
        }
        remarks.give(articles.begin(), articles.size(), [](const Remark& remark) { return remark.article.key().integer(); },
                     [](Article& article) -> void* { return &article.remarks; });
        articles.give(writers.data(), writers.size(), [](const Article& article) { return article.writer.key().integer(); },
                      [](Writer& writer) -> void* { return &writer.articles; });
        return writers;
    }

    void bulk_create(std::vector<Contact>& contacts) override {
        run("BEGIN");
        std::size_t at = 0;
        for (; at + rows_per_insert <= contacts.size(); at += rows_per_insert) create(*many_, "create", &contacts[at]);
        for (; at < contacts.size(); ++at) create(*one_, "create_one", &contacts[at]);
        run("COMMIT");
    }

    // The server gives the keys beforehand, as COPY returns none.
    void bulk_load(std::vector<Contact>& contacts) override {
        run("BEGIN");
        Params<1> params;
        params.set(0, static_cast<std::int64_t>(contacts.size()));
        const Result keys = execute("keys", params);
        for (std::size_t i = 0; i < contacts.size(); ++i) contacts[i].id = integer(keys, static_cast<int>(i), 0);
        const Result begun(PQexec(connection_.get(), "COPY bench_contact (id, name, email, created) FROM STDIN (FORMAT binary)"));
        if (PQresultStatus(begun.get()) != PGRES_COPY_IN) throw std::runtime_error(PQerrorMessage(connection_.get()));
        std::string buffer("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
        for (const Contact& contact : contacts) {
            put(buffer, htobe16(4));
            put_integer(buffer, contact.id);
            put_text(buffer, contact.name);
            put_text(buffer, contact.email);
            put_integer(buffer, contact.created);
            if (buffer.size() >= 65536) send(buffer);
        }
        put(buffer, std::uint16_t{0xFFFF});
        send(buffer);
        if (PQputCopyEnd(connection_.get(), nullptr) != 1) throw std::runtime_error(PQerrorMessage(connection_.get()));
        check(Result(PQgetResult(connection_.get())));
        while (const Result further{PQgetResult(connection_.get())}) check(further);
        run("COMMIT");
    }

    std::int64_t update(std::int64_t id, const std::string& name) override {
        Params<2> params;
        params.set(0, name);
        params.set(1, id);
        return std::atoll(PQcmdTuples(execute("update", params).get()));
    }

    // The rows are there. Plans should not change halfway, when the server gets round to its statistics.
    void fill(std::vector<User>&, std::vector<Post>&, Tree&) override {
        for (const char* table : {"bench_user", "bench_post", "bench_writer", "bench_article", "bench_remark"})
            run(("VACUUM ANALYZE " + std::string(table)).c_str());
    }
    void empty_contacts() override { run("TRUNCATE bench_contact"); }

private:
    template <std::size_t Rows>
    struct Insert {
        static constexpr std::size_t rows = Rows;
        Params<Rows * 3> params;
    };

    static std::string insert(std::size_t rows) {
        std::string sql = "INSERT INTO bench_contact (name, email, created) VALUES ";
        for (std::size_t i = 0; i < rows * 3; i += 3)
            sql += (i == 0 ? "($" : ", ($") + std::to_string(i + 1) + ", $" + std::to_string(i + 2) + ", $" +
                   std::to_string(i + 3) + ")";
        return sql + " RETURNING id";
    }

    template <class Insert>
    void create(Insert& insert, const char* name, Contact* contacts) {
        for (std::size_t i = 0; i < Insert::rows; ++i) {
            insert.params.set(i * 3, contacts[i].name);
            insert.params.set(i * 3 + 1, contacts[i].email);
            insert.params.set(i * 3 + 2, contacts[i].created);
        }
        const Result result = execute(name, insert.params);
        for (std::size_t i = 0; i < Insert::rows; ++i) contacts[i].id = integer(result, static_cast<int>(i), 0);
    }

    template <class T>
    static void put(std::string& buffer, T big_endian) {
        buffer.append(reinterpret_cast<const char*>(&big_endian), sizeof big_endian);
    }
    static void put_integer(std::string& buffer, std::int64_t value) {
        put(buffer, htobe32(8));
        put(buffer, htobe64(static_cast<std::uint64_t>(value)));
    }
    static void put_text(std::string& buffer, const std::string& text) {
        put(buffer, htobe32(static_cast<std::uint32_t>(text.size())));
        buffer += text;
    }
    void send(std::string& buffer) {
        if (PQputCopyData(connection_.get(), buffer.data(), static_cast<int>(buffer.size())) != 1)
            throw std::runtime_error(PQerrorMessage(connection_.get()));
        buffer.clear();
    }

    static std::vector<User> users(const Result& result) {
        std::vector<User> users;
        const int rows = PQntuples(result.get());
        users.reserve(static_cast<std::size_t>(rows));
        for (int row = 0; row < rows; ++row) read(result, row, 0, users.emplace_back());
        return users;
    }

    template <std::size_t N>
    Result execute(const char* name, const Params<N>& params) {
        Result result(PQexecPrepared(connection_.get(), name, static_cast<int>(N), params.data.data(),
                                     params.sizes.data(), params.formats.data(), binary));
        check(result);
        return result;
    }
    void prepare(const char* name, const std::string& sql) {
        check(Result(PQprepare(connection_.get(), name, sql.c_str(), 0, nullptr)));
    }
    void run(const char* sql) { check(Result(PQexec(connection_.get(), sql))); }
    void check(const Result& result) {
        const ExecStatusType status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            throw std::runtime_error(PQerrorMessage(connection_.get()));
    }

    std::unique_ptr<PGconn, FinishConnection> connection_;
    // 48 kB; not for the stack.
    std::unique_ptr<Insert<rows_per_insert>> many_ = std::make_unique<Insert<rows_per_insert>>();
    std::unique_ptr<Insert<1>> one_ = std::make_unique<Insert<1>>();
};

}  // namespace

std::unique_ptr<Side> raw_postgresql(const std::string& url) { return std::make_unique<RawPostgresql>(url); }

}  // namespace bench
#endif
