// SPDX-License-Identifier: MIT
// Conditions combined: & | ^ ~ nested, built in loops, kept in members.
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

#include <functional>

using namespace nuage::literals;
using nuage::Q;
using shop::Book;
using shop::Sample;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "conditions are joined by & and |, by && and ||, and by commas") {
    const Names both{"Beta"};
    CHECK(titles(Book::objects.filter(Q("pages__gt"_f = 100) & Q("price__gt"_f = 5))) == both);
    CHECK(titles(Book::objects.filter("pages"_f > 100 && "price"_f > 5)) == both);
    CHECK(titles(Book::objects.filter("pages"_f > 100, "price"_f > 5)) == both);
    CHECK(titles(Book::objects.filter(Q("pages"_f > 100, "price"_f > 5))) == both);
    CHECK(titles(Book::objects.filter("pages"_f > 100).filter("price"_f > 5)) == both);
    CHECK(titles(Book::objects.filter(Q("pages__gt"_f = 200) | Q("price__lt"_f = 6))) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.filter("pages"_f > 200 || "price"_f < 6)) == Names{"Delta", "Gamma"});
}

TEST_CASE_METHOD(test::Rollback, "any nesting of and, or, xor and not agrees with C++ on rows without nulls") {
    for (int n = 0; n < 8; ++n)
        Sample::objects.create("tiny"_f = n & 1, "pos"_f = (n >> 1) & 1, "pos_tiny"_f = (n >> 2) & 1);
    const auto a = "tiny"_f == 1;
    const auto b = "pos"_f == 1;
    const auto c = "pos_tiny"_f == 1;
    const auto check = [](const auto& condition, const std::function<bool(bool, bool, bool)>& expected) {
        std::vector<bool> found(8, false);
        for (const Sample& row : Sample::objects.filter(condition))
            found[static_cast<std::size_t>(row.tiny + 2 * static_cast<int>(row.pos) + 4 * row.pos_tiny)] = true;
        std::vector<bool> wanted(8, false);
        for (std::size_t n = 0; n < 8; ++n) wanted[n] = expected((n & 1) != 0, (n & 2) != 0, (n & 4) != 0);
        CHECK(found == wanted);
    };
    check(a & (b | c), [](bool x, bool y, bool z) { return x && (y || z); });
    check((a & b) | c, [](bool x, bool y, bool z) { return (x && y) || z; });
    check(a | (b & c), [](bool x, bool y, bool z) { return x || (y && z); });
    check(~(a & b) | c, [](bool x, bool y, bool z) { return !(x && y) || z; });
    check(~(a | (b & ~c)), [](bool x, bool y, bool z) { return !(x || (y && !z)); });
    check(a ^ b, [](bool x, bool y, bool) { return x != y; });
    check(a ^ b ^ c, [](bool x, bool y, bool z) { return (x != y) != z; });
    check(~(a ^ b), [](bool x, bool y, bool) { return x == y; });
    check((a ^ b) & c, [](bool x, bool y, bool z) { return x != y && z; });
    check(a ^ (b | c), [](bool x, bool y, bool z) { return x != (y || z); });
    check(~a & ~b & ~c, [](bool x, bool y, bool z) { return !x && !y && !z; });
    check(~(~a | ~(b ^ c)), [](bool x, bool y, bool z) { return x && y != z; });
}

TEST_CASE_METHOD(test::Bookshop, "xor is true for an odd number of truths, and takes null for false but for the database's own operator") {
    // pages: 100, 200, 300, null; price: 10, 20.5, null, 5.25
    const bool unknown = test::features().xor_operator;
    CHECK(titles(Book::objects.filter("pages"_f > 150 ^ "price"_f > 6)) == (unknown ? Names{"Alpha"} : Names{"Alpha", "Gamma"}));
    CHECK(titles(Book::objects.filter("pages"_f > 150 ^ "price"_f > 5)) == (unknown ? Names{"Alpha"} : Names{"Alpha", "Delta", "Gamma"}));
    CHECK(titles(Book::objects.filter(~("pages"_f > 150 ^ "price"_f > 6))) == Names{"Beta", "Delta"});
    CHECK(titles(Book::objects.exclude("pages"_f > 150 ^ "price"_f > 6)) == Names{"Beta", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "a condition of no known type is built in a loop") {
    nuage::Condition<Book> any;
    for (const char* title : {"Alpha", "Delta", "Omega"}) any |= "title"_f = title;
    CHECK(titles(Book::objects.filter(any)) == Names{"Alpha", "Delta"});
    nuage::Condition<Book> all;
    all &= "pages"_f > 50;
    all &= "price"_f > 15;
    CHECK(titles(Book::objects.filter(all)) == Names{"Beta"});
    CHECK(titles(Book::objects.filter(any & "pages"_f == 100)) == Names{"Alpha"});
    CHECK(titles(Book::objects.exclude(any)) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.filter(~any)) == Names{"Beta", "Gamma"});
    nuage::Condition<Book> odd = any;
    odd ^= "title"_f = "Alpha";
    CHECK(titles(Book::objects.filter(odd)) == Names{"Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "an empty condition restricts nothing, wherever it stands") {
    const nuage::Condition<Book> nothing;
    CHECK(nothing.empty());
    CHECK(Book::objects.filter(nothing).count() == 4);
    CHECK(Book::objects.filter(nothing & "pages"_f == 100).count() == 1);
    nuage::Condition<Book> condition = "pages"_f == 100;
    condition &= nothing;
    condition |= nothing;
    CHECK(titles(Book::objects.filter(condition)) == Names{"Alpha"});
}

TEST_CASE_METHOD(test::Bookshop, "an empty condition says nothing when it is negated, or stands beside others") {
    const nuage::Condition<Book> nothing;
    const Names all{"Alpha", "Beta", "Delta", "Gamma"};
    const Names alpha_only{"Alpha"};
    CHECK(titles(Book::objects.filter(Q())) == all);
    CHECK(titles(Book::objects.filter(~Q())) == all);
    CHECK(titles(Book::objects.filter(~nothing)) == all);
    CHECK(titles(Book::objects.exclude(Q())) == all);
    CHECK(titles(Book::objects.filter(~(Q() | nothing) & ~(Q() & ~Q()))) == all);
    CHECK(titles(Book::objects.filter(Q() | "pages"_f == 100)) == alpha_only);
    CHECK(titles(Book::objects.filter("pages"_f == 100 || nothing)) == alpha_only);
    CHECK(titles(Book::objects.filter(Q() ^ "pages"_f == 100)) == alpha_only);
    CHECK(titles(Book::objects.exclude(Q() | "pages"_f > 100)) == Names{"Alpha", "Delta"});
    // With a relation that may be missing, what says nothing must not count as a branch that needs no join.
    CHECK(titles(Book::objects.filter(Q() | "publisher__name"_f == "West")) ==
          titles(Book::objects.filter("publisher__name"_f == "West")));
}

TEST_CASE_METHOD(test::Bookshop, "a condition is a value: a copy changes apart from its original") {
    const nuage::Condition<Book> live = "status"_f = shop::Status::live;
    nuage::Condition<Book> narrower = live;
    narrower &= "pages"_f == 200;
    CHECK(titles(Book::objects.filter(live)) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter(narrower)) == Names{"Beta"});
}

TEST_CASE_METHOD(test::Bookshop,
                 "a condition taken into another one over a to-many relation speaks of the same partner") {
    using shop::Author;
    nuage::Condition<Author> condition = "books__title"_f = "Alpha";
    condition &= "books__pages"_f = 200;
    CHECK(Author::objects.filter(condition).count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "a condition that no row can satisfy asks for nothing, and vanishes from an OR") {
    const std::vector<int> empty;
    CHECK(titles(Book::objects.filter("pages"_f.in(empty) || "title"_f == "Beta")) == Names{"Beta"});
    CHECK(Book::objects.filter("pages"_f.in(empty) && "title"_f == "Beta").count() == 0);
    CHECK(titles(Book::objects.filter(~("pages"_f.in(empty) || "title"_f == "Beta"))).size() == 3);
    CHECK(titles(Book::objects.filter("pages"_f.in(empty) ^ "title"_f == "Beta")) == Names{"Beta"});
    CHECK(titles(Book::objects.filter(~"pages"_f.in(empty) && "title"_f == "Beta")) == Names{"Beta"});
}
