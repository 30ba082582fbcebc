// SPDX-License-Identifier: MIT
// Databases beside or instead of the suite's own, for as long as a test runs.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include <unistd.h>

#include <nuage/nuage.hpp>

namespace test {

/// The URL of the database that the suite runs on, with a further option if one is given.
inline std::string default_url(const std::string& option = {}) {
    const char* set = std::getenv("NUAGE_TEST_DATABASE");
    std::string url = set != nullptr ? set : "";
    if (option.empty()) return url;
    return url + (url.find('?') == std::string::npos ? '?' : '&') + option;
}

/// The kind of database, as URLs begin with it.
inline std::string default_scheme() {
    const std::string url = default_url();
    return url.substr(0, url.find(':'));
}

/// True for a database that several connections can share: one that lives in a connection's memory cannot.
inline bool can_be_shared() { return default_url().find(":memory:") == std::string::npos; }

/// Goes back to the suite's own settings at its end.
class Reconfigured {
public:
    explicit Reconfigured(const nuage::DatabaseSettings& settings, nuage::Routers routers = {}) {
        nuage::configure(settings, std::move(routers));
    }
    Reconfigured(const Reconfigured&) = delete;
    Reconfigured& operator=(const Reconfigured&) = delete;
    ~Reconfigured() { nuage::configure({{"default", default_url()}}); }
};

/// A directory of its own that is removed with all that is in it.
class TemporaryDirectory {
public:
    TemporaryDirectory() : path_(std::filesystem::temp_directory_path() / "nuage-XXXXXX") {
        std::string pattern = path_.string();
        if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
    [[nodiscard]] std::string str() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

}  // namespace test
