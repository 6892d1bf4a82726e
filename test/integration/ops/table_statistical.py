"""Reductions, positions of extrema, running values and sums of products: rows for ops_test.py."""

import numpy

from programs import Function

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def infinity_of(dtype):
    return numpy.inf if dtype.kind == "f" else numpy.iinfo(dtype).max


def minimum(x, axis=None, keepdims=False):
    return numpy.min(x, axis=axis, keepdims=keepdims, initial=infinity_of(x.dtype))


REDUCTION = {"min": minimum, "prod": numpy.prod, "variance": numpy.var, "std": numpy.std}
REDUCTIONS = [
    ("all", "", None, False, "[]"),
    ("all_kept", "keepdims", None, True, "[1, 1, 1]"),
    ("last", "axis = [-1]", (2,), False, "[n, m]"),
    ("first_kept", "axis = [0] keepdims", (0,), True, "[1, m, 4]"),
    ("outer", "axis = [2, 0]", (0, 2), False, "[m]"),
    ("none", "axis = []", (), False, "[n, m, 4]"),
]
for op, rule in REDUCTION.items():
    for name, attributes, axis, keep, result in REDUCTIONS:
        f = function("%s_%s" % (op, name))
        x = f.argument("x", "[n, m, 4]", "f32")
        f.returns(f.op(op, [x], result, "f32", attributes))
        f.reference = lambda x, rule=rule, axis=axis, keep=keep: rule(x, axis=axis, keepdims=keep)
        f.tolerance = 1e-4
        f.run(n=3, m=2)
        f.run(n=1, m=1)
    for dtype in ["f64", "f16", "bf16"] + ([] if op in ("variance", "std") else ["i8", "i32", "i64", "ui8", "ui64"]):
        f = function("%s_%s" % (op, dtype))
        x = f.argument("x", "[n, 6]", dtype, contents="extreme" if op == "min" else "uniform")
        f.returns(f.op(op, [x], "[n]", dtype, "axis = [1]"))
        f.reference = lambda x, rule=rule: rule(x, axis=1).astype(x.dtype)
        f.tolerance = {"f16": 2e-2, "bf16": 2e-1}.get(dtype)
        f.run(n=3)
    f = function("%s_static" % op)
    x = f.argument("x", "[2, 5]", "f32")
    f.returns(f.op(op, [x], "[5]", "f32", "axis = [0]"))
    f.reference = lambda x, rule=rule: rule(x, axis=0)
    f.tolerance = 1e-4
    f.run()
for op in ["min", "prod"]:
    f = function("%s_special" % op)
    x = f.argument("x", "[n, 2]", "f32", contents="special")
    f.returns(f.op(op, [x], "[n]", "f32", "axis = [1]"))
    f.reference = lambda x, rule=REDUCTION[op]: rule(x, axis=1)
    f.run(n=40)
    f = function("%s_of_nothing" % op)
    x = f.argument("x", "[n, 2]", "f32")
    f.returns(f.op(op, [x], "[2]", "f32", "axis = [0]"))
    f.reference = lambda x, rule=REDUCTION[op]: rule(x, axis=0)
    f.run(n=0)

# A mean that is large against the distances from it.
f = function("variance_shifted")
x = f.argument("x", "[n]", "f32")
c = f.argument("c", "[]", "f32")
shifted = f.op("add", [x, c], "[n]", "f32")
f.returns(f.op("variance", [shifted], "[]", "f32"))
f.reference = lambda x, c: numpy.var(x + c)
f.tolerance = 1e-4
f.run(n=50)

#
# Positions
#


def position(x, axis, keep, last, rule):
    if axis is None:
        shape = (1,) * x.ndim
        x, axis = x.reshape(-1), 0
    else:
        shape = tuple(1 if i == axis % x.ndim else d for i, d in enumerate(x.shape))
    result = rule(numpy.flip(x, axis), axis) if last else rule(x, axis)
    result = x.shape[axis] - 1 - result if last else result
    return result.reshape(shape) if keep else result


POSITIONS = [
    ("all", "", None, False, "[]"),
    ("all_kept", "keepdims", None, True, "[1, 1, 1]"),
    ("last", "axis = -1", -1, False, "[n, m]"),
    ("middle_kept", "axis = 1 keepdims", 1, True, "[n, 1, 4]"),
    ("first", "axis = 0", 0, False, "[m, 4]"),
]
for op, rule in {"argmax": numpy.argmax, "argmin": numpy.argmin}.items():
    for name, attributes, axis, keep, result in POSITIONS:
        for last in [False, True]:
            f = function("%s_%s%s" % (op, name, "_select_last" if last else ""))
            x = f.argument("x", "[n, m, 4]", "i32")
            f.returns(f.op(op, [x], result, "i64", attributes + (" select_last_index" if last else "")))
            f.reference = lambda x, a=axis, k=keep, last=last, rule=rule: numpy.int64(position(x, a, k, last, rule))
            f.run(n=3, m=7)
            f.run(n=1, m=1)
    for dtype in ["f32", "f64", "f16", "bf16", "i8", "i64", "ui8", "ui64"]:
        f = function("%s_%s" % (op, dtype))
        x = f.argument("x", "[n, 6]", dtype, contents="extreme")
        f.returns(f.op(op, [x], "[n]", "i64", "axis = 1"))
        f.reference = lambda x, rule=rule: rule(x, axis=1)
        f.run(n=5)
    f = function("%s_special" % op)
    x = f.argument("x", "[n, 3]", "f32", contents="special")
    f.returns(f.op(op, [x], "[n]", "i64", "axis = 1"))
    f.reference = lambda x, rule=rule: rule(x, axis=1)
    f.run(n=40)
    f = function("%s_static" % op)
    x = f.argument("x", "[2, 5]", "f32")
    f.returns(f.op(op, [x], "[5]", "i64", "axis = 0"))
    f.reference = lambda x, rule=rule: rule(x, axis=0)
    f.run()

#
# Running values
#


def scan(x, axis, exclusive, reverse, rule, identity):
    if axis is None:
        x, axis = x.reshape(-1), 0
    x = numpy.flip(x, axis) if reverse else x
    y = rule(x, axis=axis, dtype=x.dtype)
    if exclusive:
        y = numpy.concatenate([numpy.full_like(numpy.take(y, [0], axis), identity),
                               numpy.delete(y, -1, axis)], axis) if x.shape[axis] else y
    return numpy.flip(y, axis) if reverse else y


for op, rule, identity in [("cumsum", numpy.cumsum, 0), ("cumprod", numpy.cumprod, 1)]:
    for name, axis, result in [("all", None, "[4 * n * m]"), ("last", -1, "[n, m, 4]"), ("middle", 1, "[n, m, 4]"),
                               ("first", 0, "[n, m, 4]")]:
        for exclusive in [False, True]:
            for reverse in [False, True]:
                f = function("%s_%s%s%s" % (op, name, "_exclusive" * exclusive, "_reverse" * reverse))
                x = f.argument("x", "[n, m, 4]", "f32")
                attributes = " ".join(["axis = %s" % axis] * (axis is not None) + ["exclusive"] * exclusive +
                                      ["reverse"] * reverse)
                f.returns(f.op(op, [x], result, "f32", attributes))
                f.reference = lambda x, a=axis, e=exclusive, r=reverse, rule=rule, i=identity: scan(x, a, e, r, rule, i)
                f.tolerance = 1e-4
                f.run(n=3, m=2)
                f.run(n=1, m=5)
                f.run(n=0, m=2)
    for dtype in ["f64", "f16", "bf16", "i8", "i32", "i64", "ui8"]:
        f = function("%s_%s" % (op, dtype))
        x = f.argument("x", "[n, 6]", dtype)
        f.returns(f.op(op, [x], "[n, 6]", dtype, "axis = 1"))
        f.reference = lambda x, rule=rule: rule(x, axis=1, dtype=x.dtype)
        f.tolerance = {"f16": 2e-2, "bf16": 2e-1}.get(dtype)
        f.run(n=3)
f = function("cumsum_static")
x = f.argument("x", "[2, 5]", "f32")
f.returns(f.op("cumsum", [x], "[2, 5]", "f32", "axis = 0 exclusive"))
f.reference = lambda x: scan(x, 0, True, False, numpy.cumsum, 0)
f.run()
f = function("cumsum_of_bool")
x = f.argument("x", "[n]", "i1")
f.returns(f.op("cumsum", [x], "[n]", "i32", "axis = 0 dtype = i32"))
f.reference = lambda x: numpy.cumsum(x, dtype=numpy.int32)
f.run(n=9)

#
# Sums of products
#

EINSUMS = [
    ("matmul", "ij,jk->ik", ["[n, k]", "[k, m]"], "[n, m]"),
    ("implicit", "ij,jk", ["[n, k]", "[k, m]"], "[n, m]"),
    ("transposed", "ji", ["[n, k]"], "[k, n]"),
    ("trace", "ii", ["[n, n]"], "[]"),
    ("diagonal", "ii->i", ["[n, n]"], "[n]"),
    ("sum", "ij->", ["[n, k]"], "[]"),
    ("row_sums", "i j -> i", ["[n, k]"], "[n]"),
    ("outer", "i,j->ij", ["[n]", "[m]"], "[n, m]"),
    ("batched", "bij,bjk->bik", ["[4, n, k]", "[4, k, m]"], "[4, n, m]"),
    ("ellipsis", "...ij,...jk->...ik", ["[4, n, k]", "[2, 1, k, m]"], "[2, 4, n, m]"),
    ("ellipsis_implicit", "...ij,jk", ["[4, n, k]", "[k, m]"], "[4, n, m]"),
    ("ellipsis_empty", "...i->...", ["[n]"], "[]"),
    ("three", "ij,jk,kl->il", ["[n, k]", "[k, m]", "[m, 3]"], "[n, 3]"),
    ("attention", "bqhd,bkhd->bhqk", ["[2, n, 3, 4]", "[2, m, 3, 4]"], "[2, 3, n, m]"),
    ("static", "abc,cd->abd", ["[2, 3, 4]", "[4, 5]"], "[2, 3, 5]"),
    ("upper", "aA,Ab->ab", ["[n, k]", "[k, m]"], "[n, m]"),
]
for name, subscripts, shapes, result in EINSUMS:
    f = function("einsum_" + name)
    arguments = [f.argument("x%d" % i, shape, "f32") for i, shape in enumerate(shapes)]
    types = "!relax.tensor<%s, f32>" % result
    f.returns(f.line('relax.einsum "%s"(%s) : (%s) -> %s' % (
        subscripts, ", ".join(a.name for a in arguments), ", ".join(a.type for a in arguments), types), types))
    f.reference = lambda *xs, s=subscripts: numpy.einsum(s, *xs)
    f.tolerance = 1e-4
    f.run(n=3, k=5, m=2)
    if name != "static":
        f.run(n=1, k=1, m=1)
for dtype in ["f64", "f16", "bf16", "i8", "i32", "i64", "ui8"]:
    f = function("einsum_" + dtype)
    x, y = f.argument("x", "[n, k]", dtype), f.argument("y", "[m, k]", dtype)
    types = "!relax.tensor<[n, m], %s>" % dtype
    f.returns(f.line('relax.einsum "ik,jk->ij"(%s, %s) : (%s, %s) -> %s' % (x.name, y.name, x.type, y.type, types), types))
    f.reference = lambda x, y: numpy.einsum("ik,jk->ij", x, y)
    f.tolerance = {"f16": 3e-2, "bf16": 2e-1}.get(dtype)
    f.run(n=3, k=5, m=4)
f = function("outer")
x, y = f.argument("x", "[n]", "f32"), f.argument("y", "[m]", "f32")
f.returns(f.op("outer", [x, y], "[n, m]", "f32"))
f.reference = numpy.outer
f.run(n=3, m=4)

#
# collapse_sum_to and collapse_sum_like
#

def collapsed(x, shape):
    lead = x.ndim - len(shape)
    axes = tuple(range(lead)) + tuple(lead + i for i, size in enumerate(shape) if size == 1)
    return numpy.sum(x, axis=axes, dtype=x.dtype, keepdims=True).reshape(shape)


for dtype in ["f32", "f64", "f16", "bf16", "i8", "i32", "i64", "ui8"]:
    f = function("collapse_sum_" + dtype)
    x, y = f.argument("x", "[b, n, 4]", dtype), f.argument("y", "[n, 1]", "i8")
    f.returns(f.op("collapse_sum_like", [x, y], "[n, 1]", dtype),
              f.op("collapse_sum_to", [x, f.shape("[b, 1, 4]")], "[b, 1, 4]", dtype),
              f.op("collapse_sum_to", [x, f.shape("[1, 1, 1]")], "[1, 1, 1]", dtype),
              f.op("collapse_sum_to", [x, f.shape("[b, n, 4]")], "[b, n, 4]", dtype),
              f.op("collapse_sum_to", [x, f.shape("[4]")], "[4]", dtype))
    f.reference = lambda x, y: tuple(collapsed(x, shape) for shape in (
        (x.shape[1], 1), (x.shape[0], 1, 4), (1, 1, 1), x.shape, (4,)))
    f.tolerance = {"f16": 3e-2, "bf16": 2e-1, "f32": 1e-5}.get(dtype)
    f.run(b=3, n=5)
    f.run(b=1, n=1)
    f.run(b=0, n=2)
f = function("collapse_sum_condition")
x, y = f.argument("x", "[b, n]", "f32"), f.argument("y", "[m]", "f32")
f.returns(f.op("collapse_sum_like", [x, y], "[m]", "f32"))
f.reference = lambda x, y: collapsed(x, y.shape)
f.tolerance = 1e-5
f.run(b=3, n=4, m=4)
f.run(b=3, n=4, m=1)
f.run(b=3, n=1, m=1)
f.run(b=3, n=4, m=3, fails="4.*3|3.*4")
