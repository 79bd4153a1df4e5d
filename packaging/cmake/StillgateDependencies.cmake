# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every third-party library, found once and offered under the name StillgateArrows.cmake knows it by. Debian 12
# and Ubuntu 24.04 carry all of them; packaging/linux/install-dependencies.sh installs them.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network WebSockets)
if(STILLGATE_CONSOLE)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Widgets Svg DBus)
  # The tool alone: its CMake package would bring Designer and Help along.
  find_program(STILLGATE_LRELEASE NAMES lrelease6 lrelease-qt6 lrelease
    HINTS "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_LIBEXECS}" /usr/lib/qt6/bin REQUIRED)
endif()
find_package(Qt6Keychain REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)
find_package(tl-expected REQUIRED)
find_package(spdlog REQUIRED)
find_package(simdjson REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(STILLGATE_SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(STILLGATE_HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)

# Language detection; Debian gives it neither a CMake nor a pkg-config file.
find_path(STILLGATE_CLD2_HEADERS cld2/public/compact_lang_det.h REQUIRED)
find_library(STILLGATE_CLD2 cld2 REQUIRED)

# Gives a library the plain name that the module lists use.
function(stillgate_name_library name)
  add_library(${name} INTERFACE IMPORTED)
  target_link_libraries(${name} INTERFACE ${ARGN})
endfunction()

stillgate_name_library(sodium PkgConfig::STILLGATE_SODIUM)
stillgate_name_library(httplib PkgConfig::STILLGATE_HTTPLIB OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
stillgate_name_library(cld2 ${STILLGATE_CLD2})
target_include_directories(cld2 SYSTEM INTERFACE ${STILLGATE_CLD2_HEADERS})
# The packaged parser, compiled once: in header-only form it would be compiled again in every file.
stillgate_name_library(tomlplusplus tomlplusplus::tomlplusplus)
stillgate_name_library(CLI11 CLI11::CLI11)

if(BUILD_TESTING)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
  # Qt compiles the folders of a test into it, which keeps a fresh clone from finding anything in the compiler's cache. The
  # tests find their files through STILLGATE_SOURCE.
  set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
  find_package(rapidcheck REQUIRED)
  # RC_ASSERT takes its expression apart with operators, which clang mistakes for an oversight of ours.
  target_compile_options(rapidcheck INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-overloaded-shift-op-parentheses>)
  find_package(benchmark REQUIRED)
  stillgate_name_library(benchmark benchmark::benchmark)
endif()
