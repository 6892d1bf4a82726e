"""Bits of elements under another type, and numbers of elements."""

import numpy

from programs import Function, NUMPY

FUNCTIONS = []


def bits(array, dtype):
    """The bits of elements as unsigned integers."""
    narrow = numpy.ascontiguousarray(array).astype(NUMPY[dtype])
    if dtype == "bf16":
        return (narrow.view(numpy.uint32) >> 16).astype(numpy.uint16)
    return narrow.view("u%d" % narrow.itemsize)


def from_bits(array, dtype):
    if dtype == "bf16":
        return (array.astype(numpy.uint32) << 16).view(numpy.float32)
    return array.view(NUMPY[dtype])


for x_type, y_type in [("f32", "i32"), ("i32", "f32"), ("f32", "ui32"), ("f64", "i64"), ("i64", "f64"), ("f16", "bf16"),
                       ("bf16", "ui16"), ("i16", "f16"), ("i8", "ui8"), ("ui64", "i64")]:
    f = Function("bitcast_%s_%s" % (x_type, y_type))
    FUNCTIONS.append(f)
    x, y = f.argument("x", "[n, 3]", x_type), f.argument("y", "[2, 3]", x_type)
    f.returns(f.op("bitcast", [x], "[n, 3]", y_type, "dtype = " + y_type),
              f.op("bitcast", [y], "[2, 3]", y_type, "dtype = " + y_type))
    f.reference = lambda x, y, x_type=x_type, y_type=y_type: tuple(from_bits(bits(v, x_type), y_type) for v in (x, y))
    f.run(n=4)
    f.run(n=0)

for dtype in ["f32", "i1", "i64"]:
    f = Function("size_" + dtype)
    FUNCTIONS.append(f)
    x, y = f.argument("x", "[n, m, 3]", dtype), f.argument("y", "[?, 4]", dtype, actual="[k, 4]")
    f.returns(f.op("size", [x], "[]", "i64"), f.op("size", [y], "[]", "i64"))
    f.reference = lambda x, y: (x.size, y.size)
    f.run(n=2, m=5, k=3)
    f.run(n=0, m=5, k=0)
f = Function("size_static")
FUNCTIONS.append(f)
f.returns(f.op("size", [f.argument("x", "[2, 7]", "f32")], "[]", "i64"),
          f.op("size", [f.argument("y", "[]", "f32")], "[]", "i64"))
f.reference = lambda x, y: (x.size, y.size)
f.run()
