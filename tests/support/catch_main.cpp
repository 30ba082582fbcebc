// SPDX-License-Identifier: MIT
// Catch2's own part of a test binary, in a file of its own because v2 takes many seconds to compile here.
#define CATCH_CONFIG_RUNNER
#include "catch.hpp"

int main(int argc, char* argv[]) { return Catch::Session().run(argc, argv); }
