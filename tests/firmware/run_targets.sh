#!/usr/bin/env bash
# Builds models/mnist/firmware for every target, runs it under its emulator, and prints the table. `./run firmware` calls
# it after building the target firmware_tools.
#
#   run_targets.sh ROOT BUILD WORK    the repository, its native build folder, and a folder for everything else
set -euo pipefail

root=$1
build=$2
work=$3
tools=$build/tests/firmware
weights=$work/mnist.safetensors
logs=()

mkdir -p "$work"
cmake --install "$build" --prefix "$work/host" >"$work/install.log"
host_package=$(dirname -- "$(find "$work/host" -name constnet-config.cmake)")
[[ -f $weights ]] || "$tools/firmware_train_digits" "$weights"

# build_for NAME TOOLCHAIN SIMD [CMAKE OPTION...]: makes $work/NAME/classify.elf.
build_for() {
  local name=$1 toolchain=$2 simd=$3
  shift 3
  echo "Building for $name" >&2
  if ! {
    cmake -G Ninja -S "$root/models/mnist/firmware" -B "$work/$name" --toolchain "$toolchain" \
      -DCONSTNET_HOST_PACKAGE="$host_package" -DSIMD="$simd" -DWEIGHTS="$weights" "$@" &&
      cmake --build "$work/$name"
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

# run NAME COMMAND...: appends what the program writes to the target's log. A status other than 0 is an error.
run() {
  local name=$1 log=$work/$1.log status=0
  shift
  timeout 300 "$@" >>"$log" 2>&1 </dev/null || status=$?
  logs+=("$log")
  if ((status != 0)); then
    echo "$name: the program returned $status; see $log" >&2
    failed=1
  fi
}

# cortex_m NAME TOOLCHAIN SIMD BOARD PLUGIN_OPTIONS [CMAKE OPTION...]
cortex_m() {
  local name=$1 toolchain=$2 simd=$3 board=$4 options=$5 elf=$work/$1/classify.elf
  shift 5
  build_for "$name" "$root/cmake/toolchains/$toolchain.cmake" "$simd" "$@"
  cmake -DNM=nm -DFILE="$work/$name/libmnist.a" -P "$root/tests/firmware/undefined_symbols.cmake"
  {
    echo "target $name"
    size -A "$elf" | awk '$1 == ".network" { print "code bytes", $2 } $1 == ".weights" { print "weights bytes", $2 }'
  } >"$work/$name.log"
  run "$name" qemu-system-arm -M "$board" -display none -monitor none -serial none \
    -semihosting-config enable=on,target=native -plugin "$(plugin "$elf")$options" -d plugin -kernel "$elf"
}

# linux NAME TOOLCHAIN SIMD QEMU
linux() {
  local name=$1 elf=$work/$1/classify.elf
  build_for "$name" "$root/cmake/toolchains/$2.cmake" "$3"
  echo "target $name" >"$work/$name.log"
  run "$name" "$4" -plugin "$(plugin "$elf")" -d plugin "$elf"
}

webassembly() {
  local name=WebAssembly
  # Debian's emcc looks for Debian's JavaScript modules, also where another node comes first.
  NODE_PATH=/usr/share/nodejs build_for "$name" "$root/cmake/toolchains/webassembly.cmake" 128
  echo "target $name" >"$work/$name.log"
  run "$name" node --no-warnings "$root/tests/firmware/run_wasi.mjs" "$work/$name/classify.wasm"
}

failed=0
cortex_m Cortex-M4F cortex-m4 scalar mps2-an386 ,cycles=on
cortex_m Cortex-M4F-Os cortex-m4 scalar mps2-an386 ,cycles=on -DCMAKE_BUILD_TYPE=MinSizeRel
CXXFLAGS=-DCONSTNET_MULTIPLY_ADD_APART=0 cortex_m Cortex-M4F-fused cortex-m4 scalar mps2-an386 ,cycles=on
cortex_m Cortex-M7 cortex-m7 scalar mps2-an500 ""
cortex_m Cortex-M55 cortex-m55 helium mps3-an547 ""
cortex_m Cortex-M55-g++ cortex-m55-gcc helium mps3-an547 ""
linux aarch64 aarch64-linux 128 qemu-aarch64
linux riscv64 riscv64-linux scalar qemu-riscv64
webassembly

echo
"$tools/firmware_table" "$root/tests/firmware/ceilings.txt" "$weights" "${logs[@]}" || failed=1
echo
"$root/tests/firmware/mlperf_tiny/run.sh" "$root" "$build" "$work" || failed=1
exit "$failed"
