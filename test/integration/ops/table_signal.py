"""Spectra and determinants, against numpy.fft and numpy.linalg."""

import math

import numpy

from programs import Function

FUNCTIONS = []
TOLERANCE = {"f32": 3e-5, "f64": 1e-11, "f16": 4e-2, "bf16": 3e-1}


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def ints(f, values):
    return [f.line("sym.value %s : !sym.int<%s>" % (v, v), "!sym.int<%s>" % v) for v in values]


def line(f, text, operands, shape, dtype):
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.%s : (%s) -> %s" % (text, ", ".join(o.type for o in operands), result), result)


def dft(f, x, length, axis, shape, dtype, flags=""):
    [size] = ints(f, [length])
    return line(f, "dft %s length = %s axis = %d%s" % (x.name, size.name, axis, flags), [x, size], shape, dtype)


def complex_of(x):
    return x[..., 0] + 1j * x[..., 1] if x.shape[-1] == 2 else x[..., 0].astype(complex)


def parts_of(x):
    return numpy.stack([x.real, x.imag], -1)


for dtype in TOLERANCE:
    f = function("dft_" + dtype)
    x, y = f.argument("x", "[b, n, 1]", dtype), f.argument("y", "[b, 3, n, 2]", dtype)
    m = f.argument("m", "[m]", "f32")
    f.returns(dft(f, x, "n", 1, "[b, n, 2]", dtype), dft(f, x, "m", -2, "[b, m, 2]", dtype),
              dft(f, x, "n", 1, "[b, n floordiv 2 + 1, 2]", dtype, " onesided"),
              dft(f, y, "n", 2, "[b, 3, n, 2]", dtype, " inverse"), dft(f, y, "m", 1, "[b, m, n, 2]", dtype),
              dft(f, y, "m", 0, "[m, 3, n, 2]", dtype, " inverse"))

    def reference(x, y, m):
        cx, cy = complex_of(x), complex_of(y)
        return tuple(parts_of(z) for z in (
            numpy.fft.fft(cx, axis=1), numpy.fft.fft(cx, m.size, axis=1),
            numpy.fft.fft(cx, axis=1)[:, :x.shape[1] // 2 + 1], numpy.fft.ifft(cy, axis=2),
            numpy.fft.fft(cy, m.size, axis=1), numpy.fft.ifft(cy, m.size, axis=0)))

    f.reference = reference
    f.tolerance = TOLERANCE[dtype]
    f.run(b=2, n=5, m=3)
    f.run(b=3, n=8, m=11)
    f.run(b=1, n=1, m=1)
# Lengths of the fast transform: powers of two, primes and others; and those that are constants, short and long.
for dtype in TOLERANCE:
    f = function("dft_long_" + dtype)
    x = f.argument("x", "[n, 2]", dtype)
    f.returns(dft(f, x, "n", 0, "[n, 2]", dtype), dft(f, x, "n", 0, "[n, 2]", dtype, " inverse"),
              dft(f, x, "32", 0, "[32, 2]", dtype), dft(f, x, "33", 0, "[33, 2]", dtype),
              dft(f, x, "64", 0, "[33, 2]", dtype, " onesided"))

    def long(x):
        z = complex_of(x)
        return tuple(parts_of(v) for v in (numpy.fft.fft(z), numpy.fft.ifft(z), numpy.fft.fft(z, 32), numpy.fft.fft(z, 33),
                                           numpy.fft.fft(z, 64)[:33]))

    f.reference = long
    # Relative to the norm of so many elements.
    f.tolerance = 20 * TOLERANCE[dtype]
    for n in (2, 31, 64, 97, 100, 256):
        f.run(n=n)
f = function("dft_longest")
x = f.argument("x", "[2, n, 1]", "f64")
f.returns(dft(f, x, "n", 1, "[2, n, 2]", "f64"))
f.reference = lambda x: parts_of(numpy.fft.fft(x[..., 0]))
f.tolerance = 1e-9
f.run(n=65536)
f.run(n=65537)
f.run(n=30030)
f = function("dft_parts")
x = f.argument("x", "[n, p]", "f32")
f.returns(dft(f, x, "n", 0, "[n, 2]", "f32"))
f.reference = lambda x: parts_of(numpy.fft.fft(complex_of(x), axis=0))
f.tolerance = 1e-5
f.run(n=6, p=1)
f.run(n=7, p=2)
f.run(n=2, p=3, fails="3.*2|2.*3")


def stft(f, x, window, step, length, shape, dtype, flags=""):
    sizes = ints(f, [step, length])
    text = "stft %s%s step = %s length = %s%s" % (
        x.name, " window = " + window.name if window else "", sizes[0].name, sizes[1].name, flags)
    return line(f, text, [x] + ([window] if window else []) + sizes, shape, dtype)


def frames(x, window, step, length, onesided):
    signal = complex_of(x)
    starts = range(0, signal.shape[1] - length + 1, step)
    cut = numpy.stack([signal[:, s:s + length] for s in starts], 1) * (1 if window is None else window)
    result = numpy.fft.fft(cut, axis=2)
    return parts_of(result[:, :, :length // 2 + 1] if onesided else result)


for dtype in TOLERANCE:
    f = function("stft_" + dtype)
    x, y = f.argument("x", "[b, n, 1]", dtype), f.argument("y", "[b, n, 2]", dtype)
    w, s = f.argument("w", "[k]", dtype), f.argument("s", "[s]", "f32")
    count = "(n - k) floordiv s + 1"
    f.returns(stft(f, x, w, "s", "k", "[b, %s, k floordiv 2 + 1, 2]" % count, dtype, " onesided"),
              stft(f, y, w, "s", "k", "[b, %s, k, 2]" % count, dtype),
              stft(f, x, None, "2", "k", "[b, (n - k) floordiv 2 + 1, k, 2]", dtype))
    f.reference = lambda x, y, w, s: (frames(x, w, s.size, w.size, True), frames(y, w, s.size, w.size, False),
                                      frames(x, None, 2, w.size, False))
    f.tolerance = TOLERANCE[dtype]
    f.run(b=2, n=20, k=6, s=3)
    f.run(b=1, n=7, k=7, s=2)
    f.run(b=1, n=9, k=1, s=4)
f = function("stft_static")
x, w = f.argument("x", "[2, n, 1]", "f32"), f.argument("w", "[400]", "f32")
short = f.argument("short", "[16]", "f32")
f.returns(stft(f, x, w, "160", "400", "[2, (n - 400) floordiv 160 + 1, 201, 2]", "f32", " onesided"),
          stft(f, x, short, "8", "16", "[2, (n - 16) floordiv 8 + 1, 16, 2]", "f32"))
f.reference = lambda x, w, short: (frames(x, w, 160, 400, True), frames(x, short, 8, 16, False))
f.tolerance = 2e-4
f.run(n=400)
f.run(n=1001)
f = function("stft_condition")
x, w = f.argument("x", "[1, n, 1]", "f32"), f.argument("w", "[k]", "f32")
f.returns(stft(f, x, w, "1", "k", "[1, n - k + 1, k, 2]", "f32"))
f.reference = lambda x, w: frames(x, w, 1, w.size, False)
f.tolerance = 1e-5
f.run(n=5, k=4)
f.run(n=3, k=4, fails="3.*4|4.*3")
f.run(n=3, k=0, fails="0.*1|1.*0")


def mel(bins, length, rate, lower, upper):
    def place(i):
        low, high = (2595 * math.log10(1 + h / 700) for h in (lower, upper))
        hertz = 700 * (10 ** ((low + i * (high - low) / (bins + 2)) / 2595) - 1)
        return math.floor((length + 1) * hertz / rate)

    result = numpy.zeros((length // 2 + 1, bins))
    for i in range(bins):
        first, center, last = place(i), place(i + 1), place(i + 2)
        for j in range(len(result)):
            if first == center == j:
                result[j, i] = 1
            elif first <= j <= center and first != center:
                result[j, i] = (j - first) / (center - first)
            if center <= j < last:
                result[j, i] = (last - j) / (last - center)
    return result


for dtype in ["f32", "f64"]:
    f = function("mel_weight_matrix_" + dtype)
    low, high = f.argument("low", "[]", dtype, contents="positive"), f.argument("high", "[3000]", dtype, contents="positive")
    b, n, r = f.argument("b", "[b]", "f32"), f.argument("n", "[n]", "f32"), f.argument("r", "[r]", "f32")
    # The upper edge: a sum of positive numbers, some thousand Hertz.
    total = f.op("sum", [high], "[]", dtype)
    sizes = ints(f, ["b", "n", "r"])
    text = "mel_weight_matrix %s, %s bins = %s dft_length = %s sample_rate = %s" % (
        low.name, total.name, *[s.name for s in sizes])
    f.returns(line(f, text, [low, total] + sizes, "[n floordiv 2 + 1, b]", dtype))
    f.reference = lambda low, high, b, n, r: mel(b.size, n.size, r.size, float(low), float(high.sum()))
    f.tolerance = 1e-5
    f.run(b=8, n=16, r=8192)
    f.run(b=20, n=257, r=16000)

for dtype in TOLERANCE:
    f = function("det_" + dtype)
    x, y = f.argument("x", "[n, n]", dtype), f.argument("y", "[b, 2, m, n]", dtype)
    f.returns(f.op("det", [x], "[]", dtype), f.op("det", [y], "[b, 2]", dtype))
    f.reference = lambda x, y: (numpy.linalg.det(x), numpy.linalg.det(y))
    f.tolerance = 100 * TOLERANCE[dtype] if dtype == "f32" else TOLERANCE[dtype]
    f.run(b=3, n=2, m=2)
    f.run(b=1, n=1, m=1)
    f.run(b=2, n=0, m=0)
    if dtype in ("f32", "f64"):
        f.run(b=2, n=7, m=7)
    f.run(b=1, n=2, m=3, fails="2.*3|3.*2")
f = function("det_singular")
x, p = f.argument("x", "[3]", "f64"), f.argument("p", "[4, 4]", "f64")
row = f.op("stack", [x, x, x], "[3, 3]", "f64", "axis = 0")
f.returns(f.op("det", [row], "[]", "f64"), f.op("det", [f.op("flip", [p], "[4, 4]", "f64", "axis = 0")], "[]", "f64"))
f.reference = lambda x, p: (0.0, numpy.linalg.det(p[::-1]))
f.tolerance = 1e-10
f.run()
