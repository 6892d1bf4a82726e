#!/usr/bin/env bash
# mutate.sh FIRST COUNT: the variants FIRST .. FIRST + COUNT - 1
set -eu
exec /usr/bin/python3 test/integration/mutation/mutate.py --relaxc=tools/relaxc --relax-run=tools/relax-run \
  --library=examples/quickstart/libcustom_ops.so --first="$1" --count="$2" --jobs=1 \
  examples/quickstart/quickstart.mlir test/integration/mutation/seeds/*.mlir
