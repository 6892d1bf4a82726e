"""Programs that made other compilers crash or compute something else, at every level and in both execution modes.

usage: regressions_test.py RELAXC RELAX_RUN [LIBRARY.so] PROGRAM.mlir...

The library holds the packed functions that the programs call. A program is a `.mlir` file with lines of these forms, in which Python computes with NumPy:

  // RELAXC: --dim-range n=1:           flags of relaxc
  // RELAX_RUN: --load-library=LIB.so   flags of relax-run
  // CASE: x = f32(arange(6).reshape(2, 3)); n = 2
  // GIVES: exp(x), n * x               the results of @main for the case before
  // FAILS: must equal                  or a part of the message with which it has to stop
"""

import os
import re
import subprocess
import sys
import tempfile

import numpy

NAMES = {name: getattr(numpy, name) for name in dir(numpy) if not name.startswith("_")}
NAMES.update(f32=lambda a: numpy.asarray(a, numpy.float32), i64=lambda a: numpy.asarray(a, numpy.int64),
             i32=lambda a: numpy.asarray(a, numpy.int32), i1=lambda a: numpy.asarray(a, numpy.bool_))


def read(path):
    """(flags of relaxc, flags of relax-run, [(inputs by name, expected results or None, part of the message or None)])."""
    flags, run_flags, cases = [], [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r"// (RELAXC|RELAX_RUN|CASE|GIVES|FAILS): (.*)", line)
            if not match:
                continue
            kind, text = match.groups()
            if kind == "RELAXC":
                flags += text.split()
            elif kind == "RELAX_RUN":
                run_flags += text.split()
            elif kind == "CASE":
                scope = {}
                exec(text, dict(NAMES), scope)
                cases.append([scope, None, None])
            elif kind == "GIVES":
                results = eval(text, {**NAMES, **cases[-1][0]})
                cases[-1][1] = results if isinstance(results, tuple) else (results,)
            else:
                cases[-1][2] = text.strip()
    return flags, run_flags, cases


def check(relax_run, library, flags, case, folder):
    """What is wrong, or nothing."""
    inputs, expected, message = case
    command = [relax_run, library, "--output-dir=" + folder] + flags
    for name, value in inputs.items():
        if isinstance(value, int):
            command.append("--input=%s=%d" % (name, value))
            continue
        numpy.save(os.path.join(folder, "in_%s.npy" % name), value)
        command.append("--input=%s=%s" % (name, os.path.join(folder, "in_%s.npy" % name)))
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if message is not None:
        if done.returncode != 1 or message not in done.stderr:
            return "exit code %d, expected 1 and '%s'\n%s" % (done.returncode, message, done.stderr)
        return ""
    if done.returncode != 0:
        return "exit code %d\n%s" % (done.returncode, done.stderr)
    for index, wanted in enumerate(expected):
        got = numpy.load(os.path.join(folder, "out_%d.npy" % index))
        wanted = numpy.asarray(wanted)
        if got.shape != wanted.shape or not numpy.allclose(got, wanted, rtol=1e-5, atol=1e-5):
            return "result %d:\n%s\nexpected\n%s" % (index, got, wanted)
    return ""


def main(relaxc, relax_run, files):
    functions = [file for file in files if file.endswith(".so")]
    programs = [file for file in files if not file.endswith(".so")]
    failed = count = 0
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as work:
        for program in programs:
            flags, run_flags, cases = read(program)
            run_flags += ["--load-library=" + path for path in functions]
            name = os.path.splitext(os.path.basename(program))[0]
            assert cases, "%s has no case" % name
            for level in range(4):
                for mode in ("bytecode", "compiled"):
                    library = os.path.join(work, "model.so")
                    done = subprocess.run([relaxc, program, "-o", library, "-O%d" % level, "--exec-mode=" + mode] + flags,
                                          capture_output=True, text=True, timeout=300)
                    for number, case in enumerate(cases):
                        count += 1
                        error = done.stderr if done.returncode != 0 else check(relax_run, library, run_flags, case, work)
                        if error:
                            failed += 1
                            print("FAILED %s, case %d, -O%d, %s: %s" % (name, number, level, mode, error))
    print("%d runs of %d programs, %d failed" % (count, len(programs), failed))
    return 1 if failed or not count else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
