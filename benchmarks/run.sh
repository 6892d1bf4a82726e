#!/bin/sh
# usage: run.sh BAZEL_BIN [dispatch|compile|all|models|launches|memory|passes|levels|page ...] [--quick]   (called by ./dev bench)
exec /usr/bin/python3 "$(dirname "$0")/bench.py" "$@"
