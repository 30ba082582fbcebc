// SPDX-License-Identifier: MIT
// Databases that live as long as a test program.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nuage/drivers.hpp>
#include <nuage/meta/model_info.hpp>

namespace nuage::testing {

/// An app, as NUAGE_APP declares it: nuage_app_blog().
struct AppRef {
    AppRef(const AppInfo& info) : app(&info) {}
    const AppInfo* app;
};
using Apps = std::vector<AppRef>;

struct DatabasesOptions {
    /// Aliases that are to be another one in the tests: {{"replica", "default"}}. No database is made for them; what is
    /// written through the one is read through the other, within transactions, too. Django's TEST: {"MIRROR": "default"}.
    std::vector<std::pair<std::string, std::string>> mirrors{};
    Routers routers{};   ///< those that the program gives to configure()
};

/// Configures a database of its own for each alias, makes the tables of the apps there, and drops it all at the end:
///
///     int main(int argc, char* argv[]) {
///         const nuage::testing::Databases databases({{"default", "postgresql://app@/blog"}}, {nuage_app_blog()});
///         return Catch::Session().run(argc, argv);
///     }
///
/// The database is made on the server that the URL leads to, whose user must be allowed to; of a SQLite file, in the folder for
/// temporary files; sqlite::memory: stays what it is. Its name is test_<name>_<process>_<machine>, so several programs may run
/// at once; those that programs on this machine left behind when they died are dropped. The databases of the URLs themselves
/// are never touched.
class Databases {
public:
    Databases(const DatabaseSettings& settings, const Apps& apps, const DatabasesOptions& options = {})
        : Databases(settings, apps, linked_drivers(), options) {}
    Databases(const DatabaseSettings& settings, const Apps& apps, const std::vector<DriverEntry>& drivers, const DatabasesOptions& options);
    Databases(const Databases&) = delete;
    Databases& operator=(const Databases&) = delete;
    ~Databases();

    /// The URLs that were configured, passwords and all: for programs that the tests start.
    [[nodiscard]] const DatabaseSettings& settings() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace nuage::testing
