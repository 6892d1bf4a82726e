"""Operators that pick elements. Indices are random; one that is outside has to end the run."""

import numpy

from programs import Function, Indices

FUNCTIONS = []
DTYPES = ["f32", "f64", "f16", "bf16", "i1", "i8", "i32", "i64", "ui8"]


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def wrapped(indices, size):
    indices = indices.astype(numpy.int64)
    return numpy.where(indices < 0, indices + size, indices)


def fails_outside(f, **sizes):
    """Runs with an index behind the end and with one before the start."""
    for outside in (1, 2):
        f.run(outside=outside, fails="failed: index ", **sizes)


#
# take
#

def take(x, indices, axis):
    return numpy.take(x, wrapped(indices, x.shape[axis]), axis)


for dtype in DTYPES:
    f = function("take_" + dtype)
    x, i = f.argument("x", "[n, 4]", dtype), f.argument("i", "[k]", "i64", contents=Indices("min(n, 4)"))
    f.returns(f.op("take", [x, i], "[k, 4]", dtype, "axis = 0"), f.op("take", [x, i], "[n, k]", dtype, "axis = -1"))
    f.reference = lambda x, i: (take(x, i, 0), take(x, i, 1))
    f.run(n=5, k=7)
    f.run(n=1, k=3)
    fails_outside(f, n=3, k=7)
    f.run(n=0, k=0)
    f.run(n=0, k=1, fails="0.*1|1.*0")
for dtype in ["i8", "i16", "i32", "ui8", "ui32", "ui64"]:
    f = function("take_by_" + dtype)
    x, i = f.argument("x", "[3, 9, 2]", "f32"), f.argument("i", "[2, k]", dtype, contents=Indices("9"))
    f.returns(f.op("take", [x, i], "[3, 2, k, 2]", "f32", "axis = 1"))
    f.reference = lambda x, i: take(x, i, 1)
    f.run(k=9)
    # The lowest of an unsigned type is its largest.
    fails_outside(f, k=2)
f = function("take_vector")
x, i = f.argument("x", "[n]", "f32"), f.argument("i", "[]", "i32", contents=Indices("n"))
f.returns(f.op("take", [x, i], "[]", "f32"))
f.reference = lambda x, i: take(x, i, 0)
f.run(n=12)
fails_outside(f, n=12)
f = function("take_static")
x, i = f.argument("x", "[5, 2]", "f32"), f.argument("i", "[2, 3]", "i64", contents=Indices("5"))
f.returns(f.op("take", [x, i], "[2, 3, 2]", "f32", "axis = 0"))
f.reference = lambda x, i: take(x, i, 0)
f.run()
fails_outside(f)

#
# strided_slice
#


def strided_slice(f, x, begin, end, strides, axes, result, dtype):
    groups = []
    for values in (begin, end, strides):
        groups.append([f.line("sym.value %s : !sym.int<%s>" % (v, v), "!sym.int<%s>" % v) for v in values or []])
    lists = [", ".join(v.name for v in group) for group in groups]
    types = ", ".join([x.type] + [v.type for group in groups for v in group])
    stride_text = " strides = [%s]" % lists[2] if strides else ""
    result = "!relax.tensor<%s, %s>" % (result, dtype)
    return f.line("relax.strided_slice %s begin = [%s] end = [%s]%s axes = %s : (%s) -> %s" % (
        x.name, lists[0], lists[1], stride_text, axes, types, result), result)


LARGEST, LOWEST = 2**63 - 1, -2**63
SLICES = [
    (1, LARGEST, 1), (0, -1, 1), (-3, LARGEST, 1), (2, 5, 1), (1, -1, 2), (5, 2, 1), (-100, 100, 3), (0, LARGEST, 4),
    (LARGEST, LOWEST, -1), (-1, LOWEST, -1), (3, 0, -1), (-2, 1, -2), (100, -100, -3), (0, 4, -1), (1, 3, LARGEST),
    (-1, LOWEST, LOWEST),
]


def python_slice(begin, end, stride):
    # Python wants None for the end before the first element.
    return slice(begin, None if stride < 0 and end == LOWEST else end, stride)


for number, (begin, end, stride) in enumerate(SLICES):
    for kind in ["symbolic", "static"]:
        f = function("strided_slice_%d_%s" % (number, kind))
        x = f.argument("x", "[n, 3]" if kind == "symbolic" else "[6, 3]", "f32")
        length = len(range(6)[python_slice(begin, end, stride)])
        f.returns(strided_slice(f, x, [begin], [end], [stride], "[0]",
                                "[?, 3]" if kind == "symbolic" else "[%d, 3]" % length, "f32"))
        f.reference = lambda x, part=python_slice(begin, end, stride): x[part]
        for sizes in [{"n": n} for n in (0, 1, 2, 3, 4, 7)] if kind == "symbolic" else [{}]:
            f.run(**sizes)
for dtype in DTYPES:
    f = function("strided_slice_" + dtype)
    x = f.argument("x", "[n, m]", dtype)
    f.returns(strided_slice(f, x, [1, -2], [LARGEST, LARGEST], None, "[0, -1]", "[max(n - 1, 0), min(m, 2)]", dtype))
    f.reference = lambda x: x[1:, -2:]
    f.run(n=3, m=5)
    f.run(n=1, m=1)
# Positions and strides that only the run knows.
f = function("strided_slice_symbols")
x = f.argument("x", "[n]", "f32")
f.argument("b", "[k]", "f32"), f.argument("e", "[m]", "f32"), f.argument("s", "[t]", "f32")
f.returns(strided_slice(f, x, ["k - 5"], ["m - 5"], ["t - 4"], "[0]", "[?]", "f32"),
          strided_slice(f, x, ["k"], ["m"], None, "[0]", "[?]", "f32"))
f.reference = lambda x, b, e, s: (x[b.size - 5:e.size - 5:s.size - 4], x[b.size:e.size])
for n, k, m, t in [(6, 0, 11, 5), (6, 2, 9, 6), (6, 9, 1, 2), (6, 11, 0, 3), (3, 7, 7, 7), (0, 6, 1, 1), (4, 8, 2, 1)]:
    f.run(n=n, k=k, m=m, t=t)
f.run(n=4, k=8, m=2, t=4, fails="1.*0")

#
# gather_elements and scatter_elements
#

REDUCTIONS = {
    "none": lambda old, new: new,
    "add": lambda old, new: old + new,
    "mul": lambda old, new: old * new,
    "min": lambda old, new: numpy.minimum(old, new),
    "max": lambda old, new: numpy.maximum(old, new),
}


def gather_elements(x, indices, axis):
    result = numpy.empty(indices.shape, x.dtype)
    positions = wrapped(indices, x.shape[axis])
    for place in numpy.ndindex(indices.shape):
        source = list(place)
        source[axis] = positions[place]
        result[place] = x[tuple(source)]
    return result


def scatter_elements(x, indices, updates, axis, rule):
    result = x.copy()
    positions = wrapped(indices, x.shape[axis])
    for place in numpy.ndindex(indices.shape):
        target = list(place)
        target[axis] = positions[place]
        result[tuple(target)] = rule(result[tuple(target)], updates[place])
    return result


for dtype in DTYPES:
    f = function("gather_elements_" + dtype)
    x, i = f.argument("x", "[n, 6]", dtype), f.argument("i", "[n, k]", "i32", contents=Indices("6"))
    j = f.argument("j", "[k, 4]", "i64", contents=Indices("n"))
    f.returns(f.op("gather_elements", [x, i], "[n, k]", dtype, "axis = 1"),
              f.op("gather_elements", [x, j], "[k, 4]", dtype, "axis = -2"))
    f.reference = lambda x, i, j: (gather_elements(x, i, 1), gather_elements(x, j, 0))
    f.run(n=3, k=5)
    f.run(n=1, k=1)
    fails_outside(f, n=3, k=2)
    f.run(n=0, k=2, fails="0.*1|1.*0")
f = function("gather_elements_condition")
x, i = f.argument("x", "[n, 6]", "f32"), f.argument("i", "[m, 2]", "i64", contents=Indices("6"))
f.returns(f.op("gather_elements", [x, i], "[m, 2]", "f32", "axis = 1"))
f.reference = lambda x, i: gather_elements(x, i, 1)
f.run(n=3, m=2)
f.run(n=3, m=4, fails="3.*4|4.*3")

for dtype in DTYPES:
    for reduction, rule in REDUCTIONS.items():
        f = function("scatter_elements_%s_%s" % (reduction, dtype))
        x = f.argument("x", "[n, 6]", dtype)
        i, u = f.argument("i", "[n, k]", "i64", contents=Indices("6")), f.argument("u", "[n, k]", dtype)
        j, v = f.argument("j", "[k, 4]", "i32", contents=Indices("n")), f.argument("v", "[k, 4]", dtype)
        f.returns(f.op("scatter_elements", [x, i, u], "[n, 6]", dtype, 'axis = 1 reduction = "%s"' % reduction),
                  f.op("scatter_elements", [x, j, v], "[n, 6]", dtype, 'axis = 0 reduction = "%s"' % reduction))
        f.reference = lambda x, i, u, j, v, rule=rule: (
            scatter_elements(x, i, u, 1, rule), scatter_elements(x, j, v, 0, rule))
        # Each step rounds, and products grow.
        f.tolerance = {"f16": 0.3, "bf16": 2, "f32": 1e-4}.get(dtype, 1e-9)
        f.run(n=3, k=5)
        f.run(n=7, k=0)
        if dtype == "f32":
            fails_outside(f, n=3, k=2)

#
# gather_nd and scatter_nd
#


def gather_nd(x, indices, batch):
    lead, length = indices.shape[:-1], indices.shape[-1]
    result = numpy.empty(lead + x.shape[batch + length:], x.dtype)
    for place in numpy.ndindex(lead):
        tuple_ = tuple(int(wrapped(indices[place][i], x.shape[batch + i])) for i in range(length))
        result[place] = x[place[:batch] + tuple_]
    return result


def scatter_nd(x, indices, updates, rule):
    result = x.copy()
    for place in numpy.ndindex(indices.shape[:-1]):
        target = tuple(int(wrapped(indices[place][i], x.shape[i])) for i in range(indices.shape[-1]))
        result[target] = rule(result[target], updates[place])
    return result


for dtype in DTYPES:
    f = function("gather_nd_" + dtype)
    x = f.argument("x", "[n, 5, 4]", dtype)
    i = f.argument("i", "[k, 2]", "i64", contents=Indices("n", "5"))
    j = f.argument("j", "[2, k, 1]", "i32", contents=Indices("n"))
    l = f.argument("l", "[n, k, 2]", "i64", contents=Indices("5", "4"))
    f.returns(f.op("gather_nd", [x, i], "[k, 4]", dtype, "batch_dims = 0"),
              f.op("gather_nd", [x, j], "[2, k, 5, 4]", dtype, "batch_dims = 0"),
              f.op("gather_nd", [x, l], "[n, k]", dtype, "batch_dims = 1"))
    f.reference = lambda x, i, j, l: (gather_nd(x, i, 0), gather_nd(x, j, 0), gather_nd(x, l, 1))
    f.run(n=3, k=5)
    f.run(n=1, k=1)
    fails_outside(f, n=3, k=2)
    for reduction, rule in REDUCTIONS.items():
        f = function("scatter_nd_%s_%s" % (reduction, dtype))
        x = f.argument("x", "[n, 4, 3]", dtype)
        i, u = f.argument("i", "[k, 2]", "i64", contents=Indices("n", "4")), f.argument("u", "[k, 3]", dtype)
        j, v = f.argument("j", "[2, k, 1]", "i64", contents=Indices("n")), f.argument("v", "[2, k, 4, 3]", dtype)
        f.returns(f.op("scatter_nd", [x, i, u], "[n, 4, 3]", dtype, 'reduction = "%s"' % reduction),
                  f.op("scatter_nd", [x, j, v], "[n, 4, 3]", dtype, 'reduction = "%s"' % reduction))
        f.reference = lambda x, i, u, j, v, rule=rule: (scatter_nd(x, i, u, rule), scatter_nd(x, j, v, rule))
        f.tolerance = {"f16": 0.3, "bf16": 2, "f32": 1e-4}.get(dtype, 1e-9)
        f.run(n=3, k=5)
        f.run(n=2, k=0)
        if dtype == "f32":
            fails_outside(f, n=3, k=2)

#
# where
#

for dtype in DTYPES:
    f = function("where_" + dtype)
    c, x, y = f.argument("c", "[n, 1]", "i1"), f.argument("x", "[4]", dtype), f.argument("y", "[m, 1, 4]", dtype)
    f.returns(f.op("where", [c, x, y], "[m, n, 4]", dtype))
    f.reference = numpy.where
    f.run(n=3, m=2)
f = function("where_condition")
c, x, y = f.argument("c", "[n]", "i1"), f.argument("x", "[m]", "f32"), f.argument("y", "[]", "f32")
f.returns(f.op("where", [c, x, y], "[?]", "f32"))
f.reference = numpy.where
f.run(n=3, m=3)
f.run(n=1, m=3)
f.run(n=3, m=2, fails="3.*2|2.*3")

#
# index_tensor, index_put, slice_scatter, bucketize
#

def indexed(f, op, tensors, indices, shape, dtype, flag=""):
    """An operator with its tensors of indices in brackets."""
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.%s %s indices = [%s]%s : (%s) -> %s" % (
        op, ", ".join(v.name for v in tensors), ", ".join(v.name for v in indices), flag,
        ", ".join(v.type for v in tensors + indices), result), result)


def put(x, values, at, accumulates):
    """In order, one after the other."""
    result = x.copy()
    at = numpy.broadcast_arrays(*at)
    values = numpy.broadcast_to(values, at[0].shape + x.shape[len(at):])
    for place in numpy.ndindex(at[0].shape):
        target = tuple(int(index[place]) for index in at)
        update = values[place]
        if not accumulates:
            result[target] = update
        elif x.dtype == numpy.bool_:
            result[target] |= update
        else:
            result[target] += update
    return result


for dtype in DTYPES:
    f = function("index_tensor_" + dtype)
    x = f.argument("x", "[n, m, 3]", dtype)
    i, j = f.argument("i", "[k, 1]", "i64", contents=Indices("n")), f.argument("j", "[4]", "i32", contents=Indices("m"))
    f.returns(indexed(f, "index_tensor", [x], [i, j], "[k, 4, 3]", dtype),
              indexed(f, "index_tensor", [x], [i], "[k, 1, m, 3]", dtype))
    f.reference = lambda x, i, j: (x[wrapped(i, x.shape[0]), wrapped(j, x.shape[1])], x[wrapped(i, x.shape[0])])
    f.run(n=5, m=4, k=3)
    f.run(n=1, m=1, k=1)
    f.run(n=2, m=3, k=0)
    fails_outside(f, n=3, m=2, k=2)
    f = function("index_put_" + dtype)
    x, v = f.argument("x", "[n, m]", dtype), f.argument("v", "[k, 2]", dtype)
    w, s = f.argument("w", "[m]", dtype), f.argument("s", "[1]", dtype)
    i, j = f.argument("i", "[k, 1]", "i64", contents=Indices("n")), f.argument("j", "[2]", "i8", contents=Indices("m"))
    flags = ["", " accumulate"]
    f.returns(*[indexed(f, "index_put", [x, v], [i, j], "[n, m]", dtype, flag) for flag in flags],
              *[indexed(f, "index_put", [x, w], [i], "[n, m]", dtype, flag) for flag in flags],
              indexed(f, "index_put", [x, s], [j], "[n, m]", dtype))
    f.reference = lambda x, v, w, s, i, j: (
        *[put(x, v, (wrapped(i, x.shape[0]), wrapped(j, x.shape[1])), adds) for adds in (False, True)],
        *[put(x, w, (wrapped(i, x.shape[0]),), adds) for adds in (False, True)],
        put(x, s, (wrapped(j, x.shape[0]),), False))
    f.tolerance = {"f16": 2e-2, "bf16": 1e-1, "f32": 1e-5}.get(dtype)
    f.run(n=4, m=4, k=5)
    f.run(n=7, m=3, k=1)
    fails_outside(f, n=3, m=3, k=2)
f = function("index_tensor_symbols")
x = f.argument("x", "[n, n]", "f32")
p, q = f.argument("p", "[p]", "i64", contents=Indices("n")), f.argument("q", "[q]", "i64", contents=Indices("n"))
f.returns(indexed(f, "index_tensor", [x], [p, q], "[select(p == 1, q, p)]", "f32"))
f.reference = lambda x, p, q: x[p, q]
f.run(n=5, p=4, q=4)
f.run(n=5, p=1, q=3)
f.run(n=5, p=3, q=1)
f.run(n=5, p=3, q=2, fails="3.*2|2.*3")


def slice_scatter(f, x, y, begin, end, stride, axis, shape, dtype):
    ints = [f.line("sym.value %s : !sym.int<%s>" % (v, v), "!sym.int<%s>" % v) for v in (begin, end, stride)]
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.slice_scatter %s, %s begin = %s end = %s stride = %s axis = %d : (%s) -> %s" % (
        x.name, y.name, *[v.name for v in ints], axis, ", ".join(v.type for v in [x, y] + ints), result), result)


def scattered(x, y, *at):
    result = x.copy()
    result[at] = y
    return result


for dtype in DTYPES:
    f = function("slice_scatter_" + dtype)
    x, y, z = f.argument("x", "[n, 8]", dtype), f.argument("y", "[n, 3]", dtype), f.argument("z", "[k, 8]", dtype)
    f.returns(slice_scatter(f, x, y, "1", "-2", "2", -1, "[n, 8]", dtype),
              slice_scatter(f, x, y, "5", "9223372036854775807", "1", 1, "[n, 8]", dtype),
              slice_scatter(f, x, z, "0", "k", "1", 0, "[n, 8]", dtype),
              slice_scatter(f, x, z, "-k", "n", "1", 0, "[n, 8]", dtype))
    f.reference = lambda x, y, z: (
        scattered(x, y, slice(None), slice(1, -2, 2)), scattered(x, y, slice(None), slice(5, None)),
        scattered(x, z, slice(0, len(z))), scattered(x, z, slice(len(x) - len(z), len(x))))
    f.run(n=5, k=2)
    f.run(n=3, k=3)
    f.run(n=2, k=3, fails="2.*3|3.*2")

for dtype in ["f32", "f64", "f16", "bf16", "i8", "i32", "i64", "ui8", "ui64"]:
    f = function("bucketize_" + dtype)
    contents = "special" if dtype == "f32" else "extreme" if dtype in ("ui64", "i8") else "uniform"
    x = f.argument("x", "[n, 3]", dtype, contents=contents)
    b = f.argument("b", "[m]", dtype)
    order = f.op("sort", [b], "[m]", dtype, "axis = 0")
    f.returns(f.op("bucketize", [x, order], "[n, 3]", "i64", "dtype = i64"),
              f.op("bucketize", [x, order], "[n, 3]", "i32", "dtype = i32 right"))
    f.reference = lambda x, b: tuple(
        numpy.array([sum(v < e if side == "left" else v <= e for v in b) for e in x.ravel()], numpy.int64).reshape(x.shape)
        .astype(kind) for side, kind in (("left", "int64"), ("right", "int32")))
    for m in (0, 1, 2, 7, 8, 31):
        f.run(n=6, m=m)
    f.run(n=0, m=3)
