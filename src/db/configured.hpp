// SPDX-License-Identifier: MIT
// From a URL to a driver.
#pragma once

#include <nuage/db/databases.hpp>
#include <nuage/db/driver.hpp>

namespace nuage::db {

/// Throws ImproperlyConfigured for a scheme without one.
[[nodiscard]] std::unique_ptr<Driver> driver_for(const Url& url, const std::vector<DriverEntry>& drivers);
/// The URL as the driver is to see it: without the options of the pool.
[[nodiscard]] Url without_own_options(Url url);

}  // namespace nuage::db
