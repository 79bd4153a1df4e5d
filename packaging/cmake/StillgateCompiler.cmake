# SPDX-License-Identifier: GPL-3.0-or-later
#
# The language, the warnings and the flags of every build. What a target links is in StillgateModules.cmake.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()
# RelWithDebInfo is what developers run: optimised, asserts on, and debug information for stack traces only,
# which halves the size of the objects. Debug is what sanitizers run.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1 -fno-omit-frame-pointer")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

if(STILLGATE_UNITY)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
endif()

# ccache and mold when they are there; a command line that names its own launcher wins. Paths are cached relative to the
# sources, so that another build folder, or a fresh clone, finds what this one compiled.
find_program(STILLGATE_CCACHE ccache)
if(STILLGATE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${STILLGATE_CCACHE}")
endif()
find_program(STILLGATE_MOLD mold)
if(STILLGATE_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Warnings. They reach our files alone: every library comes in as a system include.
# Signs are left out: Qt counts in signed numbers and the standard library in unsigned ones, and the casts would
# hide more than the warning finds. A field left out of an initialiser means its default, which every field of ours has.
add_compile_options(
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-align -Wcast-qual
  -Wformat=2 -Wimplicit-fallthrough -Wextra-semi -Wunused -Wvla -Wdouble-promotion
)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wno-missing-field-initializers)
  if(STILLGATE_UNITY)
    # It takes a source for a header, because it is included in the unit.
    add_compile_options(-Wno-subobject-linkage)
  endif()
else()
  # Clang reports the standard library's own use of a deprecated function behind std::stable_sort (libstdc++ 12) as ours;
  # deprecated calls of ours are found by the other compiler.
  add_compile_options(-Wno-missing-field-initializers -Wno-deprecated-declarations)
endif()
if(STILLGATE_WERROR)
  add_compile_options(-Werror)
endif()

# Qt without its conveniences: no text from bytes by accident, no deprecated interface, no contextless shortcut.
add_compile_definitions(
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS QT_STRICT_ITERATORS
  QT_DISABLE_DEPRECATED_BEFORE=0x060400
)
# Bounds of containers are checked everywhere, in a release too: it costs little and stops at the fault.
add_compile_definitions(_GLIBCXX_ASSERTIONS)

if(STILLGATE_FAULTS)
  add_compile_definitions(STILLGATE_FAULTS=1)
endif()

if(STILLGATE_SANITIZE)
  add_compile_options(-fsanitize=${STILLGATE_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${STILLGATE_SANITIZE})
endif()

if(STILLGATE_COVERAGE)
  add_compile_options(--coverage -fprofile-update=atomic)
  add_link_options(--coverage)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
  include(CheckPIESupported)
  check_pie_supported()
  # Ubuntu's compiler sets the first one itself, so it is taken back before.
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
  add_link_options(LINKER:-z,relro,-z,now LINKER:--as-needed)
endif()
