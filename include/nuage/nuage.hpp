// SPDX-License-Identifier: MIT
// All of nuage but decimals (nuage/decimal.hpp), JSON (nuage/json.hpp) and static SQL (nuage/static_sql.hpp).
#pragma once

#include <nuage/drivers.hpp>
#include <nuage/fields/choices.hpp>
#include <nuage/fields/ip_address.hpp>
#include <nuage/manager.hpp>
#include <nuage/schema.hpp>
