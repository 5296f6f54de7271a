#!/usr/bin/env bash
# Builds models/mnist/firmware for every target, runs it under its emulator, and prints the tables. `./run firmware` calls
# it after building the target firmware_tools.
#
#   run_targets.sh ROOT BUILD WORK    the repository, its native build folder, and a folder for everything else
set -euo pipefail

root=$1
build=$2
work=$3
tools=$build/tests/firmware
weights=$work/mnist.safetensors
# Logs of the programs.
classified=()
trained=()

mkdir -p "$work"
cmake --install "$build" --prefix "$work/host" >"$work/install.log"
host_package=$(dirname -- "$(find "$work/host" -name constnet-config.cmake)")
[[ -f $weights ]] || "$tools/firmware_train_digits" "$weights"

# build_for NAME TOOLCHAIN SIMD "PROGRAM..." [CMAKE OPTION...]: makes the programs in $work/NAME.
build_for() {
  local name=$1 toolchain=$2 simd=$3 programs=$4
  shift 4
  echo "Building for $name" >&2
  if ! {
    cmake -G Ninja -S "$root/models/mnist/firmware" -B "$work/$name" --toolchain "$root/cmake/toolchains/$toolchain.cmake" \
      -DCONSTNET_HOST_PACKAGE="$host_package" -DSIMD="$simd" -DWEIGHTS="$weights" "$@" &&
      cmake --build "$work/$name" --target $programs
  } >"$work/$name.build.log" 2>&1; then
    cat "$work/$name.build.log" >&2
    exit 1
  fi
}

# The counting plugin with the addresses of the two functions in an ELF file.
plugin() {
  local begin end
  begin=$(nm "$1" | awk '$3 == "measure_begin" { print $1 }')
  end=$(nm "$1" | awk '$3 == "measure_end" { print $1 }')
  echo "$tools/count_instructions.so,begin=$begin,end=$end"
}

# run NAME PROGRAM COMMAND...: starts the program's log, to which it appends what the program writes. A status other than 0
# is an error.
run() {
  local name=$1 program=$2 log=$work/$1.$2.log status=0 elf=$work/$1/$2.elf
  shift 2
  if [[ $program == classify ]]; then
    echo "target $name" >"$log"
    classified+=("$log")
  else
    echo "target $name/${program#train_}" >"$log"
    trained+=("$log")
  fi
  if [[ $1 == qemu-system-arm ]]; then
    size -A "$elf" | awk '$1 == ".network" { print "code bytes", $2 }' >>"$log"
  fi
  timeout 300 "$@" >>"$log" 2>&1 </dev/null || status=$?
  if ((status != 0)); then
    echo "$name: $program returned $status; see $log" >&2
    failed=1
  fi
}

# cortex_m NAME TOOLCHAIN SIMD BOARD PLUGIN_OPTIONS "PROGRAM..." [CMAKE OPTION...]
cortex_m() {
  local name=$1 toolchain=$2 simd=$3 board=$4 options=$5 programs=$6 program library elf
  shift 6
  build_for "$name" "$toolchain" "$simd" "$programs" "$@"
  for program in $programs; do
    library=libmnist${program#classify}
    cmake -DNM=nm -DFILE="$work/$name/${library/train/}.a" -P "$root/tests/firmware/undefined_symbols.cmake"
    elf=$work/$name/$program.elf
    run "$name" "$program" qemu-system-arm -M "$board" -display none -monitor none -serial none \
      -semihosting-config enable=on,target=native -plugin "$(plugin "$elf")$options" -d plugin -kernel "$elf"
  done
}

# linux NAME TOOLCHAIN SIMD QEMU
linux() {
  local program elf
  build_for "$1" "$2" "$3" "$two"
  for program in $two; do
    elf=$work/$1/$program.elf
    run "$1" "$program" "$4" -plugin "$(plugin "$elf")" -d plugin "$elf"
  done
}

webassembly() {
  local name=WebAssembly program
  # Debian's emcc looks for Debian's JavaScript modules, also where another node comes first.
  NODE_PATH=/usr/share/nodejs build_for "$name" webassembly 128 "$two"
  for program in $two; do
    run "$name" "$program" node --no-warnings "$root/tests/firmware/run_wasi.mjs" "$work/$name/$program.wasm"
  done
}

failed=0
two="classify train_sgd"
cortex_m Cortex-M4F cortex-m4 scalar mps2-an386 ,cycles=on "$two train_adam train_head"
cortex_m Cortex-M4F-Os cortex-m4 scalar mps2-an386 ,cycles=on "$two" -DCMAKE_BUILD_TYPE=MinSizeRel
CXXFLAGS=-DCONSTNET_MULTIPLY_ADD_APART=0 \
  cortex_m Cortex-M4F-fused cortex-m4 scalar mps2-an386 ,cycles=on "$two train_adam train_head"
cortex_m Cortex-M7 cortex-m7 scalar mps2-an500 "" "$two" -DFAR_MEMORY=0x60000000
cortex_m Cortex-M55 cortex-m55 helium mps3-an547 "" "$two"
cortex_m Cortex-M55-g++ cortex-m55-gcc helium mps3-an547 "" "$two"
linux aarch64 aarch64-linux 128 qemu-aarch64
linux riscv64 riscv64-linux scalar qemu-riscv64
webassembly

echo
"$tools/firmware_table" "$root/tests/firmware/ceilings.txt" "$weights" "${classified[@]}" || failed=1
echo
"$tools/firmware_training_table" "$root/tests/firmware/training_ceilings.txt" "$weights" "${trained[@]}" || failed=1
echo
"$root/tests/firmware/mlperf_tiny/run.sh" "$root" "$build" "$work" || failed=1
exit "$failed"
