// SPDX-License-Identifier: MIT
// Watching what a program asks its databases: observers, the log of slow queries, counters.
#pragma once

#include <nuage/db/query_log.hpp>
#include <nuage/db/query_observer.hpp>
#include <nuage/db/slow_queries.hpp>
