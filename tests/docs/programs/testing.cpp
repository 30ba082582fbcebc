// SPDX-License-Identifier: MIT
// A whole test program, without any framework for tests.
#include <cstdio>
#include <stdexcept>

#include <nuage/nuage.hpp>
#include <nuage/testing.hpp>

using namespace nuage::literals;

struct Account {
    std::int64_t id{};
    std::string owner{};
    std::int64_t cents{};

    NUAGE_MODEL(Account, (id), (owner, max_length(40)), (cents))
};
NUAGE_APP(bank, Account);

// What is tested.
void transfer(std::int64_t from, std::int64_t to, std::int64_t cents) {
    nuage::atomic({.durable = true}, [&] {
        Account::objects.filter("id"_f = from).update("cents"_f = "cents"_f - cents);
        Account::objects.filter("id"_f = to).update("cents"_f = "cents"_f + cents);
        nuage::on_commit([=] { std::printf("%lld cents moved\n", static_cast<long long>(cents)); });
    });
}

void require(bool claim, const char* words) {
    if (!claim) throw std::runtime_error(words);
    std::printf("ok: %s\n", words);
}

struct BankTest : nuage::testing::TestCase {
    BankTest() {
        nuage::testing::load_fixture_text(R"([
            {"model": "bank.account", "pk": 1, "fields": {"owner": "Ada", "cents": 500}},
            {"model": "bank.account", "pk": 2, "fields": {"owner": "Ben", "cents": 0}}])");
    }
};

int main() {
    const nuage::testing::Databases databases({{"default", "sqlite:///bank.db"}}, {nuage_app_bank()});
    try {
        {
            const BankTest test;
            nuage::testing::expect_queries(2, [] { transfer(1, 2, 200); });
            require(Account::objects.get("id"_f = 2).cents == 200, "a transfer takes two queries");
        }
        {
            const BankTest test;
            const auto told = nuage::testing::capture_on_commit_callbacks({.execute = true}, [] { transfer(1, 2, 300); });
            require(told.size() == 1, "a transfer is told once it is committed");
        }
        require(Account::objects.count() == 0, "nothing is left behind");
    } catch (const std::exception& error) {
        std::printf("failed: %s\n", error.what());
        return 1;
    }
}
