# SPDX-License-Identifier: MIT
# libbacktrace, which finds lines of source by their addresses. GCC brings it along, in a folder of its own; the library
# serves other compilers as well. Makes the target LibBacktrace::LibBacktrace.

find_library(LibBacktrace_LIBRARY NAMES backtrace HINTS ${CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES})
mark_as_advanced(LibBacktrace_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibBacktrace REQUIRED_VARS LibBacktrace_LIBRARY)

if(LibBacktrace_FOUND AND NOT TARGET LibBacktrace::LibBacktrace)
    add_library(LibBacktrace::LibBacktrace UNKNOWN IMPORTED)
    set_target_properties(LibBacktrace::LibBacktrace PROPERTIES IMPORTED_LOCATION "${LibBacktrace_LIBRARY}")
endif()
