// SPDX-License-Identifier: MIT
// Columns that the database computes, and columns that it fills in.
#pragma once

#include <support/app_tables.hpp>

namespace generated_models {
using namespace nuage::literals;

struct Box {
    std::int64_t id{};
    std::string name{};
    std::int32_t width{};
    std::int32_t height{};
    std::int32_t area{};
    std::optional<std::int32_t> doubled{};
    std::int32_t stock{};
    std::string state{};

    NUAGE_MODEL(Box, (id), (name, max_length(20)), (width), (height), (area, generated<"width"_f * "height"_f>),
                (doubled, generated<"width"_f * 2>), (stock, db_default<10>), (state, max_length(10), db_default<"new">))
};

/// Nothing to write but what the database knows by itself.
struct Ticket {
    std::int64_t id{};
    std::int32_t price{};

    NUAGE_MODEL(Ticket, (id), (price, db_default<3 + 4>))
};

/// The computed column is its parent's.
struct Crate : Box {
    std::int32_t depth{};

    NUAGE_MODEL(Crate, (depth))
};

NUAGE_APP(generated_models, Box, Ticket, Crate);

struct Fixture {
    test::AppTables tables{nuage_app_generated_models()};
};

}  // namespace generated_models
