// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include <nuage/meta/model_info.hpp>

namespace nuage {

namespace {

std::vector<const AppInfo*>& apps() {
    static std::vector<const AppInfo*> list;
    return list;
}

}  // namespace

// Runs before main(), or while a shared library is loaded: one thread.
bool register_app(const AppInfo& app) {
    if (std::find(apps().begin(), apps().end(), &app) == apps().end()) apps().push_back(&app);
    return true;
}

std::span<const AppInfo* const> registered_apps() { return apps(); }

}  // namespace nuage
