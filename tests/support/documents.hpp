// SPDX-License-Identifier: MIT
// A model with JSON columns; apart from the others, since its type takes a second to compile.
#pragma once

#include <nuage/json.hpp>
#include <nuage/nuage.hpp>

namespace archive {

struct Document {
    std::int64_t id{};
    std::string title{};
    nuage::Json body = nuage::Json::object();
    std::optional<nuage::Json> extra{};

    NUAGE_MODEL(Document, (id), (title, max_length(60)), (body), (extra))
};

NUAGE_APP(archive, Document);

}  // namespace archive
