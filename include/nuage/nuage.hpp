// SPDX-License-Identifier: MIT
// All of nuage but the field types with heavy dependencies (nuage/json.hpp) and static SQL (nuage/static_sql.hpp).
#pragma once

#include <nuage/drivers.hpp>
#include <nuage/fields/choices.hpp>
#include <nuage/fields/decimal.hpp>
#include <nuage/fields/ip_address.hpp>
#include <nuage/manager.hpp>
#include <nuage/schema.hpp>
