# Builds the project beside this file in an empty folder and runs its program.
#
# Variables: WAY (package, subdirectory or cross), CONSTNET_SOURCE, CONSTNET_BUILD, WORK (emptied first), GENERATOR,
# CXX, CROSS_CXX, CXX_FLAGS.

function(step)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nreturned ${status}:\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
file(COPY ${CMAKE_CURRENT_LIST_DIR}/CMakeLists.txt ${CMAKE_CURRENT_LIST_DIR}/main.cpp ${CMAKE_CURRENT_LIST_DIR}/tiny.hpp
     DESTINATION ${WORK}/source)
set(configure ${CMAKE_COMMAND} -G ${GENERATOR} -S ${WORK}/source -B ${WORK}/build -DCMAKE_BUILD_TYPE=Release)

if(WAY STREQUAL "package")
  step(${CMAKE_COMMAND} --install ${CONSTNET_BUILD} --prefix ${WORK}/installed)
  step(${configure} -DCMAKE_CXX_COMPILER=${CXX} "-DCMAKE_CXX_FLAGS=${CXX_FLAGS}" -DCMAKE_PREFIX_PATH=${WORK}/installed
       -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF)
elseif(WAY STREQUAL "subdirectory")
  step(${configure} -DCMAKE_CXX_COMPILER=${CXX} "-DCMAKE_CXX_FLAGS=${CXX_FLAGS}" -DCONSTNET_SOURCE=${CONSTNET_SOURCE})
elseif(WAY STREQUAL "cross")
  step(${configure} -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 -DCMAKE_CXX_COMPILER=${CROSS_CXX}
       -DCONSTNET_SOURCE=${CONSTNET_SOURCE})
else()
  message(FATAL_ERROR "WAY is \"${WAY}\"")
endif()

step(${CMAKE_COMMAND} --build ${WORK}/build)
if(NOT WAY STREQUAL "cross")
  step(${WORK}/build/consumer)
endif()
