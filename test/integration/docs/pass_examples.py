"""Checks that the example in the description of each pass is what the pass does.

usage: pass_examples.py --relax-opt=PATH PAGE...

The pages are those that mlir-tblgen writes for the passes. Each pass shows a fenced block below a line "Before...:" and
one below a line "After...:". Both are whole modules; the pass runs on the first with its default options, and the result
has to be the second, where only the names of values and the layout of the text may differ. An "After" that says `...` is
no module: what stands between the `...` has to be in the output, in that order. A pass that rejects its input shows, in
place of "After", a block below a line "Fails...:" with the diagnostics, compared in the same way.

Every pass that does not reject runs a second time over its result, and must change nothing.
"""

import argparse
import difflib
import re
import subprocess
import sys

PASS = re.compile(r"^### `-([\w-]+)`\n(.*?)(?=^### |\Z)", re.S | re.M)
EXAMPLE = re.compile(r"^(Before|After|Fails)\b[^\n]*:\n```\w*\n(.*?)^```", re.S | re.M)


# The passes of this project in the help of relax-opt: `<dialect>-...` and `convert-<dialect>-...`.
FLAG = re.compile(r"^ +--((?:convert-)?(?:sym|relax|tir|vm)-[\w-]+)", re.M)


class Failure(Exception):
    """What is wrong with an example."""


def without_names(text):
    """One line, the names of values and blocks left out."""
    return " ".join(re.sub(r"[%^][\w$.-]+", lambda name: name.group()[0], text).split())


def require_in_order(shown, actual):
    """Each stretch of `shown` between `...` is in `actual`, behind the one before it."""
    stretches = [" ".join(stretch.split()) for stretch in shown.split("...")]
    if not any(stretches):
        raise Failure("nothing stands beside the `...`")
    at = 0
    for stretch in stretches:
        found = actual.find(stretch, at)
        if found < 0:
            raise Failure("this is not in the rest of the output: %s\n  the rest: %s" % (stretch, actual[at:]))
        at = found + len(stretch)


class Checker:
    def __init__(self, relax_opt):
        self.relax_opt = relax_opt

    def run(self, text, *arguments):
        return subprocess.run([self.relax_opt, *arguments], input=text, capture_output=True, text=True)

    def output(self, what, text, *arguments):
        result = self.run(text, *arguments)
        if result.returncode != 0:
            raise Failure("%s fails:\n%s" % (what, result.stderr))
        return result.stdout

    def flags(self):
        """The flags of the passes, without the pipelines."""
        passes = re.search(r"^ *Passes:\n(.*?)^ *Pass Pipelines:", self.run("", "--help").stdout, re.S | re.M)
        if not passes:
            sys.exit("relax-opt --help lists no passes")
        return set(FLAG.findall(passes.group(1)))

    def check(self, flag, description):
        examples = EXAMPLE.findall(description)
        kinds = [kind for kind, _ in examples]
        if kinds not in (["Before", "After"], ["Before", "Fails"]):
            raise Failure("the description must have one example, Before and After or Before and Fails; it has %s" %
                          (", ".join(kinds) or "none"))
        (_, before), (kind, shown) = examples
        printed = self.output("Before", before)
        if kind == "Fails":
            result = self.run(before, "--" + flag)
            if result.returncode != 1:
                raise Failure("the pass must reject Before with exit code 1, got %d" % result.returncode)
            require_in_order(shown, " ".join(result.stderr.split()))
            return
        actual = self.output("the pass", before, "--" + flag)
        if actual == printed:
            raise Failure("the pass does not change Before")
        again = self.output("the pass, run twice,", before, "--" + flag, "--" + flag)
        if again != actual:
            raise Failure("the pass changes its own result:\n" + "".join(
                difflib.unified_diff(actual.splitlines(True), again.splitlines(True), "once", "twice")))
        if "..." in shown:
            require_in_order(without_names(shown), without_names(actual))
            return
        # The output is read again, too: then both have the names that the printer gives.
        shown, actual = self.output("After", shown), self.output("the output", actual)
        if shown != actual:
            raise Failure("the pass does something else:\n" + "".join(
                difflib.unified_diff(shown.splitlines(True), actual.splitlines(True), "After", "the pass")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relax-opt", required=True)
    parser.add_argument("pages", nargs="+")
    arguments = parser.parse_args()
    checker = Checker(arguments.relax_opt)
    failures = 0
    described = set()
    for path in arguments.pages:
        with open(path, encoding="utf-8") as page:
            passes = PASS.findall(page.read())
        if not passes:
            failures += 1
            print("%s: no pass found" % path)
        for flag, description in passes:
            described.add(flag)
            try:
                checker.check(flag, description)
                print("%s: ok" % flag)
            except Failure as failure:
                failures += 1
                print("%s: %s: %s" % (path, flag, failure))
    for flag in sorted(checker.flags() - described):
        failures += 1
        print("%s: no page describes this pass" % flag)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
