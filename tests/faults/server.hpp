// SPDX-License-Identifier: MIT
// The private server of these tests: started by tests/support/servers.py, which also crashes it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include <nuage/db/url.hpp>

#include <support/catch.hpp>
#include <support/reconfigured.hpp>

namespace faults {

/// Without a server there is nothing to crash or to cut.
inline bool has_server() {
    if (std::getenv("NUAGE_OWN_SERVER") != nullptr) return true;
    WARN("skipped: there is no server of these tests' own");
    return false;
}

/// What servers.py says to `action` and what follows it. Ends the test where it fails.
inline std::string tell_servers(const std::string& action, const std::string& argument = {}) {
    const std::string command = "python3 '" NUAGE_SERVERS_PY "' " + action + " '" + std::getenv("NUAGE_OWN_SERVER") + "' " + argument;
    FILE* output = popen(command.c_str(), "r");
    if (output == nullptr) FAIL("servers.py cannot be run");
    std::string said;
    for (char text[256]; std::fgets(text, sizeof text, output) != nullptr;) said += text;
    if (pclose(output) != 0) FAIL("servers.py cannot " << action);
    return said;
}
/// Of the lines `export NAME=value`.
inline std::string exported(const std::string& lines, const std::string& name) {
    const std::string before = "export " + name + "=";
    const std::size_t at = lines.find(before);
    if (at == std::string::npos) FAIL("servers.py does not tell " << name);
    return lines.substr(at + before.size(), lines.find('\n', at) - at - before.size());
}
inline void crash_server() { tell_servers("crash"); }
inline void restart_server() { tell_servers("restart"); }

/// The server's Unix socket.
inline std::string server_socket() {
    const nuage::Url url = nuage::Url::parse(test::default_url());
    const std::string named = url.option("socket");
    return named.empty() ? url.option("host") + "/.s.PGSQL." + url.option("port") : named;
}

/// The same database by way of a TCP port.
inline std::string url_by_port(int port, const std::string& options) {
    const nuage::Url url = nuage::Url::parse(test::default_url());
    return url.scheme + "://" + url.user + "@127.0.0.1:" + std::to_string(port) + "/" + url.path + "?" + options;
}

}  // namespace faults
