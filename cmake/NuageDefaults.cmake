# SPDX-License-Identifier: MIT
# How our own targets are compiled. Nothing here reaches a parent project.

if(PROJECT_IS_TOP_LEVEL)
    find_program(NUAGE_CCACHE ccache)
    if(NUAGE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${NUAGE_CCACHE}")
    endif()

    find_program(NUAGE_MOLD mold)
    if(NUAGE_MOLD)
        # A compiler may be too old to know the name: g++ learned it in 12.1.
        include(CheckLinkerFlag)
        check_linker_flag(CXX -fuse-ld=mold NUAGE_LINKS_WITH_MOLD)
        if(NUAGE_LINKS_WITH_MOLD)
            add_link_options(-fuse-ld=mold)
        endif()
    endif()

    if(NUAGE_SANITIZE)
        add_compile_options(-fsanitize=${NUAGE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
        add_link_options(-fsanitize=${NUAGE_SANITIZE})
        nuage_report("sanitizers" "${NUAGE_SANITIZE}")
    endif()
endif()

# Every target of the project passes through here.
function(nuage_defaults target)
    target_compile_features(${target} PUBLIC cxx_std_20)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
    if(PROJECT_IS_TOP_LEVEL)
        target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic)
    endif()
    if(NUAGE_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
endfunction()
