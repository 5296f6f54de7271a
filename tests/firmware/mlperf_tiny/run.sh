#!/usr/bin/env bash
# Builds the networks of MLPerf Tiny for two microcontrollers, runs them under QEMU, and prints a table.
#
#   run.sh ROOT BUILD WORK    as run_targets.sh
set -euo pipefail

root=$1
build=$2
work=$3/mlperf_tiny
tools=$build/tests/firmware
logs=()

mkdir -p "$work"

# one NETWORK TYPE TARGET TOOLCHAIN SIMD BOARD PLUGIN_OPTIONS
one() {
  local network=$1 folder=$work/$1-$3 elf log begin end
  elf=$folder/predict.elf
  log=$folder.log
  echo "Building $network for $3" >&2
  if ! {
    cmake -G Ninja -S "$root/tests/firmware/mlperf_tiny" -B "$folder" --toolchain "$root/cmake/toolchains/$4.cmake" \
      -DMODEL="$network" -DNETWORK="${network}_folded" -DTYPE="$2" -DSIMD="$5" \
      -DGENERATOR="$build/models/$network/generated/${network}_folded_generator" &&
      cmake --build "$folder"
  } >"$folder.build.log" 2>&1; then
    cat "$folder.build.log" >&2
    exit 1
  fi
  begin=$(nm "$elf" | awk '$3 == "measure_begin" { print $1 }')
  end=$(nm "$elf" | awk '$3 == "measure_end" { print $1 }')
  {
    echo "network $network target $3"
    size -A "$elf" | awk '$1 == ".network" { print "code", $2 }'
    timeout 300 qemu-system-arm -M "$6" -display none -monitor none -serial none \
      -semihosting-config enable=on,target=native -plugin "$tools/count_instructions.so,begin=$begin,end=$end$7" \
      -d plugin -kernel "$elf" 2>&1 </dev/null || echo "failed with status $?"
  } >"$log"
  logs+=("$log")
}

for pair in keyword_spotting=KeywordSpotting image_classification=ImageClassification \
  visual_wake_words=VisualWakeWords anomaly_detection=AnomalyDetection; do
  one "${pair%=*}" "models::${pair#*=}" Cortex-M4F cortex-m4 scalar mps2-an386 ,cycles=on
  one "${pair%=*}" "models::${pair#*=}" Cortex-M55 cortex-m55 helium mps3-an547 ""
done

"$tools/firmware_mlperf_tiny_table" "${logs[@]}"
