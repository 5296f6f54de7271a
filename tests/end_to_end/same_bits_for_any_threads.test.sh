# The same seed gives the same weights, to the bit, for any number of threads; another seed gives others.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

train() {
  "$bin/mnist" train --epochs 1 --threads "$1" --seed "$2" --out "$3" >/dev/null 2>&1
}
train 1 7 one.safetensors
for threads in 2 3 8; do
  train "$threads" 7 other.safetensors
  cmp one.safetensors other.safetensors || fail "$threads threads give other weights than one"
done
train 2 8 another.safetensors
! cmp -s one.safetensors another.safetensors || fail "seeds 7 and 8 give the same weights"
