# Models that no data set here fits say so in one sentence, before they look for data or ask the network; what needs no
# data works.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

for model in keyword_spotting visual_wake_words anomaly_detection; do
  "$bin/$model" save >/dev/null
  for command in train evaluate; do
    status=0
    "$bin/$model" "$command" >out.txt 2>said.txt || status=$?
    [[ $status == 1 ]] || fail "$model $command ends with $status, not 1"
    says said.txt "$model $command: $model learns from "
    says said.txt ", which no data set here holds: train it from a program of your own"
    [[ $(wc -l <said.txt) == 1 && ! -s out.txt && ! -e $XDG_CACHE_HOME ]] || fail "$model $command says or does more"
  done
done

"$bin/anomaly_detection" summary >table.txt
says table.txt "Total params: 269,992"
"$bin/mnist" summary --device >device.txt
says device.txt "SIMD scalar WINOGRAD 0           373,760     4,604            0           0      24,832     512       25,344"
says device.txt "SIMD scalar TRAIN_STEP sgd       373,824    15,523      373,760           0      60,864     512      435,136"
[[ $(grep -c "^SIMD helium" device.txt) == 3 ]] || fail "summary --device has not three rows for Helium"
"$bin/mnist_normalized" summary --device >device.txt
says device.txt "No TRAIN_STEP: "
"$bin/keyword_spotting" load keyword_spotting.safetensors >loaded.txt
says loaded.txt "24,908"
