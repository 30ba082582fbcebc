// SPDX-License-Identifier: MIT
#include <nuage/backends/skeleton/dialect.hpp>

#include "driver.hpp"

namespace nuage::skeleton {

const Dialect& dialect() { return dialect_object; }

}  // namespace nuage::skeleton
