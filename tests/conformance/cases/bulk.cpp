// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::attempt;
using conformance::Json;
using conformance::list;
using conformance::state;

CASE("bulk.create_many") {
    constexpr Colour colours[] = {Colour::red, Colour::green, Colour::blue};
    std::vector<Tag> tags;
    for (std::size_t n = 0; n < 5; ++n) tags.push_back({.label = "bulk-" + std::to_string(n), .colour = colours[n % 3]});
    Tag::objects.bulk_create(tags);
    return list(tags.size(), state(Tag::objects.filter("label__startswith"_f = "bulk-").values_list("label"_f, "colour"_f)));
}

CASE("bulk.create_sets_pk") {
    std::vector<Tag> tags{{.label = "k1"}, {.label = "k2"}};
    Tag::objects.bulk_create(tags);
    return list(tags[0].id != 0, tags[1].id != 0);
}

CASE("bulk.create_mixed_pk") {
    std::vector<Tag> tags{{.id = 801, .label = "with"}, {.label = "without"}};
    Tag::objects.bulk_create(tags);
    return state(Tag::objects.filter("label__in"_f = {"with", "without"}).values_list("label"_f));
}

CASE("bulk.create_mixed_nulls") {
    std::vector<Sample> samples{{.tiny = -77, .real = 1.5},
                                {.tiny = -77, .day = nuage::date(2020, 2, 29)},
                                {.tiny = -77, .doc = Json{{"x", 1}}}};
    Sample::objects.bulk_create(samples);
    return state(Sample::objects.filter("tiny"_f = -77).values_list("real"_f, "day"_f, "doc"_f));
}

CASE("bulk.create_conflict_error") {
    const std::string error = attempt([] {
        std::vector<Tag> tags{{.label = "ok2"}, {.label = "sale"}};
        Tag::objects.bulk_create(tags);
    });
    return list(list(error), state(Tag::objects.filter("label"_f = "ok2").values_list("label"_f)));
}

CASE("bulk.update_listed_fields_only") {
    std::vector<Tag> tags = Tag::objects.filter("pk__lte"_f = 2).order_by("pk"_f).fetch();
    for (Tag& tag : tags) {
        tag.label += "?";
        tag.colour = Colour::green;
    }
    Tag::objects.bulk_update(tags, nuage::fields("colour"_f));
    return state(Tag::objects.filter("pk__lte"_f = 2).values_list("pk"_f, "label"_f, "colour"_f));
}

CASE("bulk.update_nulls_and_types") {
    std::vector<Sample> rows = Sample::objects.filter("pk__in"_f = {4, 5, 6}).order_by("pk"_f).fetch();
    for (int n = 0; n < 3; ++n) {
        Sample& row = rows[static_cast<std::size_t>(n)];
        row.real = n == 0 ? std::nullopt : std::optional(n / 4.0);
        row.amount = n == 1 ? std::nullopt : std::optional(nuage::Decimal(n));
        row.day = n == 0 ? std::nullopt : std::optional(nuage::date(2020, 2, 29));
        row.doc = n == 0 ? std::nullopt : std::optional(Json{{"n", n}});
    }
    Sample::objects.bulk_update(rows, nuage::fields("real"_f, "amount"_f, "day"_f, "doc"_f));
    return state(Sample::objects.filter("pk__in"_f = {4, 5, 6}).values_list("pk"_f, "real"_f, "amount"_f, "day"_f, "doc"_f));
}
