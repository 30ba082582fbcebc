# SPDX-License-Identifier: MIT
# examples/<name>/*.cpp becomes the program <name>, linked with every backend that is built.

get_property(nuage_backends GLOBAL PROPERTY NUAGE_BACKENDS)
file(GLOB nuage_example_mains CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/*/main.cpp")
foreach(main IN LISTS nuage_example_mains)
    get_filename_component(folder "${main}" DIRECTORY)
    get_filename_component(name "${folder}" NAME)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
    add_executable(${name} ${sources})
    nuage_defaults(${name})
    target_link_libraries(${name} PRIVATE nuage::nuage)
    foreach(backend IN LISTS nuage_backends)
        target_link_libraries(${name} PRIVATE nuage::${backend})
    endforeach()
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/examples")
endforeach()
