// SPDX-License-Identifier: MIT
// Snippets of docs/inheritance.md.
#include <support/catch.hpp>

#include <nuage/nuage.hpp>

using namespace nuage::literals;

namespace inheritance {

// [abstract]
struct Stamped {
    nuage::DateTime created_at{};
    std::string note{};

    NUAGE_ABSTRACT(Stamped, (created_at, auto_now_add), (note, max_length(80)))
    NUAGE_META(ordering("-created_at"))
};

struct Maker : Stamped {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Maker, (id), (name, max_length(40)))
};
// [/abstract]

// [parent]
struct Gadget;
struct Product {
    std::int64_t id{};
    std::string label{};
    nuage::RelatedOne<Gadget, "product_ptr"> gadget{};

    NUAGE_MODEL(Product, (id), (label, max_length(60)), (gadget))
};

struct Gadget : Product {
    double voltage{};

    NUAGE_MODEL(Gadget, (voltage))
};
// [/parent]

// [proxy]
struct Veteran : Maker {
    std::string greeting() const { return "Hail " + name; }

    NUAGE_PROXY(Veteran)
    NUAGE_META(ordering("name"))
};
// [/proxy]

// [manager]
template <class M>
struct VisibleManager : nuage::Manager<M, VisibleManager<M>> {
    constexpr auto get_queryset() const { return this->base_queryset().filter("hidden"_f = false); }
    constexpr auto popular() const { return this->filter("views__gte"_f = 1000); }
};

struct Post {
    std::int64_t id{};
    bool hidden{};
    std::int64_t views{};
    static constexpr nuage::Manager<Post> everything{};

    NUAGE_OBJECTS(VisibleManager)
    NUAGE_MODEL(Post, (id), (hidden), (views))
};
// [/manager]

// [generated]
struct Box {
    std::int64_t id{};
    std::int32_t width{};
    std::int32_t height{};
    std::int32_t area{};
    std::int32_t stock{};

    NUAGE_MODEL(Box, (id), (width), (height), (area, generated<"width"_f * "height"_f>), (stock, db_default<10>))
};
// [/generated]

NUAGE_APP(inheritance, Maker, Product, Gadget, Veteran, Post, Box);

}  // namespace inheritance

using namespace inheritance;

TEST_CASE("models that derive from models", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_inheritance());
    // [use]
    Gadget lamp = Gadget::objects.create("label"_f = "Lamp", "voltage"_f = 5.0);   // a row in each of the two tables
    Gadget::objects.filter("label"_f = "Lamp").update("label"_f = "Clip", "voltage"_f = 9.0);
    Product::objects.get("label"_f = "Clip").gadget->voltage;                      // 9
    // [/use]
    CHECK(Product::objects.get("label"_f = "Clip").gadget->voltage == 9.0);
    Post::objects.create("views"_f = 2000);
    Post::objects.create("views"_f = 2000, "hidden"_f = true);
    // [rows]
    Post::objects.popular().count();   // 1
    Post::everything.count();          // 2
    // [/rows]
    CHECK(Post::objects.popular().count() == 1);
    CHECK(Post::everything.count() == 2);
    // [box]
    Box box = Box::objects.create("width"_f = 3, "height"_f = 4);
    box.area;    // 12, read back by the INSERT
    box.stock;   // 10
    // [/box]
    CHECK(box.area + box.stock == 22);
    nuage::db::close_all();
}
