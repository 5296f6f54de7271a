# What is used wrongly must be refused when the project is built, in clear words.
#
# Variables: CXX, INCLUDES (folders, separated by |), GENERATED (the folder of firmware_digits.gen.hpp), EMBED (its program that
# embeds weights), OTHER_WEIGHTS (a safetensors file of another network), CONSTNET_SOURCE, GENERATOR, WORK (emptied first).
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
string(REPLACE "|" ";" includes "${INCLUDES}")
list(TRANSFORM includes PREPEND -I)
set(compile ${CMAKE_COMMAND} -E env LC_ALL=C ${CXX} -std=c++20 -fsyntax-only ${includes})

# Runs a command that must fail and say the words.
function(must_fail words)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  list(JOIN ARGN " " command)
  if(NOT status MATCHES "^[0-9]+$")
    message(FATAL_ERROR "${command}\ndid not run: ${status}")
  endif()
  if(status EQUAL 0)
    message(FATAL_ERROR "${command}\nmust fail, and say: ${words}")
  endif()
  string(REGEX REPLACE "[ \n]+" " " in_one_line "${said}")
  string(FIND "${in_one_line}" "${words}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "${command}\ndoes not say: ${words}\nbut:\n${said}")
  endif()
endfunction()

function(must_pass)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nreturned ${status}:\n${said}")
  endif()
endfunction()

# An arena above the user's ceiling.
set(source "#include \"firmware_digits.gen.hpp\"\n")
string(APPEND source "static_assert(sizeof(firmware_digits::InferenceArena) <= CEILING, \"the arena fits its memory\");\n")
file(WRITE ${WORK}/arena.cpp "${source}")
must_pass(${compile} -I${GENERATED} -DCEILING=65536 ${WORK}/arena.cpp)
must_fail("the arena fits its memory" ${compile} -I${GENERATED} -DCEILING=1024 ${WORK}/arena.cpp)

# Vectors that the body was not generated for.
set(body ${compile} -I${GENERATED} ${GENERATED}/firmware_digits.gen.cpp)
must_pass(${body} -DCONSTNET_FIRMWARE_SIMD=1)
must_fail("vector width has no body here" ${body} -DCONSTNET_FIRMWARE_SIMD=4)
must_fail("CONSTNET_FIRMWARE_SIMD is the number of lanes" ${body} -DCONSTNET_FIRMWARE_SIMD=8)

# Weights in the layout of other code.
must_pass(${compile} -I${GENERATED} ${GENERATED}/firmware_digits.weights.cpp)
file(READ ${GENERATED}/firmware_digits.gen.hpp header)
string(REGEX REPLACE "layout = 0x[0-9a-f]*;" "layout = 0x1;" header "${header}")
file(WRITE ${WORK}/firmware_digits.gen.hpp "${header}")
file(COPY ${GENERATED}/firmware_digits.weights.hpp ${GENERATED}/firmware_digits.weights.cpp DESTINATION ${WORK})
must_fail("These weights are for another network" ${compile} ${WORK}/firmware_digits.weights.cpp)

# Files that are missing or of another network.
must_fail("\"${WORK}/missing.safetensors\" cannot be opened: No such file" ${EMBED}
          ${WORK}/missing.safetensors ${WORK}/firmware_digits)
must_fail("constnet: weights of firmware_digits: \"${OTHER_WEIGHTS}\"" ${EMBED} ${OTHER_WEIGHTS} ${WORK}/firmware_digits)
must_fail("usage:" ${EMBED})

# Options that do not go together.
function(must_not_configure words)
  file(MAKE_DIRECTORY ${WORK}/project)
  file(
    WRITE ${WORK}/project/CMakeLists.txt
    "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES CXX)\nset(CONSTNET_BUILD_DESK OFF)\n"
    "add_subdirectory(${CONSTNET_SOURCE} constnet)\n"
    "constnet_add_model(tiny MODEL consumer::Tiny HEADER ${CONSTNET_SOURCE}/tests/consumer/tiny.hpp ${ARGN})\n")
  must_fail("${words}" ${CMAKE_COMMAND} -G ${GENERATOR} -S ${WORK}/project -B ${WORK}/build -DCMAKE_CXX_COMPILER=${CXX})
endfunction()
must_not_configure("there is no file of weights ${WORK}/project/absent.safetensors" SIMD scalar WEIGHTS absent.safetensors)
must_not_configure("found SIMD \"\", expected one width" WEIGHTS ${OTHER_WEIGHTS})
must_not_configure("found SIMD \"avx2\", expected one width" SIMD avx2 WITHOUT_HIGHWAY)
must_not_configure("found SIMD \"128;scalar\", expected one width" SIMD 128 scalar WITHOUT_HIGHWAY)
