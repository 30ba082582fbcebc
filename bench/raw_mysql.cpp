// SPDX-License-Identifier: MIT
// The workloads by MariaDB's C client: every statement prepared once, parameters and results in binary, columns bound to
// buffers that hold the longest value.
#include "children.hpp"
#include "side.hpp"

#ifdef NUAGE_WITH_MYSQL
#include <array>
#include <cstring>
#include <stdexcept>

#include <mysql.h>

#include <nuage/db/url.hpp>

namespace bench {
namespace {

struct CloseConnection {
    void operator()(MYSQL* connection) const noexcept { mysql_close(connection); }
};
using Handle = std::unique_ptr<MYSQL, CloseConnection>;

constexpr std::size_t rows_per_insert = 500;
constexpr std::size_t longest_text = 400;

/// A prepared statement with room for the parameters of one execution, and for one row.
class Prepared {
public:
    Prepared(MYSQL* connection, const std::string& sql, std::string_view columns = {})
        : statement_(mysql_stmt_init(connection)), columns_(columns.size()), texts_(columns.size()), numbers_(columns.size()),
          sizes_(columns.size()) {
        if (statement_ == nullptr || mysql_stmt_prepare(statement_, sql.data(), sql.size()) != 0) fail();
        params_.resize(mysql_stmt_param_count(statement_));
        values_.resize(params_.size());
        lengths_.resize(params_.size());
        for (std::size_t i = 0; i < columns.size(); ++i) {
            MYSQL_BIND& bind = columns_[i] = {};
            bind.length = &sizes_[i];
            if (columns[i] == 'i') {
                bind.buffer_type = MYSQL_TYPE_LONGLONG;
                bind.buffer = &numbers_[i];
            } else {
                bind.buffer_type = MYSQL_TYPE_STRING;
                bind.buffer = texts_[i].data();
                bind.buffer_length = longest_text;
            }
        }
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() {
        if (statement_ != nullptr) mysql_stmt_close(statement_);
    }

    void set(std::size_t i, std::int64_t value) {
        values_[i] = value;
        params_[i] = {};
        params_[i].buffer_type = MYSQL_TYPE_LONGLONG;
        params_[i].buffer = &values_[i];
    }
    void set(std::size_t i, const std::string& value) {
        lengths_[i] = value.size();
        params_[i] = {};
        params_[i].buffer_type = MYSQL_TYPE_STRING;
        params_[i].buffer = const_cast<char*>(value.data());
        params_[i].buffer_length = lengths_[i];
        params_[i].length = &lengths_[i];
    }
    void execute() {
        if (!params_.empty() && mysql_stmt_bind_param(statement_, params_.data()) != 0) fail();
        if (mysql_stmt_execute(statement_) != 0) fail();
        // Of INSERT … RETURNING the columns are known only now.
        if (!bound_ && !columns_.empty() && mysql_stmt_bind_result(statement_, columns_.data()) != 0) fail();
        bound_ = true;
    }
    bool next() {
        const int got = mysql_stmt_fetch(statement_);
        if (got == 0) return true;
        if (got != MYSQL_NO_DATA) fail();
        mysql_stmt_free_result(statement_);
        return false;
    }
    void finish() { mysql_stmt_free_result(statement_); }
    [[nodiscard]] std::int64_t integer(std::size_t column) const { return numbers_[column]; }
    void text(std::size_t column, std::string& to) const { to.assign(texts_[column].data(), sizes_[column]); }
    [[nodiscard]] std::int64_t affected() const { return static_cast<std::int64_t>(mysql_stmt_affected_rows(statement_)); }

private:
    [[noreturn]] void fail() const { throw std::runtime_error(statement_ != nullptr ? mysql_stmt_error(statement_) : "out of memory"); }

    MYSQL_STMT* statement_;
    bool bound_ = false;
    std::vector<MYSQL_BIND> columns_;
    std::vector<std::array<char, longest_text>> texts_;
    std::vector<std::int64_t> numbers_;
    std::vector<unsigned long> sizes_;
    std::vector<MYSQL_BIND> params_;
    std::vector<std::int64_t> values_;
    std::vector<unsigned long> lengths_;
};

Handle connect(const std::string& text) {
    const nuage::Url url = nuage::Url::parse(text);
    Handle handle(mysql_init(nullptr));
    if (!handle) throw std::runtime_error("out of memory");
    mysql_options(handle.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const std::string socket = url.option("socket");
    const auto or_null = [](const std::string& part) { return part.empty() ? nullptr : part.c_str(); };
    if (mysql_real_connect(handle.get(), or_null(url.host), url.user.c_str(), url.password.c_str(), url.path.c_str(),
                           static_cast<unsigned>(std::atoi(url.port.c_str())), or_null(socket), CLIENT_FOUND_ROWS) == nullptr)
        throw std::runtime_error(mysql_error(handle.get()));
    return handle;
}

std::string places(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
    return text;
}

std::string insert(std::size_t rows) {
    std::string sql = "INSERT INTO bench_contact (name, email, created) VALUES ";
    for (std::size_t i = 0; i < rows; ++i) sql += i == 0 ? "(?, ?, ?)" : ", (?, ?, ?)";
    return sql + " RETURNING id";
}

class RawMysql final : public Side {
public:
    explicit RawMysql(const std::string& url) : connection_(connect(url)) {}

    User get(std::int64_t id) override {
        get_.set(0, id);
        get_.execute();
        if (!get_.next()) throw std::runtime_error("no such user");
        User user;
        read(get_, 0, user);
        get_.finish();
        return user;
    }

    std::vector<User> bulk_read() override { return users(bulk_read_); }

    std::vector<User> filtered(std::int64_t from, std::int64_t to) override {
        filtered_.set(0, from);
        filtered_.set(1, to);
        return users(filtered_);
    }

    std::vector<Post> join(std::int64_t limit) override {
        join_.set(0, limit);
        join_.execute();
        std::vector<Post> posts;
        while (join_.next()) {
            Post& post = posts.emplace_back();
            post.id = join_.integer(0);
            join_.text(1, post.title);
            post.created = join_.integer(2);
            post.author = nuage::key(join_.integer(3));
            // The member itself gives no way to put in an object that was read elsewhere.
            using Author = nuage::detail::object_access<User>;
            read(join_, 4, *static_cast<User*>(Author::emplace_to_one(&post.author)));
        }
        return posts;
    }

    // Children come in the order of their parents.
    std::vector<Writer> prefetch() override {
        std::vector<Writer> writers;
        writers_.execute();
        while (writers_.next()) {
            Writer& writer = writers.emplace_back();
            writer.id = writers_.integer(0);
            writers_.text(1, writer.name);
            articles_.set(writers.size() - 1, writer.id);
        }
        Children<Article> articles;
        articles_.execute();
        for (std::size_t row = 0; articles_.next(); ++row) {
            Article& article = articles.add();
            article.id = articles_.integer(0);
            articles_.text(1, article.title);
            article.writer = nuage::key(articles_.integer(2));
            remarks_.set(row, article.id);
        }
        Children<Remark> remarks;
        remarks_.execute();
        while (remarks_.next()) {
            Remark& remark = remarks.add();
            remark.id = remarks_.integer(0);
            remarks_.text(1, remark.text);
            remark.article = nuage::key(remarks_.integer(2));
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
        for (; at + rows_per_insert <= contacts.size(); at += rows_per_insert) create(many_, &contacts[at], rows_per_insert);
        for (; at < contacts.size(); ++at) create(one_, &contacts[at], 1);
        run("COMMIT");
    }

    void bulk_load(std::vector<Contact>& contacts) override { bulk_create(contacts); }

    std::int64_t update(std::int64_t id, const std::string& name) override {
        update_.set(0, name);
        update_.set(1, id);
        update_.execute();
        return update_.affected();
    }

    // The rows are there. Plans should not change halfway, when the server gets round to its statistics.
    void fill(std::vector<User>&, std::vector<Post>&, Tree&) override {
        run("ANALYZE TABLE bench_user, bench_post, bench_writer, bench_article, bench_remark");
    }
    void empty_contacts() override { run("TRUNCATE bench_contact"); }

private:
    static void read(const Prepared& row, std::size_t column, User& user) {
        user.id = row.integer(column);
        row.text(column + 1, user.name);
        row.text(column + 2, user.email);
        user.created = row.integer(column + 3);
    }
    static std::vector<User> users(Prepared& statement) {
        std::vector<User> users;
        statement.execute();
        while (statement.next()) read(statement, 0, users.emplace_back());
        return users;
    }
    static void create(Prepared& statement, Contact* contacts, std::size_t rows) {
        for (std::size_t i = 0; i < rows; ++i) {
            statement.set(i * 3, contacts[i].name);
            statement.set(i * 3 + 1, contacts[i].email);
            statement.set(i * 3 + 2, contacts[i].created);
        }
        statement.execute();
        for (std::size_t i = 0; statement.next(); ++i) contacts[i].id = statement.integer(0);
    }
    void run(const std::string& sql) {
        if (mysql_real_query(connection_.get(), sql.data(), sql.size()) != 0) throw std::runtime_error(mysql_error(connection_.get()));
        mysql_free_result(mysql_store_result(connection_.get()));
    }

    Handle connection_;
    Prepared get_{connection_.get(), "SELECT id, name, email, created FROM bench_user WHERE id = ?", "itti"};
    Prepared bulk_read_{connection_.get(), "SELECT id, name, email, created FROM bench_user", "itti"};
    Prepared filtered_{connection_.get(),
                       "SELECT id, name, email, created FROM bench_user WHERE created >= ? AND created < ? ORDER BY name", "itti"};
    Prepared join_{connection_.get(),
                   "SELECT p.id, p.title, p.created, p.author_id, u.id, u.name, u.email, u.created FROM bench_post p "
                   "JOIN bench_user u ON u.id = p.author_id ORDER BY p.id LIMIT ?",
                   "itiiitti"};
    Prepared writers_{connection_.get(), "SELECT id, name FROM bench_writer ORDER BY id", "it"};
    Prepared articles_{connection_.get(), "SELECT id, title, writer_id FROM bench_article WHERE writer_id IN (" + places(100) + ")", "iti"};
    Prepared remarks_{connection_.get(), "SELECT id, text, article_id FROM bench_remark WHERE article_id IN (" + places(1000) + ")", "iti"};
    Prepared many_{connection_.get(), insert(rows_per_insert), "i"};
    Prepared one_{connection_.get(), insert(1), "i"};
    Prepared update_{connection_.get(), "UPDATE bench_user SET name = ? WHERE id = ?"};
};

}  // namespace

std::unique_ptr<Side> raw_mysql(const std::string& url) { return std::make_unique<RawMysql>(url); }

}  // namespace bench
#endif
