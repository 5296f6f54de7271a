# Turns a model (a C++ type in a header) into a library target with its generated code.
#
#   constnet_add_model(<name> MODEL <C++ type> HEADER <header>
#                      [TRAINING | TRAIN_STEP <optimizer>] [STEP_TIMES] [DEVICE] [SIMD <target>...] [WITHOUT_HIGHWAY] [WINOGRAD <tile>] [UNROLL <how far>] [TUNED <file>]
#                      [WEIGHTS <file>] [GENERATOR <executable or target>])
#
# makes a static library target <name>; a program links it and includes <name.gen.hpp>, namespace <name>.
#
#   constnet_add_models(<group> MODELS <name>=<C++ type>... HEADER <header> [same options, except for TUNED, WEIGHTS])
#
# makes one library target per model from one header, with one generator for all of them: a cheaper build.
#
#   TRAINING   generates backward as well.
#   TRAIN_STEP for training on a device: generates train_step, which changes the weights in place, image by image, with
#              sgd or adam. Weights of layers that are not trainable are a block of their own, which may stay in flash.
#              docs/training_on_a_device.md.
#   STEP_TIMES generates the table of steps and, a second time, predict, forward and backward so that they tell an observer
#              (<constnet/firmware/steps.hpp>) of each step: what `bench` of a model's program prints times from.
#   DEVICE     writes into the header what the network would need on a microcontroller, generated for one: what `summary
#              --device` of a model's program prints.
#   SIMD       the vector widths to generate for: avx512, avx2, 128, helium (a Cortex-M with it), scalar; without it,
#              all but helium.
#   WITHOUT_HIGHWAY  compiles the code with <constnet/firmware/simd.hpp>, for which SIMD names one of scalar, 128 and
#              helium. That is always so where CMAKE_SYSTEM_NAME is Generic.
#   WINOGRAD   the largest tile of Winograd convolutions, 0 for direct convolution: slower, but the smallest arena.
#   UNROLL     straight-line code instead of loops: none, full (no loop in any step), or the bytes of code that a step may
#              take so; by default 4000, for one lane none. docs/unrolling.md says what it costs.
#   TUNED      a file of choices measured with the generator's --tune; the code follows it. docs/tuning.md.
#   WEIGHTS    a safetensors file. Its values, in the layout that the code reads, become the constant <name>::weights of
#              <name.weights.hpp>, in a source file of its own, and a blob <name>.weights.bin for
#              <constnet/firmware/blob.hpp>, whose path is the target's property CONSTNET_BLOB. The layout depends on the
#              width of vectors: SIMD must name one of scalar, 128 and helium. A file of another network ends the build.
#   GENERATOR  a generator that exists already, which contains these models; none is built then.
#
# The generator, and what brings the weights into their layout, contain the user's model, so they are built from <header> for the machine that builds. When cross compiling
# each is a project of its own, built with the host's compiler (CONSTNET_HOST_CXX, by default c++), from an installed
# constnet: this one if it is installed, else the one that CONSTNET_HOST_PACKAGE names (its folder lib/cmake/constnet), else
# one that is built from this source.
include_guard(GLOBAL)

function(constnet_add_model name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TRAINING;STEP_TIMES;DEVICE;WITHOUT_HIGHWAY" "MODEL;HEADER;TRAIN_STEP;WINOGRAD;UNROLL;TUNED;WEIGHTS;GENERATOR" "SIMD")
  _constnet_check_arguments("constnet_add_model(${name})" MODEL HEADER)
  _constnet_options(options)
  set(constnet_tuned "")
  if(DEFINED arg_TUNED)
    cmake_path(ABSOLUTE_PATH arg_TUNED NORMALIZE OUTPUT_VARIABLE constnet_tuned)
    if(NOT EXISTS ${constnet_tuned})
      message(FATAL_ERROR "constnet: ${name}: there is no file of measured choices ${constnet_tuned}; the generator "
                          "writes one: --tune FILE")
    endif()
  endif()
  constnet_add_models(${name} MODELS "${name}=${arg_MODEL}" HEADER ${arg_HEADER} ${options})
  if(DEFINED arg_WEIGHTS)
    _constnet_add_weights(${name} ${arg_WEIGHTS})
  endif()
endfunction()

function(constnet_add_models group)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TRAINING;STEP_TIMES;DEVICE;WITHOUT_HIGHWAY" "HEADER;TRAIN_STEP;WINOGRAD;UNROLL;GENERATOR" "MODELS;SIMD")
  _constnet_check_arguments("constnet_add_models(${group})" MODELS HEADER)
  cmake_path(ABSOLUTE_PATH arg_HEADER NORMALIZE OUTPUT_VARIABLE header)
  cmake_path(IS_PREFIX CMAKE_BINARY_DIR ${header} NORMALIZE made_by_the_build)
  if(NOT EXISTS ${header} AND NOT made_by_the_build)
    message(FATAL_ERROR "constnet: ${group}: there is no header ${header}")
  endif()

  set(options "")
  if(arg_TRAINING)
    list(APPEND options --training)
  endif()
  if(arg_STEP_TIMES)
    list(APPEND options --step-times)
  endif()
  if(arg_DEVICE)
    list(APPEND options --device)
  endif()
  if(DEFINED arg_TRAIN_STEP)
    if(NOT arg_TRAIN_STEP MATCHES "^(sgd|adam)$")
      message(FATAL_ERROR "constnet: ${group}: found TRAIN_STEP \"${arg_TRAIN_STEP}\", expected sgd or adam")
    endif()
    foreach(other IN ITEMS TRAINING STEP_TIMES UNROLL)
      if(arg_${other})
        message(FATAL_ERROR "constnet: ${group}: found TRAIN_STEP with ${other}, expected one of them")
      endif()
    endforeach()
    list(APPEND options --train-step ${arg_TRAIN_STEP})
  endif()
  if(DEFINED arg_SIMD)
    list(JOIN arg_SIMD "," simd)
    list(APPEND options --simd ${simd})
  endif()

  if(DEFINED arg_WINOGRAD)
    list(APPEND options --winograd ${arg_WINOGRAD})
  endif()
  if(DEFINED arg_UNROLL)
    list(APPEND options --unroll ${arg_UNROLL})
  endif()
  # Of constnet_add_model, for the one network of which it makes a group.
  if(constnet_tuned)
    list(APPEND options --tuned ${constnet_tuned})
  endif()
  set(without_highway ${arg_WITHOUT_HIGHWAY})
  if(CMAKE_SYSTEM_NAME STREQUAL "Generic")
    set(without_highway TRUE)
  endif()
  if(without_highway)
    _constnet_lanes(lanes "${group}" "${arg_SIMD}")
  endif()

  set(names "")
  set(registrations "")
  _constnet_header_label(header_label ${header})
  foreach(model IN LISTS arg_MODELS)
    if(NOT model MATCHES "^([A-Za-z][A-Za-z0-9_]*)=(.+)$")
      message(FATAL_ERROR "constnet: ${group}: \"${model}\" is not <name>=<C++ type>; the name must be an identifier")
    endif()
    list(APPEND names ${CMAKE_MATCH_1})
    string(APPEND registrations
           "          constnet::codegen::model<${CMAKE_MATCH_2}>(\"${CMAKE_MATCH_1}\", \"${header_label}\"),\n")
  endforeach()

  if(DEFINED arg_GENERATOR)
    set(generator ${arg_GENERATOR})
    set(generator_depends ${arg_GENERATOR})
  else()
    set(generator_main ${CMAKE_CURRENT_BINARY_DIR}/generated/${group}_generator.cpp)
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/generator_main.cpp.in ${generator_main} @ONLY)
    if(CMAKE_CROSSCOMPILING)
      include(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/ConstnetHostGenerator.cmake)
      constnet_add_host_generator(${group}_generator ${generator_main})
    else()
      add_executable(${group}_generator ${generator_main})
      target_link_libraries(${group}_generator PRIVATE constnet::codegen)
      set_target_properties(${group}_generator PROPERTIES RUNTIME_OUTPUT_DIRECTORY
                                                          ${CMAKE_CURRENT_BINARY_DIR}/generated)
      set(generator ${group}_generator)
      set(generator_depends ${group}_generator)
    endif()
  endif()

  foreach(name IN LISTS names)
    _constnet_add_generated_library(${name})
  endforeach()
endfunction()

# The library of one generated network; reads generator, generator_depends, header, options, header_label,
# constnet_tuned, without_highway and lanes.
function(_constnet_add_generated_library name)
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/generated/${name})
  file(MAKE_DIRECTORY ${dir})
  add_custom_command(
    OUTPUT ${dir}/${name}.gen.hpp ${dir}/${name}.gen.cpp
    COMMAND ${generator} --model ${name} --out-dir ${dir} ${options}
    DEPENDS ${generator_depends} ${header} ${constnet_tuned}
    COMMENT "Generating ${name} from ${header_label}"
    VERBATIM)
  add_library(${name} STATIC ${dir}/${name}.gen.cpp ${dir}/${name}.gen.hpp)
  target_include_directories(${name} PUBLIC ${dir})
  target_link_libraries(${name} PUBLIC constnet::firmware)
  target_compile_options(${name} PRIVATE $<$<NOT:$<CONFIG:MinSizeRel>>:-O2> -Wall -Wextra)
  if(without_highway)
    target_compile_definitions(${name} PRIVATE CONSTNET_FIRMWARE_SIMD=${lanes})
    target_compile_options(${name} PRIVATE -ffunction-sections -fdata-sections -fno-exceptions -fno-rtti
                                           -fno-math-errno)
  else()
    target_link_libraries(${name} PRIVATE constnet::highway)
  endif()
endfunction()

# Adds the weights in a safetensors file to the library <name>; reads the caller's arg_SIMD.
function(_constnet_add_weights name file)
  _constnet_lanes(lanes "${name}: WEIGHTS" "${arg_SIMD}")
  cmake_path(ABSOLUTE_PATH file NORMALIZE OUTPUT_VARIABLE weights)
  cmake_path(IS_PREFIX CMAKE_BINARY_DIR ${weights} NORMALIZE made_by_the_build)
  if(NOT EXISTS ${weights} AND NOT made_by_the_build)
    message(FATAL_ERROR "constnet: ${name}: there is no file of weights ${weights}; a trained network's program writes "
                        "one: train --out FILE")
  endif()

  set(dir ${CMAKE_CURRENT_BINARY_DIR}/generated/${name})
  cmake_path(GET weights FILENAME weights_label)
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/weights.hpp.in ${dir}/${name}.weights.hpp @ONLY)
  set(weights_main ${CMAKE_CURRENT_BINARY_DIR}/generated/${name}_weights.cpp)
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/weights_main.cpp.in ${weights_main} @ONLY)
  add_custom_target(${name}_generated DEPENDS ${dir}/${name}.gen.hpp ${dir}/${name}.gen.cpp)
  add_dependencies(${name} ${name}_generated)
  if(CMAKE_CROSSCOMPILING)
    include(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/ConstnetHostGenerator.cmake)
    constnet_add_host_weights(${name}_weights ${name} ${weights_main} ${dir} ${lanes})
  else()
    add_executable(${name}_weights ${weights_main} ${dir}/${name}.gen.cpp)
    target_include_directories(${name}_weights PRIVATE ${dir})
    target_compile_definitions(${name}_weights PRIVATE CONSTNET_FIRMWARE_SIMD=${lanes})
    target_link_libraries(${name}_weights PRIVATE constnet::weights)
    set_target_properties(${name}_weights PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/generated)
    add_dependencies(${name}_weights ${name}_generated)
    set(embed ${name}_weights)
    set(embed_depends ${name}_weights)
  endif()
  add_custom_command(
    OUTPUT ${dir}/${name}.weights.cpp ${dir}/${name}.weights.bin
    COMMAND ${embed} ${weights} ${dir}/${name}
    DEPENDS ${embed_depends} ${weights}
    COMMENT "Embedding the weights ${weights_label} for ${name}"
    VERBATIM)
  target_sources(${name} PRIVATE ${dir}/${name}.weights.cpp)
  set_target_properties(${name} PROPERTIES CONSTNET_BLOB ${dir}/${name}.weights.bin)
endfunction()

# Sets <result> to the lanes of the one SIMD word that code without Highway, or a layout of weights, needs.
function(_constnet_lanes result where words)
  if(words STREQUAL "scalar")
    set(${result} 1 PARENT_SCOPE)
  elseif(words STREQUAL "128" OR words STREQUAL "helium")
    set(${result} 4 PARENT_SCOPE)
  else()
    message(FATAL_ERROR "constnet: ${where}: found SIMD \"${words}\", expected one width that is known before the program "
                        "runs: scalar, 128 or helium")
  endif()
endfunction()

# The name of the header in the generated banner: relative to the project, or the bare file name where that would name
# a machine's folders (a header in the build tree or outside the project).
function(_constnet_header_label result header)
  cmake_path(IS_PREFIX PROJECT_SOURCE_DIR ${header} NORMALIZE in_project)
  cmake_path(IS_PREFIX PROJECT_BINARY_DIR ${header} NORMALIZE in_build)
  if(in_project AND NOT in_build)
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE label)
  else()
    cmake_path(GET header FILENAME label)
  endif()
  set(${result} ${label} PARENT_SCOPE)
endfunction()

# Refuses words that no option takes and options that are missing; reads the caller's arg_ variables.
function(_constnet_check_arguments where)
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "constnet: ${where}: unknown: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(DEFINED arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "constnet: ${where}: without a value: ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  foreach(required IN LISTS ARGN)
    if(NOT DEFINED arg_${required})
      message(FATAL_ERROR "constnet: ${where} needs ${required}")
    endif()
  endforeach()
endfunction()

# The options that constnet_add_model hands on, as it was given them.
function(_constnet_options result)
  set(options "")
  foreach(keyword IN ITEMS TRAINING STEP_TIMES DEVICE WITHOUT_HIGHWAY)
    if(arg_${keyword})
      list(APPEND options ${keyword})
    endif()
  endforeach()
  foreach(keyword IN ITEMS TRAIN_STEP SIMD WINOGRAD UNROLL GENERATOR)
    if(DEFINED arg_${keyword})
      list(APPEND options ${keyword} ${arg_${keyword}})
    endif()
  endforeach()
  set(${result} ${options} PARENT_SCOPE)
endfunction()
