// SPDX-License-Identifier: MIT
// Lookups of the remaining plain types: boolean, UUID, decimal, octets, choices; and keys that are no integers.
#include <support/catch.hpp>
#include <support/database.hpp>
#include <nuage/meta/validation_error.hpp>

using namespace nuage::literals;
using shop::Colour;
using shop::Sample;
using shop::Status;
using shop::Tier;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "a boolean is compared, or stands alone") {
    using shop::Book;
    CHECK(titles(Book::objects.filter("is_ebook"_f = true)) == Names{"Beta"});
    CHECK(titles(Book::objects.filter("is_ebook"_f)) == Names{"Beta"});
    CHECK(titles(Book::objects.filter("is_ebook"_f = false)) == Names{"Alpha", "Delta", "Gamma"});
    CHECK(titles(Book::objects.filter(!"is_ebook"_f)) == Names{"Alpha", "Delta", "Gamma"});
    CHECK(titles(Book::objects.filter("is_ebook"_f && "pages"_f > 100)) == Names{"Beta"});
    CHECK(titles(Book::objects.filter("publisher__active"_f)) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.filter("is_ebook"_f.in({true, false}))).size() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "a UUID is found by its value and by its text in any form") {
    using shop::Book;
    const std::string text = alpha.uid.str();
    std::string plain;
    for (char c : text)
        if (c != '-') plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    CHECK(Book::objects.get("uid"_f = alpha.uid).title == "Alpha");
    CHECK(Book::objects.get("uid"_f = text).title == "Alpha");
    CHECK(Book::objects.get("uid"_f = plain).title == "Alpha");
    CHECK(titles(Book::objects.filter("uid"_f.in({beta.uid, gamma.uid}))) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.exclude("uid"_f = alpha.uid)) == Names{"Beta", "Delta", "Gamma"});
    CHECK_THROWS_AS(Book::objects.filter("uid"_f = "no UUID"), nuage::ValidationError);
}

TEST_CASE_METHOD(test::Bookshop, "part of a UUID's text finds it, dashes and case as people write them") {
    using shop::Book;
    const std::string text = alpha.uid.str();
    std::string upper = text;
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const Names only_alpha{"Alpha"};
    CHECK(titles(Book::objects.filter("uid__startswith"_f = text.substr(0, 23))) == only_alpha);
    CHECK(titles(Book::objects.filter("uid__endswith"_f = text.substr(10))) == only_alpha);
    CHECK(titles(Book::objects.filter("uid__contains"_f = text.substr(5, 25))) == only_alpha);
    CHECK(titles(Book::objects.filter("uid__iexact"_f = upper)) == only_alpha);
    CHECK(titles(Book::objects.filter("uid__icontains"_f = upper.substr(5, 25))) == only_alpha);
    CHECK(titles(Book::objects.filter("uid__istartswith"_f = upper.substr(0, 23))) == only_alpha);
    CHECK(titles(Book::objects.filter("uid__iendswith"_f = upper.substr(10))) == only_alpha);
    CHECK(titles(Book::objects.exclude("uid__startswith"_f = text.substr(0, 23))).size() == 3);
    CHECK(titles(Book::objects.filter("uid__regex"_f = "^" + text.substr(0, 8))) == only_alpha);
}

TEST_CASE_METHOD(test::Bookshop, "decimals compare by value, however many zeros they end in") {
    using shop::Book;
    CHECK(titles(Book::objects.filter("price"_f = 10)) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter("price"_f = 10.000_dec)) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter("price"_f = 20.5_dec)) == Names{"Beta"});
    CHECK(titles(Book::objects.filter("price"_f > 5.25_dec)) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter("price"_f >= 5.25_dec)) == Names{"Alpha", "Beta", "Delta"});
    CHECK(titles(Book::objects.filter("price"_f < 9.999_dec)) == Names{"Delta"});
    CHECK(titles(Book::objects.filter("price"_f.range(5.25_dec, 10_dec))) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.filter("price"_f.in({10.0_dec, 20.50_dec}))) == Names{"Alpha", "Beta"});
    CHECK(Book::objects.get("title"_f = "Alpha").price->str() == "10.00");
    CHECK(Book::objects.order_by("price"_f.desc().nulls_last()).flat("price"_f).front() == 20.5_dec);
}

TEST_CASE_METHOD(test::Rollback, "decimals are ordered as numbers, not as text") {
    for (nuage::Decimal n : {10_dec, 9.5_dec, -1_dec, 100.0001_dec, 0.0001_dec}) Sample::objects.create("amount"_f = n);
    const std::vector<std::optional<nuage::Decimal>> expected{-1_dec, 0.0001_dec, 9.5_dec, 10_dec, 100.0001_dec};
    CHECK(Sample::objects.order_by("amount"_f).flat("amount"_f) == expected);
    CHECK(Sample::objects.filter("amount__gt"_f = 9.75_dec).count() == 2);
    CHECK(Sample::objects.filter("amount"_f = 100.0001_dec).count() == 1);
}

TEST_CASE_METHOD(test::Rollback, "octets are found whole, zero bytes and all") {
    const auto bytes = [](std::initializer_list<int> values) {
        nuage::Bytes result;
        for (int value : values) result.push_back(static_cast<std::byte>(value));
        return result;
    };
    Sample::objects.create("blob"_f = bytes({0, 255, 0}), "tiny"_f = 1);
    Sample::objects.create("blob"_f = bytes({}), "tiny"_f = 2);
    Sample::objects.create("tiny"_f = 3);
    CHECK(Sample::objects.get("blob"_f = bytes({0, 255, 0})).tiny == 1);
    CHECK(Sample::objects.get("blob"_f = bytes({})).tiny == 2);
    CHECK(Sample::objects.get("blob"_f.isnull()).tiny == 3);
    CHECK(Sample::objects.filter("blob"_f = bytes({0})).count() == 0);
    CHECK(Sample::objects.get("tiny"_f = 1).blob == bytes({0, 255, 0}));
    CHECK(Sample::objects.get("tiny"_f = 2).blob == nuage::Bytes{});
    CHECK(Sample::objects.get("tiny"_f = 3).blob == std::nullopt);
}

TEST_CASE_METHOD(test::Rollback, "an IP address is found by its value and by any of its spellings") {
    Sample::objects.create("addr"_f = nuage::IpAddress::parse("192.0.2.1"), "tiny"_f = 4);
    Sample::objects.create("addr"_f = nuage::IpAddress::parse("2001:db8::1"), "tiny"_f = 6);
    Sample::objects.create("tiny"_f = 0);
    CHECK(Sample::objects.get("addr"_f = nuage::IpAddress::parse("192.0.2.1")).tiny == 4);
    CHECK(Sample::objects.get("addr"_f = "2001:0DB8:0:0:0:0:0:1").tiny == 6);
    CHECK(Sample::objects.get("addr"_f.isnull()).tiny == 0);
    CHECK(Sample::objects.get("addr__startswith"_f = "192.").tiny == 4);
    CHECK(Sample::objects.get("tiny"_f = 6).addr == nuage::IpAddress::parse("2001:db8::1"));
    CHECK(Sample::objects.exclude("addr"_f = "192.0.2.1").count() == 2);
    CHECK_THROWS_AS(Sample::objects.filter("addr"_f = "192.0.2.256"), nuage::ValidationError);
}

TEST_CASE_METHOD(test::Bookshop, "an enumeration is given as its enumerators") {
    using shop::Book;
    CHECK(titles(Book::objects.filter("status"_f = Status::live)) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter("status"_f.in({Status::draft, Status::gone}))) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("status"_f = Status::live)) == Names{"Delta", "Gamma"});
    CHECK(Book::objects.get("title"_f = "Delta").status == Status::gone);
    CHECK(titles(Book::objects.filter("taggings__tag__colour"_f = Colour::red)) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Rollback, "an enumeration stored as numbers is ordered, and may be null") {
    Sample::objects.create("tier"_f = Tier::gold, "tiny"_f = 1);
    Sample::objects.create("tier"_f = Tier::basic, "tiny"_f = 2);
    Sample::objects.create("tiny"_f = 3);
    CHECK(Sample::objects.get("tier__gt"_f = Tier::basic).tiny == 1);
    CHECK(Sample::objects.get("tier"_f = Tier::basic).tiny == 2);
    CHECK(Sample::objects.get("tier"_f = nullptr).tiny == 3);
    CHECK(Sample::objects.get("tiny"_f = 1).tier == Tier::gold);
    CHECK(Sample::objects.get("tiny"_f = 3).tier == std::nullopt);
}

TEST_CASE_METHOD(test::Rollback, "text and UUIDs serve as primary keys, and as the keys that refer to them") {
    using shop::Currency;
    using shop::Order;
    using shop::Voucher;
    const auto euro = Currency::objects.create("code"_f = "EUR", "name"_f = "Euro");
    const auto gift = Voucher::objects.create("label"_f = "Gift");
    CHECK(gift.id != nuage::Uuid{});
    Order::objects.create("number"_f = "1", "placed_at"_f = nuage::datetime(2024, 1, 1), "currency"_f = euro,
                          "voucher"_f = gift);
    Order::objects.create("number"_f = "2", "placed_at"_f = nuage::datetime(2024, 1, 2));
    CHECK(Currency::objects.get("pk"_f = "EUR").name == "Euro");
    CHECK(Voucher::objects.get("pk"_f = gift.id).label == "Gift");
    const Order order = Order::objects.get("currency"_f = "EUR", "voucher"_f = gift.id);
    CHECK(order.number == "1");
    CHECK(order.currency.id() == "EUR");
    CHECK(order.voucher.id() == gift.id);
    CHECK(order.currency->name == "Euro");
    CHECK(Currency::objects.get("orders__number"_f = "1").code == "EUR");
    CHECK(Order::objects.exclude("currency"_f = euro).flat("number"_f) == Names{"2"});
    CHECK(Voucher::objects.in_bulk(std::vector<nuage::Uuid>{gift.id}).at(gift.id).label == "Gift");
}
