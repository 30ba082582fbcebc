// SPDX-License-Identifier: MIT
// For an application's own tests: databases for them, tests that leave nothing behind, expectations of queries, fixtures.
// Link nuage::testing.
#pragma once

#include <nuage/testing/databases.hpp>
#include <nuage/testing/failures.hpp>
#include <nuage/testing/queries.hpp>
#include <nuage/testing/test_case.hpp>
#ifdef NUAGE_WITH_JSON
#include <nuage/testing/fixtures.hpp>
#endif
