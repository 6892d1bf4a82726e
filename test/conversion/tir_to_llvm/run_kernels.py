"""Calls the kernels of numbers.mlir and compares with NumPy. Usage: run_kernels.py LIBRARY parallel|serial"""

import ctypes
import sys

import numpy as np

library = ctypes.CDLL(sys.argv[1])
calls = {"parallel_for": 0, "alloc": 0, "free": 0}
PIECE = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)
blocks = {}
out_of_memory = False


@ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t)
def alloc(ctx, size, alignment):
    calls["alloc"] += 1
    if out_of_memory:
        return None
    memory = ctypes.create_string_buffer(size + alignment)
    address = -(-ctypes.addressof(memory) // alignment) * alignment
    blocks[address] = memory
    return address


@ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
def free(ctx, address):
    calls["free"] += 1
    del blocks[address]


@ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_int64, PIECE,
                  ctypes.c_void_p)
def parallel_for(ctx, begin, end, grain, body, data):
    assert grain >= 1
    calls["parallel_for"] += 1
    middle = begin + (end - begin) // 3
    for first, last in ((middle, end), (begin, middle)):
        if first < last:
            code = body(data, first, last, ctx)
            if code:
                return code
    return 0


class Context(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("size", ctypes.c_uint32), ("alloc", ctypes.c_void_p),
                ("free", ctypes.c_void_p), ("fail", ctypes.c_void_p), ("parallel_for", ctypes.c_void_p),
                ("call_packed", ctypes.c_void_p), ("api", ctypes.c_void_p)]


context = Context(1, ctypes.sizeof(Context), ctypes.cast(alloc, ctypes.c_void_p), ctypes.cast(free, ctypes.c_void_p),
                  None, ctypes.cast(parallel_for, ctypes.c_void_p), None, None)


def call(name, buffers, scalars):
    pointers = (ctypes.c_void_p * max(1, len(buffers)))(*[b.ctypes.data for b in buffers])
    numbers = (ctypes.c_int64 * max(1, len(scalars)))(*scalars)
    return getattr(library, name)(pointers, numbers, ctypes.byref(context))


def check(name, buffers, scalars):
    code = call(name, buffers, scalars)
    assert code == 0, (name, code)


def bits(value, dtype):
    """The 64 bits in which a float travels: its own in the low part, anything above."""
    raw = np.array([value], dtype)
    return int(raw.view("u%d" % raw.itemsize)[0])


random = np.random.default_rng(7)
f32 = np.float32
close = np.testing.assert_allclose
equal = np.testing.assert_array_equal


def normal(*shape):
    return random.standard_normal(shape).astype(f32)


for n in (0, 1, 5, 1000):
    x, y = normal(n) * 10, np.full(n, np.nan, f32)
    check("exp", [x, y], [n])
    close(y, np.exp(x), rtol=2e-6)

x = np.array([-np.inf, np.inf, np.nan, -200, 200, 0], f32)
y = np.empty_like(x)
check("exp", [x, y], [6])
equal(y, np.array([0, np.inf, np.nan, 0, np.inf, 1], f32))

for n, m in ((0, 3), (1, 1), (7, 33)):
    a, b, c = normal(n, m), normal(n, m), np.full((n, m), np.nan, f32)
    check("add", [a, b, c], [n, m])
    equal(c, a + b)

for n, k, m in ((2, 3, 4), (5, 7, 1), (3, 0, 2), (17, 33, 40)):
    a, b, c = normal(n, k), normal(k, m), np.full((n, m), np.nan, f32)
    check("matmul", [a, b, c], [n, k, m])
    close(c, a @ b, rtol=1e-4, atol=1e-5)

for n, m in ((1, 1), (4, 9), (100, 3)):
    x, y = normal(n, m), np.full((n, m), np.nan, f32)
    check("softmax", [x, y], [n, m])
    e = np.exp(x - x.max(axis=1, keepdims=True))
    close(y, e / e.sum(axis=1, keepdims=True), rtol=1e-5)
out_of_memory = True
assert call("softmax", [x, y], [100, 3]) != 0
out_of_memory = False

for n in (0, 1, 4, 10):
    x, y = random.standard_normal(n), np.full((), np.nan)
    check("total", [x, y], [n])
    if n:
        close(y, x.sum(), rtol=1e-12)


def to_bf16(x):
    u = x.astype(f32).view(np.uint32)
    return ((u + 0x7FFF + ((u >> 16) & 1)) >> 16).astype(np.uint16)


def from_bf16(u):
    return (u.astype(np.uint32) << 16).view(f32)


a, b = to_bf16(normal(100)), to_bf16(normal(100))
c = np.zeros_like(a)
check("mul_bf16", [a, b, c], [100])
equal(c, to_bf16(from_bf16(a) * from_bf16(b)))

a = normal(100).astype(np.float16)
c = np.zeros_like(a)
check("tanh_f16", [a, c], [100])
close(c.astype(f32), np.tanh(a.astype(f32)), rtol=1e-3)

# Ties and what lies just beside them, where two roundings would go wrong.
tie = 1 + 2.0**-11
x = np.array([tie, tie + 2.0**-40, tie - 2.0**-40, -tie - 2.0**-40, 1e-30, 1e300, -1e300, np.inf, 65519.99999999, 65520,
              2.0**-25, 2.0**-25 + 2.0**-60, 0.0, 1 + 2.0**-8, 1 + 2.0**-8 + 2.0**-50, 1 + 3 * 2.0**-8])
h, b, y = np.zeros(len(x), np.float16), np.zeros(len(x), np.uint16), np.zeros(len(x))
check("narrow", [x, h, b, y], [len(x)])
with np.errstate(over="ignore"):
    equal(h, x.astype(np.float16))
equal(from_bf16(b)[-3:], np.array([1, 1 + 2.0**-7, 1 + 2.0**-6], f32))
equal(y, from_bf16(b).astype(np.float64))

p = random.integers(0, 2, 77).astype(np.bool_)
a, b = (random.integers(-128, 128, 77).astype(np.int8) for _ in range(2))
c, q = np.zeros(77, np.int8), np.zeros(77, np.bool_)
check("select", [p, a, b, c, q], [77])
equal(c, np.where(p, a, b))
equal(q.view(np.uint8), (a < b).astype(np.uint8))

# Symbols k and n in signature order, then the scalar parameters.
y = np.zeros(7)
check("scalars", [y], [42, 7, -5, bits(1.5, f32), bits(-0.25, np.float16), 1, bits(1e300, np.float64), -9])
equal(y, [-5, 1.5, -0.25, 1, 1e300, 42, -9])

x, y = np.arange(60, dtype=np.int32).reshape(6, 10), np.zeros((3, 4), np.int32)
check("window", [x, y], [3, 4, 10])
equal(y, x[2:5, 1:5])

for n in (0, 1, 2, 11):
    x = np.zeros(n, np.int64)
    check("steps", [x], [n])
    expected = np.zeros(n, np.int64)
    expected[1::3] = np.arange(n)[1::3] + 99
    equal(x, expected)

x, y = normal(50) * 3, np.zeros((8, 50), f32)
check("functions", [x, y], [50])
a = np.abs(x).astype(np.float64)
x64 = x.astype(np.float64)
erf = np.array([__import__("math").erf(v) for v in x64])
for row, expected in enumerate((np.tanh(x64), np.log(a), erf, 1 / np.sqrt(a), np.sin(x64), a**x64, np.log1p(a),
                                np.expm1(x64))):
    close(y[row], expected, rtol=3e-5, atol=1e-6, err_msg="function %d" % row)

a, b, c = normal(3, 5), normal(5, 4), np.full((3, 4), np.nan, f32)
check("upstream", [a, b, c], [3, 5, 5, 3, bits(2.0, f32)])
close(c, 2 * (a @ b), rtol=1e-5)

assert not blocks, "memory was not given back"
assert (calls["parallel_for"] > 0) == (sys.argv[2] == "parallel"), calls
assert calls["alloc"] > 0 and calls["free"] > 0
print("all kernels agree")
