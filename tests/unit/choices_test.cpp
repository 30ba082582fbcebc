// SPDX-License-Identifier: MIT
#include <nuage/fields/choices.hpp>

#include <string_view>
#include <vector>

#include <support/catch.hpp>

#include <nuage/meta/errors.hpp>

namespace shop {
enum class Status { draft, live, gone };
NUAGE_TEXT_CHOICES(Status, (draft, "draft", "Draft"), (live, "live", "On sale"), (gone, "gone", "Out of print"))

struct Book {
    enum class Cover { hard = 1, soft = 2 };
};
NUAGE_INTEGER_CHOICES(Book::Cover, (hard, "Hardcover"), (soft, "Paperback"))
}  // namespace shop

namespace {

enum class Tier { basic = 0, silver, gold };
NUAGE_INTEGER_CHOICES(Tier, (basic, "Basic"), (silver, "Silver"), (gold, "Gold"))

enum Plain { plain_a, plain_b };
NUAGE_TEXT_CHOICES(Plain, (plain_a, "a", "A"), (plain_b, "b", "B"))

enum class Wide : std::int64_t { small = 1, medium = 40'000, large = 5'000'000'000 };
NUAGE_INTEGER_CHOICES(Wide, (small, "S"), (medium, "M"), (large, "L"))

enum class Medium : int { low = -40'000, high = 3 };
NUAGE_INTEGER_CHOICES(Medium, (low, "Low"), (high, "High"))

enum class Undeclared { x };

enum class Many {
    a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7, c0, c1, c2, c3, c4, c5, c6, c7, d0, d1, d2, d3, d4,
    d5, d6, d7, e0, e1, e2, e3, e4, e5, e6, e7, f0, f1, f2, f3, f4, f5, f6, f7, g0, g1, g2, g3, g4, g5, g6, g7, h0, h1,
    h2, h3, h4, h5, h6, h7
};
NUAGE_INTEGER_CHOICES(Many,
    (a0, "a0"), (a1, "a1"), (a2, "a2"), (a3, "a3"), (a4, "a4"), (a5, "a5"), (a6, "a6"), (a7, "a7"),
    (b0, "b0"), (b1, "b1"), (b2, "b2"), (b3, "b3"), (b4, "b4"), (b5, "b5"), (b6, "b6"), (b7, "b7"),
    (c0, "c0"), (c1, "c1"), (c2, "c2"), (c3, "c3"), (c4, "c4"), (c5, "c5"), (c6, "c6"), (c7, "c7"),
    (d0, "d0"), (d1, "d1"), (d2, "d2"), (d3, "d3"), (d4, "d4"), (d5, "d5"), (d6, "d6"), (d7, "d7"),
    (e0, "e0"), (e1, "e1"), (e2, "e2"), (e3, "e3"), (e4, "e4"), (e5, "e5"), (e6, "e6"), (e7, "e7"),
    (f0, "f0"), (f1, "f1"), (f2, "f2"), (f3, "f3"), (f4, "f4"), (f5, "f5"), (f6, "f6"), (f7, "f7"),
    (g0, "g0"), (g1, "g1"), (g2, "g2"), (g3, "g3"), (g4, "g4"), (g5, "g5"), (g6, "g6"), (g7, "g7"),
    (h0, "h0"), (h1, "h1"), (h2, "h2"), (h3, "h3"), (h4, "h4"), (h5, "h5"), (h6, "h6"), (h7, "h7"))

using nuage::Codec;
using nuage::FieldKind;
using nuage::Value;
using shop::Status;

static_assert(nuage::ChoiceEnum<Status> && nuage::ChoiceEnum<Tier> && nuage::ChoiceEnum<shop::Book::Cover>);
static_assert(!nuage::ChoiceEnum<Undeclared> && !nuage::ChoiceEnum<int>);
static_assert(nuage::HasCodec<Status> && nuage::HasCodec<Tier> && !nuage::HasCodec<Undeclared>);

static_assert(nuage::choices_of<Status>().size() == 3);
static_assert(nuage::choices_of<Status>()[1].stored == "live");
static_assert(nuage::choices_of<Many>().size() == 64);
static_assert(nuage::label(Status::live) == "On sale");
static_assert(nuage::names<Tier>()[2] == "gold");
static_assert(nuage::labels<Tier>()[1] == "Silver");
static_assert(nuage::values<Tier>()[2] == Tier::gold);
static_assert(nuage::from_name<Status>("gone") == Status::gone);
static_assert(!nuage::from_name<Status>("Gone"));

static_assert(Codec<Status>::kind == FieldKind::text);
static_assert(Codec<Plain>::kind == FieldKind::text);
static_assert(Codec<Tier>::kind == FieldKind::small_integer);
static_assert(Codec<Medium>::kind == FieldKind::integer);
static_assert(Codec<Wide>::kind == FieldKind::big_integer);

}  // namespace

TEST_CASE("choices keep the order of their declaration", "[choices]") {
    const auto names = nuage::names<Status>();
    CHECK(std::vector<std::string_view>(names.begin(), names.end()) ==
          std::vector<std::string_view>{"draft", "live", "gone"});
    CHECK(nuage::values<shop::Book::Cover>()[1] == shop::Book::Cover::soft);
}

TEST_CASE("every choice is loaded as what was dumped", "[choices]") {
    for (Status status : nuage::values<Status>()) CHECK(Codec<Status>::load(Codec<Status>::dump(status)) == status);
    for (Tier tier : nuage::values<Tier>()) CHECK(Codec<Tier>::load(Codec<Tier>::dump(tier)) == tier);
    for (Wide wide : nuage::values<Wide>()) CHECK(Codec<Wide>::load(Codec<Wide>::dump(wide)) == wide);
    CHECK(Codec<Plain>::load(Codec<Plain>::dump(plain_b)) == plain_b);
    CHECK(Codec<Many>::load(Codec<Many>::dump(Many::h7)) == Many::h7);
}

TEST_CASE("text choices are stored as their text, integer choices as their number", "[choices]") {
    CHECK(Codec<Status>::dump(Status::live) == Value("live"));
    CHECK(Codec<Tier>::dump(Tier::gold) == Value(2));
    CHECK(Codec<shop::Book::Cover>::dump(shop::Book::Cover::hard) == Value(1));
}

TEST_CASE("a stored value that is no choice is refused with its enumeration", "[choices]") {
    CHECK_THROWS_AS(Codec<Status>::load(Value("sold")), nuage::DataError);
    CHECK_THROWS_WITH(Codec<Status>::load(Value("sold")),
                      "'sold' is no stored value of Status; choices: 'draft', 'live', 'gone'");
    CHECK_THROWS_WITH(Codec<Tier>::load(Value(9)), "9 is no stored value of Tier; choices: 0, 1, 2");
    CHECK_THROWS_WITH(Codec<Tier>::load(Value("1")), "'1' is no stored value of Tier; choices: 0, 1, 2");
    CHECK_THROWS_AS(Codec<Status>::load(Value(1)), nuage::DataError);
}

TEST_CASE("a number cast to the enumeration without being a choice has no label and is not stored", "[choices]") {
    const auto stray = static_cast<Status>(7);
    CHECK(nuage::label(stray).empty());
    CHECK_THROWS_AS(Codec<Status>::dump(stray), nuage::DataError);
}
