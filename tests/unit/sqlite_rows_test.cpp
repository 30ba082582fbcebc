// SPDX-License-Identifier: MIT
// Rows of SQLite as members and as related objects.
#ifdef NUAGE_WITH_SQLITE
#include <unit/support/sqlite.hpp>

using namespace nuage;
using namespace sqlite_test;

namespace {

struct Parsed {
    std::string content;
};
void load_parsed(void* payload, const Value& value) {
    static_cast<Parsed*>(payload)->content = "<" + value.text() + ">";
}

struct Author {
    std::int64_t id = 0;
    std::string name;
    InstanceState state;
};
struct Book {
    std::int64_t id = 0;
    std::string title;
    Value author_id;
    std::optional<Author> author;
    bool loaded = false;
    InstanceState state;
};

void* emplace_author(void* member) {
    static_cast<Book*>(member)->loaded = true;
    return &static_cast<Book*>(member)->author.emplace();
}
const void* held_author(const void* member) {
    const auto& author = static_cast<const Book*>(member)->author;
    return author ? &*author : nullptr;
}
void no_author(void* member) {
    static_cast<Book*>(member)->loaded = true;
    static_cast<Book*>(member)->author.reset();
}
constexpr RelationAccess author_access{emplace_author, held_author, no_author};

// Both are laid out in the standard way but for their strings, for which offsetof works as well.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr std::uint32_t author_name = offsetof(Author, name), author_state = offsetof(Author, state);
constexpr std::uint32_t book_title = offsetof(Book, title), book_key = offsetof(Book, author_id);
constexpr std::uint32_t book_state = offsetof(Book, state);
#pragma GCC diagnostic pop

}  // namespace

TEST_CASE("SQLite: a custom type is loaded from a Value") {
    const auto connection = open();
    Access access = plain<Parsed>(Storage::custom, ValueKind::text);
    access.load = load_parsed;
    CHECK(read_column<Parsed>(*connection, "SELECT 'a'", access).at(0).content == "<a>");
    CHECK(read_column<Parsed>(*connection, "SELECT NULL", access).at(0).content.empty());
}

TEST_CASE("SQLite: related objects are made, or noted as absent") {
    const auto connection = open();
    const Access i64 = plain<std::int64_t>(Storage::i64, ValueKind::integer);
    const Access string = plain<std::string>(Storage::text, ValueKind::text);
    const Access key = plain<Value>(Storage::value, ValueKind::null);
    FieldInfo relation;
    relation.relation = &author_access;
    const int database = 0;
    RowPlan plan;
    plan.columns = {{&i64, ValueKind::integer, 0},
                    {&string, ValueKind::text, book_title},
                    {&key, ValueKind::integer, book_key},
                    {&i64, ValueKind::integer, 0, 1},
                    {&string, ValueKind::text, author_name, 1},
                    {&i64, ValueKind::integer, 0, 2}};
    plan.related = {{&relation, 0, 3, 3, 2, author_state}, {&relation, 1, 5, 5, 1, author_state}};
    plan.state_offset = book_state;
    plan.database = &database;

    // The second relation hangs on an author who is absent: its columns must be left alone.
    const auto statement = connection->prepare("SELECT 2, 'B', NULL, NULL, NULL, 7", {});
    statement->execute({});
    std::deque<Book> books;
    REQUIRE(statement->read_all(plan, {&books, append<Book>}) == 1);
    CHECK(books[0].author_id.is_null());
    CHECK(books[0].loaded);
    CHECK_FALSE(books[0].author);

    plan.columns.pop_back();
    plan.related.pop_back();
    const auto joined = connection->prepare("SELECT 1, 'A', 9, 9, 'Ada' UNION ALL SELECT 2, 'B', NULL, NULL, NULL", {});
    joined->execute({});
    books.clear();
    REQUIRE(joined->next());
    joined->read(plan, &books.emplace_back());
    REQUIRE(joined->read_all(plan, {&books, append<Book>}) == 1);
    CHECK(books[0].title == "A");
    CHECK(books[0].author_id == Value(9));
    REQUIRE(books[0].author);
    CHECK(books[0].author->id == 9);
    CHECK(books[0].author->name == "Ada");
    CHECK(books[0].author->state.stored);
    CHECK(books[0].author->state.database == &database);
    CHECK(books[0].state.stored);
    CHECK(books[0].state.database == &database);
    CHECK_FALSE(books[1].author);
    CHECK_FALSE(joined->next());
}
#endif
