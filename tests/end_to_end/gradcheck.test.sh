# The generated gradients agree with numerical ones, parameter block by parameter block.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

for model in simple_convnet mnist; do
  "$bin/$model" gradcheck >out.txt || fail "$model gradcheck: $(cat out.txt)"
  says out.txt "conv2d_1/kernel"
  says out.txt "dense_2/bias"
done
