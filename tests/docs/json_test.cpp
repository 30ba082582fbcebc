// SPDX-License-Identifier: MIT
// Snippets of docs/json.md.
#ifdef NUAGE_WITH_JSON
#include <support/catch.hpp>

#include <nuage/nuage.hpp>

// [model]
#include <nuage/json.hpp>

using namespace nuage::literals;
using nuage::Json;

struct Device {
    std::int64_t id{};
    std::string name{};
    Json data = Json::object();
    std::optional<Json> notes{};

    NUAGE_MODEL(Device, (id), (name), (data), (notes))
};
NUAGE_APP(devices, Device);
// [/model]

TEST_CASE("paths lead into JSON documents", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_devices());
    Device{.name = "lamp", .data = Json::parse(R"({"owner": {"name": "Ann"}, "tags": ["red", "hall"], "watts": 7, "on": true})")}.save();
    Device{.name = "fan", .data = Json::parse(R"({"owner": {"name": "Ben"}, "tags": [], "watts": 40, "on": null})")}.save();
    // [paths]
    auto anns = Device::objects.filter("data__owner__name"_f = "Ann");
    auto red = Device::objects.filter("data__tags__0"_f = "red");                    // a number is an index
    auto small = Device::objects.filter("data__watts__lt"_f = 10, "data__on"_f = true);
    auto named = Device::objects.filter("data__owner__name__istartswith"_f = "a");
    auto exact = Device::objects.filter("data__owner"_f = Json{{"name", "Ben"}});
    // [/paths]
    CHECK(anns.count() == 1);
    CHECK(red.count() == 1);
    CHECK(small.count() == 1);
    CHECK(named.count() == 1);
    CHECK(exact.count() == 1);
    // [keys]
    auto switched = Device::objects.filter("data__has_key"_f = "on");
    auto complete = Device::objects.filter("data__has_keys"_f = {"on", "watts"});
    auto any = Device::objects.filter("data__owner__has_any_keys"_f = {"name", "mail"});
    // [/keys]
    CHECK(switched.count() == 2);
    CHECK(complete.count() == 2);
    CHECK(any.count() == 2);
    // [null]
    auto unknown = Device::objects.filter("data__on"_f = nullptr);                   // {"on": null}
    auto lacking = Device::objects.filter("data__colour__isnull"_f = true);          // no such key
    auto no_notes = Device::objects.filter("notes"_f = nullptr);                     // NULL in the column
    auto null_notes = Device::objects.filter("notes"_f = Json(nullptr));             // the document null
    // [/null]
    CHECK(unknown.count() == 1);
    CHECK(lacking.count() == 2);
    CHECK(no_notes.count() == 2);
    CHECK(null_notes.count() == 0);
    // [values]
    auto rows = Device::objects.order_by("-data__watts"_f).values_list("name"_f, "data__owner__name"_f).fetch();
    std::optional<Json> owner = std::get<1>(rows[0]);
    auto groups = Device::objects.values("data__owner__name"_f).annotate("n"_f = nuage::Count("pk"_f));
    auto annotated = Device::objects.annotate("owner"_f = "data__owner"_f).filter("owner__name"_f = "Ann");
    // [/values]
    CHECK(owner == Json("Ben"));
    CHECK(groups.count() == 2);
    CHECK(annotated.size() == 1);
    nuage::db::close_all();
}
#endif
