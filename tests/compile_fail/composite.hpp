// SPDX-License-Identifier: MIT
// A model whose primary key has several fields.
#pragma once

#include "models.hpp"

struct Line {
    nuage::ForeignKey<Post> post{};
    std::int32_t number{};

    NUAGE_MODEL(Line, (post, primary_key), (number, primary_key))
};
