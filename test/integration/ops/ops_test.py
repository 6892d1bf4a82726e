"""Compiles every function of a table in both execution modes and compares what it computes with NumPy.

usage: ops_test.py TABLE.py RELAXC RELAX_RUN [NAME ...]

All functions stand in one module, so the compiler runs twice; the runs are processes side by side. KEEP_WORK=DIR keeps
the files.
"""

import concurrent.futures
import importlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile

import numpy

from programs import NUMPY, TOLERANCE, is_float, round_bf16, wide

MODES = ["bytecode", "compiled"]
# The source line, the condition in terms of symbols, and the operator.
CONDITION = re.compile(r"ops\.mlir:\d+:\d+: error: condition '.+ == .+' does not hold in relax\.\w+.*: got -?\d+ and -?\d+")
# An index that came with the data: the source line, the kernel, the index.
OUTSIDE = re.compile(r"ops\.mlir:\d+:\d+: error: kernel '\w+' failed: index -?\d+ of dimension \d+ of '\w+' "
                     r"must be in \[0, \d+\), at .*ops\.mlir:\d+:\d+")
# The only operators whose kernels check at run time.
GUARDED = ["take", "gather_elements", "gather_nd", "scatter_elements", "scatter_nd", "index_tensor", "index_put",
           "nll_loss", "rotary_embedding"]


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def compile_module(relaxc, source, target, mode):
    done = subprocess.run([relaxc, source, "-o", target, "--exec-mode=" + mode], capture_output=True, text=True, timeout=600)
    check(done.returncode == 0, "relaxc --exec-mode=%s exited %d:\n%s" % (mode, done.returncode, done.stderr[:6000]))
    # The texts of run-time checks stand in the library, each with the place of its operator.
    with open(target, "rb") as library:
        content = library.read()
    with open(source) as file:
        lines = file.read().splitlines()
    for match in re.finditer(rb"(?:must be in \[0, %lld\)|division by zero), at [^\0]*?:(\d+):\d+\0", content):
        line = lines[int(match.group(1)) - 1]
        operator = re.search(r"relax\.(\w+)", line).group(1)
        check(operator in GUARDED, "the kernel of an operator checks at run time, which costs its vector form: %s\n%s" %
              (match.group(0), line))


def save(array, dtype, path):
    """The file of an input, and the --input text for it."""
    if dtype != "bf16":
        numpy.save(path + ".npy", array)
        return path + ".npy"
    (numpy.atleast_1d(array).view(numpy.uint32) >> 16).astype(numpy.uint16).tofile(path + ".raw")
    return "raw:%s.raw:%s:bf16" % (path, "x".join(map(str, array.shape)))


def load(folder, index, dtype, shape):
    if dtype != "bf16":
        return numpy.load(os.path.join(folder, "out_%d.npy" % index))
    bits = numpy.fromfile(os.path.join(folder, "out_%d.raw" % index), numpy.uint16).astype(numpy.uint32) << 16
    return bits.view(numpy.float32).reshape(shape)


def compare(actual, expected, dtype, tolerance, what):
    expected = numpy.asarray(expected)
    check(actual.shape == expected.shape, "%s: shape %s, expected %s" % (what, actual.shape, expected.shape))
    check(actual.dtype == NUMPY[dtype], "%s: element type %s, expected %s" % (what, actual.dtype, dtype))
    if not is_float(dtype):
        check(numpy.array_equal(actual, expected), "%s:\n%s\nexpected\n%s" % (what, actual, expected))
        return
    with numpy.errstate(all="ignore"):
        expected = round_bf16(expected) if dtype == "bf16" else expected.astype(NUMPY[dtype])
    tolerance = TOLERANCE[dtype] if tolerance is None else tolerance
    check(numpy.allclose(actual.astype(numpy.float64), expected.astype(numpy.float64), rtol=tolerance, atol=tolerance,
                         equal_nan=True), "%s:\n%s\nexpected\n%s" % (what, actual, expected))


def run_once(relax_run, library, function, sizes, fails, folder):
    os.makedirs(folder)
    generator = numpy.random.default_rng(sum(sizes.values()) + len(function.name))
    arrays = function.inputs(sizes, generator)
    command = [relax_run, library, "--function=" + function.name, "--output-dir", folder + "/out",
               "--threads", str(1 + sum(sizes.values()) % 3)]
    for i, (array, argument) in enumerate(zip(arrays, function.arguments)):
        command += ["--input", "%d=%s" % (i, save(array, argument[2], "%s/in_%d" % (folder, i)))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if fails:
        check(done.returncode == 1, "exit code %d, expected 1\n%s" % (done.returncode, done.stderr[:2000]))
        check(CONDITION.search(done.stderr) or OUTSIDE.search(done.stderr),
              "no failing condition in the message:\n%s" % done.stderr[:2000])
        check(re.search(fails, done.stderr), "no '%s' in the message:\n%s" % (fails, done.stderr[:2000]))
        return
    check(done.returncode == 0, "exit code %d\n%s" % (done.returncode, done.stderr[:2000]))
    with numpy.errstate(all="ignore"):
        expected = function.reference(*[wide(a, argument[2]) for a, argument in zip(arrays, function.arguments)])
    if not isinstance(expected, tuple):
        expected = (expected,)
    with open(folder + "/out/manifest.json") as file:
        json.load(file)
    for i, ((_, dtype), values) in enumerate(zip(function.results, expected)):
        actual = load(folder + "/out", i, dtype, numpy.shape(values))
        compare(actual, values, dtype, function.tolerance, "result %d" % i)


def main(table_path, relaxc, relax_run, names):
    table = importlib.import_module(os.path.splitext(os.path.basename(table_path))[0])
    functions = [f for f in table.FUNCTIONS if not names or f.name in names]
    work = os.environ.get("KEEP_WORK") or tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
    os.makedirs(work, exist_ok=True)
    source = os.path.join(work, "ops.mlir")
    with open(source, "w") as file:
        file.write("".join(function.text() for function in functions))
    libraries = {mode: os.path.join(work, "ops_%s.so" % mode) for mode in MODES}
    failed = count = 0
    with concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        list(pool.map(lambda mode: compile_module(relaxc, source, libraries[mode], mode), MODES))
        pending = []
        for mode, function in itertools.product(MODES, functions):
            for number, (sizes, fails) in enumerate(function.runs):
                folder = "%s/%s/%s/%d" % (work, mode, function.name, number)
                future = pool.submit(run_once, relax_run, libraries[mode], function, sizes, fails, folder)
                pending.append(("%s, %s, %s" % (function.name, mode, sizes), future))
        for what, future in pending:
            count += 1
            error = future.exception()
            if error:
                failed += 1
                print("FAILED %s: %s" % (what, error))
    print("%d runs of %d functions, %d failed" % (count, len(functions), failed))
    return 1 if failed or not count else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
