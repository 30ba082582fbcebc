// SPDX-License-Identifier: MIT
// The UUIDs of new books, which the reference drew from a generator that it seeded for each case.
#pragma once

#include <vector>

#include <nuage/meta/types.hpp>

namespace conf {

/// What fresh_uid() gives from now on: these, then random ones. run.py draws them from Python's generator.
void use_uids(std::vector<nuage::Uuid> uids);
[[nodiscard]] nuage::Uuid fresh_uid();

}  // namespace conf
