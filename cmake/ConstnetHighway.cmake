# Defines constnet::highway, the SIMD library that generated code includes.
#
# Native: Highway's own package, or its header and library where a system has no package file for CMake.
# Cross compiling: the headers alone, through a folder that holds nothing else (never /usr/include, which belongs to
# another processor), and one instruction set, the one that the compiler's flags name; choosing when the program runs
# would need the library. Set CONSTNET_HIGHWAY_INCLUDE_DIR to use another copy. Where there is no operating system, generated
# code does without Highway.
include_guard(GLOBAL)

if(CMAKE_SYSTEM_NAME STREQUAL "Generic")
  return()
endif()

if(NOT CMAKE_CROSSCOMPILING)
  find_package(hwy 1.0.3 CONFIG QUIET GLOBAL)
endif()

add_library(constnet::highway INTERFACE IMPORTED GLOBAL)
if(TARGET hwy::hwy)
  target_link_libraries(constnet::highway INTERFACE hwy::hwy)
elseif(TARGET hwy)
  target_link_libraries(constnet::highway INTERFACE hwy)
else()
  find_path(
    CONSTNET_HIGHWAY_INCLUDE_DIR hwy/highway.h REQUIRED NO_CMAKE_FIND_ROOT_PATH
    PATHS /usr/include /usr/local/include
    DOC "Folder that contains hwy/highway.h")
  if(CMAKE_CROSSCOMPILING)
    set(constnet_highway_dir ${CMAKE_BINARY_DIR}/constnet-highway)
    file(MAKE_DIRECTORY ${constnet_highway_dir})
    file(CREATE_LINK ${CONSTNET_HIGHWAY_INCLUDE_DIR}/hwy ${constnet_highway_dir}/hwy SYMBOLIC)
    target_include_directories(constnet::highway INTERFACE ${constnet_highway_dir})
    target_compile_definitions(constnet::highway INTERFACE HWY_COMPILE_ONLY_STATIC)
    unset(constnet_highway_dir)
  else()
    find_library(CONSTNET_HIGHWAY_LIBRARY hwy REQUIRED DOC "The library libhwy")
    target_include_directories(constnet::highway INTERFACE ${CONSTNET_HIGHWAY_INCLUDE_DIR})
    target_link_libraries(constnet::highway INTERFACE ${CONSTNET_HIGHWAY_LIBRARY})
  endif()
endif()
