# Builds what must run on the machine that builds, from a project that is compiled for another one.
include_guard(GLOBAL)
include(ExternalProject)

# Builds a generator; sets generator and generator_depends in the caller's scope.
function(constnet_add_host_generator name main)
  _constnet_add_host_program(${name} host_generator generator "" -DGENERATOR_MAIN=${main})
  set(generator ${executable} PARENT_SCOPE)
  set(generator_depends ${name} ${executable} PARENT_SCOPE)
endfunction()

# Builds what brings a network's weights into their layout; sets embed and embed_depends in the caller's scope.
function(constnet_add_host_weights name model main generated_dir lanes)
  _constnet_add_host_program(${name} host_weights weights ${model}_generated -DWEIGHTS_MAIN=${main} -DNAME=${model}
                             -DGENERATED_DIR=${generated_dir} -DLANES=${lanes})
  set(embed ${executable} PARENT_SCOPE)
  set(embed_depends ${name} ${executable} PARENT_SCOPE)
endfunction()

# Builds the project in the folder <project> beside this file, after <depends>; sets executable to what it makes.
function(_constnet_add_host_program name project program depends)
  find_program(CONSTNET_HOST_CXX NAMES c++ g++ clang++ REQUIRED NO_CMAKE_FIND_ROOT_PATH
               DOC "C++ compiler for the machine that builds")
  set(CONSTNET_HOST_PACKAGE "" CACHE PATH "Folder with the constnet-config.cmake of a constnet for the machine that builds")
  set(environment ${CMAKE_COMMAND} -E env --unset=CC --unset=CXX --unset=CFLAGS --unset=CXXFLAGS --unset=LDFLAGS)
  set(configure ${environment} ${CMAKE_COMMAND} -G "${CMAKE_GENERATOR}" -DCMAKE_BUILD_TYPE=Release
                -DCMAKE_CXX_COMPILER=${CONSTNET_HOST_CXX})
  if(CMAKE_MAKE_PROGRAM)
    list(APPEND configure -DCMAKE_MAKE_PROGRAM=${CMAKE_MAKE_PROGRAM})
  endif()

  # One host build of constnet serves all of them; an installed constnet needs none.
  set(package_dir ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  set(root ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/..)
  if(CONSTNET_HOST_PACKAGE)
    set(package_dir ${CONSTNET_HOST_PACKAGE})
  elseif(EXISTS ${root}/CMakeLists.txt)
    set(prefix ${CMAKE_BINARY_DIR}/constnet-host)
    set(package_dir ${prefix}/install/lib/cmake/constnet)
    list(APPEND depends constnet_host)
    if(NOT TARGET constnet_host)
      ExternalProject_Add(
        constnet_host
        PREFIX ${prefix}
        SOURCE_DIR ${root}
        BINARY_DIR ${prefix}/build
        INSTALL_DIR ${prefix}/install
        CONFIGURE_COMMAND ${configure} -S <SOURCE_DIR> -B <BINARY_DIR> -DCONSTNET_BUILD_MODELS=OFF
                          -DCONSTNET_BUILD_TESTS=OFF -DCONSTNET_BUILD_DESK=OFF -DCONSTNET_INSTALL=ON
                          -DCMAKE_INSTALL_PREFIX=<INSTALL_DIR> -DCMAKE_INSTALL_LIBDIR=lib
        BUILD_COMMAND ${environment} ${CMAKE_COMMAND} --build <BINARY_DIR>
        INSTALL_COMMAND ${CMAKE_COMMAND} --install <BINARY_DIR>
        BUILD_ALWAYS TRUE
        STEP_TARGETS install)
    endif()
  endif()

  set(prefix ${CMAKE_CURRENT_BINARY_DIR}/generated/${name}-host)
  set(executable ${prefix}/build/${program}${CMAKE_HOST_EXECUTABLE_SUFFIX})
  ExternalProject_Add(
    ${name}
    PREFIX ${prefix}
    SOURCE_DIR ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${project}
    BINARY_DIR ${prefix}/build
    DEPENDS ${depends}
    CONFIGURE_COMMAND ${configure} -S <SOURCE_DIR> -B <BINARY_DIR> -Dconstnet_DIR=${package_dir} ${ARGN}
    BUILD_COMMAND ${environment} ${CMAKE_COMMAND} --build <BINARY_DIR>
    INSTALL_COMMAND ""
    BUILD_ALWAYS TRUE
    BUILD_BYPRODUCTS ${executable})
  set(executable ${executable} PARENT_SCOPE)
endfunction()
