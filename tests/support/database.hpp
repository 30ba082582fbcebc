// SPDX-License-Identifier: MIT
// What every test of a suite starts from: a database whose rows are known, and that forgets what the test did.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <support/models.hpp>

namespace test {

/// Empty tables of the test app. What a test writes is rolled back at its end:
///     TEST_CASE_METHOD(test::Rollback, "create() fills in the key") { … }
/// A statement that is expected to fail stands in an atomic() of its own, for PostgreSQL gives up on the whole
/// transaction otherwise.
struct Rollback {
    nuage::db::AtomicBlock block{};
};

/// Rollback, with the bookshop's rows in place. The members are the rows as they were inserted.
///
///     authors     born        rating alive country mentor     books written           edited
///     ada         1950-06-15  4.5    true  FR      -          alpha, beta             gamma
///     ben         1970-01-01  3.0    -     DE      ada        gamma                   alpha
///     cleo        -           -      false -       ada        delta                   -
///     dan         1990-12-31  4.5    true  FR      ben        (none)                  -
///
///     books       pages price  published   status publisher  category  reviews (stars by reviewer)    tags
///     alpha       100   10.00  2020-01-01  live   north      fantasy   5 ben, 3 cleo                  new, cheap
///     beta        200   20.50  2020-12-31  live   south      novels    3 -                            new
///     gamma       300   -      2021-01-01  draft  -          -         (none)                         cheap
///     delta       -     5.25   -           gone   north      fantasy   1 dan, 5 ada                   (none)
struct Bookshop : Rollback {
    Bookshop();

    shop::Country france, germany, spain;                // spain: nothing refers to it
    shop::Publisher north, south, west;                  // of France, of Germany, of no country and without books
    shop::Author ada, ben, cleo, dan;
    shop::AuthorProfile ada_profile, ben_profile;
    shop::Category novels, fantasy, maps;                // fantasy is a child of novels
    shop::Tag fresh, cheap, unused;                      // labels: new, cheap, unused
    shop::Book alpha, beta, gamma, delta;
    shop::Review alpha_ben, alpha_cleo, beta_nobody, delta_dan, delta_ada;
};

using Names = std::vector<std::string>;

/// For comparing rows whose order was not asked for.
template <class T>
[[nodiscard]] std::vector<T> sorted(std::vector<T> values) {
    std::sort(values.begin(), values.end());
    return values;
}

/// The titles of a query set of books, sorted.
[[nodiscard]] Names titles(const nuage::QuerySet<shop::Book>& books);
/// The first names of a query set of authors, sorted.
[[nodiscard]] Names first_names(const nuage::QuerySet<shop::Author>& authors);

}  // namespace test
