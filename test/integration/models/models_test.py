"""Whole models at their smallest shape: every level is right in both modes, fusion leaves as few kernels as it should, and
the plan of memory is near the lower bound.

usage: models_test.py BAZEL_BIN TABLES

The models that are generated, since a test has no network; `./dev bench levels`, `launches` and `memory` take all
models and all shapes. Models are written into $HOME.
"""

import os
import sys

# The most kernels that one inference starts at -O2: of images one for each anchor, of language models so many a layer.
PER_ANCHOR = ["mobilenetv2", "resnet50", "resnet18_qdq"]
PER_LAYER = {"minilm_l6": 12, "llama15m": 16}
# The peak of live tensors over the largest set of tensors that live at a time; workspaces of kernels count above only.
OF_THE_BOUND = 1.15


def main(binaries, script):
    sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    import tables  # pylint: disable=import-outside-toplevel

    failed = 0
    rows = tables.count_launches(binaries, PER_ANCHOR + list(PER_LAYER), True)
    for row in rows:
        name, kernels, anchors = row[0], row[3], row[5]
        limit = PER_LAYER[name] * tables.LAYERS[name] if name in PER_LAYER else anchors
        good = 0 < kernels <= limit and row[2] > kernels
        print("%s: %d kernels at -O2, %d at -O0, at most %d expected: %s" %
              (name, kernels, row[2], limit, "ok" if good else "FAILED"), flush=True)
        failed += not good
    if len(rows) != len(PER_ANCHOR) + len(PER_LAYER):
        print("FAILED: %d models were measured" % len(rows))
        failed += 1
    memory = tables.measure_memory(binaries, PER_ANCHOR + list(PER_LAYER), True)
    for name, _, _, peak, bound, _ in memory:
        good = bound and bound <= peak <= OF_THE_BOUND * bound
        print("%s: %s bytes at most, the lower bound is %s: %s" % (name, peak, bound, "ok" if good else "FAILED"), flush=True)
        failed += not good
    failed += len(memory) != len(rows)
    # mobilenetv2 has sequences of passes of its own in test/integration/passes.
    failed += tables.levels(binaries, ["resnet50", "resnet18_qdq", "minilm_l6", "llama15m"], True)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
