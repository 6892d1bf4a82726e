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


def decoder(generate, layers, work):
    subprocess.run([sys.executable, generate, work, "decoder:%d" % layers], check=True)
    return os.path.join(work, "decoder:%d.onnx" % layers)


def main(relaxc, chains, generate):
    failed = False
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as work:
        cases = [("chain of shared kernels", 1250, lambda n: chain(chains, "shared", n, work)),
                 ("chain of distinct kernels", 250, lambda n: chain(chains, "distinct", n, work)),
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
