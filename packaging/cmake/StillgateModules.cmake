# SPDX-License-Identifier: GPL-3.0-or-later
#
# One call in each folder's CMakeLists.txt makes its target. Modules are named by their folder without "core/":
# base, ledger/sqlite, ui/kit. The target of core/ledger/sqlite is stillgate_ledger_sqlite, its alias
# stillgate::ledger_sqlite.
#
#   stillgate_module(core/triage
#     SOURCES Classifier.cpp Features.cpp     # without any, the module is headers only
#     USES base domain                        # modules whose headers it includes
#     LIBS tl::expected                       # libraries its headers include
#     PRIVATE_LIBS simdjson::simdjson)        # libraries its sources alone include
#
#   stillgate_program(stillgatectl SOURCES main.cpp USES base ledger LIBS CLI11)
#     goes to bin/ of the build folder; STILLGATE_VERSION is defined in it.
#
#   stillgate_test(MoneyTest SOURCES MoneyTest.cpp USES base LABELS quick [LIBS rapidcheck]
#     [PROGRAMS stillgated stillgatectl] [TIMEOUT seconds])
#     a Qt Test executable. PROGRAMS are built before it and found in the folder that the environment variable
#     STILLGATE_BIN names. Labels: quick (no process, no network), system, fault, bench; besides one of these, slow
#     keeps a test out of the builds with sanitizers.
#
# A module that uses what StillgateArrows.cmake does not allow it is an error here.

function(stillgate_library target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EVERYWHERE;NEVER_IN_HEADERS" "" "INCLUDES")
  set_property(GLOBAL APPEND PROPERTY STILLGATE_LIBRARIES ${target})
  if(arg_EVERYWHERE)
    set_property(GLOBAL APPEND PROPERTY STILLGATE_LIBRARIES_EVERYWHERE ${target})
  endif()
endfunction()

function(stillgate_arrow module)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LIBS")
  set_property(GLOBAL APPEND PROPERTY STILLGATE_MODULES ${module})
  set_property(GLOBAL PROPERTY STILLGATE_USES_OF_${module} "${arg_USES}")
  set_property(GLOBAL PROPERTY STILLGATE_LIBS_OF_${module} "${arg_LIBS}")
endfunction()

include(StillgateArrows)

# core/ledger/sqlite -> ledger/sqlite
function(stillgate_module_of_folder folder result)
  string(REGEX REPLACE "^core/" "" module "${folder}")
  set(${result} "${module}" PARENT_SCOPE)
endfunction()

# ledger/sqlite -> stillgate_ledger_sqlite
function(stillgate_target_of_module module result)
  string(REPLACE "/" "_" suffix "${module}")
  set(${result} "stillgate_${suffix}" PARENT_SCOPE)
endfunction()

function(stillgate_check_arrows module uses libs)
  get_property(modules GLOBAL PROPERTY STILLGATE_MODULES)
  if(NOT module IN_LIST modules)
    message(FATAL_ERROR "${module} is no module: StillgateArrows.cmake has no arrows for it")
  endif()
  get_property(allowed_uses GLOBAL PROPERTY STILLGATE_USES_OF_${module})
  foreach(use IN LISTS uses)
    # A program may have a module of its own in the same folder, so that tests can link it.
    if(NOT use IN_LIST allowed_uses AND NOT use STREQUAL module)
      message(FATAL_ERROR "${module} may not use ${use}. StillgateArrows.cmake allows it: ${allowed_uses}")
    endif()
  endforeach()
  get_property(allowed_libs GLOBAL PROPERTY STILLGATE_LIBS_OF_${module})
  get_property(everywhere GLOBAL PROPERTY STILLGATE_LIBRARIES_EVERYWHERE)
  list(REMOVE_ITEM libs "")
  foreach(lib IN LISTS libs)
    if(NOT lib IN_LIST allowed_libs AND NOT lib IN_LIST everywhere)
      message(FATAL_ERROR "${module} may not link ${lib}. StillgateArrows.cmake allows it: "
                          "${allowed_libs};${everywhere}")
    endif()
  endforeach()
endfunction()

# Links modules by name; a module that this build does not have is named in the error.
function(stillgate_link_modules target scope)
  foreach(module IN LISTS ARGN)
    stillgate_target_of_module(${module} dependency)
    if(NOT TARGET ${dependency})
      message(FATAL_ERROR "${target} uses ${module}, which is not built (or comes later in CMakeLists.txt)")
    endif()
    target_link_libraries(${target} ${scope} ${dependency})
  endforeach()
endfunction()

function(stillgate_module folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBS;PRIVATE_LIBS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "stillgate_module(${folder}): what is '${arg_UNPARSED_ARGUMENTS}'?")
  endif()
  if(NOT CMAKE_CURRENT_SOURCE_DIR STREQUAL "${CMAKE_SOURCE_DIR}/${folder}")
    message(FATAL_ERROR "stillgate_module(${folder}) stands in ${CMAKE_CURRENT_SOURCE_DIR}")
  endif()
  stillgate_module_of_folder(${folder} module)
  # Test support serves the tests, which may use everything.
  if(NOT folder MATCHES "^tests/")
    stillgate_check_arrows(${module} "${arg_USES}" "${arg_LIBS};${arg_PRIVATE_LIBS}")
  endif()

  stillgate_target_of_module(${module} target)
  string(REGEX REPLACE "^stillgate_" "stillgate::" alias "${target}")
  if(arg_SOURCES)
    set(scope PUBLIC)
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_PRIVATE_LIBS})
  else()
    set(scope INTERFACE)
    add_library(${target} INTERFACE)
  endif()
  add_library(${alias} ALIAS ${target})
  # Includes are rooted at the repository, for everyone alike.
  target_include_directories(${target} ${scope} "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${target} ${scope} Qt6::Core tl::expected ${arg_LIBS})
  stillgate_link_modules(${target} ${scope} ${arg_USES})
endfunction()

# Everything a user runs, without the tests.
add_custom_target(programs)

function(stillgate_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "stillgate_program(${name}): what is '${arg_UNPARSED_ARGUMENTS}'?")
  endif()
  file(RELATIVE_PATH module "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  stillgate_check_arrows(${module} "${arg_USES}" "${arg_LIBS}")

  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_definitions(${name} PRIVATE STILLGATE_VERSION="${PROJECT_VERSION}")
  target_link_libraries(${name} PRIVATE Qt6::Core tl::expected ${arg_LIBS})
  stillgate_link_modules(${name} PRIVATE ${arg_USES})
  add_dependencies(programs ${name})
endfunction()

# A slow label gets the time it needs; a quick test that takes a minute hangs.
function(stillgate_default_timeout labels result)
  set(seconds 60)
  foreach(label IN LISTS labels)
    if(label MATCHES "^(quick|slow)$")
    elseif(label STREQUAL "system")
      set(seconds 300)
    elseif(label MATCHES "^(fault|bench)$")
      set(seconds 900)
    else()
      message(FATAL_ERROR "A test's label is quick, system, fault, bench or slow, not '${label}'")
    endif()
  endforeach()
  set(${result} ${seconds} PARENT_SCOPE)
endfunction()

# Registers what every test shares: labels, time limit and a pinned surrounding.
function(stillgate_register_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LABELS;COMMAND")
  if(NOT arg_LABELS)
    message(FATAL_ERROR "${name} has no label: quick, system, fault or bench")
  endif()
  stillgate_default_timeout("${arg_LABELS}" seconds)
  if(arg_TIMEOUT)
    set(seconds ${arg_TIMEOUT})
  endif()
  math(EXPR seconds "${seconds} * ${STILLGATE_TIMEOUT_FACTOR}")
  add_test(NAME ${name} COMMAND ${arg_COMMAND})
  set_tests_properties(${name} PROPERTIES
    LABELS "${arg_LABELS}"
    TIMEOUT ${seconds}
    ENVIRONMENT "LC_ALL=C.UTF-8;TZ=UTC;QT_QPA_PLATFORM=offscreen;STILLGATE_BIN=${CMAKE_BINARY_DIR}/bin;STILLGATE_SOURCE=${CMAKE_SOURCE_DIR};QTEST_FUNCTION_TIMEOUT=${seconds}000")
  if("bench" IN_LIST arg_LABELS)
    # A figure taken beside another test says nothing.
    set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()

function(stillgate_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;USES;LIBS;LABELS;PROGRAMS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "stillgate_test(${name}): what is '${arg_UNPARSED_ARGUMENTS}'?")
  endif()
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests" UNITY_BUILD OFF)
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE Qt6::Core Qt6::Test tl::expected ${arg_LIBS})
  stillgate_link_modules(${name} PRIVATE ${arg_USES})
  foreach(program IN LISTS arg_PROGRAMS)
    if(NOT TARGET ${program})
      message(FATAL_ERROR "${name} runs ${program}, which is not built")
    endif()
    add_dependencies(${name} ${program})
  endforeach()
  stillgate_register_test(${name} LABELS ${arg_LABELS} TIMEOUT ${arg_TIMEOUT} COMMAND ${name})
endfunction()

# Adds the folders that are there and says which these are, so that none is dropped in silence.
macro(stillgate_add_folders)
  set(_found "")
  set(_missing "")
  foreach(_folder ${ARGN})
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${_folder}/CMakeLists.txt")
      add_subdirectory(${_folder})
      string(APPEND _found " ${_folder}")
    else()
      string(APPEND _missing " ${_folder}")
    endif()
  endforeach()
  file(RELATIVE_PATH _here "${CMAKE_SOURCE_DIR}/.." "${CMAKE_CURRENT_SOURCE_DIR}")
  message(STATUS "In ${_here}, folders built:${_found}")
  if(_missing)
    message(STATUS "In ${_here}, folders without a CMakeLists.txt, not built:${_missing}")
  endif()
endmacro()
