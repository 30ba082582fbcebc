// SPDX-License-Identifier: MIT
// Catch2 by one name: v2 (Debian 12) or v3.
// A test that cannot run here says WARN("skipped: " reason) and returns; tools/run_catch.py counts it as skipped.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
