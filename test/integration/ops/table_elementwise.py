"""Unary, binary, logical and activation operators, each against NumPy."""

import math

import numpy

from programs import Function

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def erf(x):
    return numpy.vectorize(math.erf, otypes=[numpy.float64])(x)


def elu(x, alpha=1.0):
    return numpy.where(x > 0, x, alpha * numpy.expm1(x))


def softplus(x, beta=1.0, threshold=20.0):
    return numpy.where(beta * x > threshold, x, numpy.logaddexp(beta * x, 0) / beta)


def log_softmax(x, axis):
    shifted = x - numpy.max(x, axis=axis, keepdims=True)
    return shifted - numpy.log(numpy.sum(numpy.exp(shifted), axis=axis, keepdims=True))


def quotient(rule):
    """Integers by zero give zero."""
    def divide(x, y):
        if x.dtype.kind == "f":
            return rule(x, y)
        return numpy.where(y == 0, x.dtype.type(0), rule(x, numpy.where(y == 0, x.dtype.type(1), y)))
    return divide


def power(x, y):
    if x.dtype.kind == "f":
        return numpy.power(x, y)
    result = numpy.zeros(numpy.broadcast_shapes(x.shape, y.shape), x.dtype)
    modulus = 1 << (8 * x.dtype.itemsize)
    for index in numpy.ndindex(result.shape):
        a, b = (int(numpy.broadcast_to(v, result.shape)[index]) for v in (x, y))
        value = pow(a, b, modulus) if b >= 0 else 1 if a == 1 else (-1 if b % 2 else 1) if a == -1 else 0
        result[index] = numpy.array(value % modulus, numpy.uint64).astype(x.dtype)
    return result


def hard_sigmoid(x, alpha=0.2, beta=0.5):
    return numpy.clip(alpha * x + beta, 0, 1)


FLOATS = ["f32", "f64", "f16", "bf16"]
# Name, what NumPy says, element types beside floating-point ones, contents of the operand.
UNARY = [
    ("abs", numpy.abs, ["i8", "i32", "i64", "ui8"], "uniform"),
    ("ceil", numpy.ceil, [], "uniform"),
    ("erf", erf, [], "uniform"),
    ("floor", numpy.floor, [], "uniform"),
    ("log", numpy.log, [], "positive"),
    ("negative", numpy.negative, ["i8", "i32", "i64", "ui8"], "uniform"),
    ("round", numpy.round, [], "uniform"),
    ("rsqrt", lambda x: 1 / numpy.sqrt(x), [], "positive"),
    ("sign", numpy.sign, ["i8", "i32", "i64", "ui8"], "uniform"),
    ("sqrt", numpy.sqrt, [], "positive"),
    ("square", numpy.square, ["i8", "i32", "i64", "ui8"], "uniform"),
    ("trunc", numpy.trunc, [], "uniform"),
    ("acosh", numpy.arccosh, [], "uniform"),
    ("asinh", numpy.arcsinh, [], "uniform"),
    ("atan", numpy.arctan, [], "uniform"),
    ("atanh", numpy.arctanh, [], "uniform"),
    ("acos", numpy.arccos, [], "uniform"),
    ("asin", numpy.arcsin, [], "uniform"),
    ("cos", numpy.cos, [], "uniform"),
    ("cosh", numpy.cosh, [], "uniform"),
    ("sin", numpy.sin, [], "uniform"),
    ("sinh", numpy.sinh, [], "uniform"),
    ("tan", numpy.tan, [], "uniform"),
    ("isfinite", numpy.isfinite, [], "special"),
    ("isinf", numpy.isinf, [], "special"),
    ("isnan", numpy.isnan, [], "special"),
    ("bitwise_not", numpy.invert, ["i1", "i8", "i32", "i64", "ui8"], "uniform"),
    ("logical_not", numpy.logical_not, ["i1"], "uniform"),
    ("elu", elu, [], "uniform"),
    ("gelu", lambda x: x * (1 + erf(x / math.sqrt(2))) / 2, [], "uniform"),
    ("gelu_tanh", lambda x: x * (1 + numpy.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))) / 2, [], "uniform"),
    ("hard_sigmoid", hard_sigmoid, [], "uniform"),
    ("hard_swish", lambda x: x * numpy.clip(x / 6 + 0.5, 0, 1), [], "uniform"),
    ("leakyrelu", lambda x: numpy.where(x < 0, 0.01 * x, x), [], "uniform"),
    ("selu", lambda x: 1.0507009873554804934 * elu(x, 1.6732632423543772848), [], "uniform"),
    ("silu", lambda x: x / (1 + numpy.exp(-x)), [], "uniform"),
    ("softplus", softplus, [], "uniform"),
]
NOT_FOR_FLOATS = {"bitwise_not", "logical_not"}
PREDICATES = {"isfinite", "isinf", "isnan"}
# Those whose value for NaN, infinities and zeros of both signs is that of the formula.
SPECIAL = {"abs", "ceil", "floor", "log", "negative", "round", "sqrt", "square", "trunc", "atan", "asinh", "acosh", "atanh",
           "acos", "asin", "cos", "cosh", "sin", "sinh", "tan", "erf", "sign", "isfinite", "isinf", "isnan", "leakyrelu",
           "hard_sigmoid"}

for op, rule, integers, contents in UNARY:
    for dtype in ([] if op in NOT_FOR_FLOATS else FLOATS) + integers:
        result = "i1" if op in PREDICATES else dtype
        f = function("%s_%s" % (op, dtype))
        x = f.argument("x", "[n, 3]", dtype, contents=contents)
        f.returns(f.op(op, [x], "[n, 3]", result))
        f.reference = rule
        f.run(n=5)
        if dtype in ("i8", "i64", "ui8"):
            f = function("%s_extreme_%s" % (op, dtype))
            x = f.argument("x", "[n]", dtype, contents="extreme")
            f.returns(f.op(op, [x], "[n]", result))
            f.reference = rule
            f.run(n=20)
    if op in NOT_FOR_FLOATS:
        continue
    f = function("%s_static" % op)
    x = f.argument("x", "[2, 1, 7]", "f32", contents=contents)
    f.returns(f.op(op, [x], "[2, 1, 7]", "i1" if op in PREDICATES else "f32"))
    f.reference = rule
    f.run()
    if op in SPECIAL:
        f = function("%s_special" % op)
        x = f.argument("x", "[n]", "f32", contents="special")
        f.returns(f.op(op, [x], "[n]", "i1" if op in PREDICATES else "f32"))
        f.reference = rule
        f.run(n=40)
        f.run(n=0)

# With attributes.
ATTRIBUTES = [
    ("elu", "alpha = 0.5", lambda x: elu(x, 0.5)),
    ("hard_sigmoid", "alpha = 0.7 beta = 0.1", lambda x: hard_sigmoid(x, 0.7, 0.1)),
    ("leakyrelu", "alpha = 0.3", lambda x: numpy.where(x < 0, 0.3 * x, x)),
    ("selu", "alpha = 2.0 gamma = 3.0", lambda x: 3 * elu(x, 2)),
    ("softplus", "beta = 2.0 threshold = 1.5", lambda x: softplus(x, 2, 1.5)),
    ("clip", "min = -0.5 max = 0.75", lambda x: numpy.clip(x, -0.5, 0.75)),
]
for op, attributes, rule in ATTRIBUTES:
    f = function("%s_attributes" % op)
    x = f.argument("x", "[n, 4]", "f32")
    f.returns(f.op(op, [x], "[n, 4]", "f32", attributes))
    f.reference = rule
    f.run(n=3)
for dtype in ["i8", "i32", "i64", "ui8", "f16", "f64"]:
    f = function("clip_%s" % dtype)
    x = f.argument("x", "[n]", dtype, contents="special" if dtype.startswith("f") else "extreme")
    f.returns(f.op("clip", [x], "[n]", dtype, "min = 1.0 max = 5.0"))
    f.reference = lambda x: numpy.clip(x, 1, 5).astype(x.dtype)
    f.run(n=20)

INTEGERS = ["i8", "i32", "i64", "ui8", "ui64"]
COMPARISONS = {"equal": numpy.equal, "greater": numpy.greater, "greater_equal": numpy.greater_equal, "less": numpy.less,
               "less_equal": numpy.less_equal, "not_equal": numpy.not_equal}


def shift(rule):
    """NumPy shifts by too many places as we do, if they are not negative."""
    def shifted(x, y):
        bits = 8 * x.dtype.itemsize
        return rule(x, numpy.where((y < 0) | (y >= bits), x.dtype.type(bits), y))
    return shifted


BINARY = [
    ("atan2", numpy.arctan2, FLOATS),
    ("floor_divide", quotient(lambda x, y: numpy.floor(x / y) if x.dtype.kind == "f" else numpy.floor_divide(x, y)),
     FLOATS + INTEGERS),
    ("floor_mod", quotient(numpy.remainder), FLOATS + INTEGERS),
    ("log_add_exp", numpy.logaddexp, FLOATS),
    ("minimum", numpy.minimum, FLOATS + INTEGERS),
    ("mod", quotient(numpy.fmod), FLOATS + INTEGERS),
    ("power", power, FLOATS + INTEGERS),
    ("bitwise_and", numpy.bitwise_and, ["i1"] + INTEGERS),
    ("bitwise_or", numpy.bitwise_or, ["i1"] + INTEGERS),
    ("bitwise_xor", numpy.bitwise_xor, ["i1"] + INTEGERS),
    ("left_shift", shift(numpy.left_shift), INTEGERS),
    ("right_shift", shift(numpy.right_shift), INTEGERS),
    ("logical_and", numpy.logical_and, ["i1"]),
    ("logical_or", numpy.logical_or, ["i1"]),
    ("logical_xor", numpy.logical_xor, ["i1"]),
] + [(op, rule, FLOATS + INTEGERS + ["i1"]) for op, rule in COMPARISONS.items()]

for op, rule, dtypes in BINARY:
    for dtype in dtypes:
        result = "i1" if op in COMPARISONS else dtype
        contents = "uniform" if dtype in FLOATS + ["i1"] else "extreme"
        f = function("%s_%s" % (op, dtype))
        # A quotient of f16 that is rounded first may be another whole number; exact divisors avoid that.
        x, y = f.argument("x", "[n, 1]", dtype, contents="positive" if op == "power" else contents), f.argument(
            "y", "[m]", dtype, contents=contents)
        f.returns(f.op(op, [x, y], "[n, m]", result))
        f.reference = rule
        f.run(n=12, m=11)
        f.run(n=1, m=0)
    f = function("%s_static" % op)
    dtype = dtypes[0]
    x, y = f.argument("x", "[2, 3]", dtype, contents="positive"), f.argument("y", "[3]", dtype, contents="positive")
    f.returns(f.op(op, [x, y], "[2, 3]", "i1" if op in COMPARISONS else dtype))
    f.reference = rule
    f.run()
    if "f32" in dtypes:
        f = function("%s_special" % op)
        x, y = f.argument("x", "[n, 1]", "f32", contents="special"), f.argument("y", "[m]", "f32", contents="special")
        f.returns(f.op(op, [x, y], "[n, m]", "i1" if op in COMPARISONS else "f32"))
        f.reference = rule
        f.run(n=20, m=20)

for dtype in FLOATS + ["i8", "i64"]:
    f = function("ewise_fma_" + dtype)
    x, y, z = f.argument("x", "[n, 4]", dtype), f.argument("y", "[4]", dtype), f.argument("z", "[n, 1]", dtype)
    f.returns(f.op("ewise_fma", [x, y, z], "[n, 4]", dtype))
    f.reference = lambda x, y, z: x * y + z
    f.run(n=3)

for name, shape, axis, runs in [("last", "[n, m]", -1, [{"n": 3, "m": 5}, {"n": 1, "m": 1}]),
                                ("first", "[n, m]", 0, [{"n": 3, "m": 5}]), ("static", "[2, 6]", 1, [{}])]:
    f = function("log_softmax_" + name)
    x = f.argument("x", shape, "f32")
    f.returns(f.op("log_softmax", [x], shape, "f32", "axis = %d" % axis))
    f.reference = lambda x, axis=axis: log_softmax(x, axis)
    for sizes in runs:
        f.run(**sizes)
for dtype in ["f64", "f16"]:
    f = function("log_softmax_" + dtype)
    x = f.argument("x", "[n, 6]", dtype)
    f.returns(f.op("log_softmax", [x], "[n, 6]", dtype, "axis = 1"))
    f.reference = lambda x: log_softmax(x, 1)
    f.run(n=3)

for dtype in FLOATS:
    f = function("prelu_" + dtype)
    x, alpha = f.argument("x", "[n, c, 3]", dtype), f.argument("alpha", "[c]", dtype)
    f.returns(f.op("prelu", [x, alpha], "[n, c, 3]", dtype, "axis = -2"))
    f.reference = lambda x, alpha: numpy.where(x < 0, x * alpha[:, None], x)
    f.run(n=2, c=4)
f = function("prelu_condition")
x, alpha = f.argument("x", "[n, 3]", "f32"), f.argument("alpha", "[c]", "f32")
f.returns(f.op("prelu", [x, alpha], "[n, 3]", "f32", "axis = 1"))
f.reference = lambda x, alpha: numpy.where(x < 0, x * alpha, x)
f.run(n=2, c=3)
f.run(n=2, c=4, fails="3|4")
