// SPDX-License-Identifier: MIT
// All of nuage but what is opted in to: choices (nuage/choices.hpp), decimals (nuage/decimal.hpp), JSON
// (nuage/json.hpp) and static SQL (nuage/static_sql.hpp).
#pragma once

#include <nuage/drivers.hpp>
#include <nuage/fields/ip_address.hpp>
#include <nuage/join_tables.hpp>
#include <nuage/schema.hpp>
