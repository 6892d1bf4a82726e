"""Inputs and the independently computed result of quickstart.mlir.

usage: reference.py make N,K,M DIR [ROWS_OF_W]   writes x.npy and w.npy
       reference.py compare DIR                  compares out/out_0.npy with NumPy
"""

import os
import sys

import numpy


def make(shape, folder, rows=None):
    n, k, m = (int(part) for part in shape.split(","))
    generator = numpy.random.default_rng(n * 10000 + k * 100 + m)
    numpy.save(os.path.join(folder, "x.npy"), generator.uniform(-1, 1, (n, k)).astype(numpy.float32))
    numpy.save(os.path.join(folder, "w.npy"), generator.uniform(-1, 1, (int(rows or k), m)).astype(numpy.float32))


def compare(folder):
    x = numpy.load(os.path.join(folder, "x.npy"))
    w = numpy.load(os.path.join(folder, "w.npy"))
    actual = numpy.load(os.path.join(folder, "out", "out_0.npy"))
    # custom_inplace_update adds one to every element.
    expected = numpy.exp((x.astype(numpy.float64) @ w.astype(numpy.float64)).reshape(-1)) + 1
    if actual.dtype != numpy.float32 or actual.shape != expected.shape:
        sys.exit("expected float32 %s, got %s %s" % (expected.shape, actual.dtype, actual.shape))
    error = float(numpy.max(numpy.abs(actual - expected) / numpy.abs(expected), initial=0))
    print("x %s, w %s -> %s: largest relative error %.1e" % (x.shape, w.shape, actual.shape, error))
    if not error < 1e-5:
        sys.exit("the result differs from the reference")


if __name__ == "__main__":
    if len(sys.argv) >= 4 and sys.argv[1] == "make":
        make(*sys.argv[2:5])
    elif len(sys.argv) == 3 and sys.argv[1] == "compare":
        compare(sys.argv[2])
    else:
        sys.exit(__doc__)
