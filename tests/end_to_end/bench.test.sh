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

# Where training has other steps than prediction, each table has its own, and all of them take time.
"$bin/keyword_spotting" bench --seconds 0.02 --threads 1 >out.txt || fail "keyword_spotting bench: $(cat out.txt)"
sed '/^training, an image of 64/,$d' out.txt >predict.txt
sed -n '/^training, an image of 64/,$p' out.txt >training.txt
grep -q "^conv2d_5 " predict.txt || fail "no line for conv2d_5: $(cat predict.txt)"
! grep -q "^batch_normalization_9 " predict.txt || fail "prediction has a folded step: $(cat predict.txt)"
[[ $(grep -c "^batch_normalization_9 " training.txt) == 1 ]] || fail "$(cat training.txt)"
[[ $(grep -cE "^conv2d_5 " training.txt) == 1 ]] || fail "$(cat training.txt)"
! grep -hE "^(conv2d|batch_normalization|depthwise)" predict.txt training.txt | grep -qE "^[a-z0-9_]+ +-" ||
  fail "a step without a time: $(cat out.txt)"
