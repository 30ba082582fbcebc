// SPDX-License-Identifier: MIT
// expect: [M034] Maker.gadgets: Gadget.maker belongs to a base of Gadget; the other end leads to that.
#include "../models.hpp"

struct Gadget;
struct Maker {
    std::int64_t id{};
    nuage::RelatedSet<Gadget, "maker"> gadgets{};

    NUAGE_MODEL(Maker, (id), (gadgets))
};
struct Product {
    std::int64_t id{};
    nuage::ForeignKey<Maker> maker{};

    NUAGE_MODEL(Product, (id), (maker))
};
struct Gadget : Product {
    double voltage{};

    NUAGE_MODEL(Gadget, (voltage))
};

NUAGE_APP(shop, Maker, Product, Gadget);
