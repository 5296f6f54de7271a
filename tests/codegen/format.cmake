# Takes the code of NETWORKS from GENERATOR, for every width and with the backward pass, and checks that FORMATTERS leave
# it as it is.
#
#   cmake -DGENERATOR=<executable> -DNETWORKS=<name>|... -DWORK=<folder> -DSTYLE=<.clang-format>
#         -DFORMATTERS=<clang-format>|... -P format.cmake
cmake_minimum_required(VERSION 3.25)

string(REPLACE "|" ";" networks "${NETWORKS}")
string(REPLACE "|" ";" formatters "${FORMATTERS}")
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
foreach(network IN LISTS networks)
  execute_process(COMMAND ${GENERATOR} --out-dir ${WORK} --model ${network} --training --step-times COMMAND_ERROR_IS_FATAL ANY)
  foreach(file IN ITEMS ${network}.gen.hpp ${network}.gen.cpp)
    foreach(formatter IN LISTS formatters)
      execute_process(COMMAND ${formatter} -style=file:${STYLE} ${WORK}/${file} OUTPUT_FILE ${WORK}/formatted
                      COMMAND_ERROR_IS_FATAL ANY)
      execute_process(
        COMMAND diff -u --label generated/${file} --label formatted/${file} ${WORK}/${file} ${WORK}/formatted
        RESULT_VARIABLE differs
        OUTPUT_VARIABLE difference)
      if(NOT differs EQUAL 0)
        message(NOTICE "${difference}")
        message(SEND_ERROR "${formatter} changes ${file}")
      endif()
    endforeach()
  endforeach()
endforeach()
