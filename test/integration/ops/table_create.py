"""Operators that make tensors, and quantization, each against NumPy."""

import numpy

from programs import NUMPY, Function

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def integer(f, expr):
    return f.line("sym.value %s : !sym.int<%s>" % (expr, expr), "!sym.int<%s>" % expr)


DTYPES = ["f32", "f64", "f16", "bf16", "i1", "i8", "i32", "i64", "ui8"]

for dtype in DTYPES:
    f = function("constants_" + dtype)
    x = f.argument("x", "[n, 3]", dtype)
    f.returns(
        f.op("zeros", [f.shape("[n, 2]")], "[n, 2]", dtype, "dtype = " + dtype),
        f.op("ones", [f.shape("[4, n]")], "[4, n]", dtype, "dtype = " + dtype),
        f.op("zeros_like", [x], "[n, 3]", dtype),
        f.op("ones_like", [x], "[n, 3]", dtype),
        f.op("ones_like", [x], "[n, 3]", "i64", "dtype = i64"))
    f.reference = lambda x: (numpy.zeros((len(x), 2)).astype(x.dtype), numpy.ones((4, len(x))).astype(x.dtype),
                             numpy.zeros_like(x), numpy.ones_like(x), numpy.ones(x.shape, numpy.int64))
    f.run(n=3)
    f.run(n=0)
    f = function("full_" + dtype)
    x, fill = f.argument("x", "[n, 3]", "f32"), f.argument("fill", "[]", dtype)
    f.returns(f.op("full", [fill, f.shape("[2, n]")], "[2, n]", dtype), f.op("full_like", [x, fill], "[n, 3]", dtype))
    f.reference = lambda x, fill: (numpy.full((2, len(x)), fill), numpy.full(x.shape, fill))
    f.run(n=3)

f = function("constants_static")
f.argument("x", "[1]", "f32")
f.returns(f.op("zeros", [f.shape("[2, 3]")], "[2, 3]", "f32", "dtype = f32"),
          f.op("ones", [f.shape("[]")], "[]", "i32", "dtype = i32"))
f.reference = lambda x: (numpy.zeros((2, 3), numpy.float32), numpy.ones((), numpy.int32))
f.run()

ARANGES = [
    ("up", "0", "n", "1", "[max(n, 0)]", [{"n": 5}, {"n": 0}]),
    ("from_symbol", "n", "m", "3", "[?]", [{"n": 2, "m": 12}, {"n": 12, "m": 2}, {"n": 2, "m": 3}]),
    ("down", "n", "-1", "-2", "[?]", [{"n": 5}, {"n": 6}]),
    ("symbolic_step", "0", "n", "m", "[?]", [{"n": 10, "m": 3}, {"n": 2, "m": 5}]),
    ("static", "2", "11", "4", "[3]", [{}]),
    ("static_empty", "2", "1", "4", "[0]", [{}]),
]
for name, start, stop, step, result, runs in ARANGES:
    for dtype in ["i64", "f32"] + (["i32", "i8", "f64"] if name == "up" else []):
        f = function("arange_%s_%s" % (name, dtype))
        used = sorted({s for s in (start, stop, step) if s.isidentifier()})
        for symbol in used:
            f.argument(symbol + "_", "[%s]" % symbol, "i8")
        values = [integer(f, e) for e in (start, stop, step)]
        if result == "[?]":
            result_text = "[max((%s - %s) ceildiv %s, 0)]" % (stop, start, step)
        else:
            result_text = result
        f.returns(f.op("arange", values, result_text, dtype, "dtype = " + dtype))

        def reference(*arrays, used=used, bounds=(start, stop, step), dtype=dtype):
            sizes = dict(zip(used, map(len, arrays)))
            return numpy.arange(*[sizes[b] if b in sizes else int(b) for b in bounds]).astype(NUMPY[dtype])
        f.reference = reference
        for sizes in runs:
            f.run(**sizes)

for dtype in ["f32", "i64", "i1", "f16"]:
    for k in [0, 1, -2]:
        f = function("eye_%s_%s" % (dtype, str(k).replace("-", "minus_")))
        f.argument("x", "[n, m]", "i8")
        f.returns(f.op("eye", [integer(f, "n"), integer(f, "m"), integer(f, str(k))], "[n, m]", dtype, "dtype = " + dtype))
        f.reference = lambda x, k=k, dtype=dtype: numpy.eye(*x.shape, k).astype(NUMPY[dtype])
        f.run(n=4, m=3)
        f.run(n=1, m=5)
f = function("eye_symbolic_diagonal")
f.argument("x", "[n]", "i8")
f.returns(f.op("eye", [integer(f, "4"), integer(f, "5"), integer(f, "n - 2")], "[4, 5]", "f32", "dtype = f32"))
f.reference = lambda x: numpy.eye(4, 5, len(x) - 2)
f.run(n=0)
f.run(n=3)

for op, rule in [("tril", numpy.tril), ("triu", numpy.triu)]:
    for dtype in ["f32", "f16", "i64", "i1", "ui8"]:
        for k in [0, 1, -1]:
            f = function("%s_%s_%s" % (op, dtype, str(k).replace("-", "minus_")))
            x = f.argument("x", "[n, m, 4]", dtype)
            f.returns(f.op(op, [x, integer(f, str(k))], "[n, m, 4]", dtype))
            f.reference = lambda x, rule=rule, k=k: rule(x, k)
            f.run(n=2, m=5)
    f = function("%s_symbolic" % op)
    x = f.argument("x", "[n, m]", "f32")
    f.returns(f.op(op, [x, integer(f, "m - n")], "[n, m]", "f32"))
    f.reference = lambda x, rule=rule: rule(x, x.shape[1] - x.shape[0])
    f.run(n=3, m=5)
    f.run(n=5, m=3)

#
# Quantization
#


def along(parameter, axis, rank):
    return parameter.reshape([-1 if i == axis else 1 for i in range(rank)]) if parameter.ndim else parameter


def quantize(x, scale, zero, axis, dtype):
    limits = numpy.iinfo(NUMPY[dtype])
    # The quotient in single precision, as the kernel computes it: ties and near ties depend on it.
    ratio = x.astype(numpy.float32) / along(scale.astype(numpy.float32), axis, x.ndim)
    values = numpy.rint(ratio).astype(numpy.float64) + along(zero.astype(numpy.float64), axis, x.ndim)
    return numpy.clip(values, limits.min, limits.max).astype(NUMPY[dtype])


for dtype in ["i8", "ui8", "i16", "ui16", "i32"]:
    for name, shape in [("tensor", "[]"), ("axis", "[c]")]:
        f = function("quantize_%s_%s" % (dtype, name))
        x = f.argument("x", "[n, c, 3]", "f32")
        scale, zero = f.argument("scale", shape, "f32", contents="positive"), f.argument("zero", shape, dtype)
        f.returns(f.op("quantize", [x, scale, zero], "[n, c, 3]", dtype, "axis = 1 dtype = " + dtype))
        f.reference = lambda x, scale, zero, dtype=dtype: quantize(x, scale, zero, 1, dtype)
        f.run(n=5, c=4)
        f = function("dequantize_%s_%s" % (dtype, name))
        x = f.argument("x", "[n, c, 3]", dtype, contents="extreme")
        scale, zero = f.argument("scale", shape, "f32", contents="positive"), f.argument("zero", shape, dtype)
        f.returns(f.op("dequantize", [x, scale, zero], "[n, c, 3]", "f32", "axis = -2 dtype = f32"))
        f.reference = lambda x, scale, zero: (x.astype(numpy.float64) - along(zero.astype(numpy.float64), 1, 3)) * along(
            scale, 1, 3)
        f.run(n=5, c=4)
f = function("quantize_saturates")
x, scale, zero = f.argument("x", "[n]", "f32"), f.argument("scale", "[]", "f32"), f.argument("zero", "[]", "ui8")
small = f.op("multiply", [scale, f.op("multiply", [scale, scale], "[]", "f32")], "[]", "f32")
tiny = f.op("multiply", [small, f.op("multiply", [small, small], "[]", "f32")], "[]", "f32")
tiny = f.op("abs", [f.op("multiply", [tiny, f.op("multiply", [tiny, tiny], "[]", "f32")], "[]", "f32")], "[]", "f32")
f.returns(f.op("quantize", [x, tiny, zero], "[n]", "ui8", "axis = 0 dtype = ui8"))


def saturate(x, scale, zero):
    scale = scale.astype(numpy.float32)
    small = scale * (scale * scale)
    tiny = small * (small * small)
    tiny = numpy.abs(tiny * (tiny * tiny))
    return quantize(x, tiny, zero, 0, "ui8")


f.reference = saturate
f.run(n=17)
f = function("quantize_f16")
x, scale, zero = f.argument("x", "[n, 4]", "f16"), f.argument("scale", "[4]", "f16", contents="positive"), f.argument(
    "zero", "[]", "i8")
f.returns(f.op("quantize", [x, scale, zero], "[n, 4]", "i8", "axis = 1 dtype = i8"))
f.reference = lambda x, scale, zero: quantize(x, scale, zero, 1, "i8")
f.run(n=5)

for dtype in ["f32", "f64", "f16", "bf16", "i1", "i8", "i64"]:
    f = function("eye_like_" + dtype)
    x = f.argument("x", "[n, m]", dtype)
    k = f.line("sym.value -1 : !sym.int<-1>", "!sym.int<-1>")
    l = f.line("sym.value m - n : !sym.int<m - n>", "!sym.int<m - n>")
    f.returns(f.op("eye_like", [x, k], "[n, m]", dtype), f.op("eye_like", [x, l], "[n, m]", "f32", "dtype = f32"))
    f.reference = lambda x: (numpy.eye(*x.shape, -1, dtype=x.dtype),
                             numpy.eye(*x.shape, x.shape[1] - x.shape[0]).astype(numpy.float32))
    f.run(n=3, m=5)
    f.run(n=4, m=2)
    f.run(n=0, m=2)


def raised_cosines(size, periodic, alpha, beta):
    return alpha - beta * numpy.cos(2 * numpy.pi * numpy.arange(size) / (size if periodic else max(size - 1, 1)))


for dtype in ["f32", "f64", "f16", "bf16"]:
    f = function("hamming_window_" + dtype)
    x = f.argument("x", "[n]", "i8")
    n = f.line("sym.value 2 * n : !sym.int<2 * n>", "!sym.int<2 * n>")
    one = f.line("sym.value 1 : !sym.int<1>", "!sym.int<1>")
    f.returns(f.op("hamming_window", [n], "[2 * n]", dtype, "dtype = %s" % dtype),
              f.op("hamming_window", [n], "[2 * n]", dtype,
                   "dtype = %s periodic {alpha = 0.5 : f64, beta = 0.25 : f64}" % dtype),
              f.op("hamming_window", [one], "[1]", dtype, "dtype = %s" % dtype))
    f.reference = lambda x: (raised_cosines(2 * x.size, False, 0.54, 0.46), raised_cosines(2 * x.size, True, 0.5, 0.25),
                             raised_cosines(1, False, 0.54, 0.46))
    f.run(n=10)
    f.run(n=500)
    f.run(n=0)

for dtype in ["i8", "ui8", "i16"]:
    f = function("blocks_" + dtype)
    x, y = f.argument("x", "[n, m, 3]", "f32"), f.argument("y", "[n, m, 3]", dtype)
    scale, zero = f.argument("scale", "[n, m ceildiv 4, 3]", "f32", actual="[n, -(-m // 4), 3]", contents="positive"), f.argument(
        "zero", "[n, m ceildiv 4, 3]", dtype, actual="[n, -(-m // 4), 3]")
    f.returns(f.op("quantize", [x, scale, zero], "[n, m, 3]", dtype, "axis = 1 block_size = 4 dtype = " + dtype),
              f.op("dequantize", [y, scale, zero], "[n, m, 3]", "f32", "axis = -2 block_size = 4 dtype = f32"),
              f.op("dequantize", [y, scale, zero], "[n, m, 3]", "f16", "axis = -2 block_size = 4 dtype = f16"))

    def blocks(x, y, scale, zero, dtype=dtype):
        scale, zero = (numpy.repeat(v, 4, 1)[:, :x.shape[1]] for v in (scale.astype(numpy.float32), zero.astype(numpy.int64)))
        limits = numpy.iinfo(y.dtype)
        quantized = numpy.rint(x.astype(numpy.float32) / scale) + zero
        numbers = (y.astype(numpy.int64) - zero) * scale.astype(numpy.float64)
        return numpy.clip(quantized, limits.min, limits.max).astype(y.dtype), numbers, numbers

    f.reference = blocks
    f.run(n=2, m=8)
    f.run(n=3, m=7)
    f.run(n=1, m=1)
    f.run(n=1, m=0)
