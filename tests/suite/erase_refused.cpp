// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/erase_models.hpp>

using namespace nuage::literals;
using namespace erasing;

namespace {

template <class F>
std::vector<nuage::BlockingObjects> restricted_by(const F& erase) {
    try {
        erase();
    } catch (const nuage::RestrictedError& error) {
        return error.restricted_objects();
    }
    return {};
}

}  // namespace

TEST_CASE_METHOD(Fixture, "protected objects forbid erase(), and the error names them") {
    Publisher north = Publisher::objects.create("name"_f = "north");
    const Book one = Book::objects.create("title"_f = "one", "author"_f = ann, "publisher"_f = north);
    const Book two = Book::objects.create("title"_f = "two", "author"_f = ann, "publisher"_f = north);
    try {
        north.erase();
        FAIL("nothing was thrown");
    } catch (const nuage::ProtectedError& error) {
        CHECK(std::string(error.what()) == "cannot erase objects of Publisher: protected foreign keys refer to them: 'Book.publisher'");
        REQUIRE(error.protected_objects().size() == 1);
        CHECK(error.protected_objects()[0].model == &nuage::model_info<Book>());
        CHECK(error.protected_objects()[0].keys == std::vector<nuage::Value>{one.id, two.id});
        CHECK(error.count() == 2);
    }
    CHECK(Publisher::objects.count() == 1);
    CHECK(north.id > 0);
    CHECK_THROWS_AS(Publisher::objects.all().erase(), nuage::IntegrityError);
    Book::objects.all().erase();
    CHECK(north.erase().total == 1);
}

TEST_CASE_METHOD(Fixture, "a refusal leaves the surrounding transaction as it was") {
    Publisher north = Publisher::objects.create("name"_f = "north");
    Book::objects.create("title"_f = "one", "author"_f = ann, "publisher"_f = north);
    nuage::atomic([&] {
        Author::objects.create("name"_f = "Cleo");
        CHECK_THROWS_AS(north.erase(), nuage::ProtectedError);
        CHECK(Author::objects.count() == 3);
    });
    CHECK(Author::objects.count() == 3);
}

TEST_CASE_METHOD(Fixture, "restricted objects that would stay forbid erase()") {
    Book one = make_book("one", ann);
    const Order order = Order::objects.create();
    const OrderLine line = OrderLine::objects.create("order"_f = order, "book"_f = one);
    for (const auto& blocking : {restricted_by([&] { one.erase(); }), restricted_by([&] { ann.erase(); })}) {
        REQUIRE(blocking.size() == 1);
        CHECK(blocking[0].foreign_key->name == "book");
        CHECK(blocking[0].keys == std::vector<nuage::Value>{line.id});
    }
    CHECK(Book::objects.count() == 1);
    CHECK(Author::objects.count() == 2);
}

TEST_CASE_METHOD(Fixture, "restricted objects are forgiven when they go by a cascade of the same erase()") {
    const Book one = make_book("one", ann);
    const Order order = Order::objects.create("customer"_f = ann);
    OrderLine::objects.create("order"_f = order, "book"_f = one);
    // The line of somebody else's order stays.
    const Order other = Order::objects.create("customer"_f = bob);
    const OrderLine line = OrderLine::objects.create("order"_f = other, "book"_f = one);
    const auto blocking = restricted_by([&] { ann.erase(); });
    REQUIRE(blocking.size() == 1);
    CHECK(blocking[0].keys == std::vector<nuage::Value>{line.id});
    OrderLine::objects.filter("id"_f = line.id).erase();
    CHECK(ann.erase().per_model == Counts{{"erasing.Author", 1}, {"erasing.Book", 1}, {"erasing.Order", 1}, {"erasing.OrderLine", 1}});
    CHECK(Order::objects.get().customer.id() == bob.id);
}

TEST_CASE_METHOD(Fixture, "the row that restricts may be erased itself") {
    const Book one = make_book("one", ann);
    Order order = Order::objects.create();
    OrderLine::objects.create("order"_f = order, "book"_f = one);
    CHECK(order.erase().per_model == Counts{{"erasing.Order", 1}, {"erasing.OrderLine", 1}});
}
