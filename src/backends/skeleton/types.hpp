// SPDX-License-Identifier: MIT
// How values travel to and from the client library.
#pragma once

#include <nuage/db/driver.hpp>

namespace nuage::skeleton {

/// Whether the parameter has a payload that a client library could take.
[[nodiscard]] bool can_bind(const Param& param);

}  // namespace nuage::skeleton
