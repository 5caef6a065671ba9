# What every library and every test of ours shares.

# Sanitized objects are compiled for one run, and most of what each reads are headers of others: those are compiled once.
# A release compiles without, so each source still has to name what it needs.
function(netsdk_headers name headers)
    if(NETSDK_SANITIZE)
        if(NOT TARGET ${headers})
            add_library(${headers} OBJECT "${PROJECT_SOURCE_DIR}/cmake/headers.cpp")
            target_link_libraries(${headers} PRIVATE netsdk_flags netsdk_asio Boost::headers)
            target_precompile_headers(${headers} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/${headers}.h")
        endif()
        target_precompile_headers(${name} REUSE_FROM ${headers})
    endif()
endfunction()

# A static library that may become part of the shared one: position-independent, hidden symbols.
function(netsdk_static_library name)
    add_library(${name} STATIC ${ARGN})
    set_target_properties(${name} PROPERTIES
        POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    target_link_libraries(${name} PUBLIC netsdk_flags)
    netsdk_headers(${name} netsdk_headers)
endfunction()

# Whether symbols are split off: an optimised build that nobody debugs in place.
if(NOT NETSDK_SANITIZE AND CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo" AND CMAKE_OBJCOPY)
    set(NETSDK_SPLIT_SYMBOLS ON)
endif()

# Puts a library's debug symbols into NAME.so.debug beside it, where debuggers find them by the link that stays.
function(netsdk_split_symbols name)
    if(NETSDK_SPLIT_SYMBOLS)
        add_custom_command(TARGET ${name} POST_BUILD VERBATIM
            COMMAND ${CMAKE_OBJCOPY} --only-keep-debug $<TARGET_FILE_NAME:${name}> $<TARGET_FILE_NAME:${name}>.debug
            COMMAND ${CMAKE_OBJCOPY} --strip-unneeded --add-gnu-debuglink=$<TARGET_FILE_NAME:${name}>.debug
                $<TARGET_FILE_NAME:${name}>
            WORKING_DIRECTORY $<TARGET_FILE_DIR:${name}>)
    endif()
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
    netsdk_headers(${name} netsdk_headers)
    netsdk_split_symbols(${name})
    if(NOT NETSDK_SANITIZE)
        # A sanitized shared library has open symbols, so only the plain one is checked for them.
        target_link_options(${name} PRIVATE -Wl,-z,defs)
    endif()
endfunction()

# A test program: doctest, whose own code is compiled once for all of them, registered with CTest under its own name.
function(netsdk_test name)
    if(NOT TARGET netsdk_test_main)
        add_library(netsdk_test_main OBJECT "${PROJECT_SOURCE_DIR}/tests/support/main.cpp")
        target_link_libraries(netsdk_test_main PRIVATE netsdk_flags)
    endif()
    add_executable(${name} ${ARGN} $<TARGET_OBJECTS:netsdk_test_main>)
    target_link_libraries(${name} PRIVATE netsdk_flags)
    netsdk_headers(${name} netsdk_test_headers)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()
