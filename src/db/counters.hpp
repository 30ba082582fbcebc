// SPDX-License-Identifier: MIT
// What watches tell the counters of their thread.
#pragma once

#include <string_view>

namespace nuage::db {

void tell_counters(std::string_view sql);

}  // namespace nuage::db
