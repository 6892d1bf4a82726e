"""Runs the commands of a Markdown page and compares their output with what the page shows.

usage: doctest.py PAGE.md --tools=DIR[,DIR...] --root=DIR [--update]

A fenced block whose info string is `sh run` is a script; the next fenced block whose info string ends in ` output`
(for example `mlir output`) is what it prints on standard output and standard error together. A line `...` in the shown
output stands for any lines. A script that is to fail ends in `# exit N`. Scripts of one page share one temporary folder;
$ROOT is the root of the repository. --update rewrites the shown outputs (blocks with a `...` line are only compared).
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(.*)$")


def blocks(lines):
    """(info string, index of the first line inside, index of the closing fence) of each fenced block."""
    result, start, info = [], None, ""
    for i, line in enumerate(lines):
        match = FENCE.match(line)
        if not match:
            continue
        if start is None:
            start, info = i + 1, match.group(1).strip()
        else:
            result.append((info, start, i))
            start = None
    if start is not None:
        sys.exit("line %d: the block is never closed" % start)
    return result


def matches(shown, actual):
    """Whether the lines agree, a line `...` standing for any number of lines."""
    pattern = "\n".join("(?:.*\n)*?(?:.*)" if line.strip() == "..." else re.escape(line.rstrip()) for line in shown)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in actual)) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page")
    parser.add_argument("--tools", required=True, help="folders that hold the programs, comma separated")
    parser.add_argument("--root", required=True, help="the root of the repository")
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    root = os.path.abspath(arguments.root)
    environment = dict(os.environ, ROOT=root, LC_ALL="C.UTF-8")
    # /usr/bin before what the user has: python3 is Debian's, which has the packages of packages.txt.
    folders = [os.path.abspath(t) for t in arguments.tools.split(",")] + ["/usr/bin", environment["PATH"]]
    environment["PATH"] = os.pathsep.join(folders)
    with open(arguments.page, encoding="utf-8") as page:
        lines = page.read().split("\n")
    found = blocks(lines)
    failures, scripts, edits = 0, 0, []
    with tempfile.TemporaryDirectory() as work:
        for index, (info, start, end) in enumerate(found):
            if info != "sh run":
                continue
            scripts += 1
            script = "\n".join(lines[start:end])
            wanted = re.search(r"# exit (\d+)\s*$", script)
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=work, env=environment, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
            actual = done.stdout.rstrip("\n").split("\n") if done.stdout else []
            actual = [line.replace(root + "/", "").replace(work + "/", "").rstrip() for line in actual]
            if done.returncode != (int(wanted.group(1)) if wanted else 0):
                failures += 1
                print("%s:%d: exit code %d\n%s\n%s" % (arguments.page, start, done.returncode, script, "\n".join(actual)))
                continue
            follower = found[index + 1] if index + 1 < len(found) else None
            if follower is None or not follower[0].endswith(" output"):
                continue
            shown = lines[follower[1]:follower[2]]
            if matches(shown, actual):
                continue
            if arguments.update and not any(line.strip() == "..." for line in shown):
                edits.append((follower[1], follower[2], actual))
                continue
            failures += 1
            print("%s:%d: the page shows other output than\n%s\nprints:\n%s" % (arguments.page, follower[1], script, "\n".join(actual)))
    if not scripts:
        sys.exit("%s: no block to run" % arguments.page)
    for start, end, actual in reversed(edits):
        lines[start:end] = actual
    if edits:
        temporary = arguments.page + ".tmp"
        with open(temporary, "w", encoding="utf-8") as page:
            page.write("\n".join(lines))
        os.replace(temporary, arguments.page)
        print("%s: %d outputs rewritten" % (arguments.page, len(edits)))
    if failures:
        print("%d of %d scripts differ; if the page is out of date, run docs/doctest.py with --update" % (failures, scripts))
        return 1
    print("%d scripts agree with %s" % (scripts, arguments.page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
