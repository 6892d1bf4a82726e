"""Every operator of the dialect runs in at least one of the numeric tables.

usage: coverage_test.py PAGE... -- TABLE...

PAGE is the generated documentation of a family, which names its operators.
"""

import importlib
import os
import re
import sys

# What is no computation of its own, and where it is tested.
ELSEWHERE = {
    "tensor_to_ints": "test/integration/vm",
    "ints_to_tensor": "test/integration/vm",
}


def main(arguments):
    split = arguments.index("--")
    operators = set()
    for path in arguments[:split]:
        with open(path, encoding="utf-8") as source:
            operators |= set(re.findall(r"^#+ `relax\.([\w.]+)`", source.read(), re.MULTILINE))
    used = set()
    for path in arguments[split + 1:]:
        table = importlib.import_module(os.path.splitext(os.path.basename(path))[0])
        for function in table.FUNCTIONS:
            used |= set(re.findall(r"\brelax\.([\w.]+)", function.text()))
    missing = sorted(operators - used - set(ELSEWHERE))
    print("%d operators, %d without a numeric test: %s" % (len(operators), len(missing), " ".join(missing)))
    return 1 if missing or len(operators) < 100 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
