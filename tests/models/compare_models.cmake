# Tests that compare generated code with the plain reference.

# constnet_compare_models(<group> HEADER <header> TITLE <words> SEED <number> [UNROLL <how far>]
#                         MODELS <name>=<C++ type>...)
#
# generates all models with one generator and adds a test <group> with one case for each: "<words> <C++ type>".
function(constnet_compare_models group)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADER;TITLE;SEED;UNROLL" "MODELS")
  set(header ${arg_HEADER})
  set(unroll "")
  if(DEFINED arg_UNROLL)
    set(unroll UNROLL ${arg_UNROLL})
  endif()
  constnet_add_models(${group} MODELS ${arg_MODELS} HEADER ${header} TRAINING ${unroll})

  set(names "")
  set(includes "")
  set(cases "")
  set(seed ${arg_SEED})
  foreach(model IN LISTS arg_MODELS)
    string(REGEX MATCH "^([^=]+)=(.+)$" matched ${model})
    list(APPEND names ${CMAKE_MATCH_1})
    string(APPEND includes "#include \"${CMAKE_MATCH_1}.gen.hpp\"\n")
    string(APPEND cases "TEST_CASE(\"${arg_TITLE}${CMAKE_MATCH_2}\") {\n"
           "  CHECK(constnet::comparison::compare_with_reference<${CMAKE_MATCH_1}::Network, ${CMAKE_MATCH_2}>(${seed})"
           " == \"\");\n}\n\n")
    math(EXPR seed "${seed} + 1")
  endforeach()
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/compare_models.test.cpp.in ${group}.test.cpp @ONLY)
  constnet_add_test(${group} SOURCES ${CMAKE_CURRENT_BINARY_DIR}/${group}.test.cpp LIBRARIES constnet_comparison ${names})
endfunction()

# constnet_compare_header(<header> GROUP <name> PREFIX <word> [UNROLL <how far>])
#
# a test <group> with a case for each model that the header declares as `using <word>...`.
function(constnet_compare_header header)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "GROUP;PREFIX;UNROLL" "")
  get_filename_component(header ${header} ABSOLUTE)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${header})
  file(STRINGS ${header} lines REGEX "^using ${arg_PREFIX}[A-Za-z0-9]+ =")
  set(models "")
  foreach(line IN LISTS lines)
    # SweepPoolManyPixels becomes sweep_pool_many_pixels.
    string(REGEX MATCH "${arg_PREFIX}[A-Za-z0-9]+" type "${line}")
    string(REGEX REPLACE "([a-z0-9])([A-Z])" "\\1_\\2" name ${type})
    string(TOLOWER ${name} name)
    list(APPEND models ${name}=models::${type})
  endforeach()
  if(NOT models)
    message(FATAL_ERROR "${header} declares no model `using ${arg_PREFIX}...`")
  endif()
  set(unroll "")
  if(DEFINED arg_UNROLL)
    set(unroll UNROLL ${arg_UNROLL})
  endif()
  constnet_compare_models(${arg_GROUP} HEADER ${header} TITLE "" SEED 1 ${unroll} MODELS ${models})
endfunction()
