# `cmake --install`: headers, libraries and a package that find_package(constnet) finds.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/constnet)

# One set of targets for each kind of user: a cross-compiled program, a build that generates, a program that trains.
install(TARGETS constnet_firmware EXPORT constnet-firmware-targets FILE_SET HEADERS)
install(EXPORT constnet-firmware-targets NAMESPACE constnet:: DESTINATION ${package_dir})
if(TARGET constnet_codegen)
  install(TARGETS constnet_dsl constnet_codegen constnet_weights EXPORT constnet-codegen-targets FILE_SET HEADERS)
  install(EXPORT constnet-codegen-targets NAMESPACE constnet:: DESTINATION ${package_dir})
endif()
if(TARGET constnet_desk)
  install(TARGETS constnet_desk EXPORT constnet-desk-targets FILE_SET HEADERS)
  install(EXPORT constnet-desk-targets NAMESPACE constnet:: DESTINATION ${package_dir})

  # A static library's private dependencies are its users' too: find again those that this build found.
  get_target_property(desk_libraries constnet_desk LINK_LIBRARIES)
  foreach(package IN ITEMS CLI11 CURL nlohmann_json OpenSSL PNG Threads ZLIB)
    if(desk_libraries MATCHES "(^|;)${package}::")
      string(APPEND desk_dependencies "  find_dependency(${package})\n")
    endif()
  endforeach()
endif()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/constnet-config.cmake.in
                              ${PROJECT_BINARY_DIR}/constnet-config.cmake INSTALL_DESTINATION ${package_dir})
# Any processor: a 32 bit firmware project uses the generator of the 64 bit machine that builds it.
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/constnet-config-version.cmake
  COMPATIBILITY SameMinorVersion
  ARCH_INDEPENDENT)
install(
  FILES ${PROJECT_BINARY_DIR}/constnet-config.cmake
        ${PROJECT_BINARY_DIR}/constnet-config-version.cmake
        ${CMAKE_CURRENT_LIST_DIR}/ConstnetAddModel.cmake
        ${CMAKE_CURRENT_LIST_DIR}/ConstnetHighway.cmake
        ${CMAKE_CURRENT_LIST_DIR}/ConstnetHostGenerator.cmake
        ${CMAKE_CURRENT_LIST_DIR}/generator_main.cpp.in
        ${CMAKE_CURRENT_LIST_DIR}/weights.hpp.in
        ${CMAKE_CURRENT_LIST_DIR}/weights_main.cpp.in
  DESTINATION ${package_dir})
install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/host_generator ${CMAKE_CURRENT_LIST_DIR}/host_weights
                  ${CMAKE_CURRENT_LIST_DIR}/toolchains DESTINATION ${package_dir})
