// SPDX-License-Identifier: MIT
#include <conformance/fresh_uid.hpp>

#include <algorithm>

namespace conf {

namespace {

std::vector<nuage::Uuid> remaining;   // the next one is last

}  // namespace

void use_uids(std::vector<nuage::Uuid> uids) {
    std::reverse(uids.begin(), uids.end());
    remaining = std::move(uids);
}

nuage::Uuid fresh_uid() {
    if (remaining.empty()) return nuage::Uuid::random();
    const nuage::Uuid uid = remaining.back();
    remaining.pop_back();
    return uid;
}

}  // namespace conf
