// SPDX-License-Identifier: MIT
// The tests of a user's program.
#include <nuage/nuage.hpp>
#include <nuage/testing.hpp>

using namespace nuage::literals;

struct Person {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Person, (id), (name, max_length(100)))
};
NUAGE_APP(consumer, Person)

int main(int argc, char* argv[]) {
    if (argc != 2) return 2;
    const nuage::testing::Databases databases({{"default", argv[1]}}, {nuage_app_consumer()});
    {
        const nuage::testing::TestCase test;
        nuage::testing::expect_queries(1, [] { Person::objects.create("name"_f = "Ada"); });
    }
    return Person::objects.count() == 0 ? 0 : 1;
}
