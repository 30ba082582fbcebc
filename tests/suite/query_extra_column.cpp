// SPDX-License-Identifier: MIT
// RowPlan::extra: a column that belongs to a row, but to no object.
#include <support/catch.hpp>
#include <support/write_models.hpp>

#include <nuage/db/run.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

/// Notes the extra value of each row when the next one begins, as the loader of a many-to-many relation does.
struct Pairs {
    std::vector<Book> books{};
    std::vector<std::int64_t> extras{};
    std::int64_t extra = 0;
    static void* append(void* self) {
        auto& pairs = *static_cast<Pairs*>(self);
        if (!pairs.books.empty()) pairs.extras.push_back(pairs.extra);
        return &pairs.books.emplace_back();
    }
    void finish() { extras.push_back(extra); }
};

/// Sends the pages of books to the extra place and the rest to the book.
nuage::RowPlan with_extra_pages(nuage::RowPlan plan, void* extra) {
    constexpr const nuage::ModelInfo& model = nuage::model_info<Book>();
    for (nuage::ColumnPlan& column : plan.columns) {
        if (column.object != 0 || column.offset != model.fields[model.find("pages")].offset) continue;
        column = {&nuage::detail::access_of<std::int64_t>::value, nuage::ValueKind::integer, 0, nuage::ColumnPlan::extra_object};
    }
    plan.extra = extra;
    return plan;
}

struct Shelf : Fixture {
    Shelf() {
        const Author ann = Author::objects.create("name"_f = "Ann");
        for (int i = 1; i <= 3; ++i)
            Book::objects.create("title"_f = "Book " + std::to_string(i), "pages"_f = i * 10, "author"_f = ann);
    }
    template <class F>
    static void run(const nuage::Query& query, F&& read) {
        nuage::db::Database& database = nuage::db::default_database();
        const nuage::db::Lease lease(database);
        auto& cached = nuage::db::prepared(lease.session(), database, nuage::db::Operation::select, query);
        const nuage::db::Running running(cached);
        cached.statement->execute({});
        read(*cached.statement, cached.rows);
    }
};

}  // namespace

TEST_CASE_METHOD(Shelf, "read_all() decodes an extra column beside each object") {
    for (const bool related : {false, true}) {
        INFO(related);
        const auto books = related ? Book::objects.select_related("author"_f) : Book::objects.all();
        Pairs pairs;
        run(books.query(), [&](nuage::Statement& statement, const nuage::RowPlan& rows) {
            CHECK(statement.read_all(with_extra_pages(rows, &pairs.extra), {&pairs, &Pairs::append}) == 3);
        });
        pairs.finish();
        CHECK(pairs.extras == std::vector<std::int64_t>{10, 20, 30});
        for (const Book& book : pairs.books) CHECK(book.pages == 0);
        CHECK(pairs.books[2].title == "Book 3");
        if (related) CHECK(pairs.books[2].author->name == "Ann");
    }
}

TEST_CASE_METHOD(Shelf, "next() and read() decode an extra column, too") {
    for (const bool related : {false, true}) {
        INFO(related);
        const auto books = related ? Book::objects.select_related("author"_f) : Book::objects.all();
        std::int64_t extra = 0;
        run(books.query(), [&](nuage::Statement& statement, const nuage::RowPlan& rows) {
            const nuage::RowPlan plan = with_extra_pages(rows, &extra);
            for (int i = 1; i <= 3; ++i) {
                Book book;
                REQUIRE(statement.next());
                statement.read(plan, &book);
                CHECK(extra == i * 10);
                CHECK(book.pages == 0);
                CHECK(book.title == "Book " + std::to_string(i));
            }
            CHECK_FALSE(statement.next());
        });
    }
}
