# SPDX-License-Identifier: MIT
# Intel's decimal floating-point library (Debian: libintelrdfpmath-dev). Makes the target IntelDFP::IntelDFP.
#
# Debian ships one archive per combination of three switches, libbidgcc<reference><rounding><flags>.a:
# are arguments passed by reference, is the rounding mode a global, are the status flags a global. Only 000 has no
# globals and is therefore safe in threads. The headers must be told the same three answers.
# (The variants that end in "b" also restore the processor's binary floating-point flags after each call.)
# A library built by hand is called libbid.a; build it with CALL_BY_REF=0 GLOBAL_RND=0 GLOBAL_FLAGS=0.

find_path(IntelDFP_INCLUDE_DIR bid_functions.h PATH_SUFFIXES intelrdfpmath)
find_library(IntelDFP_LIBRARY NAMES bidgcc000 bid)
mark_as_advanced(IntelDFP_INCLUDE_DIR IntelDFP_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(IntelDFP
    REQUIRED_VARS IntelDFP_LIBRARY IntelDFP_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "On Debian and Ubuntu: apt-get install libintelrdfpmath-dev")

if(IntelDFP_FOUND AND NOT TARGET IntelDFP::IntelDFP)
    add_library(IntelDFP::IntelDFP UNKNOWN IMPORTED)
    set_target_properties(IntelDFP::IntelDFP PROPERTIES
        IMPORTED_LOCATION "${IntelDFP_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${IntelDFP_INCLUDE_DIR}"
        INTERFACE_COMPILE_DEFINITIONS
            "DECIMAL_CALL_BY_REFERENCE=0;DECIMAL_GLOBAL_ROUNDING=0;DECIMAL_GLOBAL_EXCEPTION_FLAGS=0")
endif()
