# What every library and every test of ours shares.

# A static library that may become part of the shared one: position-independent, hidden symbols.
function(netsdk_static_library name)
    add_library(${name} STATIC ${ARGN})
    set_target_properties(${name} PROPERTIES
        POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    target_link_libraries(${name} PUBLIC netsdk_flags)
endfunction()

# The shared library: exports by exports.map alone, no version in its name, never unloaded.
function(netsdk_shared_library name)
    add_library(${name} SHARED ${ARGN})
    set_target_properties(${name} PROPERTIES
        CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
        LINK_DEPENDS "${PROJECT_SOURCE_DIR}/exports.map")
    target_link_libraries(${name} PRIVATE netsdk_flags)
    target_link_options(${name} PRIVATE
        "-Wl,--version-script=${PROJECT_SOURCE_DIR}/exports.map" -Wl,--exclude-libs,ALL -Wl,-z,nodelete)
    if(NOT NETSDK_SANITIZE)
        # A sanitized shared library has open symbols, so only the plain one is checked for them.
        target_link_options(${name} PRIVATE -Wl,-z,defs)
    endif()
endfunction()

# A test program: doctest, the shared helpers, registered with CTest under its own name.
function(netsdk_test name)
    add_executable(${name} ${ARGN} "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
    target_link_libraries(${name} PRIVATE netsdk_flags)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()
