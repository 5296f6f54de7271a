# Generates every golden network and compares the files with those in expected/, byte for byte; shows what differs.
#
#   cmake -DGENERATOR=<executable> -DWORK=<folder for what is generated> [-DUPDATE=ON] -P golden.cmake
#
# With UPDATE, expected/ becomes what is generated.
cmake_minimum_required(VERSION 3.25)

# Each network and the options it is generated with: between them every kind of step, every width, with and without
# the backward pass. So small ones would have no loop to look at, so they are not unrolled where nothing else is said.
set(networks
    "augmented --simd scalar --training"
    "branches --simd 128 --training"
    "conv --simd scalar --training"
    "conv_pool --simd 128 --training"
    "conv_pool_back --simd avx512 --training"
    "dense_softmax --simd 128 --training"
    "dilated --simd 128 --training"
    "dropping --simd 128 --training"
    "enlarged --simd 128 --training"
    "frames --simd 128 --training"
    "global --simd 128 --training"
    "groups --simd 128 --training"
    "inference --simd avx512"
    "joined --simd scalar --training"
    "normalizing --simd 128 --training"
    "observed --simd 128 --training --step-times"
    "means --simd 128 --training"
    "penalty --simd 128 --training"
    "pool --simd avx2 --training"
    "pool_first --simd 128 --training"
    "reshaped --simd 128 --training"
    "same --simd scalar --training"
    "slopes --simd 128 --training"
    "strides --simd 128 --training"
    "train_step --simd scalar --train-step sgd"
    "train_step_adam --simd 128 --train-step adam"
    "unrolled --simd 128 --training --unroll full"
    "winograd --simd avx512"
    "winograd_batch --simd avx512 --training")

set(expected ${CMAKE_CURRENT_LIST_DIR}/expected)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
foreach(network IN LISTS networks)
  separate_arguments(words UNIX_COMMAND ${network})
  set(unroll "")
  if(NOT "--unroll" IN_LIST words)
    set(unroll --unroll none)
  endif()
  execute_process(
    COMMAND ${GENERATOR} --out-dir ${WORK} --model ${words} ${unroll}
    RESULT_VARIABLE status
    ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "the generator fails (${status}): --model ${network}\n${said}")
  endif()
endforeach()

file(GLOB generated_files RELATIVE ${WORK} ${WORK}/*)
if(UPDATE)
  file(REMOVE_RECURSE ${expected})
  file(MAKE_DIRECTORY ${expected})
  foreach(file IN LISTS generated_files)
    file(COPY_FILE ${WORK}/${file} ${expected}/${file})
  endforeach()
  list(LENGTH generated_files count)
  message(STATUS "${expected}: ${count} files written")
  return()
endif()

file(GLOB expected_files RELATIVE ${expected} ${expected}/*)
set(faults "")
foreach(file IN LISTS expected_files)
  if(NOT file IN_LIST generated_files)
    string(APPEND faults "expected/${file} is not generated any more\n")
  endif()
endforeach()
foreach(file IN LISTS generated_files)
  if(NOT file IN_LIST expected_files)
    string(APPEND faults "expected/${file} is missing\n")
    continue()
  endif()
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${expected}/${file} ${WORK}/${file} RESULT_VARIABLE differs
                  ERROR_QUIET)
  if(NOT differs EQUAL 0)
    execute_process(COMMAND diff -u --label expected/${file} --label generated/${file} ${expected}/${file} ${WORK}/${file}
                    OUTPUT_VARIABLE difference)
    string(APPEND faults "${file} differs:\n${difference}")
  endif()
endforeach()
if(faults)
  message(NOTICE "${faults}")
  message(FATAL_ERROR "the generated code has changed; if that is meant, build the target update_golden and look at its "
                      "difference with git diff")
endif()
