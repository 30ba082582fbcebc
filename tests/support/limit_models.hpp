// SPDX-License-Identifier: MIT
// A model at the limit: 256 members.
#pragma once

#include <support/app_tables.hpp>

// Fifteen members with one prefix; 17 prefixes and the key make 256.
#define LIMIT_MODELS_MEMBERS(p) \
    std::int32_t p##0{}, p##1{}, p##2{}, p##3{}, p##4{}, p##5{}, p##6{}, p##7{}, p##8{}, p##9{}; \
    std::int32_t p##10{}, p##11{}, p##12{}, p##13{}, p##14{};
#define LIMIT_MODELS_NAMES(p) \
    (p##0), (p##1), (p##2), (p##3), (p##4), (p##5), (p##6), (p##7), (p##8), (p##9), (p##10), (p##11), (p##12), \
        (p##13), (p##14)

namespace limit_models {

struct Widest {
    std::int64_t id{};
    LIMIT_MODELS_MEMBERS(a)
    LIMIT_MODELS_MEMBERS(b)
    LIMIT_MODELS_MEMBERS(c)
    LIMIT_MODELS_MEMBERS(d)
    LIMIT_MODELS_MEMBERS(e)
    LIMIT_MODELS_MEMBERS(f)
    LIMIT_MODELS_MEMBERS(g)
    LIMIT_MODELS_MEMBERS(h)
    LIMIT_MODELS_MEMBERS(i)
    LIMIT_MODELS_MEMBERS(j)
    LIMIT_MODELS_MEMBERS(k)
    LIMIT_MODELS_MEMBERS(l)
    LIMIT_MODELS_MEMBERS(m)
    LIMIT_MODELS_MEMBERS(n)
    LIMIT_MODELS_MEMBERS(o)
    LIMIT_MODELS_MEMBERS(p)
    LIMIT_MODELS_MEMBERS(q)

    NUAGE_MODEL(Widest, (id),
                LIMIT_MODELS_NAMES(a), LIMIT_MODELS_NAMES(b), LIMIT_MODELS_NAMES(c), LIMIT_MODELS_NAMES(d),
                LIMIT_MODELS_NAMES(e), LIMIT_MODELS_NAMES(f), LIMIT_MODELS_NAMES(g), LIMIT_MODELS_NAMES(h),
                LIMIT_MODELS_NAMES(i), LIMIT_MODELS_NAMES(j), LIMIT_MODELS_NAMES(k), LIMIT_MODELS_NAMES(l),
                LIMIT_MODELS_NAMES(m), LIMIT_MODELS_NAMES(n), LIMIT_MODELS_NAMES(o), LIMIT_MODELS_NAMES(p),
                LIMIT_MODELS_NAMES(q))
};

NUAGE_APP(limit_models, Widest);

}  // namespace limit_models
