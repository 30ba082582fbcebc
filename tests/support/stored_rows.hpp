// SPDX-License-Identifier: MIT
// Rows as what is stored of them, for comparing.
#pragma once

#include <support/catch.hpp>

#include <nuage/nuage.hpp>

namespace test {

/// As many as the way for many rows wants, on databases that have one.
inline constexpr int many = 2100;

/// All columns of an object but its key.
template <class M>
std::vector<std::string> stored(const M& object) {
    std::vector<std::string> values;
    for (const nuage::FieldInfo& field : nuage::model_info<M>().fields)
        if (field.has_column() && !field.primary_key)
            values.push_back(nuage::read_member(*field.access, reinterpret_cast<const char*>(&object) + field.offset).repr());
    return values;
}

/// Rows made of their numbers, inserted all at once and few at a time, are the same when they are read.
template <class M>
void check_ways_of_writing(M (*make)(int)) {
    using namespace nuage::literals;
    std::vector<M> given;
    for (int i = 0; i < many; ++i) given.push_back(make(i));
    std::vector<M> at_once = given;
    std::vector<M> by_few = given;
    M::objects.bulk_create(at_once);
    M::objects.bulk_create(by_few, {.batch_size = 50});
    const std::vector<M> read = M::objects.order_by("id"_f).fetch();
    REQUIRE(read.size() == 2 * many);
    for (std::size_t i = 0; i < many; ++i) {
        INFO(i);
        REQUIRE(at_once[i].id == read[i].id);
        REQUIRE(by_few[i].id == read[many + i].id);
        REQUIRE(stored(read[i]) == stored(given[i]));
        REQUIRE(stored(read[i]) == stored(read[many + i]));
    }
}

}  // namespace test
