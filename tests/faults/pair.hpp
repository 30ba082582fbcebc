// SPDX-License-Identifier: MIT
// A primary and its hot standby, made anew for a test.
#pragma once

#include "server.hpp"

namespace faults {

/// Only the server that the standby is made for has one.
inline bool can_have_standby() { return has_server() && test::default_scheme() == "postgresql"; }

class Pair {
public:
    Pair() : told_(tell_servers("pair")), primary_(exported(told_, "NUAGE_PRIMARY")), standby_(exported(told_, "NUAGE_STANDBY")) {}

    [[nodiscard]] std::string primary() const { return url(primary_, ""); }
    [[nodiscard]] std::string standby() const { return url(standby_, ""); }
    /// Whichever of the two takes writes.
    [[nodiscard]] std::string either() const { return url(primary_ + "," + standby_, "?target_session_attrs=read-write"); }
    void end_primary() const { tell_servers("end-primary"); }
    void promote() const { tell_servers("promote"); }

private:
    [[nodiscard]] static std::string url(const std::string& hosts, const std::string& options) {
        const nuage::Url server = nuage::Url::parse(test::default_url());
        return server.scheme + "://" + server.user + "@" + hosts + "/" + server.path + options;
    }
    std::string told_, primary_, standby_;
};

}  // namespace faults
