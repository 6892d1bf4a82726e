"""What compiler and runtime allocate, in bytes: weights are mapped and never copied, freed tensors make room for others, and
what an import takes grows with the model.

usage: memory_test.py RELAXC RELAX_RUN COUNTER.so

Private memory is limited (RLIMIT_DATA: heap, anonymous and private writable mappings; mapped files do not count), to less
than what a copy would take. COUNTER.so, preloaded, counts the bytes that a program allocates.
"""

import os
import resource
import subprocess
import sys
import tempfile

import onnx_wire
from onnx_wire import Weight

MIB = 1 << 20
# Of compiling a small model on one thread, and of running one.
COMPILER, RUNTIME = 96 * MIB, 32 * MIB
failures = []


def run(command, limit=None, environment=None):
    def restrict():
        if limit:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    return subprocess.run(command, preexec_fn=restrict, capture_output=True, text=True, timeout=300,
                          env=dict(os.environ, **(environment or {})))


def expect(what, command, limit):
    """The command succeeds within a limit of private memory."""
    done = run(command, limit)
    print("%-60s %4d MiB: %s" % (what, limit // MIB, "ok" if done.returncode == 0 else "FAILED"), flush=True)
    if done.returncode != 0:
        failures.append(what)
        print("exit code %d\n%s" % (done.returncode, done.stderr[-2000:]))
    return done.returncode == 0


def layers(weights):
    """x times all the weights, one after the other."""
    graph, last = onnx_wire.message(2, "layers"), "x"
    for index, weight in enumerate(weights):
        output = "y" if index + 1 == len(weights) else "h%d" % index
        graph += onnx_wire.node("MatMul", [last, weight.name], [output], "layer %d" % index)
        last = output
    return graph + onnx_wire.value(11, "x", ["n", 2048]) + onnx_wire.value(12, "y", ["n", 2048])


def test_weights(relaxc, relax_run, work):
    """256 MiB of weights, in the model and beside it."""
    shapes = [(2048, 8192), (8192, 2048)] * 2
    size = 4 * 2048 * 8192
    for place in ("raw_data", "external data"):
        location = "weights.bin" if place == "external data" else None
        weights = [Weight("w%d" % i, shape, location, i * size) for i, shape in enumerate(shapes)]
        model, library = os.path.join(work, "layers.onnx"), os.path.join(work, "layers.so")
        onnx_wire.write_model(model, layers(weights), weights)
        if location:
            with open(os.path.join(work, location), "wb") as file:
                file.truncate(size * len(shapes))
        for mode in ("bytecode", "compiled"):
            if not expect("relaxc, weights of 256 MiB, %s, %s" % (place, mode),
                          [relaxc, model, "-o", library, "--threads=1", "--exec-mode=" + mode], COMPILER):
                continue
            if os.path.getsize(library) < len(shapes) * size:
                failures.append("the library is smaller than its weights")
            command = [relax_run, library, "--input=x=random:2x2048:f32", "--output-dir=" + os.path.join(work, "out")]
            expect("relax-run, weights of 256 MiB, %s" % mode, command, RUNTIME)
        expect("relax-run --verify-weights", command + ["--verify-weights"], RUNTIME)
        expect("relaxc --emit=relax", [relaxc, model, "--emit=relax", "-o", "/dev/null", "--threads=1"], COMPILER)
        os.remove(model)
        os.remove(library)


def chain(steps):
    """A function of `steps` (operator with attributes, shape of the result), over [n, 1024]."""
    lines, last, shape = [], "%x", "[n, 1024]"
    for index, (op, attributes, result) in enumerate(steps):
        lines.append("  %%%d = relax.%s %s%s : (!relax.tensor<%s, f32>) -> !relax.tensor<%s, f32>" %
                     (index, op, last, attributes, shape, result))
        last, shape = "%%%d" % index, result
    return "relax.func @main(%%x: !relax.tensor<[n, 1024], f32>) -> !relax.tensor<%s, f32> {\n%s\n  relax.return %s\n}\n" % (
        shape, "\n".join(lines), last)


# Operators that read an element of another row than they write, so that none writes over its operand.
EQUAL = [("permute_dims", "", "[1024, n]"), ("permute_dims", "", "[n, 1024]")] * 6


def growing(count):
    """Concatenates 16 columns again and again: each result a little larger than the one before."""
    lines, last, width = [], "%x", 1024
    for index in range(count):
        lines.append("  %%%d = relax.concat %s, %%c axis = 1 : (!relax.tensor<[n, %d], f32>, !relax.tensor<[n, 128], f32>) "
                     "-> !relax.tensor<[n, %d], f32>" % (index, last, width, width + 128))
        last, width = "%%%d" % index, width + 128
    return ("relax.func @main(%%x: !relax.tensor<[n, 1024], f32>, %%c: !relax.tensor<[n, 128], f32>) "
            "-> !relax.tensor<[n, 1], f32> {\n%s\n  %%y = relax.sum %s axis = [1] keepdims : (!relax.tensor<[n, %d], f32>) "
            "-> !relax.tensor<[n, 1], f32>\n  relax.return %%y\n}\n" % ("\n".join(lines), last, width))


# The sums of a transposed convolution need no copy of the data spread out to the size of the result.
UPSAMPLING = """relax.func @main(%x: !relax.tensor<[1, 16, h, w], f32>, %k: !relax.tensor<[16, 1, 2, 2], f32>) -> !relax.tensor<[1, 1, 2 * h, 2 * w], f32> {
  %0 = relax.conv2d_transpose %x, %k strides = [2, 2] : (!relax.tensor<[1, 16, h, w], f32>, !relax.tensor<[16, 1, 2, 2], f32>) -> !relax.tensor<[1, 1, 2 * h, 2 * w], f32>
  %1 = relax.sigmoid %0 : (!relax.tensor<[1, 1, 2 * h, 2 * w], f32>) -> !relax.tensor<[1, 1, 2 * h, 2 * w], f32>
  relax.return %1 : !relax.tensor<[1, 1, 2 * h, 2 * w], f32>
}
"""


def test_live_set(relaxc, relax_run, work):
    """The input and two results of 32 MiB each are the most that is alive; all results are 12 times as much. Where sizes
    grow from 32 MiB by 4 MiB a step, the most are the input, the columns, and the last two, in blocks that are up to a
    fourth larger; all are 760 MiB. A transposed convolution holds its data of 16 MiB and its result of 4 MiB; spread out the
    data would be 64 MiB."""
    # Headers stand before the elements: a few rows less than 32 MiB.
    inputs = ["--input=x=random:8190x1024:f32", "--input=c=random:8190x128:f32"]
    programs = [("equal sizes", chain(EQUAL), inputs[:1], 3 * 32),
                ("growing sizes", growing(12), inputs, 32 + 4 + (80 + 76) * 5 // 4),
                ("transposed convolution", UPSAMPLING, ["--input=x=random:1x16x512x512:f32", "--input=k=random:16x1x2x2:f32"],
                 16 + 4)]
    for name, text, inputs, live in programs:
        source, library = os.path.join(work, "chain.mlir"), os.path.join(work, "chain.so")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        for mode in ("bytecode", "compiled"):
            if expect("relaxc, %s, %s" % (name, mode), [relaxc, source, "-o", library, "--exec-mode=" + mode, "--threads=1"],
                      COMPILER):
                expect("relax-run, %s, %s" % (name, mode),
                       [relax_run, library, "--output-dir=" + os.path.join(work, "out")] + inputs, RUNTIME + live * MIB)


def count(counter, command, work):
    """Bytes allocated in all, and at most at once."""
    path = os.path.join(work, "counts")
    done = run(command, environment={"LD_PRELOAD": os.path.abspath(counter), "COUNT_ALLOCATIONS": path})
    if done.returncode != 0:
        sys.exit("%s exited %d\n%s" % (command, done.returncode, done.stderr[-2000:]))
    with open(path, encoding="utf-8") as file:
        return [int(number) for number in file.read().split()]


def small_layers(number):
    """A model of so many products and additions in turn, each with a weight of its own."""
    weights = [Weight("w%d" % i, (16,) if i % 2 else (16, 16)) for i in range(number)]
    graph = onnx_wire.message(2, "small layers")
    for i in range(number):
        graph += onnx_wire.node("Add" if i % 2 else "MatMul", ["x" if i == 0 else "h%d" % i, "w%d" % i], ["h%d" % (i + 1)])
    return graph + onnx_wire.value(11, "x", ["n", 16]) + onnx_wire.value(12, "h%d" % number, ["n", 16]), weights


def test_growth(relaxc, counter, work):
    """Four times the nodes allocate about four times as much."""
    for what, options in (("--emit=relax", ["--emit=relax"]), ("the library", []), ("compiled", ["--exec-mode=compiled"])):
        numbers = []
        for nodes in (1, 500, 2000):
            model = os.path.join(work, "small.onnx")
            onnx_wire.write_model(model, *small_layers(nodes))
            numbers.append(count(counter, [relaxc, model, "-o", os.path.join(work, "small.out"), "--threads=1"] + options, work))
        for index, kind in enumerate(("in all", "at most")):
            base, less, more = (n[index] for n in numbers)
            # A peak is the largest of several stages, of which one does not grow: it is compared as it is.
            ratio = (more - base) / max(less - base, base / 4) if kind == "in all" else more / less
            good = ratio < (4.6 if kind == "in all" else 4)
            print("%-60s %.1f, %.1f, %.1f MiB, ratio %.2f: %s" % (
                "%s: allocated %s for 1, 500 and 2000 nodes" % (what, kind), base / MIB, less / MIB, more / MIB, ratio,
                "ok" if good else "FAILED"), flush=True)
            if not good:
                failures.append("%s, %s" % (what, kind))


def main(relaxc, relax_run, counter):
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as work:
        test_weights(relaxc, relax_run, work)
        test_live_set(relaxc, relax_run, work)
        test_growth(relaxc, counter, work)
    print("%d failures" % len(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
