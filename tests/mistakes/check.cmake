# Compiles SOURCE twice with COMPILER: as it stands it must be refused, in one error of at most 15 lines that contain
# all words after "// says: "; with CORRECTED defined it must compile. INCLUDES: folders, separated by |.
cmake_minimum_required(VERSION 3.25)

set(max_lines 15)
string(REPLACE "|" ";" includes "${INCLUDES}")
list(TRANSFORM includes PREPEND -I)
set(compile ${CMAKE_COMMAND} -E env LC_ALL=C ${COMPILER} -std=c++20 -fsyntax-only ${includes})

execute_process(COMMAND ${compile} ${SOURCE} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status MATCHES "^[0-9]+$")
  message(FATAL_ERROR "${COMPILER} did not run: ${status}")
endif()
if(status EQUAL 0)
  message(FATAL_ERROR "must be refused, but compiles")
endif()

# g++ 12 writes `> >` where the others write `>>`.
string(REPLACE "> >" ">>" said "${said}")
string(REPLACE "> >" ">>" said "${said}")

file(STRINGS ${SOURCE} says REGEX "^// says: ")
if(says STREQUAL "")
  message(FATAL_ERROR "${SOURCE} has no line that begins with // says:")
endif()
foreach(line IN LISTS says)
  string(REPLACE "// says: " "" words "${line}")
  string(FIND "${said}" "${words}" position)
  if(position EQUAL -1)
    message(FATAL_ERROR "does not say: ${words}\n${said}")
  endif()
endforeach()

string(REGEX MATCHALL "error:" errors "${said}")
list(LENGTH errors error_count)
if(NOT error_count EQUAL 1)
  message(FATAL_ERROR "${error_count} errors in place of one\n${said}")
endif()

string(REGEX MATCHALL "\n" newlines "${said}")
list(LENGTH newlines line_count)
if(line_count GREATER max_lines)
  message(FATAL_ERROR "${line_count} lines, at most ${max_lines} are readable\n${said}")
endif()

execute_process(COMMAND ${compile} -DCORRECTED ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE said)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the corrected twin must compile\n${said}")
endif()
