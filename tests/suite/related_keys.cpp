// SPDX-License-Identifier: MIT
// Relations by other keys than generated numbers: texts, UUIDs, and fields that to_field names.
#include <nuage/db/query_log.hpp>
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::QueryCounter;
using shop::Country;
using shop::Currency;
using shop::Order;
using shop::Voucher;

namespace {

struct Paper;
struct Topic {
    std::string code{};
    nuage::RelatedSet<Paper, "topics"> papers{};

    NUAGE_MODEL(Topic, (code, max_length(10), primary_key), (papers))
};
struct Paper {
    nuage::Uuid id{};
    std::string title{};
    nuage::ManyToMany<Topic> topics{};

    NUAGE_MODEL(Paper, (id, primary_key, default_to<nuage::Uuid::random>), (title, max_length(40)), (topics))
};
NUAGE_APP(related_keys, Topic, Paper);

struct Papers {
    test::AppTables tables{nuage_app_related_keys()};
    Topic databases = Topic::objects.create("code"_f = "db");
    Topic languages = Topic::objects.create("code"_f = "pl");
    Paper one = Paper::objects.create("title"_f = "One");
    Paper two = Paper::objects.create("title"_f = "Two");
};
test::Names codes(const Paper& paper) { return test::sorted(paper.topics.flat("code"_f)); }

}  // namespace

TEST_CASE_METHOD(Papers, "a many-to-many relation takes keys of its models' types") {
    one.topics.add("db");
    one.topics.add(std::string("pl"));
    CHECK(codes(one) == test::Names{"db", "pl"});
    one.topics.remove(nuage::key("db"));
    CHECK(codes(one) == test::Names{"pl"});
    one.topics.set(test::Names{"db"});
    CHECK(codes(one) == test::Names{"db"});
    languages.papers.add(one.id, nuage::key(two.id));
    CHECK(codes(one) == test::Names{"db", "pl"});
    languages.papers.set(std::vector{two.id});
    CHECK(codes(one) == test::Names{"db"});
    CHECK(codes(two) == test::Names{"pl"});
}

TEST_CASE_METHOD(Papers, "many-to-many relations by texts and UUIDs are prefetched both ways") {
    one.topics.add(databases, languages);
    two.topics.add(databases);
    QueryCounter queries;
    const auto papers = Paper::objects.order_by("title"_f).prefetch_related("topics__papers"_f).fetch();
    CHECK(queries.count() == 3);
    REQUIRE(papers.size() == 2);
    CHECK(papers[0].topics.size() == 2);
    REQUIRE(papers[1].topics.size() == 1);
    CHECK(papers[1].topics[0].code == "db");
    CHECK(papers[1].topics[0].papers.size() == 2);
    CHECK(queries.count() == 3);
}

TEST_CASE_METHOD(test::Rollback, "a set by a text key or a UUID is added to and prefetched") {
    const Currency euro = Currency::objects.create("code"_f = "EUR", "name"_f = "Euro");
    const Currency yen = Currency::objects.create("code"_f = "JPY", "name"_f = "Yen");
    const Voucher voucher = Voucher::objects.create("label"_f = "Ten");
    std::vector<Order> orders(3);
    for (std::size_t i = 0; i < 3; ++i) orders[i].number = std::to_string(i);
    Order::objects.bulk_create(orders);
    euro.orders.add(orders[0], orders[1]);
    voucher.orders.add(orders[1].id);
    CHECK(orders[0].currency.id() == "EUR");
    QueryCounter queries;
    const auto currencies = Currency::objects.order_by("code"_f).prefetch_related("orders"_f).fetch();
    CHECK(currencies[0].orders.size() == 2);
    CHECK(currencies[0].orders[0].currency->name == "Euro");
    CHECK(currencies[1].orders.empty());
    CHECK(queries.count() == 2);
    const auto read = Order::objects.order_by("number"_f).prefetch_related("voucher"_f, "currency"_f).fetch();
    CHECK(queries.count() == 5);
    CHECK_FALSE(read[0].voucher.has_value());
    CHECK(read[1].voucher->label == "Ten");
    CHECK(read[1].currency->name == "Euro");
    CHECK(read[2].currency.get() == nullptr);
    CHECK(queries.count() == 5);
}

TEST_CASE_METHOD(test::Bookshop, "a set by to_field holds that field's values") {
    france.publishers.add(west);
    CHECK(west.country.id() == "FR");
    CHECK(france.publishers.count() == 2);
    spain.publishers.set({west});
    CHECK(west.country.id() == "FR");   // set() takes its objects as they are
    west.refresh_from_db();
    CHECK(west.country->name == "Spain");
    QueryCounter queries;
    const auto countries = Country::objects.order_by("code"_f).prefetch_related("publishers"_f, "authors"_f).fetch();
    CHECK(queries.count() == 3);
    REQUIRE(countries.size() == 3);
    CHECK(countries[0].publishers[0].name == "South");
    CHECK(countries[0].publishers[0].country->name == "Germany");
    CHECK(countries[2].authors.size() == 2);
    const auto publishers = shop::Publisher::objects.order_by("name"_f).prefetch_related("country__authors"_f).fetch();
    CHECK(publishers[0].country->name == "France");
    CHECK(publishers[0].country->authors.size() == 2);
    CHECK(queries.count() == 6);
}
