// SPDX-License-Identifier: MIT
// Connection::run_together(): several SELECTs, in one round trip where the database can.
#include <support/catch.hpp>
#include <support/write_models.hpp>

#include <nuage/db/run.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

using nuage::Execution;

struct Rows : Fixture {
    nuage::db::Database& database = nuage::db::default_database();
    const nuage::db::Lease lease{database};
    nuage::db::Session& session = lease.session();
    std::vector<Author> authors{};
    std::vector<Book> books{};

    Rows() {
        for (int i = 0; i < 3; ++i) {
            const Author author = Author::objects.create("name"_f = "Author " + std::to_string(i), "score"_f = i);
            Book::objects.create("title"_f = "Book " + std::to_string(i), "pages"_f = i * 10, "author"_f = author);
        }
    }
    nuage::db::CachedStatement& prepared(const nuage::Query& query) {
        return nuage::db::prepared(session, database, nuage::db::Operation::select, query);
    }
    template <class M>
    Execution into(std::vector<M>& rows, const nuage::QuerySet<M>& query_set, const nuage::db::Params& params = {}) {
        nuage::db::CachedStatement& cached = prepared(query_set.query());
        return {cached.statement.get(), params, &cached.rows, {&rows, &nuage::detail::append_row<M>}};
    }
    void run(const std::vector<Execution>& executions) {
        nuage::db::noting_failures(session, [&] { session.connection->run_together(executions); });
    }
};

}  // namespace

TEST_CASE_METHOD(Rows, "statements run together each give their rows") {
    const nuage::Value ten(10);
    nuage::db::Params params;
    params.push_back(nuage::param_of(ten));
    run({into(authors, Author::objects.order_by("-name"_f)), into(books, Book::objects.filter("pages__gte"_f = 10), params)});
    REQUIRE(authors.size() == 3);
    CHECK(authors[0].name == "Author 2");
    REQUIRE(books.size() == 2);
    CHECK(books[1].title == "Book 2");
    run({});
    run({into(authors, Author::objects.all())});
    CHECK(authors.size() == 6);
    CHECK(Book::objects.count() == 3);
}

TEST_CASE_METHOD(Rows, "a statement may run together with itself") {
    const nuage::Value zero(0);
    const nuage::Value twenty(20);
    nuage::db::Params none;
    nuage::db::Params one;
    none.push_back(nuage::param_of(zero));
    one.push_back(nuage::param_of(twenty));
    const auto query = Book::objects.filter("pages__lt"_f = 10);
    std::vector<Book> others;
    run({into(books, query, none), into(others, query, one), into(books, query, none)});
    CHECK(books.empty());
    CHECK(others.size() == 2);
}

TEST_CASE_METHOD(Rows, "many statements with large results run together") {
    std::vector<Book> large;
    for (int i = 0; i < 300; ++i) large.push_back({.title = std::string(100, 'x')});
    Book::objects.bulk_create(large);
    std::vector<Execution> executions(60, into(books, Book::objects.all()));
    run(executions);
    CHECK(books.size() == 60 * 303);
}

TEST_CASE_METHOD(Rows, "an error in one of the statements is typed, and the connection serves on") {
    const auto broken = session.connection->prepare("SELECT id, name, 1 / score FROM write_models_author ORDER BY id", {});
    const auto overflow = session.connection->prepare("SELECT id, title, pages * 100000000000 FROM write_models_book", {});
    const nuage::RowPlan& rows = prepared(Author::objects.all().query()).rows;
    const nuage::RowSink sink{&authors, &nuage::detail::append_row<Author>};
    const Execution all_books = into(books, Book::objects.all());
    // Too large for the member: found while decoding, on every database.
    CHECK_THROWS_AS(run({all_books, {overflow.get(), {}, &rows, sink}, all_books}), nuage::DataError);
    run({all_books, all_books});
    if (nuage::db::default_database().dialect().features().remote)
        CHECK_THROWS_AS(run({all_books, {broken.get(), {}, &rows, sink}, all_books}), nuage::DataError);
    books.clear();
    run({all_books, all_books});
    CHECK(books.size() == 6);
    Author::objects.create("name"_f = "New");
    CHECK(Author::objects.count() == 4);
}

TEST_CASE_METHOD(Rows, "an error in one of the statements leaves a transaction to be rolled back") {
    const auto overflow = session.connection->prepare("SELECT id, title, pages * 100000000000 FROM write_models_book", {});
    const nuage::RowPlan& rows = prepared(Author::objects.all().query()).rows;
    nuage::atomic([&] {
        Author::objects.create("name"_f = "Kept");
        const auto failing = [&] {
            nuage::atomic([&] {
                Author::objects.create("name"_f = "Lost");
                CHECK_THROWS_AS(run({into(books, Book::objects.all()),
                                     {overflow.get(), {}, &rows, {&authors, &nuage::detail::append_row<Author>}}}),
                                nuage::DataError);
                CHECK_THROWS_AS(Author::objects.count(), nuage::TransactionManagementError);
                throw nuage::ValueError("roll back");
            });
        };
        CHECK_THROWS_AS(failing(), nuage::ValueError);
        run({into(books, Book::objects.all()), into(authors, Author::objects.all())});
    });
    CHECK(Author::objects.count() == 4);
    CHECK_FALSE(Author::objects.filter("name"_f = "Lost").exists());
}

TEST_CASE_METHOD(Rows, "statements whose table was altered since run together all the same") {
    const auto everything = session.connection->prepare("SELECT * FROM write_models_author", {});
    std::vector<Execution> executions{into(books, Book::objects.all()), into(authors, Author::objects.all())};
    executions[1].statement = everything.get();
    run(executions);
    session.connection->execute("ALTER TABLE write_models_author ADD COLUMN more integer");
    run(executions);
    CHECK(authors.size() == 6);
    CHECK(books.size() == 6);
}
