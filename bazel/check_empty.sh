#!/usr/bin/env bash
# Fails when the file has a line; the lines are the forbidden dependencies.
if [ -s "$1" ]; then
  echo "forbidden dependencies (see "The house" in CONTRIBUTING.md):"
  cat "$1"
  exit 1
fi
