# Without data and without a download, training runs on drawn digits and says so.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

"$bin/mnist" train --epochs 4 >out.txt 2>said.txt
says out.txt "data: drawn digits"
says said.txt "using digits that this program draws itself"
at_least "$(accuracy_in out.txt)" 0.95 "the accuracy on drawn digits"
[[ -s mnist.safetensors ]] || fail "no weights were saved"

"$bin/mnist" evaluate --weights mnist.safetensors >again.txt 2>/dev/null
[[ $(accuracy_in again.txt) == $(accuracy_in out.txt) ]] || fail "evaluate says another accuracy than train"
