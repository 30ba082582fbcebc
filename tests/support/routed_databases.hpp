// SPDX-License-Identifier: MIT
// Databases with routers before them.
#pragma once

#include <nuage/routing.hpp>

#include <support/reconfigured.hpp>
#include <support/relation_models.hpp>

namespace routed {

inline constexpr const char* other = "other";
inline constexpr const char* third = "third";

/// The suite's own database and two more, which are files. What is written to the suite's own is rolled back.
struct Routed {
    explicit Routed(nuage::Routers routers)
        : settings{{{"default", test::default_url()}, {other, url("other.db")}, {third, url("third.db")}}, std::move(routers)} {
        for (const char* alias : {other, third}) nuage::create_tables(rel::nuage_app_rel(), alias);
        rollback.emplace();
    }
    explicit Routed(std::shared_ptr<nuage::Router> router) : Routed(nuage::Routers{std::move(router)}) {}
    Routed() : Routed(nuage::Routers{}) {}

    test::TemporaryDirectory directory{};
    test::Reconfigured settings;
    std::optional<nuage::db::AtomicBlock> rollback{};

private:
    [[nodiscard]] std::string url(const std::string& file) const { return "sqlite:///" + directory.file(file); }
};

/// The names of the users in one database, sorted.
inline std::vector<std::string> names_in(const char* alias) {
    using namespace nuage::literals;
    return rel::User::objects.using_db(alias).order_by("name"_f).flat("name"_f);
}

}  // namespace routed
