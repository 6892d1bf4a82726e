"""Prints each operator in the examples of TableGen descriptions as a function of its operands.

usage: examples_of_td.py FILE.td ...

Fails for an operator whose description has no example.
"""

import re
import sys

LINE = re.compile(r"^\s*(%\w+(?::\d+)?) = (relax|sym)\.(\w+)(.*) : \((.*)\) -> (.*)$")


def split_types(text):
    """Splits at commas outside brackets."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "<[(") - (char in ">])")
        if char == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return [part for part in parts + [text[start:].strip()] if part]


def main(paths):
    count = 0
    for path in paths:
        with open(path) as file:
            source = file.read()
        declared = set(re.findall(r'^def Relax_\w+Op : \w+<"(\w+)"', source, re.M))
        shown = set()
        for block in re.findall(r"```mlir\n(.*?)```", source, re.S):
            for line in block.splitlines():
                match = LINE.match(line)
                if not match:
                    if line.strip() and not line.strip().startswith("//"):
                        sys.exit("%s: not understood: %s" % (path, line.strip()))
                    continue
                operands, types = re.findall(r"%\w+", match.group(4)), split_types(match.group(5))
                if len(operands) != len(types):
                    sys.exit("%s: %d operands, %d types: %s" % (path, len(operands), len(types), line.strip()))
                arguments = ", ".join(dict.fromkeys("%s: %s" % pair for pair in zip(operands, types)))
                print("func.func @example_%d(%s) {\n  %s\n  return\n}" % (count, arguments, line.strip()))
                shown.add(match.group(3))
                count += 1
        if declared - shown:
            sys.exit("%s: no example of %s" % (path, ", ".join(sorted(declared - shown))))
    if not count:
        sys.exit("no examples")


if __name__ == "__main__":
    main(sys.argv[1:])
