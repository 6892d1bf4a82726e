"""Damages valid MLIR programs and compiles each variant, within time and memory limits.

usage: mutate.py --relaxc=FILE --relax-run=FILE --library=FILE --count=N [--first=N] [--relax-opt=FILE] SEED.mlir...

Variant i is made by the generator seeded with i, so one number reproduces a failure (--first=I --count=1 --keep=DIR); so is
the level that it is compiled at. With --relax-opt the programs are turned into MLIR's bytecode first and damaged in that.
Every variant has to end in one of two ways:
- relaxc exits with 1 and says why (a diagnostic), or
- relaxc makes a library in both execution modes, and running both on the same inputs gives the same exit code, and the
  same results or the same kind of message.
A signal, a time-out of the compiler, or an exit code without a message fails the test.
"""

import argparse
import concurrent.futures
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

TOKEN = re.compile(r'"[^"\n]*"|[%@!#]?[A-Za-z_][\w.]*|\d+(?:\.\d+)?|->|\S')
HOSTILE = ["0", "-1", "1", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "4294967296", "?", "*", "n",
           "n * n", "n floordiv 0", "[]", "()", "<", ">", "f32", "f64", "i1", "i8", "bf16", "index", "none", "tuple<>", '"',
           "loc(unknown)", "nan", "1.0e400", "%arg0", "@missing", "mutates [0]", "mutates [9]", "!relax.tensor<*, ?>",
           "!relax.tensor<[?], f32>", "!relax.object", "!sym.int<n>", "i64", "parallel", "vectorized", "unrolled", "tir.for",
           "tir.assert", "arith.divsi", "arith.remui", "arith.shli", "!tir.buffer<[n], f32>", "!tir.buffer<[n], f32, scope \"shared\">",
           "memref<?xf32>"]
# Words of which each may stand for another of its line: what is still a program, but another one.
ALIKE = [
    ["arith.addi", "arith.subi", "arith.muli", "arith.divui", "arith.divsi", "arith.remui", "arith.remsi", "arith.andi",
     "arith.shrui", "arith.shli", "arith.minsi", "arith.maxui"],
    ["arith.addf", "arith.subf", "arith.mulf", "arith.divf", "arith.maximumf", "arith.minnumf"],
    ["arith.index_cast", "arith.index_castui"],
    ["ult", "ule", "slt", "sle", "eq", "ne", "sgt", "uge"],
    ["parallel", "vectorized", "unrolled", "serial"],
    ["spatial", "reduce", "scan", "opaque"],
]
SYMBOLS = ["n", "m", "k", "s0", "2 * n", "n + 1", "1", "7"]
# -O2 and above have fusion, in-place calls and memory plans.
LEVELS = ["-O0", "-O1", "-O2", "-O2", "-O2", "-O3"]
COMPILE_SECONDS, RUN_SECONDS, MEMORY = 60, 20, 6 << 30


def mutate(text, generator):
    """One to three random mutations of a text, in its tokens, lines or bytes."""
    for _ in range(generator.randint(1, 3)):
        spans = [match.span() for match in TOKEN.finditer(text)]
        if not spans:
            return text
        start, end = generator.choice(spans)
        token = text[start:end]
        kind = generator.randrange(12)
        if kind == 0:
            at = generator.randrange(len(text))
            text = text[:at] + chr(generator.randrange(1, 256)) + text[at + 1:]
        elif kind == 1:
            text = text[:start] + text[end:]
        elif kind == 2:
            text = text[:end] + " " + token + text[end:]
        elif kind == 3:
            other = generator.choice(spans)
            text = text[:start] + text[other[0]:other[1]] + text[end:]
        elif kind == 4:
            text = text[:start] + generator.choice(HOSTILE) + text[end:]
        elif kind == 5:
            numbers = [s for s in spans if text[s[0]].isdigit()]
            start, end = generator.choice(numbers or spans)
            text = text[:start] + str(generator.randrange(6)) + text[end:]
        elif kind == 6:
            symbols = [s for s in spans if s[1] - s[0] == 1 and text[s[0]].isalpha()]
            start, end = generator.choice(symbols or spans)
            text = text[:start] + generator.choice(SYMBOLS) + text[end:]
        elif kind == 7:
            lines = text.split("\n")
            at = generator.randrange(len(lines))
            if generator.randrange(2):
                del lines[at]
            else:
                lines.insert(generator.randrange(len(lines)), lines[at])
            text = "\n".join(lines)
        elif kind in (8, 9):
            values = [s for s in spans if text[s[0]] == "%" and s[1] - s[0] > 1]
            if values:
                (start, end), other = generator.choice(values), generator.choice(values)
                text = text[:start] + text[other[0]:other[1]] + text[end:]
        elif kind == 10:
            words = [(s, group) for s in spans for group in ALIKE if text[s[0]:s[1]] in group]
            if words:
                (start, end), group = generator.choice(words)
                text = text[:start] + generator.choice(group) + text[end:]
        else:
            # a type of the text in place of another: the mutation that gets furthest
            types = [m.span() for m in re.finditer(r"!relax\.tensor<[^<>]*>|!tir\.buffer<[^<>]*>|memref<[^<>]*>", text)]
            if len(types) > 1:
                (start, end), other = generator.sample(types, 2)
                text = text[:start] + text[other[0]:other[1]] + text[end:]
    return text


def mutate_bytes(content, generator):
    """One to four changed bytes behind the magic number."""
    content = bytearray(content)
    for _ in range(generator.randint(1, 4)):
        at = generator.randrange(4, len(content))
        kind = generator.randrange(4)
        if kind == 0:
            content[at] = generator.randrange(256)
        elif kind == 1:
            content[at] ^= 1 << generator.randrange(8)
        elif kind == 2:
            content[at] = generator.choice([0, 1, 0x7f, 0xff])
        else:
            # a number of the file in place of another
            content[at] = content[generator.randrange(4, len(content))]
    return bytes(content)


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, seconds):
    """(exit code, output); the code of a time-out is None."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds, preexec_fn=limit)
        return done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired as expired:
        return None, (expired.stdout or b"").decode(errors="replace")


def inputs_of(signature, generator):
    """--input flags for the first function: symbols get small values, unknown ranks a random one."""
    values, flags = {}, []
    for index, parameter in enumerate(signature["args"]):
        if parameter["kind"] == "scalar":
            flags += ["--input", "%d=%d" % (index, generator.randint(0, 3))]
            continue
        shape = parameter.get("shape")
        if shape is None:
            shape = [generator.randint(1, 3) for _ in range(generator.randint(0, 3))]
        dims = []
        for dim in shape:
            if dim is None:
                dims.append(generator.randint(1, 4))
                continue
            dim = str(dim)
            if re.fullmatch(r"\d+", dim):
                dims.append(min(int(dim), 1 << 16))
            else:
                dims.append(values.setdefault(dim, generator.randint(1, 4)))
        flags += ["--input", "%d=random:%s:%s" % (index, "x".join(map(str, dims)), parameter.get("dtype") or "f32")]
    return flags


def results(folder):
    """The bytes of every file of a run."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(parent, name), "rb") as content:
                found[name] = content.read()
    return found


def check(index, texts, options):
    """(verdict, complaint or None) of variant `index`."""
    generator = random.Random(index)
    original = texts[index % len(texts)]
    binary = isinstance(original, bytes)
    text = mutate_bytes(original, generator) if binary else mutate(original, generator)
    # Of its own, so that the texts are the same at any level.
    level = random.Random("level %d" % index).choice(LEVELS)
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as work:
        source = os.path.join(work, "mutant.mlirbc" if binary else "mutant.mlir")
        with open(source, "wb") as out:
            out.write(text if binary else text.encode("latin-1", errors="replace"))

        def complain(what, output=""):
            if options.keep:
                shutil.copy(source, os.path.join(options.keep, "mutant%d%s" % (index, os.path.splitext(source)[1])))
            shown = text.hex() if binary else text
            return "complaint", "variant %d at %s: %s\n%s\n---- text\n%s" % (index, level, what, output[-3000:], shown)

        runs = {}
        for mode in ("bytecode", "compiled"):
            library = os.path.join(work, mode + ".so")
            code, output = run([options.relaxc, source, "-o", library, level, "--exec-mode=" + mode], COMPILE_SECONDS)
            if code == 1 and "error" in output:
                if os.path.exists(library):
                    return complain("%s: a failed compilation left %s" % (mode, library), output)
                if "Stack dump" in output or "LLVM ERROR" in output:
                    return complain("%s: a crash reached the user" % mode, output)
                if "internal error" in output or "see current operation" in output and "failed to verify" in output:
                    return complain("%s: an internal error reached the user" % mode, output)
                if runs:
                    return complain("compiles in bytecode mode only", output)
                return "diagnosed", None
            if code != 0:
                return complain("relaxc ended with %s" % ("a time-out" if code is None else code), output)
            code, output = run([options.relax_run, library, "--signature=json"], RUN_SECONDS)
            if code != 0:
                return complain("--signature ended with %s" % code, output)
            functions = json.loads(output)["functions"]
            chosen = [f for f in functions if f["name"] == "main"] or functions
            if not chosen:
                return "compiled", None
            flags = inputs_of(chosen[0], random.Random(index))
            out = os.path.join(work, mode + "_out")
            code, output = run([options.relax_run, library, "--function", chosen[0]["name"], "--load-library", options.library,
                                "--threads=1", "--output-dir", out] + flags, RUN_SECONDS)
            if code not in (0, 1, 2, None):
                return complain("%s: relax-run ended with %d" % (mode, code), output)
            if code in (1, 2) and "error" not in output:
                return complain("%s: exit code %d without a message" % (mode, code), output)
            runs[mode] = (code, output.replace(mode, ""), results(out))
        first, second = runs["bytecode"], runs["compiled"]
        if first[0] != second[0]:
            return complain("the modes disagree: exit codes %s and %s" % (first[0], second[0]), first[1] + second[1])
        if first[0] == 1 and first[1] != second[1]:
            return complain("the modes give different messages", first[1] + second[1])
        if first[2] != second[2]:
            return complain("the modes give different results: %s and %s" % (sorted(first[2]), sorted(second[2])))
        return {0: "ran", 1: "run-time error", 2: "refused inputs", None: "ran for ever"}[first[0]], None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relaxc", required=True)
    parser.add_argument("--relax-run", required=True)
    parser.add_argument("--library", required=True, help="packed functions that the programs call")
    parser.add_argument("--relax-opt", help="writes the bytecode that is damaged; none: texts are")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", help="a folder for the texts that fail")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("seeds", nargs="+")
    options = parser.parse_args()
    texts = []
    for seed in options.seeds:
        if options.relax_opt:
            texts.append(subprocess.run([options.relax_opt, seed, "--emit-bytecode"], stdout=subprocess.PIPE, check=True).stdout)
            continue
        with open(seed, encoding="utf-8") as text:
            texts.append(text.read())
    counts, complaints = {}, []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for verdict, complaint in pool.map(lambda i: check(i, texts, options), range(options.first, options.first + options.count)):
            counts[verdict] = counts.get(verdict, 0) + 1
            if complaint:
                complaints.append(complaint)
    for complaint in complaints[:10]:
        print(complaint)
        print("=" * 80)
    print(", ".join("%s: %d" % pair for pair in sorted(counts.items())))
    if options.count >= 100 and not (counts.get("diagnosed") and counts.get("ran")):
        print("the variants are too damaged or too healthy to say anything")
        return 1
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
