#!/usr/bin/env bash
# mutate.sh FIRST COUNT [FLAG...]: the variants FIRST .. FIRST + COUNT - 1
set -eu
first=$1 count=$2
shift 2
exec /usr/bin/python3 test/integration/mutation/mutate.py --relaxc=tools/relaxc --relax-run=tools/relax-run \
  --library=examples/quickstart/libcustom_ops.so --first="$first" --count="$count" --jobs=1 "$@" \
  examples/quickstart/quickstart.mlir test/integration/mutation/seeds/*.mlir
