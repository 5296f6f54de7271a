# Takes the code of NETWORKS from GENERATOR, for every width and with the backward pass, and checks that COMPILER takes it
# with warnings as errors, without exceptions and without type information.
#
#   cmake -DGENERATOR=<executable> -DNETWORKS=<name>|... -DWORK=<folder> -DCOMPILER=<compiler> -DINCLUDES=<folder>|...
#         [-DSYNTAX_ONLY=ON] -P alone.cmake
cmake_minimum_required(VERSION 3.25)

string(REPLACE "|" ";" networks "${NETWORKS}")
string(REPLACE "|" ";" includes "${INCLUDES}")
list(TRANSFORM includes PREPEND -I)
set(flags -std=c++20 -O1 -Wall -Wextra -Wpedantic -Werror -fno-exceptions -fno-rtti)
if(SYNTAX_ONLY)
  list(APPEND flags -fsyntax-only)
endif()

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
foreach(network IN LISTS networks)
  execute_process(COMMAND ${GENERATOR} --out-dir ${WORK} --model ${network} --training --step-times COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${COMPILER} ${flags} -I${WORK} ${includes} -c -o ${WORK}/${network}.o ${WORK}/${network}.gen.cpp
    RESULT_VARIABLE status
    ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(SEND_ERROR "${COMPILER} refuses ${network}.gen.cpp (${status}):\n${said}")
  endif()
endforeach()
