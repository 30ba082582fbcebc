# SPDX-License-Identifier: MIT
# What a builder may choose. Whoever adds nuage as a subdirectory gets the library and nothing else.
# Each backend adds an option of its own, NUAGE_<NAME> = AUTO, ON or OFF: see NuageBackend.cmake.

option(NUAGE_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(NUAGE_EXAMPLES "Build the example programs" OFF)
option(NUAGE_BENCH "Build the benchmarks" OFF)
option(NUAGE_INSTALL "Generate the install rules" ${PROJECT_IS_TOP_LEVEL})
option(NUAGE_WERROR "Treat warnings as errors" OFF)
set(NUAGE_SANITIZE "" CACHE STRING "Sanitizers to build with, as the compiler's -fsanitize takes them")
set(NUAGE_JSON AUTO CACHE STRING "JSON fields by nlohmann_json: AUTO, ON or OFF")
set_property(CACHE NUAGE_JSON PROPERTY STRINGS AUTO ON OFF)

# A line of the summary that ends the configuration.
function(nuage_report name text)
    set_property(GLOBAL APPEND_STRING PROPERTY NUAGE_SUMMARY "\n  ${name}: ${text}")
endfunction()

function(nuage_print_summary)
    get_property(lines GLOBAL PROPERTY NUAGE_SUMMARY)
    message(STATUS "nuage ${PROJECT_VERSION}${lines}")
endfunction()
