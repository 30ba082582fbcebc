# SPDX-License-Identifier: MIT
# Catch2 binaries as ctest entries: one process per binary and database. tools/run_catch.py prints how many test
# cases passed, and tools/test adds those counts up.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(Catch2 REQUIRED)

# nuage_add_test_binary(<name> SOURCES <file>... [LIBRARIES <target>...])
function(nuage_add_test_binary name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    nuage_defaults(${name})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} nuage::nuage Catch2::Catch2)
endfunction()

# nuage_run_test(<ctest name> <binary> LABELS <label>... [SET <variable>=<value>] [COPY <variable>=<other variable>])
#   [WITHIN <script> <argument>...] [ONLY <Catch2 test spec>]
# SET gives the tests an environment variable. COPY gives it the value of another one, and skips without it. WITHIN is a
# Python script that runs the command which follows its arguments.
function(nuage_run_test name binary)
    cmake_parse_arguments(arg "" "SET;COPY;ONLY" "LABELS;WITHIN" ${ARGN})
    if(arg_WITHIN)
        list(PREPEND arg_WITHIN $<TARGET_FILE:Python3::Interpreter>)
    endif()
    set(options --report "${PROJECT_BINARY_DIR}/test-results/${name}.xml")
    foreach(option SET COPY)
        if(arg_${option})
            string(TOLOWER "--${option}" flag)
            list(APPEND options ${flag} "${arg_${option}}")
        endif()
    endforeach()
    add_test(NAME ${name}
        COMMAND ${arg_WITHIN} $<TARGET_FILE:Python3::Interpreter> "${PROJECT_SOURCE_DIR}/tools/run_catch.py" ${options} -- $<TARGET_FILE:${binary}> ${arg_ONLY})
    nuage_test_properties(${name} LABELS ${arg_LABELS})
endfunction()

# nuage_add_test(<name> LABELS <label>... SOURCES <file>... [LIBRARIES <target>...]): a binary that needs no database.
function(nuage_add_test name)
    cmake_parse_arguments(arg "" "" "LABELS;SOURCES;LIBRARIES" ${ARGN})
    nuage_add_test_binary(${name} SOURCES ${arg_SOURCES} LIBRARIES ${arg_LIBRARIES})
    nuage_run_test(${name} ${name} LABELS ${arg_LABELS})
endfunction()

# nuage_add_script_test(<ctest name> LABELS <label>... COMMAND <script> <argument>...)
function(nuage_add_script_test name)
    cmake_parse_arguments(arg "" "" "LABELS;COMMAND" ${ARGN})
    add_test(NAME ${name} COMMAND Python3::Interpreter ${arg_COMMAND} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    nuage_test_properties(${name} LABELS ${arg_LABELS})
endfunction()

function(nuage_test_properties name)
    cmake_parse_arguments(arg "" "" "LABELS" ${ARGN})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" SKIP_RETURN_CODE 77 TIMEOUT 1800)
endfunction()
