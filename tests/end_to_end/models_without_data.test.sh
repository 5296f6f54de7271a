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
"$bin/keyword_spotting" load keyword_spotting.safetensors >loaded.txt
says loaded.txt "24,908"
