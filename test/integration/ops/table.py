"""The table of operators: symbolic and static shapes, element types, and sizes to run with."""

import numpy

from programs import Function, NUMPY, evaluate
from random_programs import make_programs

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def softmax(x, axis):
    # Of nothing there is no maximum.
    shifted = numpy.exp(x - numpy.max(x, axis=axis, keepdims=True, initial=-numpy.inf))
    return shifted / numpy.sum(shifted, axis=axis, keepdims=True)


def divide(x, y):
    if x.dtype.kind == "f":
        return x / y
    # Toward zero; zero where the divisor is zero; the smallest integer divided by -1 wraps.
    result = numpy.zeros(numpy.broadcast_shapes(x.shape, y.shape), x.dtype)
    limits = numpy.iinfo(x.dtype)
    for index in numpy.ndindex(result.shape):
        a, b = (int(numpy.broadcast_to(v, result.shape)[index]) for v in (x, y))
        quotient = 0 if b == 0 else abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        result[index] = limits.min if quotient > limits.max else quotient
    return result


UNARY = {"exp": numpy.exp, "tanh": numpy.tanh, "sigmoid": sigmoid, "relu": lambda x: numpy.maximum(x, 0)}
BINARY = {"add": numpy.add, "subtract": numpy.subtract, "multiply": numpy.multiply, "divide": divide,
          "maximum": numpy.maximum}
REDUCTION = {"sum": numpy.sum, "max": numpy.max, "mean": numpy.mean}

#
# Element-wise
#

for op, rule in UNARY.items():
    for dtype in ["f32", "f64", "f16", "bf16"] + (["i8", "i32", "i64"] if op == "relu" else []):
        f = function("%s_%s" % (op, dtype))
        x = f.argument("x", "[n, 3]", dtype)
        f.returns(f.op(op, [x], "[n, 3]", dtype))
        f.reference = rule
        f.run(n=5)
        f.run(n=1)
    f = function("%s_static" % op)
    x = f.argument("x", "[2, 1, 7]", "f32")
    f.returns(f.op(op, [x], "[2, 1, 7]", "f32"))
    f.reference = rule
    f.run()
    f = function("%s_special" % op)
    x = f.argument("x", "[n]", "f32", contents="special")
    f.returns(f.op(op, [x], "[n]", "f32"))
    f.reference = rule
    f.run(n=40)
    f.run(n=0)

for op, rule in BINARY.items():
    for dtype in ["f32", "f64", "f16", "bf16", "i8", "i32", "i64", "ui8"]:
        f = function("%s_%s" % (op, dtype))
        x, y = f.argument("x", "[n, 4]", dtype), f.argument("y", "[4]", dtype, contents="positive")
        f.returns(f.op(op, [x, y], "[n, 4]", dtype))
        f.reference = rule
        f.run(n=3)
    f = function("%s_special" % op)
    x, y = f.argument("x", "[n]", "f32", contents="special"), f.argument("y", "[n]", "f32", contents="special")
    f.returns(f.op(op, [x, y], "[n]", "f32"))
    f.reference = rule
    f.run(n=60)
    for dtype in ["i8", "i32", "i64", "ui8", "ui64"]:
        f = function("%s_extreme_%s" % (op, dtype))
        x, y = f.argument("x", "[n, 1]", dtype, contents="extreme"), f.argument("y", "[m]", dtype, contents="extreme")
        f.returns(f.op(op, [x, y], "[n, m]", dtype))
        f.reference = rule
        f.run(n=12, m=12)

# Every way in which dimensions meet.
BROADCASTS = [
    ("static", "[2, 3]", "[2, 3]", "[2, 3]", [({}, None)]),
    ("scalar", "[n]", "[]", "[n]", [({"n": 3}, None)]),
    ("both_ways", "[n, 1]", "[1, m]", "[n, m]", [({"n": 3, "m": 2}, None), ({"n": 0, "m": 2}, None)]),
    ("longer_right", "[m]", "[n, m]", "[n, m]", [({"n": 3, "m": 2}, None)]),
    ("symbols", "[n]", "[m]", "[select(n == 1, m, n)]", [
        ({"n": 3, "m": 3}, None), ({"n": 1, "m": 4}, None), ({"n": 4, "m": 1}, None), ({"n": 1, "m": 1}, None),
        ({"n": 0, "m": 1}, None), ({"n": 2, "m": 3}, "2.*3|3.*2"), ({"n": 0, "m": 2}, "0.*2|2.*0")]),
    ("symbol_static", "[n, 4]", "[m]", "[n, 4]", [
        ({"n": 2, "m": 4}, None), ({"n": 2, "m": 1}, None), ({"n": 2, "m": 3}, "3"), ({"n": 2, "m": 0}, "0")]),
    ("claimed", "[n]", "[m]", "[n]", [({"n": 3, "m": 3}, None), ({"n": 3, "m": 1}, None), ({"n": 1, "m": 3}, "1|3")]),
    ("expressions", "[2 * n, m + 1]", "[m + 1]", "[2 * n, m + 1]", [({"n": 2, "m": 2}, None)]),
]
for name, lhs, rhs, result, runs in BROADCASTS:
    f = function("broadcast_" + name)
    # Bare occurrences first: composite dimensions do not define their symbols.
    if name == "expressions":
        f.argument("s", "[n, m]", "i8")
    x, y = f.argument("x", lhs, "f32"), f.argument("y", rhs, "f32")
    f.returns(f.op("add", [x, y], result, "f32"))
    f.reference = (lambda s, x, y: x + y) if name == "expressions" else (lambda x, y: x + y)
    for sizes, fails in runs:
        f.run(fails=fails, **sizes)

f = function("broadcast_unknown")
x, y = f.argument("x", "[?, 4]", "f32", actual="[a, 4]"), f.argument("y", "[?]", "f32", actual="[b]")
f.returns(f.op("multiply", [x, y], "[?, 4]", "f32"))
f.reference = lambda x, y: x * y
f.run(a=3, b=4)
f.run(a=2, b=1)
f.run(a=2, b=3, fails="3")

f = function("chain")
x, y = f.argument("x", "[n]", "f32"), f.argument("y", "[m]", "f32")
t = "[select(n == 1, m, n)]"
a = f.op("add", [x, y], t, "f32")
b = f.op("multiply", [a, x], t, "f32")
c = f.op("subtract", [y, b], t, "f32")
f.returns(c, a)
f.reference = lambda x, y: (y - (x + y) * x, x + y)
f.run(n=4, m=4)
f.run(n=1, m=5)
f.run(n=5, m=1)
f.run(n=5, m=2, fails="2.*5|5.*2")

#
# Linear algebra
#

MATMULS = [
    ("static", "[2, 3]", "[3, 4]", "[2, 4]", [({}, None)]),
    ("symbolic", "[n, k]", "[k, m]", "[n, m]", [
        ({"n": 3, "k": 4, "m": 5}, None), ({"n": 1, "k": 1, "m": 1}, None), ({"n": 17, "k": 33, "m": 9}, None),
        ({"n": 2, "k": 0, "m": 3}, None), ({"n": 0, "k": 3, "m": 3}, None)]),
    ("condition", "[n, k]", "[l, m]", "[n, m]", [
        ({"n": 3, "k": 4, "l": 4, "m": 5}, None), ({"n": 3, "k": 4, "l": 3, "m": 5}, "4.*3|3.*4")]),
    ("batched", "[b, n, k]", "[b, k, m]", "[b, n, m]", [({"b": 2, "n": 3, "k": 4, "m": 5}, None)]),
    ("batched_left", "[b, n, k]", "[k, 4]", "[b, n, 4]", [({"b": 2, "n": 3, "k": 4}, None)]),
    ("batched_right", "[n, k]", "[b, k, m]", "[b, n, m]", [({"b": 2, "n": 3, "k": 4, "m": 2}, None)]),
    ("batch_broadcast", "[a, 1, n, k]", "[b, k, m]", "[a, b, n, m]", [({"a": 2, "b": 3, "n": 2, "k": 4, "m": 2}, None)]),
    ("batch_condition", "[a, n, k]", "[b, k, m]", "[select(a == 1, b, a), n, m]", [
        ({"a": 2, "b": 2, "n": 2, "k": 4, "m": 2}, None), ({"a": 1, "b": 3, "n": 2, "k": 4, "m": 2}, None),
        ({"a": 3, "b": 1, "n": 2, "k": 4, "m": 2}, None), ({"a": 3, "b": 2, "n": 2, "k": 4, "m": 2}, "3.*2|2.*3")]),
    ("row", "[k]", "[k, m]", "[m]", [({"k": 4, "m": 5}, None)]),
    ("column", "[n, k]", "[k]", "[n]", [({"n": 3, "k": 4}, None)]),
    ("dot", "[k]", "[k]", "[]", [({"k": 7}, None)]),
    ("row_batched", "[k]", "[b, k, m]", "[b, m]", [({"b": 2, "k": 4, "m": 5}, None)]),
    ("batched_column", "[b, n, k]", "[k]", "[b, n]", [({"b": 2, "n": 3, "k": 4}, None)]),
]
for name, lhs, rhs, result, runs in MATMULS:
    f = function("matmul_" + name)
    x, y = f.argument("x", lhs, "f32"), f.argument("y", rhs, "f32")
    f.returns(f.op("matmul", [x, y], result, "f32"))
    f.reference = numpy.matmul
    f.tolerance = 1e-4
    for sizes, fails in runs:
        f.run(fails=fails, **sizes)
for dtype in ["f64", "f16", "bf16", "i8", "i32", "i64", "ui8"]:
    f = function("matmul_" + dtype)
    x, y = f.argument("x", "[n, k]", dtype), f.argument("y", "[k, m]", dtype)
    f.returns(f.op("matmul", [x, y], "[n, m]", dtype))
    f.reference = numpy.matmul
    f.tolerance = {"f16": 3e-2, "bf16": 2e-1}.get(dtype)
    f.run(n=3, k=5, m=4)

#
# Reductions and softmax
#

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
    for dtype in ["f64", "f16", "bf16"] + ([] if op == "mean" else ["i8", "i32", "i64", "ui8"]):
        f = function("%s_%s" % (op, dtype))
        x = f.argument("x", "[n, 6]", dtype)
        f.returns(f.op(op, [x], "[n]", dtype, "axis = [1]"))
        f.reference = lambda x, rule=rule: rule(x, axis=1).astype(x.dtype)
        f.tolerance = {"f16": 2e-2, "bf16": 2e-1}.get(dtype)
        f.run(n=3)
    f = function("%s_static" % op)
    x = f.argument("x", "[3, 5]", "f32")
    f.returns(f.op(op, [x], "[5]", "f32", "axis = [0]"))
    f.reference = lambda x, rule=rule: rule(x, axis=0)
    f.tolerance = 1e-5
    f.run()

f = function("reductions_of_nothing")
x = f.argument("x", "[n, m]", "f32")
f.returns(f.op("sum", [x], "[m]", "f32", "axis = [0]"), f.op("max", [x], "[m]", "f32", "axis = [0]"),
          f.op("mean", [x], "[m]", "f32", "axis = [0]"))
f.reference = lambda x: (numpy.zeros(x.shape[1]), numpy.full(x.shape[1], -numpy.inf), numpy.full(x.shape[1], numpy.nan))
f.run(n=0, m=3)

f = function("max_special")
x = f.argument("x", "[n, 3]", "f32", contents="special")
f.returns(f.op("max", [x], "[n]", "f32", "axis = [1]"))
f.reference = lambda x: numpy.max(x, axis=1)
f.run(n=20)

for name, shape, axis, runs in [("last", "[n, m]", -1, [{"n": 3, "m": 5}, {"n": 1, "m": 1}, {"n": 0, "m": 3}]),
                                ("first", "[n, m]", 0, [{"n": 3, "m": 5}]),
                                ("middle", "[2, n, 3]", 1, [{"n": 4}]), ("static", "[2, 6]", 1, [{}])]:
    f = function("softmax_" + name)
    x = f.argument("x", shape, "f32")
    f.returns(f.op("softmax", [x], shape, "f32", "axis = %d" % axis))
    f.reference = lambda x, axis=axis: softmax(x, axis)
    for sizes in runs:
        f.run(**sizes)
for dtype in ["f64", "f16", "bf16"]:
    f = function("softmax_" + dtype)
    x = f.argument("x", "[n, 6]", dtype)
    f.returns(f.op("softmax", [x], "[n, 6]", dtype, "axis = 1"))
    f.reference = lambda x: softmax(x, 1)
    f.tolerance = {"f16": 1e-2, "bf16": 5e-2}.get(dtype)
    f.run(n=3)

#
# Manipulation
#

for dtype in ["f32", "f64", "f16", "i1", "i8", "i64", "ui8"]:
    f = function("manipulate_" + dtype)
    x, y = f.argument("x", "[n, 4]", dtype), f.argument("y", "[m, 4]", dtype)
    f.returns(
        f.op("reshape", [x, f.shape("[2 * n, 2]")], "[2 * n, 2]", dtype),
        f.op("flatten", [x], "[4 * n]", dtype),
        f.op("permute_dims", [x], "[4, n]", dtype),
        f.op("broadcast_to", [x, f.shape("[m, n, 4]")], "[m, n, 4]", dtype),
        f.op("concat", [x, y, x], "[m + 2 * n, 4]", dtype, "axis = 0"))
    f.reference = lambda x, y: (x.reshape(-1, 2), x.reshape(-1), x.T, numpy.broadcast_to(x, y.shape[:1] + x.shape),
                                numpy.concatenate([x, y, x]))
    f.run(n=3, m=2)
    f.run(n=1, m=1)
    f.run(n=0, m=3)

f = function("permute_dims_cycle")
x = f.argument("x", "[n, m, 2, 3]", "f32")
f.returns(f.op("permute_dims", [x], "[3, n, 2, m]", "f32", "axes = [-1, 0, 2, 1]"))
f.reference = lambda x: numpy.transpose(x, (3, 0, 2, 1))
f.run(n=2, m=5)

f = function("reshape_condition")
x, y = f.argument("x", "[n]", "f32"), f.argument("y", "[m]", "f32")
f.returns(f.op("reshape", [x, f.shape("[2, m]")], "[2, m]", "f32"))
f.reference = lambda x, y: x.reshape(2, -1)
f.run(n=6, m=3)
f.run(n=6, m=2, fails="6.*4|4.*6")

f = function("reshape_static")
x = f.argument("x", "[2, 6]", "f32")
f.returns(f.op("reshape", [x, f.shape("[3, 2, 2]")], "[3, 2, 2]", "f32"))
f.reference = lambda x: x.reshape(3, 2, 2)
f.run()

f = function("flatten_scalar")
x = f.argument("x", "[]", "f32")
f.returns(f.op("flatten", [x], "[1]", "f32"))
f.reference = lambda x: x.reshape(1)
f.run()

f = function("broadcast_to_condition")
x, y = f.argument("x", "[n, 1]", "f32"), f.argument("y", "[m]", "f32")
f.returns(f.op("broadcast_to", [x, f.shape("[m, 3]")], "[m, 3]", "f32"))
f.reference = lambda x, y: numpy.broadcast_to(x, (y.shape[0], 3))
f.run(n=4, m=4)
f.run(n=1, m=4)
f.run(n=2, m=4, fails="2.*4|4.*2")

f = function("concat_condition")
x, y = f.argument("x", "[n, 2]", "f32"), f.argument("y", "[m, 3]", "f32")
f.returns(f.op("concat", [x, y], "[n, 5]", "f32", "axis = 1"))
f.reference = lambda x, y: numpy.concatenate([x, y], axis=1)
f.run(n=4, m=4)
f.run(n=2, m=4, fails="2.*4|4.*2")

#
# Element types
#

for source in ["f32", "f64", "f16", "bf16", "i1", "i8", "i32", "i64", "ui8"]:
    f = function("astype_from_" + source)
    x = f.argument("x", "[n]", source)
    targets = ["f32", "f64", "f16", "i8", "i32", "i64", "i1"] + ([] if source in ("f32", "f64", "f16", "bf16") else ["ui8"])
    f.returns(*[f.op("astype", [x], "[n]", target, "dtype = " + target) for target in targets])
    f.reference = lambda x, targets=targets: tuple(
        x.astype(NUMPY[target]) if target != "i1" else x != 0 for target in targets)
    f.tolerance = 0
    f.run(n=23)

#
# Sizes at which loops are vectorized, unrolled and shared among threads, with remainders
#

LARGE = [
    ("exp", [("x", "[n, m]")], "exp", "[n, m]", "", numpy.exp, None),
    ("tanh", [("x", "[n, m]")], "tanh", "[n, m]", "", numpy.tanh, None),
    ("add", [("x", "[n, m]"), ("y", "[m]")], "add", "[n, m]", "", numpy.add, None),
    ("divide_column", [("x", "[n, m]"), ("y", "[n, 1]")], "divide", "[n, m]", "", numpy.divide, 1e-5),
    ("matmul", [("x", "[n, k]"), ("y", "[k, m]")], "matmul", "[n, m]", "", numpy.matmul, 1e-3),
    ("matmul_column", [("x", "[n, k]"), ("y", "[k]")], "matmul", "[n]", "", numpy.matmul, 1e-3),
    ("matmul_row", [("x", "[k]"), ("y", "[k, m]")], "matmul", "[m]", "", numpy.matmul, 1e-3),
    ("sum_last", [("x", "[n, m]")], "sum", "[n]", "axis = [1]", lambda x: numpy.sum(x, axis=1), 1e-3),
    ("sum_first", [("x", "[n, m]")], "sum", "[m]", "axis = [0]", lambda x: numpy.sum(x, axis=0), 1e-3),
    ("max_all", [("x", "[n, m]")], "max", "[]", "", numpy.max, 0),
    ("mean_last", [("x", "[n, m]")], "mean", "[n, 1]", "axis = [-1] keepdims",
     lambda x: numpy.mean(x, axis=1, keepdims=True), 1e-4),
    ("softmax_last", [("x", "[n, m]")], "softmax", "[n, m]", "axis = 1", lambda x: softmax(x, 1), 1e-5),
    ("softmax_first", [("x", "[n, m]")], "softmax", "[n, m]", "axis = 0", lambda x: softmax(x, 0), 1e-5),
    ("permute_dims", [("x", "[n, m]")], "permute_dims", "[m, n]", "", numpy.transpose, 0),
    ("flatten", [("x", "[n, m]")], "flatten", "[m * n]", "", numpy.ravel, 0),
    ("concat", [("x", "[n, m]"), ("y", "[n, k]")], "concat", "[n, k + m]", "axis = 1",
     lambda x, y: numpy.concatenate([x, y], 1), 0),
]
for name, arguments, op, result, attributes, rule, tolerance in LARGE:
    # Symbolic, and the same sizes known to the compiler.
    for kind, sizes in [("symbolic", None), ("static", {"n": 131, "k": 67, "m": 259})]:
        def known(shape):
            return str(list(evaluate(shape, sizes))) if sizes else shape
        f = function("large_%s_%s" % (name, kind))
        operands = [f.argument(a, known(shape), "f32", contents="positive" if name.startswith("divide") else "uniform")
                    for a, shape in arguments]
        f.returns(f.op(op, operands, known(result), "f32", attributes))
        f.reference = rule
        f.tolerance = tolerance
        if sizes:
            f.run()
        else:
            used = {s for s in "nkm" if any(s in shape for _, shape in arguments)}
            for run in [{"n": 131, "k": 67, "m": 259}, {"n": 300, "k": 256, "m": 64}, {"n": 7, "k": 1025, "m": 1031}]:
                f.run(**{s: size for s, size in run.items() if s in used})

#
# Several operators at once
#

FUNCTIONS += make_programs(40)
