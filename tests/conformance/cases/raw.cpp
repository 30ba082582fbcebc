// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>
#include <nuage/connection.hpp>

using namespace conf;
using conformance::list;

CASE("raw.models") {
    std::vector<std::string> labels;
    for (const Tag& tag : Tag::objects.raw("SELECT * FROM conf_tag WHERE colour = ? ORDER BY id", "r"))
        labels.push_back(tag.label);
    return labels;
}

CASE("raw.bad_sql") { return nuage::db::execute("SELEKT 1", {}, nullptr); }

CASE("raw.annotation_column") {
    std::vector<std::pair<std::int64_t, std::int64_t>> rows;
    for (const auto& tag : Tag::objects.raw<nuage::Extra<"twice", std::int64_t>>(
             "SELECT id, label, colour, id * 2 AS twice FROM conf_tag WHERE id <= 2 ORDER BY id"))
        rows.emplace_back(tag.id, tag["twice"_f]);
    return rows;
}

CASE("raw.columns") { return Tag::objects.raw("SELECT id, label AS tag_label, colour FROM conf_tag").columns(); }

CASE("raw.cursor") {
    return nuage::connection().rows<std::tuple<std::string, std::int64_t>>(
        "SELECT code, population FROM conf_country WHERE population > ? ORDER BY code", 50'000'000);
}

CASE("raw.cursor_percent_literal") {
    return nuage::connection().rows<std::tuple<std::string>>("SELECT label FROM conf_tag WHERE label LIKE 's%' AND id < ? ORDER BY id", 5);
}
