#!/usr/bin/env bash
# fuzz.sh FUZZER ARGS...: a Bazel test over a program.
set -eu
exec "$@"
