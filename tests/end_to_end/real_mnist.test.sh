# One epoch on the real MNIST, where CONSTNET_DATA names it.
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

if [[ -z $data || ! -d $data ]]; then
  echo "CONSTNET_DATA names no folder: without the real MNIST this test does nothing"
  exit 0
fi
"$bin/mnist" train --epochs 1 --data "$data" >out.txt
at_least "$(accuracy_in out.txt)" 0.97 "the accuracy after one epoch"
