"""Writes random programs over integers, with the sizes that they are run with, for pass_fuzzer.

usage: make_random.py FOLDER COUNT FILE...   (the files stand in the folder of random_programs.py)
"""

import os
import sys


def main(folder, count, files):
    sys.path[:0] = sorted({os.path.dirname(os.path.abspath(f)) for f in files})
    sys.dont_write_bytecode = True
    import random_programs
    from programs import evaluate

    os.makedirs(folder, exist_ok=True)
    for index, function in enumerate(random_programs.make_programs(count)):
        lines = []
        for sizes, _ in function.runs:
            flags = ["--function=" + function.name]
            for position, (_, shape, dtype, _) in enumerate(function.arguments):
                flags.append("--input %d=random:%s:%s" % (position, "x".join(map(str, evaluate(shape, sizes))), dtype))
            lines.append("// FUZZ: %s\n" % " ".join(flags))
        with open(os.path.join(folder, "random_%d.mlir" % index), "w", encoding="utf-8") as out:
            out.write("".join(lines) + function.text())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
