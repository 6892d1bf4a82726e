"""Runs the benchmarks and prints one table each, beside the named peer measured in the same run.

usage: bench.py BAZEL_BIN [dispatch|compile|all] [--quick]
       bench.py BAZEL_BIN models [--quick] [--mode=bytecode|compiled] [NAME...]
       bench.py BAZEL_BIN launches|memory|passes|levels|page [--quick] [NAME...]

dispatch  nanoseconds a call over a chain of 1000 tiny kernels, allocation included; peer: ONNX Runtime over the same
          chain of Add nodes (needs node and npm; the package onnxruntime-node is installed into a cache folder)
compile   seconds from MLIR text to the finished library: chains with shared and with distinct kernels
models    whole models: outputs and latency beside ONNX Runtime (see models/models.py; not part of all)
launches, memory, passes, levels, page
          of whole models: kernels an inference starts, peak memory, time of each pass, results at -O0 to -O3, and the first two as a page (tables.py)

Nothing is asserted: machines are shared, so read ratios of one run, not absolute figures.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
UNITS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}
ORT_PACKAGE = "onnxruntime-node@1.30.0"


def note(text):
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


def table(title, header, rows):
    print("\n" + title)
    cells = [header] + [[str(c) for c in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    for row in cells:
        print("  " + "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))))


def generate(arguments, path):
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, os.path.join(HERE, "chains.py")] + arguments, stdout=out, check=True)
    return path


def compile_library(binaries, source, library, *options):
    """Seconds of wall time of one relaxc."""
    start = time.perf_counter()
    subprocess.run([os.path.join(binaries, "tools", "relaxc"), source, "-o", library] + list(options), check=True)
    return time.perf_counter() - start


def median_ns(binaries, library, inputs, runs):
    command = [os.path.join(binaries, "tools", "relax-run"), library, "--benchmark", str(runs)]
    for spec in inputs:
        command += ["--input", spec]
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    match = re.search(r"median[^0-9]*([0-9.]+)\s*(ns|us|ms|s)\b", text)
    if not match:
        sys.exit("no median in the output of relax-run --benchmark:\n" + text)
    return float(match.group(1)) * UNITS[match.group(2)]


def ort_folder():
    """The folder that holds onnxruntime-node, or None with a message."""
    if not shutil.which("node") or not shutil.which("npm"):
        print("  (no node and npm here: the peer is not measured)")
        return None
    folder = os.path.join(os.path.expanduser("~"), ".cache", "relax-mlir", "ort")
    if not os.path.isdir(os.path.join(folder, "node_modules", "onnxruntime-node")):
        os.makedirs(folder, exist_ok=True)
        note("installing " + ORT_PACKAGE)
        done = subprocess.run(["npm", "install", ORT_PACKAGE, "--ignore-scripts", "--silent"], cwd=folder)
        if done.returncode != 0:
            print("  (%s could not be installed: the peer is not measured)" % ORT_PACKAGE)
            return None
    return folder


def ort_chain_ns(folder, model, calls):
    command = ["node", os.path.join(HERE, "ort_chain.mjs"), folder, model]
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(text)["median_ns"] / calls


def dispatch(binaries, quick, work):
    calls, runs, rounds = 1000, 200 if quick else 1000, 1 if quick else 5
    figures = {}
    libraries = {}
    for symbolic in (False, True):
        source = generate(["dispatch", str(calls)] + (["--symbolic"] if symbolic else []),
                          os.path.join(work, "dispatch%d.mlir" % symbolic))
        for mode in ("bytecode", "compiled"):
            library = os.path.join(work, "dispatch_%s%d.so" % (mode, symbolic))
            # At -O2 the chain would become one kernel.
            compile_library(binaries, source, library, "-O1", "--exec-mode=" + mode)
            libraries[mode, symbolic] = library
    print("")
    peer_folder = ort_folder()
    model = os.path.join(work, "chain.onnx")
    subprocess.run([sys.executable, os.path.join(HERE, "chains.py"), "onnx", str(calls), model], check=True)
    for _ in range(rounds):  # interleaved, so that a busy neighbour hits all alike
        for key, library in libraries.items():
            figures.setdefault(key, []).append(median_ns(binaries, library, ["0=random:1:f32"], runs) / calls)
        if peer_folder:
            figures.setdefault("ort", []).append(ort_chain_ns(peer_folder, model, calls))
    ort = statistics.median(figures["ort"]) if "ort" in figures else None
    rows = []
    for (mode, symbolic) in libraries:
        value = statistics.median(figures[mode, symbolic])
        rows.append(["%s, %s dimension" % (mode, "symbolic" if symbolic else "static"), "%.1f" % value,
                     "%.2f" % (value / ort) if ort else "-"])
    if ort:
        rows.append(["ONNX Runtime 1.30.0, one thread", "%.1f" % ort, "1.00"])
    table("Dispatch: chain of %d tiny kernels, allocation included" % calls, ["", "ns a call", "of the peer"], rows)


def count_kernels(binaries, library):
    """How many kernels the code of a library has."""
    text = subprocess.run([os.path.join(binaries, "tools", "relax-run"), library, "--dump"], stdout=subprocess.PIPE,
                          text=True, check=True).stdout
    return int(re.search(r"^kernels \((\d+)\)", text, re.MULTILINE).group(1))


def compile_time(binaries, quick, work):
    """At -O1 each operator has a kernel, as in the reference system's default; at -O2 five of the chain become one."""
    rows = []
    cases = [("shared", n, mode) for n in ((100, 1000) if quick else (100, 1000, 5000)) for mode in ("bytecode", "compiled")]
    cases += [("distinct", n, "bytecode") for n in ((100,) if quick else (100, 1000))]
    for level in ("-O1", "-O2"):
        for kind, count, mode in cases:
            source = generate([kind, str(count)], os.path.join(work, "%s%d.mlir" % (kind, count)))
            library = os.path.join(work, "out.so")
            note("%s %d %s %s" % (kind, count, mode, level))
            seconds = statistics.median(compile_library(binaries, source, library, level, "--exec-mode=" + mode)
                                        for _ in range(1 if quick or count >= 1000 else 3))
            kernels = count_kernels(binaries, library)
            rows.append(["%s, %d operators, %s kernels, %s" % (level, count, kind, mode), "%.3f" % seconds,
                         "%.2f" % (seconds / count * 1e3), kernels, "%.1f" % (seconds / kernels * 1e3) if kind == "distinct" else ""])
    table("Compile time, text to library", ["", "seconds", "ms an operator", "kernels", "ms a kernel"], rows)


def main():
    if sys.argv[2:3] == ["models"]:
        script = os.path.join(HERE, "models", "models.py")
        return subprocess.run([sys.executable, script, sys.argv[1]] + sys.argv[3:]).returncode
    if sys.argv[2:3] and sys.argv[2] in ("launches", "memory", "passes", "levels", "page"):
        return subprocess.run([sys.executable, os.path.join(HERE, "tables.py")] + sys.argv[1:]).returncode
    arguments = [a for a in sys.argv[1:] if a != "--quick"]
    quick = "--quick" in sys.argv[1:]
    if not arguments or any(a not in ("dispatch", "compile", "all") for a in arguments[1:]):
        print(__doc__, file=sys.stderr)
        return 2
    binaries, wanted = arguments[0], set(arguments[1:] or ["all"])
    with tempfile.TemporaryDirectory() as work:
        if wanted & {"dispatch", "all"}:
            dispatch(binaries, quick, work)
        if wanted & {"compile", "all"}:
            compile_time(binaries, quick, work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
