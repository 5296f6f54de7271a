# Sourced by each test: programs in $1, a folder of its own to stand in, no data and no cache but what the test makes.
set -euo pipefail
bin=$(cd -- "$1" && pwd)
tests=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"
data=${CONSTNET_DATA-}
unset CONSTNET_DATA
export XDG_CACHE_HOME=$folder/cache

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# at_least NUMBER FLOOR WHAT
at_least() {
  awk -v number="$1" -v floor="$2" 'BEGIN { exit !(number + 0 >= floor + 0) }' || fail "$3 is $1, not $2 or more"
}

# says FILE WORDS
says() {
  grep -qF -- "$2" "$1" || fail "\"$2\" is not in: $(cat "$1")"
}

accuracy_in() {
  tail -n 1 "$1" | sed -n 's/^test accuracy: //p'
}
