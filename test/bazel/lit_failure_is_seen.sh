#!/usr/bin/env bash
# The lit runner must fail on a CHECK that does not match and on a file without RUN lines.
set -u
runner=$1 fails=$2 no_run_line=$3 config=$4 tool=$5
for source_file in "$fails" "$no_run_line"; do
  if "$runner" "$source_file" "$config" "$tool" >"$TEST_TMPDIR/log" 2>&1; then
    echo "lit passed $source_file, which has to fail:"
    cat "$TEST_TMPDIR/log"
    exit 1
  fi
  grep -q "^FAIL\|^UNRESOLVED" "$TEST_TMPDIR/log" || { echo "no verdict for $source_file:"; cat "$TEST_TMPDIR/log"; exit 1; }
done
