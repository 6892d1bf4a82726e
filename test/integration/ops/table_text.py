"""Operators on sequences of tokens."""

import numpy

from programs import Function

FUNCTIONS = []


def count(tokens, pool, starts, lengths, max_skip):
    result = numpy.zeros((len(tokens), len(starts)), numpy.int64)
    for row, line in enumerate(tokens.tolist()):
        for g, (start, length) in enumerate(zip(starts.tolist(), lengths.tolist())):
            if start < 0 or length < 1 or start + length > len(pool):
                continue
            gram = pool[start:start + length].tolist()
            for distance in range(1, 2 if length == 1 else max_skip + 2):
                for place in range(len(line) - (length - 1) * distance):
                    result[row, g] += line[place:place + (length - 1) * distance + 1:distance] == gram
    return result


for dtype in ["i8", "i32", "i64", "ui8"]:
    f = Function("count_ngrams_" + dtype)
    FUNCTIONS.append(f)
    # Few different tokens, so that there is something to find; starts and lengths also lie outside of the pool.
    t, p = f.argument("t", "[n, c]", "i1"), f.argument("p", "[s]", "i1")
    s, l = f.argument("s", "[g]", "i64"), f.argument("l", "[g]", dtype)
    tokens = f.op("astype", [t], "[n, c]", dtype, "dtype = " + dtype)
    pool = f.op("astype", [p], "[s]", "i64", "dtype = i64")
    f.returns(*[f.op("count_ngrams", [tokens, pool, s, l], "[n, g]", "i64", "max_skip = %d" % skip) for skip in (0, 2, 30)])
    f.reference = lambda t, p, s, l: tuple(count(t, p, s, l, skip) for skip in (0, 2, 30))
    f.run(n=2, c=12, s=9, g=40)
    f.run(n=1, c=1, s=3, g=20)
    f.run(n=1, c=0, s=3, g=5)
    f.run(n=0, c=2, s=0, g=5)
f = Function("count_ngrams_condition")
FUNCTIONS.append(f)
t, p = f.argument("t", "[1, c]", "i32"), f.argument("p", "[2]", "i32")
s, l = f.argument("s", "[g]", "i64"), f.argument("l", "[h]", "i64")
f.returns(f.op("count_ngrams", [t, p, s, l], "[1, g]", "i64", "max_skip = 0"))
f.reference = lambda t, p, s, l: count(t, p, s, l, 0)
f.run(c=4, g=3, h=3)
f.run(c=4, g=3, h=2, fails="2.*3|3.*2")
