// SPDX-License-Identifier: MIT
// The workloads by SQLite's C API: every statement prepared once, with the flags and pragmas that nuage sets.
#include "children.hpp"
#include "side.hpp"

#ifdef NUAGE_WITH_SQLITE
#include <stdexcept>

#include <sqlite3.h>

namespace bench {
namespace {

class Statement {
public:
    Statement(sqlite3* database, const char* sql) {
        if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK)
            throw std::runtime_error(std::string(sqlite3_errmsg(database)) + " in " + sql);
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    void bind(int number, std::int64_t value) { sqlite3_bind_int64(statement_, number, value); }
    void bind(int number, const std::string& value) {
        sqlite3_bind_text(statement_, number, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    bool step() {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(statement_)));
    }
    void reset() { sqlite3_reset(statement_); }

    [[nodiscard]] std::int64_t integer(int column) { return sqlite3_column_int64(statement_, column); }
    void text(int column, std::string& to) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        to.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
    }

private:
    sqlite3_stmt* statement_ = nullptr;
};

class Database {
public:
    explicit Database(const std::string& file) {
        constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(handle_));
        sqlite3_extended_result_codes(handle_, 1);
        sqlite3_busy_timeout(handle_, 5000);
        run("PRAGMA foreign_keys = ON");
        run("PRAGMA synchronous = NORMAL");
        if (file != ":memory:") return;
        for (const std::string& sql : nuage::create_tables_sql(nuage_app_bench(), nuage::sqlite::dialect()))
            run(sql.c_str());
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close_v2(handle_); }

    [[nodiscard]] sqlite3* get() const { return handle_; }
    void run(const char* sql) {
        if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(std::string(sqlite3_errmsg(handle_)) + " in " + sql);
    }

private:
    sqlite3* handle_ = nullptr;
};

void read(Statement& statement, int column, User& user) {
    user.id = statement.integer(column);
    statement.text(column + 1, user.name);
    statement.text(column + 2, user.email);
    user.created = statement.integer(column + 3);
}

class RawSqlite final : public Side {
public:
    explicit RawSqlite(const std::string& file) : database_(file) {}

    User get(std::int64_t id) override {
        User user;
        get_.bind(1, id);
        if (!get_.step()) throw std::runtime_error("no such user");
        read(get_, 0, user);
        get_.reset();
        return user;
    }

    std::vector<User> bulk_read() override { return users(bulk_read_); }

    std::vector<User> filtered(std::int64_t from, std::int64_t to) override {
        filtered_.bind(1, from);
        filtered_.bind(2, to);
        return users(filtered_);
    }

    std::vector<Post> join(std::int64_t limit) override {
        std::vector<Post> posts;
        join_.bind(1, limit);
        while (join_.step()) {
            Post& post = posts.emplace_back();
            post.id = join_.integer(0);
            join_.text(1, post.title);
            post.created = join_.integer(2);
            post.author = nuage::key(join_.integer(3));
            // The member itself gives no way to put in an object that was read elsewhere.
            using Author = nuage::detail::object_access<User>;
            read(join_, 4, *static_cast<User*>(Author::emplace_to_one(&post.author)));
        }
        join_.reset();
        return posts;
    }

    // Ids are those of the rows' order, and children come in the order of their parents.
    std::vector<Writer> prefetch() override {
        std::vector<Writer> writers;
        while (writers_.step()) {
            Writer& writer = writers.emplace_back();
            writer.id = writers_.integer(0);
            writers_.text(1, writer.name);
        }
        writers_.reset();
        Children<Article> articles;
        for (std::size_t i = 0; i < writers.size(); ++i) articles_.bind(static_cast<int>(i) + 1, writers[i].id);
        while (articles_.step()) {
            Article& article = articles.add();
            article.id = articles_.integer(0);
            articles_.text(1, article.title);
            article.writer = nuage::key(articles_.integer(2));
        }
        articles_.reset();
        Children<Remark> remarks;
        for (std::size_t i = 0; i < articles.size(); ++i) remarks_.bind(static_cast<int>(i) + 1, articles[i].id);
        while (remarks_.step()) {
            Remark& remark = remarks.add();
            remark.id = remarks_.integer(0);
            remarks_.text(1, remark.text);
            remark.article = nuage::key(remarks_.integer(2));
        }
        remarks_.reset();
        remarks.give(articles.begin(), articles.size(), [](const Remark& remark) { return remark.article.key().integer(); },
                     [](Article& article) -> void* { return &article.remarks; });
        articles.give(writers.data(), writers.size(), [](const Article& article) { return article.writer.key().integer(); },
                      [](Writer& writer) -> void* { return &writer.articles; });
        return writers;
    }

    void bulk_create(std::vector<Contact>& contacts) override {
        database_.run("BEGIN IMMEDIATE");
        for (Contact& contact : contacts) {
            create_.bind(1, contact.name);
            create_.bind(2, contact.email);
            create_.bind(3, contact.created);
            create_.step();
            create_.reset();
            contact.id = sqlite3_last_insert_rowid(database_.get());
        }
        database_.run("COMMIT");
    }

    void bulk_load(std::vector<Contact>& contacts) override { bulk_create(contacts); }  // there is no other way

    std::int64_t update(std::int64_t id, const std::string& name) override {
        update_.bind(1, name);
        update_.bind(2, id);
        update_.step();
        update_.reset();
        return sqlite3_changes(database_.get());
    }

    void fill(std::vector<User>& users, std::vector<Post>& posts, Tree& tree) override {
        Statement user(database_.get(), "INSERT INTO bench_user (name, email, created) VALUES (?, ?, ?)");
        Statement post(database_.get(), "INSERT INTO bench_post (title, created, author_id) VALUES (?, ?, ?)");
        database_.run("BEGIN IMMEDIATE");
        for (const User& row : users) {
            user.bind(1, row.name);
            user.bind(2, row.email);
            user.bind(3, row.created);
            user.step();
            user.reset();
        }
        for (const Post& row : posts) {
            post.bind(1, row.title);
            post.bind(2, row.created);
            post.bind(3, row.author.id());
            post.step();
            post.reset();
        }
        Statement writer(database_.get(), "INSERT INTO bench_writer (name) VALUES (?)");
        Statement article(database_.get(), "INSERT INTO bench_article (title, writer_id) VALUES (?, ?)");
        Statement remark(database_.get(), "INSERT INTO bench_remark (text, article_id) VALUES (?, ?)");
        for (const Writer& row : tree.writers) {
            writer.bind(1, row.name);
            writer.step();
            writer.reset();
        }
        for (const Article& row : tree.articles) {
            article.bind(1, row.title);
            article.bind(2, row.writer.id());
            article.step();
            article.reset();
        }
        for (const Remark& row : tree.remarks) {
            remark.bind(1, row.text);
            remark.bind(2, row.article.id());
            remark.step();
            remark.reset();
        }
        database_.run("COMMIT");
    }

    void empty_contacts() override { database_.run("DELETE FROM bench_contact"); }

private:
    static std::vector<User> users(Statement& statement) {
        std::vector<User> users;
        while (statement.step()) read(statement, 0, users.emplace_back());
        statement.reset();
        return users;
    }

    Database database_;
    Statement get_{database_.get(), "SELECT id, name, email, created FROM bench_user WHERE id = ?"};
    Statement bulk_read_{database_.get(), "SELECT id, name, email, created FROM bench_user"};
    Statement filtered_{database_.get(),
                        "SELECT id, name, email, created FROM bench_user WHERE created >= ? AND created < ? "
                        "ORDER BY name"};
    Statement join_{database_.get(),
                    "SELECT p.id, p.title, p.created, p.author_id, u.id, u.name, u.email, u.created FROM bench_post p "
                    "JOIN bench_user u ON u.id = p.author_id ORDER BY p.id LIMIT ?"};
    Statement writers_{database_.get(), "SELECT id, name FROM bench_writer ORDER BY id"};
    Statement articles_{database_.get(), ("SELECT id, title, writer_id FROM bench_article WHERE writer_id IN (?" + more(99, ", ?") + ")").c_str()};
    Statement remarks_{database_.get(), ("SELECT id, text, article_id FROM bench_remark WHERE article_id IN (?" + more(999, ", ?") + ")").c_str()};
    Statement create_{database_.get(), "INSERT INTO bench_contact (name, email, created) VALUES (?, ?, ?)"};
    Statement update_{database_.get(), "UPDATE bench_user SET name = ? WHERE id = ?"};
};

}  // namespace

std::unique_ptr<Side> raw_sqlite(const std::string& file) { return std::make_unique<RawSqlite>(file); }

}  // namespace bench
#endif
