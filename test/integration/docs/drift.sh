#!/usr/bin/env bash
# The committed reference pages are what the TableGen sources say.
set -eu
exec /usr/bin/python3 docs/generate.py --bazel-bin=. --docs=docs --check
