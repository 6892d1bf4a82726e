"""Every pass changes nothing when it runs a second time, over all cases of its own lit test.

usage: idempotent_test.py RELAX_OPT FILE.mlir...

The test of a pass is the file of its name without the first word, or those named below. Each file is taken as -split-input-file takes it;
a case that the pass rejects is left out. Options are the defaults.
"""

import concurrent.futures
import difflib
import os
import subprocess
import sys

from pass_table_test import registered

# Tests that have another name; all of a folder where it ends in a slash.
OTHER_NAMES = {
    "convert-relax-to-vm": ["convert"],
    "convert-tir-to-gpu": ["outline"],
    "convert-tir-to-llvm": ["convert"],
    "convert-vm-to-llvm": ["convert"],
    "relax-legalize-ops": ["relax_to_tir/"],
    "sym-verify": ["scope"],
    "tir-convert-gpu-to-nvvm": ["nvvm"],
}


def run(relax_opt, path, flag, times):
    result = subprocess.run([relax_opt, path, "-split-input-file", "-allow-unregistered-dialect"] + ["--" + flag] * times,
                            capture_output=True, text=True)
    if result.returncode < 0:
        raise AssertionError("%s run %d times over %s crashes" % (flag, times, path))
    return result.stdout


def check(relax_opt, flag, paths):
    """What is wrong with the pass; empty for nothing. Beside it, the number of files with output."""
    seen = 0
    for path in paths:
        once = run(relax_opt, path, flag, 1)
        twice = run(relax_opt, path, flag, 2)
        seen += bool(once.strip())
        if once != twice:
            difference = list(difflib.unified_diff(once.splitlines(True), twice.splitlines(True), "once", "twice"))
            return "%s changes its own result for %s:\n%s" % (flag, path, "".join(difference[:60])), seen
    return "", seen


def main():
    relax_opt, *files = sys.argv[1:]
    tests = {}
    for path in files:
        folder, name = os.path.split(path)
        tests.setdefault(name[:-len(".mlir")], []).append(path)
        tests.setdefault(os.path.basename(folder) + "/", []).append(path)
    failures, untested, count = [], [], 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        jobs = {}
        for flag in sorted(registered(relax_opt)):
            names = OTHER_NAMES.get(flag, [flag.split("-", 1)[1].replace("-", "_")])
            paths = [path for name in names for path in tests.get(name, [])]
            if paths:
                jobs[flag] = pool.submit(check, relax_opt, flag, paths)
            else:
                untested.append("%s: no file %s.mlir among the tests" % (flag, " or ".join(names)))
        for flag, job in jobs.items():
            failure, seen = job.result()
            count += seen > 0
            if failure:
                failures.append(failure)
            elif not seen:
                untested.append("%s: it rejects all of its test" % flag)
    print("\n".join(failures + untested + ["%d passes twice over their tests: %d change their own result, %d without a test" %
                                           (count, len(failures), len(untested))]))
    return 1 if failures or untested else 0


if __name__ == "__main__":
    sys.exit(main())
