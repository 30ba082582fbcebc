# SPDX-License-Identifier: MIT
# find_package(nuage COMPONENTS sqlite) for those who installed nuage.
# One export set per backend, so that a consumer needs the client libraries of the backends it asks for and no others.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(nuage_cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/nuage")

install(DIRECTORY include/nuage DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING PATTERN "*.hpp" PATTERN "backends/skeleton" EXCLUDE)
install(TARGETS nuage nuage_testing EXPORT nuageTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT nuageTargets NAMESPACE nuage:: DESTINATION "${nuage_cmake_dir}")

get_property(nuage_backends GLOBAL PROPERTY NUAGE_BACKENDS)
set(NUAGE_COMPONENT_PACKAGES "")
foreach(backend IN LISTS nuage_backends)
    install(TARGETS nuage_${backend} EXPORT nuage_${backend}Targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
    install(EXPORT nuage_${backend}Targets NAMESPACE nuage:: DESTINATION "${nuage_cmake_dir}")
    get_property(package GLOBAL PROPERTY NUAGE_PACKAGE_OF_${backend})
    string(APPEND NUAGE_COMPONENT_PACKAGES "set(nuage_package_of_${backend} ${package})\n")
endforeach()
list(JOIN nuage_backends " " NUAGE_COMPONENTS)

configure_package_config_file(cmake/nuageConfig.cmake.in "${PROJECT_BINARY_DIR}/nuageConfig.cmake"
    INSTALL_DESTINATION "${nuage_cmake_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/nuageConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/nuageConfig.cmake" "${PROJECT_BINARY_DIR}/nuageConfigVersion.cmake"
    cmake/FindIntelDFP.cmake cmake/FindLibBacktrace.cmake cmake/FindMariaDBClient.cmake DESTINATION "${nuage_cmake_dir}")
