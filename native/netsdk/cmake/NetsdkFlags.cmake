# Flags of all our targets, as one INTERFACE target; nothing else sets flags.
add_library(netsdk_flags INTERFACE)
target_compile_features(netsdk_flags INTERFACE cxx_std_20 c_std_99)
target_include_directories(netsdk_flags INTERFACE "${PROJECT_SOURCE_DIR}")

set(netsdk_gnu "$<CXX_COMPILER_ID:GNU>")
set(netsdk_clang "$<CXX_COMPILER_ID:Clang>")
set(netsdk_cxx "$<COMPILE_LANGUAGE:CXX>")

target_compile_options(netsdk_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-align -Wimplicit-fallthrough -Wundef -Wformat=2
    "$<${netsdk_cxx}:-Wnon-virtual-dtor;-Wold-style-cast>"
    "$<${netsdk_gnu}:-Wduplicated-cond;-Wlogical-op>"
    "$<$<AND:${netsdk_clang},${netsdk_cxx}>:-Wexit-time-destructors;-Wthread-safety>"
    -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -ftrivial-auto-var-init=zero
    "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
target_compile_definitions(netsdk_flags INTERFACE
    _GLIBCXX_ASSERTIONS
    "NETSDK_VERSION=\"${PROJECT_VERSION}\"")
target_link_options(netsdk_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed)

if(NETSDK_SANITIZE)
    target_compile_options(netsdk_flags INTERFACE
        -fsanitize=${NETSDK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
        # Programs as the libraries: they share what is compiled once (see netsdk_headers).
        -fPIC)
    target_link_options(netsdk_flags INTERFACE -fsanitize=${NETSDK_SANITIZE})
    if(NETSDK_BUILD_FUZZERS)
        target_compile_options(netsdk_flags INTERFACE -fsanitize=fuzzer-no-link)
        target_link_options(netsdk_flags INTERFACE -fsanitize=fuzzer-no-link)
    else()
        # Such a build is run for a minute: optimising it would take longer. A report needs lines, not variables.
        target_compile_options(netsdk_flags INTERFACE -O0 "$<${netsdk_clang}:-gline-tables-only>")
    endif()
else()
    # Fortified calls hide their reads from the sanitizers, and they need an optimised build.
    target_compile_options(netsdk_flags INTERFACE "$<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>")
endif()

# Asio without Boost and without what it calls old. Its headers lie in /usr/include, which needs no flag.
add_library(netsdk_asio INTERFACE)
target_compile_definitions(netsdk_asio INTERFACE ASIO_STANDALONE ASIO_NO_DEPRECATED)
target_link_libraries(netsdk_asio INTERFACE Threads::Threads)
