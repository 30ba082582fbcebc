// SPDX-License-Identifier: MIT
// Runs the suites on the database of NUAGE_TEST_DATABASE, in tables made anew.
#define CATCH_CONFIG_RUNNER
#include <support/catch.hpp>

#include <cstdio>
#include <cstdlib>

#include <support/test_databases.hpp>

int main(int argc, char* argv[]) {
    Catch::Session session;
    if (const int wrong = session.applyCommandLine(argc, argv); wrong != 0) return wrong;
    const char* url = std::getenv("NUAGE_TEST_DATABASE");
    if (url == nullptr) {
        std::fputs("NUAGE_TEST_DATABASE is not set; for example sqlite:///suite.db\n", stderr);
        return 2;
    }
    try {
        test::set_up_databases(url);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "cannot set up '%s': %s\n", url, error.what());
        return 2;
    }
    const int failures = session.run();
    test::close_databases();
    return failures;
}
