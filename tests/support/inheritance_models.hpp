// SPDX-License-Identifier: MIT
// Models that derive from models: abstract bases, parents with tables of their own, proxies.
#pragma once

#include <support/app_tables.hpp>

namespace inheritance_models {
using namespace nuage::literals;

struct Product;
struct Gadget;

struct Stamped {
    nuage::DateTime created_at{};
    std::string note{};

    NUAGE_ABSTRACT(Stamped, (created_at), (note, max_length(80), blank))
    NUAGE_META(ordering("note"))
};

struct Maker : Stamped {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedSet<Product, "maker"> products{};

    NUAGE_MODEL(Maker, (id), (name, max_length(40)), (products))
};

/// Another class for the rows of Maker.
struct Veteran : Maker {
    [[nodiscard]] std::string greeting() const { return "Hail " + name; }

    NUAGE_PROXY(Veteran)
    NUAGE_META(ordering("-name"))
};

struct Tag {
    std::int64_t id{};
    std::string label{};
    nuage::RelatedSet<Gadget, "tags"> gadgets{};

    NUAGE_MODEL(Tag, (id), (label, max_length(20)), (gadgets))
};

struct Product {
    std::int64_t id{};
    std::string sku{};
    std::string label{};
    nuage::ForeignKey<Maker, nuage::nullable> maker{};
    nuage::RelatedOne<Gadget, "product_ptr"> gadget{};

    NUAGE_MODEL(Product, (id), (sku, max_length(12), unique), (label, max_length(60)), (maker), (gadget))
    NUAGE_META(ordering("sku"), get_latest_by("id"))
};

struct Gadget : Product {
    std::optional<double> voltage{};
    nuage::ManyToMany<Tag> tags{};

    NUAGE_MODEL(Gadget, (voltage), (tags))
    NUAGE_META(ordering("-voltage", "sku"))
};

/// Two bases, and a parent that is not at the object's beginning.
struct Phone : Stamped, Gadget {
    std::string number{};
    std::string note{};

    NUAGE_MODEL(Phone, (number, max_length(20)), (note, max_length(10)))
    NUAGE_META(inherits<Stamped, Gadget>())
};

/// Adds nothing to its parent.
struct Sample : Product {
    NUAGE_MODEL(Sample)
};

NUAGE_APP(inheritance_models, Maker, Veteran, Tag, Product, Gadget, Phone, Sample);

struct Fixture {
    test::AppTables tables{nuage_app_inheritance_models()};
    Maker acme = Maker::objects.create("name"_f = "acme");
    Gadget clip = Gadget::objects.create("sku"_f = "LMP-1", "label"_f = "Clip lamp", "voltage"_f = 5.0, "maker"_f = acme);
    Gadget desk = Gadget::objects.create("sku"_f = "LMP-2", "label"_f = "Desk lamp", "voltage"_f = 230.0);
    Product pen = Product::objects.create("sku"_f = "PEN-1", "label"_f = "Pen");
};

}  // namespace inheritance_models
