#!/usr/bin/env bash
# scaling.sh SCRIPT ARGS...: the script under Debian's Python, which has onnx.
set -eu
exec /usr/bin/python3 "$@"
