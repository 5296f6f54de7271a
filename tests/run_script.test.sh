#!/usr/bin/env bash
# Checks what `./run` says and returns for the words that build nothing, and how it installs: with programs of ours in
# place of the system's, which only write down how they were called.
# Usage: run_script.test.sh SOURCE_DIR
set -euo pipefail

run=$1/run
failures=0

# expect STATUS TEXT ARGUMENT...: exit status and a part of what is printed (both streams).
expect() {
  local status=0 output
  output=$("$run" "${@:3}" 2>&1) || status=$?
  if [[ $status != "$1" || $output != *"$2"* ]]; then
    printf './run %s: exit status %s, expected %s with the words "%s"; it printed:\n%s\n' \
      "${*:3}" "$status" "$1" "$2" "$output"
    failures=$((failures + 1))
  fi
}

# expect_calls TEXT: the fake programs that were called, dpkg-query aside.
expect_calls() {
  if [[ $(cat "$FAKES/calls") != "$1" ]]; then
    printf 'called:\n%s\nexpected:\n%s\n' "$(cat "$FAKES/calls")" "$1"
    failures=$((failures + 1))
  fi
  : >"$FAKES/calls"
}

cd /
expect 2 'Usage: ./run MODEL'
expect 0 'Usage: ./run MODEL' --help
expect 0 'simple_convnet' -h
expect 2 'there is no model "mnits"' mnits --epochs 1
expect 2 'there is no model "--epochs"' --epochs 1
expect 2 'there is no model "."' .
expect 2 'there is no model "../models/mnist"' ../models/mnist
expect 2 'firmware takes no options: --fast' firmware --fast

FAKES=$(mktemp -d)
export FAKES MISSING=catch2
trap 'rm -rf -- "$FAKES"' EXIT
cat >"$FAKES/cmake" <<'END'
#!/usr/bin/env bash
echo "${0##*/} $*" >>"$FAKES/calls"
END
cat >"$FAKES/dpkg-query" <<'END'
#!/usr/bin/env bash
[[ ${*: -1} == "$MISSING" ]] || printf installed
END
cp "$FAKES/cmake" "$FAKES/ctest"
cp "$FAKES/cmake" "$FAKES/apt-get"
chmod +x "$FAKES"/*
PATH=$FAKES:$PATH

if ((EUID == 0)); then
  expect 0 'Installing catch2' test -R 'some tests'
  expect_calls 'apt-get -o DPkg::Lock::Timeout=300 -qq update
apt-get -o DPkg::Lock::Timeout=300 -qq --yes --no-install-recommends install catch2
cmake --preset release
cmake --build --preset release
ctest --preset release -R some tests'
else
  expect 1 'as root, run: apt-get install catch2' test
fi

MISSING=nothing
expect 0 '' test
expect_calls 'cmake --preset release
cmake --build --preset release
ctest --preset release'

if ((failures > 0)); then
  exit 1
fi
echo 'all as expected'
