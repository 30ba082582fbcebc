// SPDX-License-Identifier: MIT
// A small program of a user. Its only purpose is to touch the headers, the library, a driver and the decimal library.
#include <cstdint>
#include <cstdio>
#include <string>

#include <nuage/decimal.hpp>
#include <nuage/drivers.hpp>
#include <nuage/fields/decimal.hpp>
#include <nuage/nuage.hpp>
#include <nuage/sqlite.hpp>

using namespace nuage::literals;

namespace {

struct Person {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Person, (id), (name, max_length(100)))
    NUAGE_META(db_table("person"))
};

void create_tables(const char* url) {
    const auto connection = nuage::sqlite::driver()->connect(nuage::Url::parse(url));
    connection->execute("CREATE TABLE person (id integer PRIMARY KEY AUTOINCREMENT, name varchar(100) NOT NULL)");
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc != 2) return 2;
    create_tables(argv[1]);
    nuage::configure({{"default", argv[1]}});
    Person::objects.create("name"_f = "Ada");
    Person::objects.create("name"_f = "Grace");
    const auto count = Person::objects.filter("name__startswith"_f = "A").count();
    const auto price = nuage::Decimal("12.50") + nuage::Decimal("0.25");
    std::printf("%d of 2 people, price %s\n", static_cast<int>(count), price.str().c_str());
    return count == 1 && price.str() == "12.75" ? 0 : 1;
}
