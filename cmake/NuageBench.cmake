# SPDX-License-Identifier: MIT
# bench/*.cpp becomes nuage_bench. It measures nuage against the C clients, so it links those, too.

file(GLOB nuage_bench_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bench/*.cpp")
if(EXISTS "${PROJECT_SOURCE_DIR}/bench/CMakeLists.txt")
    add_subdirectory(bench)
elseif(nuage_bench_sources)
    add_executable(nuage_bench ${nuage_bench_sources})
    nuage_defaults(nuage_bench)
    target_link_libraries(nuage_bench PRIVATE nuage::nuage)
    set_target_properties(nuage_bench PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bench")
    get_property(nuage_backends GLOBAL PROPERTY NUAGE_BACKENDS)
    foreach(backend IN LISTS nuage_backends)
        get_property(package GLOBAL PROPERTY NUAGE_PACKAGE_OF_${backend})
        get_property(client GLOBAL PROPERTY NUAGE_CLIENT_OF_${backend})
        find_package(${package} REQUIRED)
        target_link_libraries(nuage_bench PRIVATE nuage::${backend} ${client})
    endforeach()
endif()
