# Pictures go in, classes come out; what is no picture of the right size is refused.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

"$bin/mnist" train --epochs 1 --out weights.safetensors >/dev/null 2>&1
"$bin/mnist" predict --weights weights.safetensors "$tests/three.png" "$tests/seven.png" >out.txt
says out.txt "three.png: class 3"
says out.txt "seven.png: class 7"
printf 'no picture' >text.png
if "$bin/mnist" predict --weights weights.safetensors text.png 2>said.txt; then fail "a text passes for a picture"; fi
says said.txt "text.png"
