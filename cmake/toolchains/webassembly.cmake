# WebAssembly with vectors of 128 bits, by Emscripten: a program for any runtime that knows WASI.
find_program(CONSTNET_EMCC em++ REQUIRED)
file(REAL_PATH ${CONSTNET_EMCC} emcc)
cmake_path(GET emcc PARENT_PATH EMSCRIPTEN_ROOT_PATH)
include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)
set(CMAKE_CXX_FLAGS_INIT "-msimd128 -fno-exceptions -fno-rtti")
set(CMAKE_EXE_LINKER_FLAGS_INIT -sSTANDALONE_WASM)
