# Parameters go into a file and come back; a file of another model, or a broken one, is refused and left as it was.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

"$bin/simple_convnet" save --seed 3 --out first.safetensors >out.txt
"$bin/simple_convnet" load first.safetensors >out.txt
says out.txt "433,890"
"$bin/simple_convnet" save --weights first.safetensors --out second.safetensors >out.txt
cmp first.safetensors second.safetensors || fail "what was loaded is not what was saved"

refused() {
  local before
  before=$(cksum <"$2")
  if "$bin/$1" load "$2" >out.txt 2>said.txt; then fail "$1 accepts $2"; fi
  [[ $(wc -l <said.txt) == 1 ]] || fail "more than one line about $2: $(cat said.txt)"
  says said.txt "$2"
  [[ $(cksum <"$2") == "$before" ]] || fail "$2 was changed"
}
refused mnist first.safetensors
head -c 100000 first.safetensors >truncated.safetensors
refused simple_convnet truncated.safetensors
printf 'no weights' >text.safetensors
refused simple_convnet text.safetensors
