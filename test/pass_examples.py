"""Checks that the example in the description of a pass is what the pass does.

usage: pass_examples.py PASSES.td FLAG PIPELINE

The description of the pass holds two fenced `mlir` blocks, the first below a line that starts with "Before", the second
below one that starts with "After". The first is run through the pipeline; then common subexpressions and unused values go
from both, so that neither they nor the names of values matter, and the results have to be equal.
"""

import difflib
import re
import subprocess
import sys


def run(text, *arguments):
    result = subprocess.run(["relax-opt", *arguments], input=text, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit("relax-opt %s failed on\n%s\n%s" % (" ".join(arguments), text, result.stderr))
    return result.stdout


def main():
    path, flag, pipeline = sys.argv[1:]
    with open(path, encoding="utf-8") as source:
        text = source.read()
    start = text.find('Pass<"%s"' % flag)
    if start < 0:
        sys.exit("no pass '%s' in %s" % (flag, path))
    description = text[start:text.index("}];", start)]
    examples = re.findall(r"^ *(Before|After)[^\n]*:\n *```mlir\n(.*?)\n *```", description, re.S | re.M)
    if [name for name, _ in examples] != ["Before", "After"]:
        sys.exit("'%s' must have an example Before and one After, got %s" % (flag, [name for name, _ in examples]))
    clean = "--pass-pipeline=builtin.module(cse)"
    actual = run(run(examples[0][1], "--pass-pipeline=" + pipeline), clean)
    shown = run(examples[1][1], clean)
    if actual != shown:
        sys.exit("the example of '%s' is not what the pass does:\n" % flag + "".join(
            difflib.unified_diff(shown.splitlines(True), actual.splitlines(True), "documentation", "pass")))


main()
