"""Orders, sets and choices, whose sizes may depend on values: rows for ops_test.py."""

import numpy

from programs import Function

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def order(x, axis, descending):
    # Stable both ways: a key whose ascending order is wanted.
    if not descending:
        return numpy.argsort(x, axis=axis, kind="stable")
    flipped = numpy.argsort(numpy.flip(x, axis), axis=axis, kind="stable")
    return numpy.flip(x.shape[axis] - 1 - flipped, axis)


def call(f, op, operands, types, attributes=""):
    """An operator with several results."""
    texts = ["!relax.tensor<%s, %s>" % t for t in types]
    names = f.line("relax.%s %s %s : (%s) -> (%s)" % (
        op, ", ".join(o.name for o in operands), attributes, ", ".join(o.type for o in operands), ", ".join(texts)), "")
    f.lines[-1] = f.lines[-1].replace(names.name + " =", "%s:%d =" % (names.name, len(types)), 1)
    return [type(names)("%s#%d" % (names.name, i), text) for i, text in enumerate(texts)]


for dtype in ["f32", "f64", "f16", "bf16", "i1", "i8", "i16", "i32", "i64", "ui8", "ui16", "ui32", "ui64"]:
    contents = "special" if dtype in ("f32", "f64", "f16") else "extreme"
    f = function("sort_" + dtype)
    x = f.argument("x", "[n, 9]", dtype, contents=contents)
    f.returns(f.op("sort", [x], "[n, 9]", dtype, "axis = -1"),
              f.op("argsort", [x], "[n, 9]", "i64", "axis = -1 dtype = i64"))
    f.reference = lambda x: (numpy.sort(x, axis=-1), order(x, -1, False))
    f.run(n=4)
    f.run(n=0)
for axis in [0, 1, 2]:
    for descending in [False, True]:
        f = function("sort_axis_%d%s" % (axis, "_descending" * descending))
        x = f.argument("x", "[n, 3, m]", "i8")
        attributes = "axis = %d%s" % (axis, " descending" * descending)
        f.returns(f.op("sort", [x], "[n, 3, m]", "i8", attributes),
                  f.op("argsort", [x], "[n, 3, m]", "i32", attributes + " dtype = i32"))
        f.reference = lambda x, a=axis, d=descending: (numpy.take_along_axis(x, order(x, a, d), a),
                                                       order(x, a, d).astype(numpy.int32))
        f.run(n=20, m=5)
f = function("sort_static")
x = f.argument("x", "[2, 7]", "f32")
f.returns(f.op("sort", [x], "[2, 7]", "f32", "axis = 1"))
f.reference = lambda x: numpy.sort(x, axis=1)
f.run()
f = function("sort_unknown")
x = f.argument("x", "[?, ?]", "f32", actual="[a, b]")
f.returns(f.op("sort", [x], "[?, ?]", "f32", "axis = 0"))
f.reference = lambda x: numpy.sort(x, axis=0)
f.run(a=5, b=3)

for name, shape, axis, k, sizes in [("last", "[n, m]", 1, 3, dict(n=2, m=20)), ("first", "[n, m]", 0, 2, dict(n=9, m=2)),
                                    ("static", "[3, 8]", 1, 8, {}), ("none", "[n, m]", 1, 0, dict(n=2, m=2))]:
    for smallest in [False, True]:
        f = function("topk_%s%s" % (name, "_smallest" * smallest))
        x = f.argument("x", shape, "i8")
        count = f.line("sym.value %d : !sym.int<%d>" % (k, k), "!sym.int<%d>" % k)
        dims = shape.strip("[]").split(", ")
        dims[axis] = str(k)
        result = "[%s]" % ", ".join(dims)
        f.returns(*call(f, "topk", [x, count], [(result, "i8"), (result, "i64")],
                        "axis = %d%s dtype = i64" % (axis, " smallest" * smallest)))

        def reference(x, axis=axis, k=k, smallest=smallest):
            places = numpy.take(order(x, axis, not smallest), range(k), axis)
            return numpy.take_along_axis(x, places, axis), places

        f.reference = reference
        f.run(**sizes)
f = function("topk_symbolic")
x, like = f.argument("x", "[n, m]", "f32"), f.argument("like", "[k]", "i8")
count = f.line("sym.value k : !sym.int<k>", "!sym.int<k>")
f.returns(*call(f, "topk", [x, count], [("[n, k]", "f32"), ("[n, k]", "i32")], "axis = 1 dtype = i32"))
f.reference = lambda x, like: (-numpy.sort(-x, axis=1)[:, :len(like)],
                               order(x, 1, True)[:, :len(like)].astype(numpy.int32))
f.run(n=3, m=9, k=4)
f.run(n=3, m=4, k=4)
f.run(n=3, m=4, k=5, fails="got 4 and 5")


def unique(x, axis, is_sorted):
    values, first, inverse, counts = numpy.unique(x, True, True, True, axis)
    inverse = inverse.reshape(-1)
    if not is_sorted:
        places = numpy.argsort(first)
        values = numpy.take(values, places, 0 if axis is None else axis)
        first, counts = first[places], counts[places]
        inverse = numpy.argsort(places)[inverse]
    return values, first, inverse, counts


for dtype in ["f32", "f16", "i8", "i64", "ui8", "ui64", "i1"]:
    for is_sorted in [False, True]:
        f = function("unique_%s%s" % (dtype, "_sorted" * is_sorted))
        x = f.argument("x", "[n, 5]", dtype, contents="extreme" if dtype != "f32" else "special")
        f.returns(*call(f, "unique", [x], [("[?]", dtype), ("[?]", "i64"), ("[5 * n]", "i64"), ("[?]", "i64")],
                        "sorted" * is_sorted))
        f.reference = lambda x, s=is_sorted: unique(x, None, s)
        f.run(n=6)
        f.run(n=0)
for axis in [0, 1]:
    for is_sorted in [False, True]:
        f = function("unique_axis_%d%s" % (axis, "_sorted" * is_sorted))
        x = f.argument("x", "[n, m]", "i1")
        f.returns(*call(f, "unique", [x], [("[?, m]" if axis == 0 else "[n, ?]", "i1"), ("[?]", "i64"),
                                           ("[n]" if axis == 0 else "[m]", "i64"), ("[?]", "i64")],
                        "axis = %d%s" % (axis, " sorted" * is_sorted)))
        f.reference = lambda x, a=axis, s=is_sorted: unique(x, a, s)
        f.run(n=12, m=2)
        f.run(n=2, m=12)

for dtype in ["f32", "bf16", "i1", "i8", "i64", "ui64"]:
    f = function("nonzero_" + dtype)
    x = f.argument("x", "[n, 2, 3]", dtype, contents="special")
    f.returns(f.op("nonzero", [x], "[3, ?]", "i64"))
    f.reference = lambda x: numpy.array(numpy.nonzero(x))
    f.run(n=4)
    f.run(n=0)
# What comes after a size that depends on values.
f = function("nonzero_used")
x = f.argument("x", "[n]", "i8")
y = f.op("nonzero", [x], "[1, ?]", "i64")
f.returns(f.op("add", [y, y], "[1, ?]", "i64"))
f.reference = lambda x: 2 * numpy.array(numpy.nonzero(x))
f.run(n=30)


def multinomial(prob, uniform):
    sums = numpy.cumsum(prob.astype(numpy.float32), axis=1, dtype=numpy.float32)[:, :-1]
    return (sums <= uniform.astype(numpy.float32)).sum(axis=1, keepdims=True)


f = function("multinomial_from_uniform")
p, u = f.argument("p", "[n, 5]", "f32", contents="positive"), f.argument("u", "[n, 1]", "f32", contents="positive")
i = f.argument("i", "[n, 1]", "i1")
rows = f.op("astype", [i], "[n, 1]", "i64", "dtype = i64")
f.returns(f.op("multinomial_from_uniform", [p, u, rows], "[n, 1]", "i64", "dtype = i64"))
f.reference = lambda p, u, i: multinomial(p[i[:, 0].astype(int)], u)
f.run(n=2)
f.run(n=30)


def overlap(a, b):
    size = numpy.maximum(numpy.minimum(a[2:], b[2:]) - numpy.maximum(a[:2], b[:2]), 0)
    common = size.prod()
    everything = (a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - common
    return common / everything if everything > 0 else 0


def suppress(boxes, scores, count, limit, minimum, center):
    boxes = boxes.astype(numpy.float32)
    result = []
    for batch, kind in numpy.ndindex(scores.shape[:2]):
        corners = [numpy.concatenate([b[:2] - b[2:] / 2, b[:2] + b[2:] / 2] if center else
                                     [numpy.minimum(b[:2], b[2:]), numpy.maximum(b[:2], b[2:])]) for b in boxes[batch]]
        taken = []
        for box in numpy.argsort(-scores[batch, kind], kind="stable"):
            if (len(taken) < count and scores[batch, kind, box] > minimum and
                    all(overlap(corners[box], corners[t]) <= limit for t in taken)):
                taken.append(box)
        result += [[batch, kind, box] for box in taken]
    return numpy.array(result, numpy.int64).reshape(-1, 3)


for center in [False, True]:
    f = function("non_max_suppression%s" % ("_center" * center))
    b, s = f.argument("b", "[n, m, 4]", "f32", contents="positive" if center else "uniform"), f.argument("s", "[n, 3, m]", "f32")
    count = f.argument("count", "[]", "ui8")
    limit, least = f.argument("limit", "[]", "f32"), f.argument("least", "[1]", "f32")
    wide = f.op("astype", [count], "[]", "i64", "dtype = i64")
    f.returns(f.op("all_class_non_max_suppression", [b, s, wide, limit, least], "[?, 3]", "i64", "center_point_box" * center))
    f.reference = lambda b, s, count, limit, least, c=center: suppress(b, s, int(count), float(limit), float(least[0]), c)
    f.run(n=2, m=12)
    f.run(n=1, m=30)
    f.run(n=3, m=0)

#
# median
#

def median(x, axis, keepdims):
    shape = x.shape
    if axis is None:
        x, axis = x.reshape(-1), 0
    index = numpy.expand_dims(numpy.take(order(x, axis, False), (x.shape[axis] - 1) // 2, axis), axis)
    value = numpy.take_along_axis(x, index, axis)
    if keepdims:
        return (value, index) if x.ndim == len(shape) else (value.reshape([1] * len(shape)), index.reshape([1] * len(shape)))
    return value.squeeze(axis), index.squeeze(axis)


for dtype in ["f32", "f64", "f16", "i1", "i8", "i32", "i64", "ui8", "ui64"]:
    contents = "special" if dtype in ("f32", "f64", "f16") else "extreme"
    f = function("median_" + dtype)
    x = f.argument("x", "[n, m, 3]", dtype, contents=contents)
    cases = [(1, False, "[n, 3]"), (0, True, "[1, m, 3]"), (-1, False, "[n, m]"), (None, False, "[]"),
             (None, True, "[1, 1, 1]")]
    f.returns(*[part for axis, keeps, shape in cases for part in call(
        f, "median", [x], [(shape, dtype), (shape, "i64")],
        ("" if axis is None else "axis = %d" % axis) + (" keepdims" if keeps else ""))])
    f.reference = lambda x, cases=cases: tuple(
        part for axis, keeps, _ in cases for part in median(x, axis, keeps))
    f.run(n=5, m=4)
    f.run(n=1, m=7)
    f.run(n=2, m=0, fails="0.*1|1.*0")
f = function("median_bf16")
x = f.argument("x", "[n, 6]", "bf16")
f.returns(*call(f, "median", [x], [("[n]", "bf16"), ("[n]", "i64")], "axis = 1"))
f.reference = lambda x: median(x, 1, False)
f.run(n=4)
f.run(n=0)
