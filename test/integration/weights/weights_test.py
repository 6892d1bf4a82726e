"""The transformation of weights, at once and one by one: numbers, order of the calls and memory, work in branches and loops.

usage: weights_test.py RELAX_OPT RELAXC RELAX_RUN LIBWEIGHT_STORE.so
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest

import numpy as np

RELAX_OPT, RELAXC, RELAX_RUN, STORE = sys.argv[1:5]
LAYERS, ROWS, COLUMNS = 8, 512, 384
KIB = 1 << 10


def run(*command, stdin=None, environment=None):
    result = subprocess.run(command, input=stdin, capture_output=True, text=True, env=dict(os.environ, **(environment or {})))
    if result.returncode != 0:
        raise AssertionError("%s\n%s" % (" ".join(command), result.stderr))
    return result.stdout + result.stderr


def layers():
    """x times the transposed weights of all layers, each scaled by a vector: what is done to the weights needs no x. The weights
    alone tell m."""
    parameters = ["%x: !relax.tensor<[n, k], f32>"]
    for i in range(LAYERS):
        parameters += ["%%w%d: !relax.tensor<[m, k], f32>" % i, "%%s%d: !relax.tensor<[k], f32>" % i]
    lines, last = [], "%y0"
    for i in range(LAYERS):
        lines += [
            "%%a%d = relax.multiply %%w%d, %%s%d : (!relax.tensor<[m, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[m, k], f32>" % (i, i, i),
            "%%t%d = relax.permute_dims %%a%d : (!relax.tensor<[m, k], f32>) -> !relax.tensor<[k, m], f32>" % (i, i),
            "%%y%d = relax.matmul %%x, %%t%d : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>" % (i, i),
        ]
    for i in range(1, LAYERS):
        lines.append("%%z%d = relax.add %s, %%y%d : (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>" % (i, last, i))
        last = "%%z%d" % i
    return ("relax.func @main(%s) -> !relax.tensor<[n, m], f32> attributes {num_input = 1 : i64} {\n  %s\n  relax.return %s\n}\n" %
            (", ".join(parameters), "\n  ".join(lines), last))


# Work on weights in a loop, in its branches, and in one of the two branches behind it, which alone needs m.
REGIONS = """
relax.func @main(%x: !relax.tensor<[n, k], f32>, %c: !relax.tensor<[], i1>, %t: !relax.tensor<[], i64>, %w: !relax.tensor<[k, k], f32>,
                 %s: !relax.tensor<[k], f32>, %v: !relax.tensor<[m, p], f32>) -> (!relax.tensor<[n, k], f32>, !relax.tensor<[], f32>, !sym.int<m>)
    attributes {num_input = 3 : i64} {
  %zero = relax.constant dense<0> : tensor<i64>
  %one = relax.constant dense<1> : tensor<i64>
  %i, %r = relax.while (%i = %zero, %a = %x) : (!relax.tensor<[], i64>, !relax.tensor<[n, k], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, k], f32>) {
    %g = relax.less %i, %t : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%g) %i, %a
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %a: !relax.tensor<[n, k], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %l = relax.softmax %w axis = 0 : (!relax.tensor<[k, k], f32>) -> !relax.tensor<[k, k], f32>
    %b = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n, k], f32>) {
      %e = relax.exp %s : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
      %f = relax.multiply %l, %e : (!relax.tensor<[k, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[k, k], f32>
      %m = relax.matmul %a, %f : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, k], f32>) -> !relax.tensor<[n, k], f32>
      relax.yield %m
    } else {
      %h = relax.constant dense<0.5> : tensor<f32>
      %e = relax.exp %s : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
      %f = relax.multiply %e, %h : (!relax.tensor<[k], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[k], f32>
      %m = relax.add %a, %f : (!relax.tensor<[n, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[n, k], f32>
      relax.yield %m
    }
    relax.yield %j, %b
  }
  %total = relax.sum %r axis = [0, 1] : (!relax.tensor<[n, k], f32>) -> !relax.tensor<[], f32>
  %q = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[], f32>) {
    %d = relax.dataflow {
      %z = relax.flatten %v : (!relax.tensor<[m, p], f32>) -> !relax.tensor<[m * p], f32>
      %y = relax.max %z axis = [0] : (!relax.tensor<[m * p], f32>) -> !relax.tensor<[], f32>
      relax.output %y
    }
    %u = relax.multiply %total, %d : (!relax.tensor<[], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[], f32>
    relax.yield %u
  } else {
    relax.yield %total
  }
  %m = sym.value m : !sym.int<m>
  relax.return %r, %q, %m
}
"""


# Closures over packed functions, for the transformation that takes closures.
DRIVER = """
relax.func private @get(%index: i64, %name: !relax.tensor<[?], ui8>) -> !relax.object {
  %0 = relax.call_packed "get_item"(%index, %name) : (i64, !relax.tensor<[?], ui8>) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func private @set(%index: i64, %value: !relax.object) {
  relax.call_packed "set_item"(%index, %value) : (i64, !relax.object) -> ()
  relax.return
}
relax.func @load() {
  %get = relax.make_closure @get() : () -> !relax.callable<(i64, !relax.tensor<[?], ui8>) -> !relax.object>
  %set = relax.make_closure @set() : () -> !relax.callable<(i64, !relax.object) -> ()>
  relax.call @main_transform_params(%get, %set)
      : (!relax.callable<(i64, !relax.tensor<[?], ui8>) -> !relax.object>, !relax.callable<(i64, !relax.object) -> ()>) -> ()
  relax.return
}
"""


def write(path, array):
    with open(path, "wb") as file:
        file.write(np.array([array.ndim, *array.shape], "i8").tobytes() + array.tobytes())


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    rank = int(np.frombuffer(data, "i8", 1)[0])
    if rank < 0:
        return np.frombuffer(data, "i8", 1, 8).reshape(())
    shape = np.frombuffer(data, "i8", rank, 8)
    return np.frombuffer(data, "f4", offset=8 * (1 + rank)).reshape(shape)


def peak(text):
    """The peak of live memory that relax-run reports, in bytes."""
    found = re.search(r"memory: (\d+)", text)
    if not found:
        raise AssertionError("no peak in " + text)
    return int(found.group(1))


class WeightsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        random = np.random.default_rng(3)
        cls.weights = []
        for i in range(LAYERS):
            cls.weights += [random.standard_normal((ROWS, COLUMNS)).astype("f4"), random.standard_normal(COLUMNS).astype("f4")]
            write(os.path.join(cls.folder, "w%d.bin" % i), cls.weights[-2])
            write(os.path.join(cls.folder, "s%d.bin" % i), cls.weights[-1])
        cls.expected = [(w * s).T for w, s in zip(cls.weights[::2], cls.weights[1::2])]
        cls.bytes = sum(weight.nbytes for weight in cls.weights)

    def compile(self, pipeline, *flags, extra=""):
        text = run(RELAX_OPT, "-", "--pass-pipeline=builtin.module(%s)" % pipeline, stdin=layers()).rstrip()
        # Into the module that the printer closes.
        text = text[:-1] + extra + "}\n"
        path = os.path.join(self.folder, "program.mlir")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        library = os.path.join(self.folder, "program.so")
        run(RELAXC, path, "-o", library, *flags)
        return library

    def load(self, library, function):
        """Runs the transformation; its results, the calls in order, and the peak in bytes."""
        for name in os.listdir(self.folder):
            if name == "log" or name.startswith("out_"):
                os.remove(os.path.join(self.folder, name))
        text = run(RELAX_RUN, library, "--function=" + function, "--load-library=" + STORE, "--memory-summary",
                   environment={"WEIGHT_STORE": self.folder})
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as file:
            calls = file.read().split("\n")[:-1]
        results = [read(os.path.join(self.folder, "out_%d.bin" % i)) for i in range(calls.count("set 0") and LAYERS)]
        print("peak of %s: %d KiB of %d" % (function, peak(text) // KIB, self.bytes // KIB))
        return results, calls, peak(text)

    def check(self, library, function):
        results, calls, most = self.load(library, function)
        # The layers one by one, each weight once.
        self.assertEqual(calls, [call for i in range(LAYERS) for call in ("get %d" % (2 * i), "get %d" % (2 * i + 1), "set %d" % i)])
        self.assertEqual(len(results), LAYERS)
        for result, expected in zip(results, self.expected):
            np.testing.assert_allclose(result, expected, rtol=1e-6)
        # A weight, what is made of it, and a vector; blocks of the pool are up to a fourth larger.
        self.assertLess(most, 3 * ROWS * COLUMNS * 4 * 5 // 4 + 64 * KIB)
        self.assertLess(most, self.bytes / 2)
        return results

    def test_packed_functions(self):
        for level in ["-O0", "-O1", "-O2"]:
            for mode in ["bytecode", "compiled"]:
                with self.subTest(level=level, mode=mode):
                    library = self.compile("relax-lift-transform-params,relax-lazy-transform-params", level, "--exec-mode=" + mode)
                    results = self.check(library, "main_transform_params")
        # What it hands over is what the function takes.
        x = np.random.default_rng(4).standard_normal((2, COLUMNS)).astype("f4")
        arguments = []
        for index, value in enumerate([x] + results):
            np.save(os.path.join(self.folder, "in_%d.npy" % index), value)
            arguments += ["--input", "%d=%s" % (index, os.path.join(self.folder, "in_%d.npy" % index))]
        out = os.path.join(self.folder, "out")
        run(RELAX_RUN, library, "--load-library=" + STORE, "--output-dir", out, *arguments)
        expected = sum(x.astype("f8") @ weight for weight in self.expected)
        np.testing.assert_allclose(np.load(os.path.join(out, "out_0.npy")), expected, rtol=1e-3, atol=1e-3)

    def test_closures(self):
        for mode in ["bytecode", "compiled"]:
            library = self.compile("relax-lift-transform-params,relax-lazy-transform-params{closures=true}", "--exec-mode=" + mode,
                                   extra=DRIVER)
            self.check(library, "load")

    def test_missing_weight(self):
        os.rename(os.path.join(self.folder, "w3.bin"), os.path.join(self.folder, "kept"))
        try:
            library = self.compile("relax-lift-transform-params,relax-lazy-transform-params")
            with self.assertRaisesRegex(AssertionError, "no weight 'w3'"):
                self.load(library, "main_transform_params")
        finally:
            os.rename(os.path.join(self.folder, "kept"), os.path.join(self.folder, "w3.bin"))

    def test_sizes_that_disagree(self):
        write(os.path.join(self.folder, "s2.bin"), np.zeros(COLUMNS + 1, "f4"))
        try:
            library = self.compile("relax-lift-transform-params,relax-lazy-transform-params")
            with self.assertRaisesRegex(AssertionError, "%d" % (COLUMNS + 1)):
                self.load(library, "main_transform_params")
        finally:
            write(os.path.join(self.folder, "s2.bin"), self.weights[5])


class RegionsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        random = np.random.default_rng(5)
        self.x = random.standard_normal((3, 4)).astype("f4")
        self.weights = {"w": random.standard_normal((4, 4)), "s": random.standard_normal(4), "v": random.standard_normal((2, 5))}
        self.weights = {name: weight.astype("f4") for name, weight in self.weights.items()}
        for name, weight in self.weights.items():
            write(self.at(name + ".bin"), weight)
            np.save(self.at(name + ".npy"), weight)
        np.save(self.at("x.npy"), self.x)
        with open(self.at("regions.mlir"), "w", encoding="utf-8") as file:
            file.write(REGIONS)

    def at(self, name):
        return os.path.join(self.folder, name)

    def expected(self, condition, count):
        w, s, v = (self.weights[name].astype("f8") for name in "wsv")
        softmax = np.exp(w) / np.exp(w).sum(axis=0)
        result = self.x.astype("f8")
        for _ in range(count):
            result = result @ (softmax * np.exp(s)) if condition else result + np.exp(s) * 0.5
        return result, result.sum() * (v.max() if condition else 1), np.array(2)

    def run_main(self, library, condition, count, arguments):
        np.save(self.at("c.npy"), np.array(condition))
        np.save(self.at("t.npy"), np.array(count, "i8"))
        flags = [text for name in "xct" for text in ("--input", "%s=%s" % (name, self.at(name + ".npy")))]
        run(RELAX_RUN, library, "--load-library=" + STORE, "--output-dir", self.at("out"), *flags, *arguments)
        return [np.load(self.at("out/out_%d.npy" % i)) for i in range(3)]

    def compare(self, library, arguments):
        for condition in [True, False]:
            for count in [0, 1, 3]:
                for result, expected in zip(self.run_main(library, condition, count, arguments), self.expected(condition, count)):
                    np.testing.assert_allclose(result, expected, rtol=1e-4, atol=1e-4)

    def pass_on(self, values):
        """Flags that give main what the transformation made: tensors and sizes."""
        arguments = []
        for index, value in enumerate(values):
            text = self.at("in_%d.npy" % index)
            if value.dtype == np.int64:
                text = str(int(value))
            else:
                np.save(text, value)
            arguments += ["--input", "%d=%s" % (3 + index, text)]
        return arguments

    def test_as_written(self):
        library = self.at("plain.so")
        run(RELAXC, self.at("regions.mlir"), "-o", library, "-O0")
        self.compare(library, [text for name in self.weights for text in ("--input", "%s=%s" % (name, self.at(name + ".npy")))])

    def test_lifted(self):
        library = self.at("lifted.so")
        for level in ["-O0", "-O1", "-O2"]:
            for mode in ["bytecode", "compiled"]:
                for form in ["", "=lazy"]:
                    with self.subTest(level=level, mode=mode, form=form):
                        run(RELAXC, self.at("regions.mlir"), "-o", library, "--lift-transform-params" + form, level, "--exec-mode=" + mode)
                        flags = [text for name in self.weights for text in ("--input", "%s=%s" % (name, self.at(name + ".npy")))]
                        if form:
                            flags = ["--load-library=" + STORE]
                        else:
                            flags += ["--output-dir", self.at("made")]
                        run(RELAX_RUN, library, "--function=main_transform_params", *flags, environment={"WEIGHT_STORE": self.folder})
                        # Two tensors for the loop, one for the branch behind it, and m.
                        values = [read(self.at("out_%d.bin" % i)) if form else np.load(self.at("made/out_%d.npy" % i)) for i in range(4)]
                        self.compare(library, self.pass_on(values))
                        # The same code in both forms: none of the old weights is a parameter any more.
                        text = run(RELAX_RUN, library, "--signature")
                        self.assertRegex(text, r"main\(x: [^)]*param_0: [^)]*param_1: [^)]*param_2: [^)]*m: !sym.int<m>\)")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
