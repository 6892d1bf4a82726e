"""Whole models at their smallest shape: every level is right in both modes, fusion leaves as few kernels as it should, and
the plan of memory is near the lower bound.

usage: models_test.py BAZEL_BIN TABLES

The models that are generated, since a test has no network; `./dev bench levels`, `launches` and `memory` take all
models and all shapes. Models are written into $HOME.
"""

import os
import sys

MODELS = ["mobilenetv2", "resnet50", "resnet18_qdq", "minilm_l6", "llama15m"]


def main(binaries, script):
    sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    import tables  # pylint: disable=import-outside-toplevel

    failed = 0
    rows = tables.count_launches(binaries, MODELS, True)
    for row in rows:
        name, kernels = row[0], row[3]
        limit = tables.max_launches(name, row[5])
        good = 0 < kernels <= limit and row[2] > kernels
        print("%s: %d kernels at -O2, %d at -O0, at most %d expected: %s" %
              (name, kernels, row[2], limit, "ok" if good else "FAILED"), flush=True)
        failed += not good
    # Workspaces of kernels count in the peak only.
    memory = tables.measure_memory(binaries, MODELS, True)
    for name, _, _, peak, bound, _ in memory:
        good = bound and bound <= peak <= tables.MAX_OF_THE_BOUND * bound
        print("%s: %s bytes at most, the lower bound is %s: %s" % (name, peak, bound, "ok" if good else "FAILED"), flush=True)
        failed += not good
    if len(rows) != len(MODELS) or len(memory) != len(MODELS):
        print("FAILED: %d and %d models were measured" % (len(rows), len(memory)))
        failed += 1
    # mobilenetv2 has sequences of passes of its own in test/integration/passes.
    failed += tables.levels(binaries, ["resnet50", "resnet18_qdq", "minilm_l6", "llama15m"], True)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
