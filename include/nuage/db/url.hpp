// SPDX-License-Identifier: MIT
// Database URLs: scheme://user:password@host:port/name?option=value, with one server or several: a:5432,b:5433
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nuage {

/// A parsed database URL; percent-escapes are decoded.
struct Url {
    struct Address {
        std::string host, port;   ///< without the brackets of IPv6; empty where not given
        friend bool operator==(const Address&, const Address&) = default;
    };
    std::string scheme;
    std::string user;
    std::string password;
    std::string host;   ///< of several servers all, with commas between them
    std::string port;   ///< likewise, as many as hosts; empty when none is given
    std::vector<Address> addresses;   ///< the servers one by one; empty for a URL without "//"
    std::string path;   ///< without the slash that separates it from the host
    std::vector<std::pair<std::string, std::string>> options;
    std::string text;   ///< as given, the password replaced by ***

    /// Throws ImproperlyConfigured with the place of the mistake.
    [[nodiscard]] static Url parse(std::string_view text);
    /// The value of an option, or the fallback.
    [[nodiscard]] std::string option(std::string_view name, std::string_view fallback = {}) const;
};

}  // namespace nuage
