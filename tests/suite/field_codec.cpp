// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/field_models.hpp>

using namespace nuage::literals;
using namespace field_models;

TEST_CASE_METHOD(Fixture, "a type with a codec is stored, read and compared") {
    Account::objects.create("balance"_f = Money{1250}, "limit"_f = Money{-500});
    Account::objects.create("balance"_f = Money{99});
    const Account account = Account::objects.get("balance"_f = Money{1250});
    CHECK(account.balance.cents == 1250);
    CHECK((account.limit == Money{-500}));
    CHECK_FALSE(Account::objects.get("balance"_f = Money{99}).limit.has_value());
    CHECK(Account::objects.filter("balance__gt"_f = Money{99}).count() == 1);
    CHECK(Account::objects.filter("balance__in"_f = std::vector{Money{99}, Money{1}}).count() == 1);
    CHECK(Account::objects.filter("limit__isnull"_f = true).count() == 1);
}

TEST_CASE_METHOD(Fixture, "a type with a codec can be updated and saved") {
    Account account = Account::objects.create("balance"_f = Money{1});
    account.balance = {2};
    account.limit = Money{3};
    account.save();
    Account::objects.all().update("balance"_f = Money{40});
    account.refresh_from_db();
    CHECK(account.balance.cents == 40);
    CHECK((account.limit == Money{3}));
    std::vector<Account> many{Account{.balance = {7}}, Account{.balance = {8}, .limit = Money{9}}};
    Account::objects.bulk_create(many);
    CHECK(Account::objects.get("limit"_f = Money{9}).balance.cents == 8);
}

TEST_CASE_METHOD(Fixture, "flat() and values_list() give a type with a codec as itself") {
    Account::objects.create("balance"_f = Money{5});
    CHECK((Account::objects.flat("balance"_f) == std::vector<Money>{Money{5}}));
    for (const auto& [balance, limit] : Account::objects.values_list("balance"_f, "limit"_f)) {
        CHECK(balance.cents == 5);
        CHECK_FALSE(limit.has_value());
    }
}
