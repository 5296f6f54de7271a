# What is used wrongly must be refused when the project is built, in clear words.
#
# Variables: CXX, INCLUDES (folders, separated by |), GENERATED (the folder of the folders of firmware_digits.gen.hpp and of
# firmware_learner.gen.hpp, which has a train_step), EMBED and EMBED_LEARNER (their programs that embed weights),
# OTHER_WEIGHTS (a safetensors file of another network), WRITE_WEIGHTS (a program that writes one for these), CONSTNET_SOURCE,
# GENERATOR, WORK (emptied first).
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

# Memory above the user's ceiling: for prediction, and for training.
function(must_fit network what at_least)
  set(source "#include \"${network}.gen.hpp\"\nusing namespace ${network};\n")
  string(APPEND source "static_assert(${what} <= CEILING, \"it fits the memory\");\n")
  file(WRITE ${WORK}/ceiling.cpp "${source}")
  must_pass(${compile} -I${GENERATED}/${network} -DCEILING=65536 ${WORK}/ceiling.cpp)
  must_fail("it fits the memory" ${compile} -I${GENERATED}/${network} -DCEILING=${at_least} ${WORK}/ceiling.cpp)
endfunction()
must_fit(firmware_digits "sizeof(InferenceArena)" 1024)
must_fit(firmware_digits memory_bytes 1536)
must_fit(firmware_learner "sizeof(TrainedWeights) + sizeof(TrainingArena)" 1024)
must_fit(firmware_learner memory_bytes 1536)

# Weights of one network where those of another belong.
set(source "#include \"firmware_digits.gen.hpp\"\n#include \"firmware_learner.gen.hpp\"\n")
string(APPEND source "void step(const firmware_learner::Prepared& own, const firmware_digits::Prepared& other,\n"
       "          firmware_learner::TrainedWeights& trained, firmware_learner::TrainingArena& arena, const float* image,\n"
       "          float* output) {\n  firmware_learner::train_step(WEIGHTS, trained, arena, image, 0, 0.1f, output);\n}\n")
file(WRITE ${WORK}/other.cpp "${source}")
set(call ${compile} -I${GENERATED}/firmware_digits -I${GENERATED}/firmware_learner ${WORK}/other.cpp)
must_pass(${call} -DWEIGHTS=own.frozen)
must_fail("firmware_learner::FrozenWeights" ${call} -DWEIGHTS=other)

foreach(network IN ITEMS firmware_digits firmware_learner)
  # Vectors that the body was not generated for.
  set(body ${compile} -I${GENERATED}/${network} ${GENERATED}/${network}/${network}.gen.cpp)
  must_pass(${body} -DCONSTNET_FIRMWARE_SIMD=1)
  must_fail("vector width has no body here" ${body} -DCONSTNET_FIRMWARE_SIMD=4)
  must_fail("CONSTNET_FIRMWARE_SIMD is the number of lanes" ${body} -DCONSTNET_FIRMWARE_SIMD=8)

  # Weights in the layout of other code.
  must_pass(${compile} -I${GENERATED}/${network} ${GENERATED}/${network}/${network}.weights.cpp)
  file(READ ${GENERATED}/${network}/${network}.gen.hpp header)
  string(REGEX REPLACE "layout = 0x[0-9a-f]*;" "layout = 0x1;" header "${header}")
  file(WRITE ${WORK}/${network}.gen.hpp "${header}")
  file(COPY ${GENERATED}/${network}/${network}.weights.hpp ${GENERATED}/${network}/${network}.weights.cpp DESTINATION ${WORK})
  must_fail("These weights are for another network" ${compile} ${WORK}/${network}.weights.cpp)
endforeach()

# Files that are missing, of another network, or without the weights of the frozen layers that come first.
must_pass(${WRITE_WEIGHTS} ${WORK}/whole.safetensors)
must_pass(${WRITE_WEIGHTS} ${WORK}/head.safetensors 2)
foreach(network IN ITEMS firmware_digits firmware_learner)
  set(embed ${EMBED})
  if(network STREQUAL "firmware_learner")
    set(embed ${EMBED_LEARNER})
  endif()
  must_pass(${embed} ${WORK}/whole.safetensors ${WORK}/${network})
  must_fail("constnet: weights of ${network}: \"${WORK}/missing.safetensors\" cannot be opened: No such file" ${embed}
            ${WORK}/missing.safetensors ${WORK}/${network})
  must_fail("constnet: weights of ${network}: \"${OTHER_WEIGHTS}\"" ${embed} ${OTHER_WEIGHTS} ${WORK}/${network})
  must_fail("constnet: weights of ${network}: \"${WORK}/head.safetensors\"" ${embed} ${WORK}/head.safetensors ${WORK}/${network})
  must_fail("conv2d_1/kernel" ${embed} ${WORK}/head.safetensors ${WORK}/${network})
endforeach()
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
must_not_configure("found TRAIN_STEP \"momentum\", expected sgd or adam" SIMD scalar TRAIN_STEP momentum)
must_not_configure("found TRAIN_STEP with TRAINING, expected one of them" SIMD scalar TRAIN_STEP sgd TRAINING)
must_not_configure("there is no file of weights ${WORK}/project/absent.safetensors" SIMD scalar TRAIN_STEP sgd WEIGHTS
                   absent.safetensors)
must_not_configure("found SIMD \"avx2\", expected one width" SIMD avx2 TRAIN_STEP sgd WITHOUT_HIGHWAY)
