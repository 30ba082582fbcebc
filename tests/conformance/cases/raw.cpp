// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::list;

CASE("raw.models") {
    std::vector<std::string> labels;
    for (const Tag& tag : Tag::objects.raw("SELECT * FROM conf_tag WHERE colour = ? ORDER BY id", "r"))
        labels.push_back(tag.label);
    return labels;
}

CASE("raw.bad_sql") { return nuage::db::execute("SELEKT 1", {}, nullptr); }
