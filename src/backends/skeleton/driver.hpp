// SPDX-License-Identifier: MIT
// What a backend offers. In a copy this becomes the public header <nuage/name.hpp>.
#pragma once

#include <memory>

#include <nuage/db/driver.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage::skeleton {

[[nodiscard]] const Dialect& dialect();
[[nodiscard]] std::unique_ptr<Driver> driver();

}  // namespace nuage::skeleton
