// SPDX-License-Identifier: MIT
// The apps whose tables are in the test databases.
#pragma once

#include <nuage/testing/databases.hpp>

namespace nuage::testing {

[[nodiscard]] const Apps& apps_under_test();

}  // namespace nuage::testing
