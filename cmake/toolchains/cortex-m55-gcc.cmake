# Arm Cortex-M55 with Helium, g++ 12: half as many instructions again as clang needs, but no second compiler.
set(CONSTNET_CPU_FLAGS -mcpu=cortex-m55 -mthumb -mfloat-abi=hard)
include(${CMAKE_CURRENT_LIST_DIR}/arm-none-eabi.cmake)
