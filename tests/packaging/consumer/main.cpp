// SPDX-License-Identifier: MIT
// A small program of a user. Its only purpose is to touch the headers, the library, a driver and the decimal library.
#include <cstdio>

#include <nuage/decimal.hpp>
#include <nuage/nuage.hpp>

using namespace nuage::literals;

struct Person {
    std::int64_t id{};
    std::string name{};
    nuage::Decimal rate{};

    NUAGE_MODEL(Person, (id), (name, max_length(100)), (rate, digits(6, 2)))
};
NUAGE_APP(consumer, Person)

int main(int argc, char* argv[]) {
    if (argc != 2) return 2;
    nuage::configure({{"default", argv[1]}});
    nuage::drop_tables(nuage_app_consumer());
    nuage::create_tables(nuage_app_consumer());
    Person::objects.create("name"_f = "Ada", "rate"_f = nuage::Decimal("12.50"));
    Person::objects.create("name"_f = "Grace");
    const Person ada = Person::objects.get("name__startswith"_f = "A");
    const nuage::Decimal price = ada.rate + nuage::Decimal("0.25");
    std::printf("%d people, price %s\n", static_cast<int>(Person::objects.count()), price.str().c_str());
    return Person::objects.count() == 2 && price.str() == "12.75" ? 0 : 1;
}
