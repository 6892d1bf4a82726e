"""Programs after passes over relax, compiled, run and compared with NumPy.

usage: clean_up_test.py RELAX_OPT RELAXC RELAX_RUN

Each program runs as it is and after each list of passes; the results have to be those of NumPy each time.
"""

import os
import subprocess
import sys
import tempfile
import unittest

import numpy as np

RELAX_OPT, RELAXC, RELAX_RUN = sys.argv[1:4]


def run(*command, stdin=None):
    result = subprocess.run(command, input=stdin, capture_output=True, text=True)
    if result.returncode != 0:
        raise AssertionError("%s\n%s" % (" ".join(command), result.stderr))
    return result.stdout


class Program:
    """A module, and what becomes of it."""

    def __init__(self, text, pipeline=""):
        self.folder = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        self.path = os.path.join(self.folder, "program.mlir")
        if pipeline:
            text = run(RELAX_OPT, "-", "--pass-pipeline=builtin.module(%s)" % pipeline, stdin=text)
        self.text = text
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)
        self.library = os.path.join(self.folder, "program.so")
        self.compiled = False

    def call(self, *inputs, function="main", level=2, mode="bytecode"):
        """The results of a call with arrays, and integers for symbols."""
        if not self.compiled:
            run(RELAXC, self.path, "-o", self.library, "-O%d" % level, "--exec-mode=" + mode)
            self.compiled = True
        arguments = []
        for index, value in enumerate(inputs):
            if isinstance(value, int):
                arguments += ["--input", "%d=%d" % (index, value)]
                continue
            path = os.path.join(self.folder, "in_%d.npy" % index)
            np.save(path, value)
            arguments += ["--input", "%d=%s" % (index, path)]
        out = tempfile.mkdtemp(dir=self.folder)
        run(RELAX_RUN, self.library, "--function=" + function, "--output-dir", out, *arguments)
        results = []
        while os.path.exists(os.path.join(out, "out_%d.npy" % len(results))):
            results.append(np.load(os.path.join(out, "out_%d.npy" % len(results))))
        return results


SCALED = """
relax.func @main(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[m, k], f32>, %b: !relax.tensor<[m], f32>)
    -> !relax.tensor<[n, m], f32> attributes {num_input = 1 : i64} {
  %c = relax.constant dense<0.5> : tensor<f32>
  %t = relax.permute_dims %w : (!relax.tensor<[m, k], f32>) -> !relax.tensor<[k, m], f32>
  %s = relax.multiply %t, %c : (!relax.tensor<[k, m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[k, m], f32>
  %0 = relax.matmul %x, %s : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.add %0, %b : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %1 : !relax.tensor<[n, m], f32>
}
"""

CONSTANTS = """
relax.func @main(%x: !relax.tensor<[n, 3], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[2], i64>) {
  %w = relax.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0], [1.0, 0.0, 1.0]]> : tensor<4x3xf32>
  %z = relax.constant dense<3> : tensor<i8>
  %q = relax.constant dense<[[1, 2, 3, 4]]> : tensor<1x4xi8>
  %t = relax.permute_dims %w : (!relax.tensor<[4, 3], f32>) -> !relax.tensor<[3, 4], f32>
  %m = relax.mean %t axis = [0] : (!relax.tensor<[3, 4], f32>) -> !relax.tensor<[4], f32>
  %d = relax.subtract %t, %m : (!relax.tensor<[3, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[3, 4], f32>
  %0 = relax.matmul %x, %d : (!relax.tensor<[n, 3], f32>, !relax.tensor<[3, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %n = sym.value n of (%x : !relax.tensor<[n, 3], f32>) : !sym.int<n>
  %c3 = sym.value 3 : !sym.int<3>
  %s = relax.ints_to_tensor(%n, %c3) : (!sym.int<n>, !sym.int<3>) -> !relax.tensor<[2], i64>
  %one = relax.constant dense<1> : tensor<2xi64>
  %two = relax.add %one, %one : (!relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<[2], i64>
  %1 = relax.add %s, %two : (!relax.tensor<[2], i64>, !relax.tensor<[2], i64>) -> !relax.tensor<[2], i64>
  relax.return %0, %1 : !relax.tensor<[n, 4], f32>, !relax.tensor<[2], i64>
}
"""

CASTS = """
relax.func @main(%x: !relax.tensor<[?, ?], f32>, %y: !relax.tensor<[?, ?], f32>) -> !relax.tensor<*, f32> {
  %0, %a, %b = relax.match_cast %x : !relax.tensor<[?, ?], f32> -> !relax.tensor<[a, b], f32>, !sym.int<a>, !sym.int<b>
  %1, %c, %d = relax.match_cast %x : !relax.tensor<[?, ?], f32> -> !relax.tensor<[c, d], f32>, !sym.int<c>, !sym.int<d>
  %2, %e, %f = relax.match_cast %y : !relax.tensor<[?, ?], f32> -> !relax.tensor<[e, f], f32>, !sym.int<e>, !sym.int<f>
  %3 = relax.permute_dims %1 : (!relax.tensor<[c, d], f32>) -> !relax.tensor<[d, c], f32>
  %4 = relax.permute_dims %3 : (!relax.tensor<[d, c], f32>) -> !relax.tensor<[c, d], f32>
  %5 = relax.add %0, %4 : (!relax.tensor<[a, b], f32>, !relax.tensor<[c, d], f32>)
      -> !relax.tensor<[select(a == 1, c, a), select(b == 1, d, b)], f32>
  %6 = relax.exp %2 : (!relax.tensor<[e, f], f32>) -> !relax.tensor<[e, f], f32>
  %7 = relax.forget %5 : !relax.tensor<[select(a == 1, c, a), select(b == 1, d, b)], f32> -> !relax.tensor<*, f32>
  relax.return %7 : !relax.tensor<*, f32>
}
"""

CALLS = """
relax.func private @g(%t: tuple<!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>>, %u: !relax.tensor<[s], f32>)
    -> (!relax.tensor<[2 * s], f32>, !relax.tensor<[s], f32>) {
  %0 = relax.tuple_get_item %t[1] : tuple<!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>> -> !relax.tensor<[2 * s], f32>
  %1 = relax.exp %u : (!relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
  relax.return %0, %1 : !relax.tensor<[2 * s], f32>, !relax.tensor<[s], f32>
}
relax.func private @h(%x: !relax.tensor<[s], f32>, %w: !relax.tensor<[2 * s], f32>) -> !relax.tensor<[3 * s], f32> {
  %0 = relax.concat %x, %w axis = 0 : (!relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>) -> !relax.tensor<[3 * s], f32>
  relax.return %0 : !relax.tensor<[3 * s], f32>
}
relax.func @main(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
  %0 = relax.concat %x, %x axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
  %1 = relax.tuple(%x, %0) : (!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>>
  %2:2 = relax.call @g(%1, %x) : (tuple<!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>>, !relax.tensor<[n], f32>)
      -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[n], f32>)
  %3 = relax.make_closure @h(%2#0) : (!relax.tensor<[2 * n], f32>) -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
  %4 = relax.forget %x : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
  %5 = relax.invoke_closure %3(%4)
      : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  relax.return %5 : !relax.tensor<[?], f32>
}
"""

LAMBDA = """
relax.func @main(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[2 * n], f32>) -> !relax.tensor<[?], f32> {
  %half = relax.constant dense<0.5> : tensor<f32>
  %zero = relax.constant dense<0> : tensor<i64>
  %one = relax.constant dense<1> : tensor<i64>
  %three = relax.constant dense<3> : tensor<i64>
  %f = relax.lambda pure %self(%v: !relax.tensor<[?], f32>, %i: !relax.tensor<[], i64>) -> !relax.tensor<[?], f32> {
    %go = relax.less %i, %three : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    %r = relax.if %go : !relax.tensor<[], i1> -> (!relax.tensor<[?], f32>) {
      %0 = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[2 * n], f32>
      %1 = relax.multiply %0, %half : (!relax.tensor<[2 * n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[2 * n], f32>
      %2 = relax.add %1, %w : (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
      %3 = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
      %4 = relax.forget %2 : !relax.tensor<[2 * n], f32> -> !relax.tensor<[?], f32>
      %5 = relax.invoke_pure_closure %self(%4, %3)
          : (!relax.callable<pure (!relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>
      relax.yield %5
    } else {
      %a, %m = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>, !sym.int<m>
      %s = relax.sum %x axis = [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[], f32>
      %b = relax.add %a, %s : (!relax.tensor<[m], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[m], f32>
      %c = relax.forget %b : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
      relax.yield %c
    }
    relax.lambda_return %r : !relax.tensor<[?], f32>
  }
  %y = relax.concat %x, %x axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
  %z = relax.forget %y : !relax.tensor<[2 * n], f32> -> !relax.tensor<[?], f32>
  %r = relax.invoke_closure %f(%z, %zero)
      : (!relax.callable<pure (!relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>
  relax.return %r : !relax.tensor<[?], f32>
}
"""

# Of what the outer loop carries, %p and %q only serve one another, through the inner loop; %w is carried unchanged.
LOOPS = """
!x = !relax.tensor<[n], f32>
!i = !relax.tensor<[], i64>
!b = !relax.tensor<[], i1>
relax.func @main(%x: !x, %y: !x, %k: !i) -> (!x, !x) {
  %zero = relax.constant dense<0> : tensor<i64>
  %one = relax.constant dense<1> : tensor<i64>
  %r:5 = relax.while (%i = %zero, %a = %x, %p = %x, %w = %y, %q = %y) : (!i, !x, !x, !x, !x) -> (!x, !i, !x, !x, !x) {
    %go = relax.less %i, %k : (!i, !i) -> !b
    relax.condition(%go) %p, %i, %a, %w, %q
  } do {
  ^bb0(%p: !x, %i: !i, %a: !x, %w: !x, %q: !x):
    %j = relax.add %i, %one : (!i, !i) -> !i
    %s:3 = relax.while (%m = %zero, %c = %a, %d = %q) : (!i, !x, !x) -> (!i, !x, !x) {
      %go = relax.less %m, %j : (!i, !i) -> !b
      relax.condition(%go) %m, %c, %d
    } do {
    ^bb0(%m: !i, %c: !x, %d: !x):
      %0 = relax.add %m, %one : (!i, !i) -> !i
      %1 = relax.tanh %w : (!x) -> !x
      %2 = relax.add %c, %1 : (!x, !x) -> !x
      %3 = relax.exp %d : (!x) -> !x
      relax.yield %0, %2, %3
    }
    %t = relax.sqrt %p : (!x) -> !x
    relax.yield %j, %s#1, %s#2, %w, %t
  }
  relax.return %r#2, %r#3
}
"""

ADAPTERS = """
!x = !relax.tensor<[n, 48], f64>
!w = !relax.tensor<[48, 32], f64>
!y = !relax.tensor<[n, 32], f64>
!t = !relax.tensor<[32, 48], f64>
!s = !relax.tensor<[], f64>
relax.func @scaled(%x: !x, %w: !w, %a: !relax.tensor<[48, r], f64>, %b: !relax.tensor<[r, 32], f64>, %s: !s) -> !y
    attributes {sym.ranges = {r = array<i64: 1, 8>}} {
  %c = relax.constant dense<0.25> : tensor<f64>
  %0 = relax.matmul %a, %b : (!relax.tensor<[48, r], f64>, !relax.tensor<[r, 32], f64>) -> !w
  %1 = relax.multiply %s, %0 : (!s, !w) -> !w
  %2 = relax.divide %1, %c : (!w, !s) -> !w
  %3 = relax.add %2, %w : (!w, !w) -> !w
  %4 = relax.matmul %x, %3 : (!x, !w) -> !y
  relax.return %4
}
relax.func @transposed(%x: !x, %w: !t, %a: !relax.tensor<[r, 48], f64>, %b: !relax.tensor<[32, r], f64>, %s: !s) -> !y
    attributes {sym.ranges = {r = array<i64: 1, 8>}} {
  %0 = relax.matmul %b, %a : (!relax.tensor<[32, r], f64>, !relax.tensor<[r, 48], f64>) -> !t
  %1 = relax.multiply %0, %s : (!t, !s) -> !t
  %2 = relax.add %w, %1 : (!t, !t) -> !t
  %3 = relax.permute_dims %2 : (!t) -> !w
  %4 = relax.matmul %x, %3 : (!x, !w) -> !y
  relax.return %4
}
"""

CLEAN_UP = "relax-canonicalize-bindings,relax-merge-symbols,cse,relax-eliminate-dead-code"
SIGNATURES = ("relax-expand-tuple-arguments,relax-resolve-closures,canonicalize,relax-remove-unused-outputs,"
              "relax-eliminate-dead-code,relax-remove-unused-parameters")


def example(*shape):
    return np.random.default_rng(7).standard_normal(shape).astype("f4")


class PassesTest(unittest.TestCase):
    def check(self, text, pipelines, inputs, expected, absent=()):
        for pipeline in [""] + pipelines:
            program = Program(text, pipeline)
            for op in absent if pipeline else ():
                self.assertNotIn(op, program.text, pipeline)
            for arguments in inputs:
                with self.subTest(pipeline=pipeline, shapes=[getattr(value, "shape", value) for value in arguments]):
                    results = program.call(*arguments)
                    wanted = expected(*arguments)
                    self.assertEqual(len(results), len(wanted))
                    for result, want in zip(results, wanted):
                        np.testing.assert_allclose(result, want, rtol=1e-5, atol=1e-5)

    def test_clean_up_of_casts(self):
        x, y = example(3, 4), example(2, 2)
        self.check(CASTS, [CLEAN_UP, CLEAN_UP + "," + CLEAN_UP, "relax-convert-to-dataflow," + CLEAN_UP],
                   [(x, y), (example(1, 1), y)], lambda x, y: [x + x], ["permute_dims"])

    def test_signatures(self):
        pipelines = [SIGNATURES, SIGNATURES + "," + CLEAN_UP, SIGNATURES + "," + SIGNATURES]
        self.check(CALLS, pipelines, [(example(5),), (example(1),)], lambda x: [np.concatenate([x, x, x])],
                   ["make_closure", "relax.tuple("])

    def test_lambdas(self):
        def expected(x, w):
            y = np.concatenate([x, x])
            for _ in range(3):
                y = y * np.float32(0.5) + w
            return y + x.sum()

        pipelines = ["", "relax-lambda-lift", "relax-lambda-lift,relax-resolve-closures,relax-inline-functions," + CLEAN_UP]
        for pipeline in pipelines:
            for mode in ["bytecode", "compiled"]:
                for level in [0, 2]:
                    program = Program(LAMBDA, pipeline)
                    for size in [3, 1]:
                        with self.subTest(pipeline=pipeline, mode=mode, level=level, size=size):
                            x, w = example(size), example(2 * size)
                            result, = program.call(x, w, level=level, mode=mode)
                            np.testing.assert_allclose(result, expected(x, w), rtol=1e-5, atol=1e-5)
            if pipeline:
                self.assertNotIn("relax.lambda ", program.text)

    def test_loops(self):
        y = example(4) + np.float32(1)
        for pipeline in ["", CLEAN_UP, CLEAN_UP + ",relax.func(loop-invariant-code-motion)"]:
            for level, mode in [(0, "bytecode"), (2, "bytecode"), (2, "compiled")]:
                program = Program(LOOPS, pipeline)
                for op in ["relax.exp", "relax.sqrt", "%w"] if pipeline else []:
                    self.assertNotIn(op, program.text, pipeline)
                for rounds in [0, 1, 3]:
                    with self.subTest(pipeline=pipeline, mode=mode, level=level, rounds=rounds):
                        x = example(4)
                        results = program.call(x, y, np.array(rounds), level=level, mode=mode)
                        # The inner loop runs once in the first round, twice in the second one.
                        want = x + rounds * (rounds + 1) // 2 * np.tanh(y)
                        np.testing.assert_allclose(results[0], want, rtol=1e-5, atol=1e-5)
                        np.testing.assert_array_equal(results[1], y)

    def test_adapters(self):
        generator = np.random.default_rng(11)
        for pipeline in ["", "relax.func(relax-expand-matmul-of-sum,relax-adjust-matmul-order)"]:
            program = Program(ADAPTERS, pipeline)
            # Each function has x.W, x.A and (x.A).B behind the passes.
            self.assertEqual(program.text.count("relax.matmul"), 6 if pipeline else 4)
            for n, r in [(3, 2), (1, 8), (0, 1)]:
                with self.subTest(pipeline=pipeline, n=n, r=r):
                    x, w, a, b = (generator.standard_normal(shape) for shape in [(n, 48), (48, 32), (48, r), (r, 32)])
                    s = np.array(0.5)
                    result, = program.call(x, w, a, b, s, function="scaled")
                    np.testing.assert_allclose(result, x @ (w + s / 0.25 * (a @ b)), rtol=1e-12, atol=1e-12)
                    result, = program.call(x, w.T.copy(), a.T.copy(), b.T.copy(), s, function="transposed")
                    np.testing.assert_allclose(result, x @ (w + s * (a @ b)), rtol=1e-12, atol=1e-12)

    def test_constants(self):
        w = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 0, 1]], "f4").T

        def expected(x):
            return [x @ (w - w.mean(axis=0)), np.array([x.shape[0] + 2, 5])]

        self.check(CONSTANTS, ["relax-fold-constants", "relax-fold-constants," + CLEAN_UP], [(example(2, 3),), (example(5, 3),)],
                   expected, ["relax.mean", "relax.permute_dims", "relax.subtract"])

    def test_specialised_sizes(self):
        pipelines = ["relax-specialize-dims{dims=n=1;n=4,k=3}", "relax-specialize-dims{dims=n=1;n=4,k=3},relax-inline-functions,cse"]
        inputs = [(example(n, k), example(5, k), example(5)) for n, k in [(1, 2), (4, 3), (4, 2), (2, 2)]]
        self.check(SCALED, pipelines, inputs, lambda x, w, b: [x @ (w.T * np.float32(0.5)) + b])

    def test_bound_sizes(self):
        program = Program(SCALED, "relax-bind-symbolic-dims{dims=n=4,k=3}")
        x, w, b = example(4, 3), example(5, 3), example(5)
        np.testing.assert_allclose(program.call(x, w, b)[0], x @ (w.T * np.float32(0.5)) + b, rtol=1e-5, atol=1e-5)
        with self.assertRaisesRegex(AssertionError, "4"):
            program.call(example(2, 3), w, b)

    def test_lifted_weights(self):
        x, w, b = example(4, 3), example(5, 3), example(5)
        want = x @ (w.T * np.float32(0.5)) + b
        for pipeline in ["relax-lift-transform-params", "relax-lift-transform-params,relax-lift-transform-params," + CLEAN_UP]:
            program = Program(SCALED, pipeline)
            weights = program.call(w, b, function="main_transform_params")
            self.assertEqual([weight.shape for weight in weights], [(5,), (3, 5)])
            np.testing.assert_allclose(program.call(x, *weights)[0], want, rtol=1e-5, atol=1e-5)

    def test_bound_and_bundled_weights(self):
        x, w, b = example(4, 3), example(5, 3), example(5)
        want = x @ (w.T * np.float32(0.5)) + b
        folder = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        np.save(os.path.join(folder, "w.npy"), w)
        np.save(os.path.join(folder, "b.npy"), b)
        bound = "relax-bind-params{params=w=%s/w.npy,b=%s/b.npy}" % (folder, folder)
        for pipeline in [bound, bound + ",relax-fold-constants," + CLEAN_UP]:
            program = Program(SCALED, pipeline)
            np.testing.assert_allclose(program.call(x)[0], want, rtol=1e-5, atol=1e-5)
        self.assertNotIn("permute_dims", program.text)

    def test_bundled_weights_compile(self):
        # A tuple with symbolic fields as a parameter, through every stage and both modes.
        text = Program(SCALED, "relax-bundle-params").path
        for mode in ["bytecode", "compiled"]:
            run(RELAXC, text, "-o", text + ".so", "--exec-mode=" + mode)
        signature = run(RELAX_RUN, text + ".so", "--signature")
        self.assertIn("tuple", signature)


# Every operator that becomes one of its operands, with the rest that must not.
IDENTITIES = """
!f = !relax.tensor<[n, 4], f32>
!i = !relax.tensor<[n, 4], i32>
!s = !relax.tensor<[], f32>
!j = !relax.tensor<[], i32>
relax.func @main(%x: !f, %y: !f, %i: !i) -> (!f, !f, !f, !f, !f, !f, !f, !f, !f, !f, !f, !f, !f, !i, !i, !i, !i, !i) {
  %one = relax.constant dense<1.0> : tensor<f32>
  %zero = relax.constant dense<0.0> : tensor<f32>
  %minus = relax.constant dense<-0.0> : tensor<f32>
  %true = relax.constant dense<true> : tensor<i1>
  %a0 = relax.multiply %one, %x : (!s, !f) -> !f
  %a1 = relax.subtract %x, %zero : (!f, !s) -> !f
  %a2 = relax.subtract %x, %minus : (!f, !s) -> !f
  %a3 = relax.add %x, %zero : (!f, !s) -> !f
  %a4 = relax.add %x, %minus : (!f, !s) -> !f
  %a5 = relax.divide %x, %one : (!f, !s) -> !f
  %a6 = relax.power %x, %one : (!f, !s) -> !f
  %b0 = relax.negative %x : (!f) -> !f
  %b1 = relax.negative %b0 : (!f) -> !f
  %b2 = relax.relu %x : (!f) -> !f
  %b3 = relax.relu %b2 : (!f) -> !f
  %b4 = relax.floor %x : (!f) -> !f
  %b5 = relax.ceil %b4 : (!f) -> !f
  %b6 = relax.flip %x axis = 0 : (!f) -> !f
  %b7 = relax.flip %b6 axis = -2 : (!f) -> !f
  %c0 = relax.maximum %x, %x : (!f, !f) -> !f
  %c1 = relax.where %true, %x, %y : (!relax.tensor<[], i1>, !f, !f) -> !f
  %c2 = relax.add %x, %y : (!f, !f) -> !f
  %c3 = relax.add %y, %x : (!f, !f) -> !f
  %c4 = relax.multiply %c2, %c3 : (!f, !f) -> !f
  %ione = relax.constant dense<1> : tensor<i32>
  %izero = relax.constant dense<0> : tensor<i32>
  %d0 = relax.add %izero, %i : (!j, !i) -> !i
  %d1 = relax.floor_divide %i, %ione : (!i, !j) -> !i
  %d2 = relax.bitwise_not %i : (!i) -> !i
  %d3 = relax.bitwise_not %d2 : (!i) -> !i
  %d4 = relax.abs %i : (!i) -> !i
  %d5 = relax.abs %d4 : (!i) -> !i
  %d6 = relax.power %i, %ione : (!i, !j) -> !i
  relax.return %a0, %a1, %a2, %a3, %a4, %a5, %a6, %b1, %b3, %b5, %b7, %c0, %c4, %d0, %d1, %d3, %d5, %d6
}
"""

# Branches that are decided, a loop without rounds, and pieces of what is put together of them.
PIECES = """
!x = !relax.tensor<[n, 4], f32>
!y = !relax.tensor<[m, 4], f32>
!xy = !relax.tensor<[m + n, 4], f32>
!c = !relax.tensor<[], i1>
relax.func @main(%x: !x, %y: !y, %c: !c) -> (!y, !x, !xy, !x, !x, !x) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  %e = sym.value m + n : !sym.int<m + n>
  %zero = sym.value 0 : !sym.int<0>
  %0 = relax.concat %x, %y axis = 0 : (!x, !y) -> !xy
  %1:2 = relax.split %0 sizes = [%n, %m] axis = 0 : (!xy, !sym.int<n>, !sym.int<m>) -> (!x, !y)
  %2 = relax.strided_slice %0 begin = [%zero] end = [%n] axes = [0] : (!xy, !sym.int<0>, !sym.int<n>) -> !x
  %3 = relax.exp %0 : (!xy) -> !xy
  %4:2 = relax.split %3 sizes = [%n, %m] axis = 0 : (!xy, !sym.int<n>, !sym.int<m>) -> (!x, !y)
  %5 = relax.concat %4#0, %4#1 axis = 0 : (!x, !y) -> !xy
  %6 = relax.if %c : !c -> (!x) {
    %a = relax.if %c : !c -> (!x) {
      %b = relax.exp %x : (!x) -> !x
      relax.yield %b
    } else {
      %b = relax.sin %x : (!x) -> !x
      relax.yield %b
    }
    relax.yield %a
  } else {
    relax.yield %x
  }
  %7 = relax.if %c : !c -> (!x) {
    %a = relax.abs %x : (!x) -> !x
    relax.yield %a
  } else {
    %a = relax.abs %x : (!x) -> !x
    relax.yield %a
  }
  %stop = relax.constant dense<false> : tensor<i1>
  %8 = relax.while (%a = %x) : (!x) -> !x {
    %b = relax.negative %a : (!x) -> !x
    relax.condition(%stop) %b
  } do {
  ^bb0(%a: !x):
    %b = relax.exp %a : (!x) -> !x
    relax.yield %b
  }
  relax.return %1#1, %2, %5, %6, %7, %8
}
"""


class Identities(unittest.TestCase):
    def assertSameBits(self, got, want):
        self.assertEqual((got.dtype, got.shape), (want.dtype, want.shape))
        # Which NaN it is nobody promises.
        if got.dtype == np.float32:
            np.testing.assert_array_equal(np.isnan(got), np.isnan(want))
            got, want = (np.where(np.isnan(array), np.float32(0), array) for array in (got, want))
        np.testing.assert_array_equal(np.ascontiguousarray(got).view(np.uint32), np.ascontiguousarray(want).view(np.uint32))

    def test_bits(self):
        x = np.array([[0.0, -0.0, np.inf, -np.inf], [np.nan, 1e-45, -3.4e38, 2.5]], np.float32)
        y = np.array([[-0.0, -0.0, -np.inf, 1.0], [1.0, -1e-45, 1.0, -0.5]], np.float32)
        i = np.array([[0, -1, 2**31 - 1, -(2**31)], [7, -7, 1, -2]], np.int32)
        with np.errstate(all="ignore"):
            total = (x + y) * (x + y)
            want = [x, x, x + np.float32(0), x + np.float32(0), x, x, x, x, np.maximum(x, np.float32(0)), np.floor(x), x, x, total]
        want += [i, i, i, np.abs(i), i]
        for level in [0, 2]:
            got = Program(IDENTITIES).call(x, y, i, level=level)
            self.assertEqual(len(got), len(want))
            for index, (result, expected) in enumerate(zip(got, want)):
                with self.subTest(level=level, result=index):
                    # The sign of relu(-0.0) is not said.
                    if index == 8:
                        result, expected = result + np.float32(0), expected + np.float32(0)
                    self.assertSameBits(result, expected)

    def test_pieces_and_branches(self):
        for n, m in [(3, 2), (0, 2), (1, 1)]:
            x, y = example(n, 4), example(m, 4)
            for c in [True, False]:
                want = [y, x, np.exp(np.concatenate([x, y])), np.exp(x) if c else x, np.abs(x), -x]
                for level in [0, 2]:
                    got = Program(PIECES).call(x, y, np.array(c), level=level)
                    self.assertEqual(len(got), len(want))
                    for result, expected in zip(got, want):
                        np.testing.assert_allclose(result, expected, rtol=1e-6)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
