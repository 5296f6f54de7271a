# Arm Cortex-M55 with Helium: clang makes much better vector code for it than g++ 12; the libraries and the linker are
# those of arm-none-eabi-g++.
find_program(CONSTNET_CLANG NAMES clang++-19 clang++-20 clang++-21 clang++ REQUIRED)
find_program(CONSTNET_ARM_CXX arm-none-eabi-g++ REQUIRED)
set(CMAKE_CXX_COMPILER ${CONSTNET_CLANG})
set(cpu -mcpu=cortex-m55 -mthumb -mfloat-abi=hard)
set(CONSTNET_CPU_FLAGS --target=arm-none-eabi ${cpu} -fshort-enums)

# clang does not look where Debian has newlib and libstdc++: g++ says where that is.
execute_process(
  COMMAND ${CONSTNET_ARM_CXX} ${cpu} -E -v -x c++ /dev/null
  OUTPUT_QUIET
  ERROR_VARIABLE says)
string(REGEX MATCH "search starts here:\n( [^\n]*\n)+End" folders "${says}")
string(REGEX MATCHALL "/[^\n]+" folders "${folders}")
foreach(folder IN LISTS folders)
  if(NOT folder MATCHES "/lib/gcc/arm-none-eabi/[^/]+/include(-fixed)?$")
    list(APPEND CONSTNET_CPU_FLAGS -isystem ${folder})
  endif()
endforeach()

include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
list(JOIN cpu " " cpu)
set(CMAKE_CXX_LINK_EXECUTABLE
    "${CONSTNET_ARM_CXX} ${cpu} <CMAKE_CXX_LINK_FLAGS> <LINK_FLAGS> <OBJECTS> -o <TARGET> <LINK_LIBRARIES>")
