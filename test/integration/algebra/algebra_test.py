"""Checks that the passes of transforms/relax/algebra keep what programs compute.

usage: algebra_test.py --relax-opt=PATH --relaxc=PATH --relax-run=PATH FILE.mlir...

Each file is a lit test of a pass: modules of functions that the pass changes, and of some that it must leave alone. Every
function runs twice on the same random inputs, as it is written and behind the pass, both compiled with -O0; the results
have to agree up to rounding. What exporters write (`recognize_patterns*.mlir`) runs behind all passes together, too.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib

import numpy

DTYPES = {"f16": numpy.float16, "f32": numpy.float32, "f64": numpy.float64, "i32": numpy.int32, "i64": numpy.int64}
# Relative to the largest magnitude in a result.
TOLERANCE = {"f16": 2e-2, "f32": 2e-5, "f64": 1e-12}
# Sizes of symbols in order of occurrence; different, so that a swapped dimension does not go unnoticed.
SIZES = [3, 5, 2, 6, 4, 7]
# Those that a program compares with a constant, or needs to hold indices.
FIXED = {"c": 2, "r": 8, "v": 8}

# What runs on the file of this stem, beside the pass that its name says.
OPTIONS = {
    "decompose-ops": ["relax-decompose-ops{any-statistics=true}"],
    "reorder-take-after-matmul": ["relax-reorder-take-after-matmul{always=true}"],
    "expand-matmul-of-sum": ["relax-expand-matmul-of-sum,relax-adjust-matmul-order"],
    "recognize-patterns-attention": ["relax-recognize-patterns{attention=cheap}", "relax-recognize-patterns{attention=all}"],
    "recognize-patterns-norms": ["relax-recognize-patterns"],
    "recognize-patterns-rotary": ["relax-recognize-patterns"],
}
TOGETHER = ("relax-decompose-ops,relax-fold-batch-norm,relax-expand-matmul-of-sum,relax-adjust-matmul-order,"
            "relax-recognize-patterns{attention=all},relax-combine-parallel-matmul,relax-fuse-transpose-matmul,"
            "relax-reorder-permute-dims-after-concat,relax-reorder-take-after-matmul,relax-fast-math")


def pipelines(stem):
    named = ["relax-" + stem] if not stem.startswith("recognize-patterns-") else []
    return named + OPTIONS.get(stem, []) + [TOGETHER]


class Runner:
    def __init__(self, arguments, folder):
        self.tools, self.folder, self.failures = arguments, folder, []

    def check_call(self, *command):
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            raise RuntimeError("%s\nfails with %d:\n%s" % (" ".join(command), result.returncode, result.stderr))
        return result.stdout

    def compile(self, source, name):
        library = os.path.join(self.folder, name + ".so")
        self.check_call(self.tools.relaxc, source, "-O0", "-o", library)
        return library

    def inputs(self, function, ranges, trial):
        """Files for the parameters; the contents depend on the names only."""
        generator = numpy.random.default_rng(zlib.crc32(function["name"].encode()) + trial)
        sizes, flags = {}, []
        for index, argument in enumerate(function["args"]):
            if argument["kind"] != "tensor":
                flags += ["--input", "%d=1" % index]
                continue
            shape = []
            for dim in argument["shape"]:
                if isinstance(dim, str) and dim not in sizes:
                    low = int(re.search(r"\b%s = array<i64: (\d+)" % dim, ranges).group(1)) if dim + " =" in ranges else 0
                    sizes[dim] = max(FIXED.get(dim, SIZES[len(sizes) % len(SIZES)]), low) if dim.isidentifier() else 4
                shape.append(4 if dim is None else sizes.get(dim, dim))
            if argument["dtype"].startswith("f"):
                low, high = [(-3, 3), (0.5, 2)][trial]
                array = generator.uniform(low, high, shape)
            else:
                array = generator.integers(0, 4, shape)
            path = os.path.join(self.folder, "in_%d.npy" % index)
            numpy.save(path, array.astype(DTYPES[argument["dtype"]]))
            flags += ["--input", "%d=%s" % (index, path)]
        return flags

    def run(self, library, function, flags):
        output = tempfile.mkdtemp(dir=self.folder)
        self.check_call(self.tools.relax_run, library, "--function=" + function["name"], "--output-dir=" + output, *flags)
        return [numpy.load(os.path.join(output, "out_%d.npy" % i)) for i in range(len(function["results"]))]

    def compare(self, what, expected, actual):
        for index, (left, right) in enumerate(zip(expected, actual)):
            dtype = {v: k for k, v in DTYPES.items()}[left.dtype.type]
            wide = numpy.asarray(left, numpy.float64)
            finite = wide[numpy.isfinite(wide)]
            scale = numpy.abs(finite).max() if finite.size else 1
            if left.shape != right.shape or left.dtype != right.dtype:
                self.failures.append("%s: result %d is %s %s, not %s %s" % (
                    what, index, right.dtype, right.shape, left.dtype, left.shape))
            elif not numpy.allclose(wide, numpy.asarray(right, numpy.float64), rtol=TOLERANCE.get(dtype, 0),
                                    atol=TOLERANCE.get(dtype, 0) * scale, equal_nan=True):
                self.failures.append("%s: result %d differs:\n%s\n%s" % (what, index, left, right))

    def check(self, path):
        stem = os.path.splitext(os.path.basename(path))[0].replace("_", "-")
        ranges = {}
        with open(path, encoding="utf-8") as source:
            for line in source:
                name = re.match(r"relax\.func @(\w+)", line)
                if name:
                    ranges[name.group(1)] = line[line.find("sym.ranges"):] if "sym.ranges" in line else ""
        plain = self.compile(path, stem)
        functions = json.loads(self.check_call(self.tools.relax_run, plain, "--signature=json"))["functions"]
        expected = {}
        for function in functions:
            for trial in (0, 1):
                flags = self.inputs(function, ranges[function["name"]], trial)
                expected[function["name"], trial] = self.run(plain, function, flags)
        for number, pipeline in enumerate(pipelines(stem)):
            changed = os.path.join(self.folder, "%s_%d.mlir" % (stem, number))
            self.check_call(self.tools.relax_opt, path, "--pass-pipeline=builtin.module(relax.func(%s))" % pipeline, "-o", changed)
            library = self.compile(changed, "%s_%d" % (stem, number))
            for function in functions:
                for trial in (0, 1):
                    flags = self.inputs(function, ranges[function["name"]], trial)
                    actual = self.run(library, function, flags)
                    self.compare("%s, @%s, trial %d behind %s" % (path, function["name"], trial, pipeline),
                                 expected[function["name"], trial], actual)
        return len(functions)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for tool in ["relax-opt", "relaxc", "relax-run"]:
        parser.add_argument("--" + tool, required=True)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as folder:
        runner = Runner(arguments, folder)
        count = 0
        for path in arguments.files:
            try:
                count += runner.check(path)
            except RuntimeError as error:
                runner.failures.append("%s: %s" % (path, error))
    for failure in runner.failures:
        print(failure)
    print("%d functions of %d files, %d failures" % (count, len(arguments.files), len(runner.failures)))
    sys.exit(1 if runner.failures or not count else 0)


if __name__ == "__main__":
    main()
