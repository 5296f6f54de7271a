# A training that is stopped after two epochs and goes on gives the same weights, to the bit, as four epochs in one go.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

train() {
  "$bin/mnist" train --steps-per-epoch 30 --seed 7 --optimizer "$@" >out.txt 2>&1 || fail "train --optimizer $*: $(cat out.txt)"
}
optimizers=$("$bin/mnist" train --help | sed -n 's/.*One of \(.*\)/\1/p' | tr -d ',')
[[ $optimizers == *sgd* ]] || fail "no optimizers in the help: $optimizers"
for optimizer in rmsprop sgd adam; do
  [[ " $optimizers " == *" $optimizer "* ]] || continue
  train $optimizer --epochs 4 --threads 1 --out whole.safetensors
  train $optimizer --epochs 2 --threads 2 --out half.safetensors --checkpoint checkpoint.safetensors
  train $optimizer --epochs 4 --threads 3 --out parts.safetensors --resume checkpoint.safetensors
  says out.txt "going on from checkpoint.safetensors, after epoch 2"
  cmp whole.safetensors parts.safetensors || fail "$optimizer: going on gives other weights than not stopping"
  ! cmp -s whole.safetensors half.safetensors || fail "$optimizer: two epochs give the same weights as four"
done

refused() {
  if "$bin/$1" train --resume "$2" --steps-per-epoch 30 --seed 7 --epochs 5 --out refused.safetensors >out.txt 2>said.txt; then
    fail "$1 goes on from $2"
  fi
  [[ $(wc -l <said.txt) == 1 ]] || fail "more than one line about $2: $(cat said.txt)"
  says said.txt "$2"
  [[ ! -e refused.safetensors ]] || fail "$1 trained although it refused $2"
}
refused simple_convnet checkpoint.safetensors
refused mnist half.safetensors
head -c 200000 checkpoint.safetensors >truncated.safetensors
refused mnist truncated.safetensors
