# bench prints figures for one thread and for all, and a line for each step of the generated code, forward and backward.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

for model in simple_convnet mnist; do
  "$bin/$model" bench --seconds 0.02 --threads 2 >out.txt || fail "$model bench: $(cat out.txt)"
  says out.txt "multiply-adds an image forward; images per second"
  says out.txt "predict, one image"
  says out.txt "training, an image of 64"
  for step in conv2d_1 dense_1 dense_2 output; do
    [[ $(grep -cE "^$step +[0-9.]+ +[0-9.]+ %" out.txt) == 2 ]] || fail "no two lines for $step: $(cat out.txt)"
  done
done
# Forward and backward of a step in one line, each with its GFLOP/s.
grep -qE "^conv2d_2 +[0-9.]+ +[0-9.]+ % +[0-9.]+ +[0-9.]+ +[0-9.]+ % +[0-9.]+ +921,600$" out.txt || fail "$(cat out.txt)"
