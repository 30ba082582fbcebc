// SPDX-License-Identifier: MIT
// All of nuage but what is opted in to: choices (nuage/choices.hpp), decimals (nuage/decimal.hpp), JSON (nuage/json.hpp),
// functions (nuage/functions.hpp), hand-written SQL (nuage/connection.hpp), validation (nuage/validation.hpp), signals
// (nuage/signals.hpp), objects as text (nuage/format.hpp), rows as structs (nuage/into.hpp), rows that are changed
// (nuage/returning.hpp), rows from queries (nuage/insert_from.hpp), pages (nuage/pagination.hpp) and static SQL
// (nuage/static_sql.hpp).
#pragma once

#include <nuage/annotations.hpp>
#include <nuage/db/cancel.hpp>
#include <nuage/drivers.hpp>
#include <nuage/fields/ip_address.hpp>
#include <nuage/instances.hpp>
#include <nuage/join_tables.hpp>
#include <nuage/schema.hpp>
