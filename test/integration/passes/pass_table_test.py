"""Every pass of relax-opt that is of this project stands in the fuzzer's table, once, and nothing else does.

usage: pass_table_test.py RELAX_OPT PassTable.def
"""

import collections
import re
import subprocess
import sys

# `<dialect>-...` and `convert-<dialect>-...` are passes of this project.
FLAG = re.compile(r"(?:convert-)?(?:sym|relax|tir|vm)-[\w-]+")


def registered(relax_opt):
    """The flags in the help of relax-opt, without the pipelines."""
    text = subprocess.run([relax_opt, "--help"], capture_output=True, text=True, check=True).stdout
    passes = re.search(r"^ *Passes:\n(.*?)^ *Pass Pipelines:", text, re.S | re.M)
    if not passes:
        sys.exit("relax-opt --help lists no passes")
    return set(re.findall(r"^ +--(%s)" % FLAG.pattern, passes.group(1), re.M))


def main():
    relax_opt, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        table = file.read()
    # Options are in braces, the function that a pass runs on is in front of parentheses.
    mixed = [re.sub(r"\{.*\}", "", pipeline.split("(")[-1]).strip(")")
             for pipeline in re.findall(r'^PASS\("([^"]*)"', table, re.M)]
    apart = re.findall(r'^APART\("([^"]*)", "[^"]+"\)$', table, re.M)
    lines = len(re.findall(r"^(?:PASS|APART)\(", table, re.M))
    if lines != len(mixed) + len(apart):
        sys.exit("%d lines of the table, of which %d can be read" % (lines, len(mixed) + len(apart)))
    named = collections.Counter(flag for flag in mixed + apart if FLAG.fullmatch(flag))
    passes = registered(relax_opt)
    failures = ["%s: no line in %s" % (flag, path) for flag in sorted(passes - set(named))]
    failures += ["%s: a line in %s, but no pass" % (flag, path) for flag in sorted(set(named) - passes)]
    failures += ["%s: %d lines in %s" % (flag, count, path) for flag, count in sorted(named.items()) if count > 1]
    print("\n".join(failures + ["%d passes, %d mixed, %d apart: %d failures" %
                                (len(passes), len(mixed), len(apart), len(failures))]))
    return 1 if failures or not passes else 0


if __name__ == "__main__":
    sys.exit(main())
