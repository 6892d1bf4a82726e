"""Compiles programs of one length and of four times that: the passes may take four times as long, not sixteen.

usage: scaling_test.py RELAXC CHAINS.py GENERATE.py

Processor time of relaxc up to the virtual machine's instructions (LLVM apart), the least of three. What a run costs without a
program is taken off. A bound of eight leaves room for what is not quite linear. A busy machine may spoil one measurement (what
is taken off was measured while it was busier): what is beyond the bound is measured anew, and what grows too fast does so again.
"""

import os
import resource
import subprocess
import sys
import tempfile

BOUND = 8
ATTEMPTS = 3


def seconds(relaxc, source):
    """Processor seconds of the compiler, at its best."""
    best = float("inf")
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([relaxc, source, "--emit=vm", "-O2", "--threads=1", "-o", os.devnull], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return best


def chain(chains, kind, count, work):
    path = os.path.join(work, "chain.mlir")
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, chains, kind, str(count)], stdout=out, check=True)
    return path


TENSOR, NUMBER, FLAG = "!relax.tensor<[n, 4], f32>", "!relax.tensor<[], i64>", "!relax.tensor<[], i1>"


def function(body, result, work):
    """A program of one function of a flag and a tensor, in which %v0 is a tensor and %zero, %one and %two are numbers."""
    lines = ["relax.func @main(%%c: %s, %%x: %s) -> %s {" % (FLAG, TENSOR, TENSOR)]
    lines += ["%%%s = relax.constant dense<%d> : tensor<i64>" % (name, i) for i, name in enumerate(["zero", "one", "two"])]
    lines += ["%%v0 = relax.tanh %%x : (%s) -> %s" % (TENSOR, TENSOR)] + body + ["relax.return %s" % result, "}"]
    path = os.path.join(work, "function.mlir")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    return path


def unary(name, result, operand):
    axis = " axis = 0" if name == "cumsum" else ""
    return "%s = relax.%s %s%s : (%s) -> %s" % (result, name, operand, axis, TENSOR, TENSOR)


def ifs(name, count, work):
    """One `if` after the other, all on one condition; each gets the result of the one before."""
    body = []
    for i in range(count):
        body += ["%%v%d = relax.if %%c : %s -> (%s) {" % (i + 1, FLAG, TENSOR), unary(name, "%a", "%%v%d" % i), "relax.yield %a",
                 "} else {", "relax.yield %%v%d" % i, "}"]
    return function(body, "%%v%d" % count, work)


def nested_ifs(count, work):
    """Each `if` in a branch of the one around it."""
    body = []
    for i in range(count):
        body += ["%%w%d = relax.if %%c : %s -> (%s) {" % (i, FLAG, TENSOR), unary("cumsum", "%%v%d" % (i + 1), "%%v%d" % i)]
    for i in reversed(range(count)):
        body += ["relax.yield %s" % ("%%w%d" % (i + 1) if i + 1 < count else "%%v%d" % count), "} else {", "relax.yield %%v%d" % i, "}"]
    return function(body, "%w0", work)


def whiles(count, work):
    """One loop after the other; each begins with the result of the one before."""
    body, types = [], "(%s, %s)" % (NUMBER, TENSOR)
    for i in range(count):
        body += ["%%p%d, %%v%d = relax.while (%%i = %%zero, %%a = %%v%d) : %s -> %s {" % (i, i + 1, i, types, types),
                 "%%g = relax.less %%i, %%two : (%s, %s) -> %s" % (NUMBER, NUMBER, FLAG), "relax.condition(%g) %i, %a", "} do {",
                 "^bb0(%%i: %s, %%a: %s):" % (NUMBER, TENSOR), "%%j = relax.add %%i, %%one : (%s, %s) -> %s" % (NUMBER, NUMBER, NUMBER),
                 unary("cumsum", "%b", "%a"), "relax.yield %j, %b", "}"]
    return function(body, "%%v%d" % count, work)


def fan(count, work):
    """Kernels that all read one tensor."""
    scalar = "!relax.tensor<[], f32>"
    body = [unary("cumsum", "%y", "%v0"), "%%s0 = relax.max %%y axis = [0, 1] : (%s) -> %s" % (TENSOR, scalar)]
    for i in range(count):
        body += ["%%k%d = relax.constant dense<%d.0> : tensor<f32>" % (i, i),
                 "%%m%d = relax.multiply %%y, %%k%d : (%s, %s) -> %s" % (i, i, TENSOR, scalar, TENSOR),
                 "%%r%d = relax.max %%m%d axis = [0, 1] : (%s) -> %s" % (i, i, TENSOR, scalar),
                 "%%s%d = relax.add %%s%d, %%r%d : (%s, %s) -> %s" % (i + 1, i, i, scalar, scalar, scalar)]
    body.append("%%z = relax.add %%y, %%s%d : (%s, %s) -> %s" % (count, TENSOR, scalar, TENSOR))
    return function(body, "%z", work)


def decoder(generate, layers, work):
    subprocess.run([sys.executable, generate, work, "decoder:%d" % layers], check=True)
    return os.path.join(work, "decoder:%d.onnx" % layers)


def main(relaxc, chains, generate):
    failed = False
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as work:
        cases = [("chain of shared kernels", 1250, lambda n: chain(chains, "shared", n, work)),
                 ("chain of distinct kernels", 250, lambda n: chain(chains, "distinct", n, work)),
                 ("consecutive ifs", 500, lambda n: ifs("cumsum", n, work)),
                 ("consecutive ifs of kernels that may work in place", 250, lambda n: ifs("tanh", n, work)),
                 ("nested ifs", 50, lambda n: nested_ifs(n, work)),
                 ("consecutive whiles", 250, lambda n: whiles(n, work)),
                 ("kernels that read one tensor", 250, lambda n: fan(n, work)),
                 ("decoder", 8, lambda n: decoder(generate, n, work))]
        for name, size, make in cases:
            for _ in range(ATTEMPTS):
                nothing = seconds(relaxc, chain(chains, "shared", 1, work))
                small, large = (max(seconds(relaxc, make(n)) - nothing, 0.01) for n in (size, 4 * size))
                print("%s: %d takes %.3f s, %d takes %.3f s, %.1f times as long" %
                      (name, size, small, 4 * size, large, large / small))
                if large / small <= BOUND:
                    break
            else:
                print("FAILED: more than %d times" % BOUND)
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
