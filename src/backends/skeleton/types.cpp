// SPDX-License-Identifier: MIT
#include "types.hpp"

namespace nuage::skeleton {

bool can_bind(const Param& param) { return param.storage != Storage::custom; }

}  // namespace nuage::skeleton
