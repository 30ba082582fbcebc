// SPDX-License-Identifier: MIT
// nuage::testing::Databases inside of the suite, which goes back to its own database at the end.
#pragma once

#include <nuage/testing.hpp>
#include <support/reconfigured.hpp>
#include <support/relation_models.hpp>

namespace test {

struct OwnDatabases {
    struct Back {
        ~Back() { nuage::configure({{"default", default_url()}}); }
    } back{};
    nuage::testing::Databases databases;

    explicit OwnDatabases(const nuage::DatabaseSettings& settings = {{"default", default_url()}},
                          const nuage::testing::DatabasesOptions& options = {})
        : databases(settings, {rel::nuage_app_rel()}, options) {}
};

/// What the failure handler is told meanwhile.
struct Failures {
    static inline std::vector<std::string> told;
    nuage::testing::FailureHandler before;

    Failures() : before(nuage::testing::set_failure_handler([](std::string_view message) { told.emplace_back(message); })) { told.clear(); }
    Failures(const Failures&) = delete;
    Failures& operator=(const Failures&) = delete;
    ~Failures() { nuage::testing::set_failure_handler(before); }
};

}  // namespace test
