"""Tables about what the compiler makes of whole models: kernels, memory, compile time, and that every level is right.

usage: tables.py BAZEL_BIN launches|memory|passes|levels|page [--quick] [NAME...]

launches  kernels that one inference starts at -O0 and -O2, beside its anchors: the operators that no fusion removes
memory    peak of live tensors of one inference beside the lower bound, and beside what ONNX Runtime takes
passes    milliseconds of each MLIR pass on each model, one thread; marks one above a quarter of MLIR's time. Then chains
          and decoders of growing length: time must grow with them, not faster
launches, memory and passes exit with 1 where a limit is exceeded (MAX_... in the script).

levels    every model at -O0 to -O3 in both execution modes against -O0; all shapes, --quick takes the first
page      launches and memory as Markdown: docs/models.md

Models as in models.py: generated, or fetched from npm. NAME is one of them; without any, all.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "models"))
sys.path.insert(0, HERE)
import bench  # noqa: E402
import models  # noqa: E402

# One kernel each in the best of programs. Batch norms fold into convolutions. Norms and softmaxes that the exporter spelled
# out are counted by what they must have: a mean of squares under a root, the sum of an exponential.
ANCHORS = {
    "convolution": r"relax\.conv[123]d(_transpose)?\b",
    "matmul": r"relax\.(matmul|einsum)\b",
    "pooling": r"relax\.((adaptive_)?(max|avg)_pool\w*|mean .* axis = \[2, 3\])",
    "recurrence": r"relax\.(lstm|gru|rnn)\b",
    "resize": r"relax\.resize\w*",
    "softmax": r"relax\.(log_)?softmax\b",
    "norm": r"relax\.(layer|rms|group|instance|l2)_norm\w*|relax\.(r?sqrt)\b",
    "attention": r"relax\.attention\b",
}
LAYERS = {"minilm_l6": 6, "llama15m": 6}
# What must not be exceeded: kernels an anchor or, of language models, a layer; the peak of memory over the lower bound; the
# part of MLIR's time that one pass takes.
MAX_PER_ANCHOR, MAX_PER_LAYER = 1, {"minilm_l6": 12, "llama15m": 16}
MAX_OF_THE_BOUND = 1.15
MAX_OF_MLIR = 0.25


def tool(binaries, name):
    return os.path.join(binaries, "tools", name)


def run(command, **arguments):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **arguments)
    if done.returncode != 0:
        raise RuntimeError("%s: exit code %d\n%s" % (" ".join(command[:3]), done.returncode, done.stderr[-2000:]))
    return done.stdout + done.stderr


def each_model(names):
    """(name, model, path) of what can be had."""
    for name in names:
        path = models.fetch(name, models.MODELS[name])
        if path:
            yield name, models.MODELS[name], path
        else:
            print("  (%s could not be fetched)" % name)


def compile_model(binaries, path, library, *options):
    run([tool(binaries, "relaxc"), path, "-o", library] + list(options))
    return library


def count_anchors(binaries, path, work):
    """Of each kind, how many operators the imported graph has."""
    text = os.path.join(work, "graph.mlir")
    run([tool(binaries, "relaxc"), path, "--emit=relax", "-o", text])
    counts = dict.fromkeys(ANCHORS, 0)
    with open(text, encoding="utf-8") as lines:
        for line in lines:
            for kind, pattern in ANCHORS.items():
                counts[kind] += "relax.constant" not in line and bool(re.search(r"= (%s)" % pattern, line))
    return counts


def trace(binaries, library, inputs, work):
    """The events of one inference, by category."""
    path = os.path.join(work, "trace.json")
    run([tool(binaries, "relax-run"), library, "--threads=1", "--profile=" + path, "--output-dir",
         os.path.join(work, "profiled")] + inputs)
    with open(path, encoding="utf-8") as source:
        events = json.load(source)["traceEvents"]
    counts = {}
    for event in events:
        counts.setdefault(event.get("cat"), []).append(event)
    return counts


def count_launches(binaries, names, quick):
    """A row of the table for each model and shape: name, shapes, kernels at -O0 and -O2, packed functions, anchors, ..."""
    rows = []
    for name, model, path in each_model(names):
        for case in model.cases[:1] if quick else model.cases:
            with tempfile.TemporaryDirectory() as work:
                bench.note(name)
                anchors = count_anchors(binaries, path, work)
                inputs = models.write_inputs(case, work)
                kernels = []
                for level in ("-O0", "-O2"):
                    events = trace(binaries, compile_model(binaries, path, os.path.join(work, "m.so"), level), inputs, work)
                    kernels.append(len(events.get("kernel", [])))
                    packed = len(events.get("packed", []))
                total = sum(anchors.values())
                kinds = ", ".join("%s %d" % (kind, count) for kind, count in anchors.items() if count)
                rows.append([name, models.shapes_of(case), kernels[0], kernels[1], packed, total,
                             "%.2f" % (kernels[1] / total) if total else "-",
                             "%.1f" % (kernels[1] / LAYERS[name]) if name in LAYERS else "", kinds])
    return rows


LAUNCHES = ("Kernels that one inference starts",
            ["", "first input", "-O0", "-O2", "packed", "anchors", "per anchor", "per layer", "anchors by kind"])
MEMORY = ("Peak of live tensors of one inference, MiB, arguments and weights left out",
          ["", "first input", "-O0", "-O2", "lower bound", "of the bound", "ONNX Runtime"])


def max_launches(name, anchors):
    """How many kernels one inference of a model may start."""
    if name in MAX_PER_LAYER:
        return MAX_PER_LAYER[name] * LAYERS[name]
    return MAX_PER_ANCHOR * anchors


def launches(binaries, names, quick):
    rows = count_launches(binaries, names, quick)
    bench.table(*LAUNCHES, rows)
    return exceeded("%s starts %d kernels, %d at the most" % (row[0], row[3], limit) for row in rows
                    for limit in [max_launches(row[0], row[5])] if row[3] > limit)


def exceeded(messages):
    """Prints what is beyond a limit; the exit code."""
    messages = list(messages)
    for message in messages:
        print("FAILED: " + message)
    return 1 if messages else 0


def peak_bytes(binaries, library, inputs):
    """Bytes of tensors and workspaces at the most, beyond what the arguments take and without headers."""
    text = run([tool(binaries, "relax-run"), library, "--threads=1", "--memory-summary",
                "--output-dir=" + os.path.dirname(library)] + inputs)
    return int(re.search(r"memory: (\d+) bytes at most without headers", text).group(1))


def mib(count):
    return "%.2f" % (count / 2**20)


def symbol_values(binaries, library, folder):
    """NAME=VALUE of each symbol that stands bare in a parameter of @main, for the inputs in a folder."""
    signature = json.loads(run([tool(binaries, "relax-run"), library, "--signature=json"]))
    with open(os.path.join(folder, "inputs.json"), encoding="utf-8") as source:
        shapes = {entry["name"]: entry["shape"] for entry in json.load(source)}
    values = {}
    for function in signature["functions"]:
        for argument in function["args"] if function["name"] == "main" else []:
            for dim, size in zip(argument.get("shape") or [], shapes.get(argument["name"], [])):
                if isinstance(dim, str) and re.fullmatch(r"\w+", dim):
                    values.setdefault(dim, size)
    return ["%s=%d" % item for item in values.items()]


def lower_bound(binaries, path, dims, work):
    """Bytes of the largest set of tensors that live at a time, as relax-estimate-memory counts them; None where it is no
    number for these sizes."""
    kernels = os.path.join(work, "kernels.mlir")
    if not os.path.exists(kernels):
        run([tool(binaries, "relaxc"), path, "-O2", "--emit=tir", "-o", kernels])
    text = run([os.path.join(binaries, "relax-opt", "relax-opt"), kernels, "-o", os.devnull,
                "--mlir-print-op-on-diagnostic=false", "--pass-pipeline=builtin.module(relax-use-inplace-calls,"
                "relax-lower-calls,relax-alternate-loop-tensors,relax-plan-memory,relax-estimate-memory{dims=%s})" %
                ",".join(dims)])
    bound = re.search(r"lower bound: (?:.* = )?(\d+)$", text, re.MULTILINE)
    return int(bound.group(1)) if bound else None


def peer_bytes(modules, path, work):
    """Bytes by which ONNX Runtime's process grows in an inference behind the first; None where the system does not tell.
    What counts, and why the limit is set: models/ort_model.mjs."""
    text = run(["node", "--expose-gc", os.path.join(HERE, "models", "ort_model.mjs"), modules, path, work, "memory"],
               env=dict(os.environ, MALLOC_MMAP_THRESHOLD_="16384"))
    return json.loads(text.strip().splitlines()[-1])["run_bytes"]


def measure_memory(binaries, names, quick, modules=None):
    """For each model and shape: name, shapes, bytes of the peak at -O0 and -O2, of the lower bound, and of what ONNX Runtime
    takes for an inference where its modules are given; None for what is not known."""
    rows = []
    for name, model, path in each_model(names):
        with tempfile.TemporaryDirectory() as work:
            bench.note(name)
            plain = compile_model(binaries, path, os.path.join(work, "plain.so"), "-O0")
            best = compile_model(binaries, path, os.path.join(work, "best.so"), "-O2")
            for case in model.cases[:1] if quick else model.cases:
                inputs = models.write_inputs(case, work)
                peaks = [peak_bytes(binaries, library, inputs) for library in (plain, best)]
                least = lower_bound(binaries, path, symbol_values(binaries, best, work), work)
                peer = None
                if modules:
                    peer = peer_bytes(modules, path, work)
                rows.append([name, models.shapes_of(case)] + peaks + [least, peer])
    return rows


def memory_rows(binaries, names, quick):
    return [[name, shapes, mib(plain), mib(best), mib(least) if least else "-", "%.2f" % (best / least) if least else "-",
             mib(peer) if peer else "-"]
            for name, shapes, plain, best, least, peer in measure_memory(binaries, names, quick, bench.ort_folder())]


def memory(binaries, names, quick):
    rows = memory_rows(binaries, names, quick)
    bench.table(*MEMORY, rows)
    return exceeded("%s, %s: the peak is %s of the lower bound, %.2f at the most" % (row[0], row[1], row[5], MAX_OF_THE_BOUND)
                    for row in rows if row[5] == "-" or float(row[5]) > MAX_OF_THE_BOUND)


def page(binaries, names, quick):
    """Standard output is the page: written by `./dev bench page --quick > docs/models.md`."""
    print("""# What the compiler makes of whole models

`./dev bench page --quick > docs/models.md` writes this page, for the first shape of each model. Models: [benchmarks](../benchmarks/README.md).

An *anchor* is an operator that no fusion removes: a convolution, matrix product, pooling, resize, softmax, norm, recurrence.
Everything element-wise, every broadcast and every movement of data is part of the kernel of an anchor. *Packed* counts calls of
library functions. Workspaces of kernels are part of the peak of memory and no part of the lower bound, which is the largest
set of tensors that live at a time; headers of objects count in neither. ONNX Runtime's column is how far its process grows in
an inference behind the first, where each tensor comes from the system and goes back to it: without its arena, which would hand
out what loading the model left over, and without its plan of one block, which takes more. Tensors below 16 KiB are not
counted there.""")
    for (title, header), rows in ((LAUNCHES, count_launches(binaries, names, quick)),
                                  (MEMORY, memory_rows(binaries, names, quick))):
        print("\n## %s\n" % title)
        for row in [header, ["---"] + ["---:"] * (len(header) - 1)] + rows:
            print("| %s |" % " | ".join(str(cell) for cell in row))
    return 0


ROW = re.compile(r"^\s+(?:([0-9.]+) \(\s*[0-9.]+%\)\s+)?([0-9.]+) \(\s*[0-9.]+%\)  ( *)(\S.*)$")


EVALUATION = re.compile(r"evaluating constants took [0-9.]+ s of passes, ([0-9.]+) s of machine code, ([0-9.]+) s of running")


def pass_times(binaries, source, *options):
    """Seconds of each pass, by name, of MLIR in all, and of what comes after it."""
    with tempfile.TemporaryDirectory() as work:
        text = run([tool(binaries, "relaxc"), source, "-o", os.path.join(work, "m.so"), "--threads=1", "--time-passes"] +
                   list(options))
    rows = [ROW.match(line) for line in text.splitlines()]
    rows = [(len(row.group(3)), row.group(4), float(row.group(2))) for row in rows if row]
    passes, mlir, rest = {}, 0.0, 0.0
    for index, (depth, name, seconds) in enumerate(rows):
        if depth == 0:
            if name.startswith("relax-"):
                mlir += seconds
            elif name == "Write the output":
                rest = seconds
            inside = name.startswith("relax-")
        elif inside and not name.startswith("(A)") and (index + 1 == len(rows) or rows[index + 1][0] <= depth
                                                        or rows[index + 1][1].startswith("(A)")):
            passes[name] = passes.get(name, 0.0) + seconds
    inside = EVALUATION.search(text)
    if inside and "FoldConstants" in passes:
        # A pass that compiles and runs: what LLVM, the linker and the machine take is no time of MLIR.
        others = float(inside.group(1)) + float(inside.group(2))
        passes["FoldConstants"] -= others
        mlir -= others
        rest += others
    return passes, mlir, rest


def best_pass_times(binaries, source, runs):
    """The same, each at its best: the machine may be busy."""
    best = pass_times(binaries, source, "-O2")
    for _ in range(runs - 1):
        times, mlir, rest = pass_times(binaries, source, "-O2")
        best = {name: min(times.get(name, 0.0), best[0].get(name, 0.0)) for name in times}, min(mlir, best[1]), min(rest, best[2])
    return best


def passes(binaries, names, quick):
    columns, everything = [], []
    for name, _, path in each_model(names):
        bench.note(name)
        columns.append(name)
        everything.append(best_pass_times(binaries, path, 1 if quick else 3))
    names = sorted({name for times, _, _ in everything for name in times},
                   key=lambda name: -max(times.get(name, 0) for times, _, _ in everything))
    rows, slow = [], []
    for name in names:
        cells = []
        for model, (times, mlir, _) in zip(columns, everything):
            seconds = times.get(name, 0.0)
            is_slow = seconds > mlir * MAX_OF_MLIR
            cells.append("%.1f%s" % (seconds * 1e3, " !" if is_slow else ""))
            if is_slow:
                slow.append("%s takes %.0f %% of MLIR's time on %s" % (name, 100 * seconds / mlir, model))
        rows.append([name] + cells)
    rows.append(["MLIR in all"] + ["%.1f" % (mlir * 1e3) for _, mlir, _ in everything])
    rows.append(["LLVM and the linker"] + ["%.1f" % (rest * 1e3) for _, _, rest in everything])
    bench.table("Milliseconds of each pass at -O2, one thread (! marks more than a quarter of MLIR's)", [""] + columns, rows)
    grow(binaries, quick)
    return exceeded(slow)


def grow(binaries, quick):
    """Programs of growing length: the time of an operator should stay what it is."""
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for count in (500, 1000, 2000) if quick else (1000, 2500, 5000):
            source = bench.generate(["shared", str(count)], os.path.join(work, "chain.mlir"))
            times, mlir, _ = best_pass_times(binaries, source, 3)
            slowest = max(times, key=times.get)
            rows.append(["chain of %d operators" % count, "%.0f" % (mlir * 1e3), "%.3f" % (mlir * 1e3 / count),
                         "%s %.0f%%" % (slowest, 100 * times[slowest] / mlir)])
        for layers in (3, 6) if quick else (7, 15, 30):
            source = os.path.join(work, "decoder.onnx")
            subprocess.run([sys.executable, os.path.join(HERE, "models", "generate.py"), work, "decoder:%d" % layers], check=True)
            os.replace(os.path.join(work, "decoder:%d.onnx" % layers), source)
            times, mlir, _ = best_pass_times(binaries, source, 3)
            slowest = max(times, key=times.get)
            rows.append(["decoder of %d layers" % layers, "%.0f" % (mlir * 1e3), "%.2f" % (mlir * 1e3 / layers),
                         "%s %.0f%%" % (slowest, 100 * times[slowest] / mlir)])
    bench.table("MLIR's time over the length of the program", ["", "ms", "ms an operator or layer", "slowest pass"], rows)


def levels(binaries, names, quick):
    """pass_fuzzer without sequences: the program at -O1 to -O3 against -O0, both modes of each library."""
    failed = 0
    for name, model, path in each_model(names):
        for case in model.cases[:1] if quick else model.cases:
            with tempfile.TemporaryDirectory() as work:
                stem = os.path.splitext(os.path.basename(path))[0]
                flags = " ".join(models.write_inputs(case, work))
                done = subprocess.run([os.path.join(binaries, "test", "integration", "passes", "pass_fuzzer"), path,
                                       "--run=%s: --threads=1 %s" % (stem, flags), "--sequences=0", "--codegen=2",
                                       "--tolerance=%g" % model.tolerance, "--timeout=3000"], stdout=subprocess.PIPE, text=True)
                print("%s, %s: %s" % (name, models.shapes_of(case), "levels 0 to 3 agree in both modes" if done.returncode == 0
                                      else "FAILED\n" + done.stdout))
                sys.stdout.flush()
                failed += done.returncode != 0
    return 1 if failed else 0


COMMANDS = {"launches": launches, "memory": memory, "passes": passes, "levels": levels, "page": page}


def main():
    arguments = [a for a in sys.argv[1:] if a != "--quick"]
    names = arguments[2:]
    if len(arguments) < 2 or arguments[1] not in COMMANDS or any(name not in models.MODELS for name in names):
        print(__doc__ + "\nNAME: " + ", ".join(models.MODELS), file=sys.stderr)
        return 2
    return COMMANDS[arguments[1]](arguments[0], names or list(models.MODELS), "--quick" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
