// SPDX-License-Identifier: MIT
// Several statements in one round trip.
#pragma once

#include "session.hpp"

#include <nuage/db/driver.hpp>

namespace nuage::postgresql {

/// Runs SELECTs of this session. False when they should be run one by one instead: a table was altered since one of them
/// was prepared. No row has been read then.
[[nodiscard]] bool run_in_pipeline(Session& session, std::span<const Execution> executions);

}  // namespace nuage::postgresql
