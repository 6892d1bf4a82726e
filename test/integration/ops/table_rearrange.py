"""Operators whose elements move by shapes and integers alone."""

import numpy

from programs import Function

FUNCTIONS = []
DTYPES = ["f32", "f64", "f16", "bf16", "i1", "i8", "i32", "i64", "ui8"]
# The driver writes no scalar of bf16.
SCALAR_DTYPES = [dtype for dtype in DTYPES if dtype != "bf16"]


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def integers(f, values):
    return [f.line("sym.value %s : !sym.int<%s>" % (v, v), "!sym.int<%s>" % v) for v in values]


def with_integers(f, op, tensors, text, values, shape, dtype):
    """An operator whose integers, after its tensors, stand in `text` as {0}, {1} ... or, all of them, as {all}."""
    ints = integers(f, values)
    names = [v.name for v in ints]
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.%s %s%s : (%s) -> %s" % (
        op, ", ".join(t.name for t in tensors), text.format(*names, all=", ".join(names)),
        ", ".join(v.type for v in tensors + ints), result), result)


class Part:
    """One of several results."""

    def __init__(self, name, type_text):
        self.name, self.type = name, type_text


def several(f, op, tensors, text, values, shapes, dtype):
    ints = integers(f, values)
    types = ["!relax.tensor<%s, %s>" % (shape, dtype) for shape in shapes]
    name = "%%many%d" % next(f.counter)
    f.lines.append("%s:%d = relax.%s %s%s : (%s) -> (%s)" % (
        name, len(types), op, ", ".join(t.name for t in tensors), text.format(all=", ".join(v.name for v in ints)),
        ", ".join(v.type for v in tensors + ints), ", ".join(types)))
    return [Part("%s#%d" % (name, i), t) for i, t in enumerate(types)]


for dtype in DTYPES:
    f = function("dims_" + dtype)
    x, y = f.argument("x", "[n, 4]", dtype), f.argument("y", "[1, n, 1]", dtype)
    f.returns(f.op("expand_dims", [x], "[1, n, 4, 1]", dtype, "axis = [-1, 0]"),
              f.op("squeeze", [y], "[n]", dtype, "axis = [2, -3]"),
              f.op("stack", [x, x, x], "[n, 3, 4]", dtype, "axis = 1"),
              f.op("stack", [x, x], "[n, 4, 2]", dtype, "axis = -1"),
              f.op("flip", [x], "[n, 4]", dtype, "axis = 0"), f.op("flip", [x], "[n, 4]", dtype, "axis = -1"))
    f.reference = lambda x, y: (x[None, :, :, None], y[0, :, 0], numpy.stack([x, x, x], 1), numpy.stack([x, x], -1),
                                x[::-1], x[:, ::-1])
    f.run(n=3)
    f.run(n=1)
    f.run(n=0)
    f = function("repetition_" + dtype)
    x = f.argument("x", "[n, 3]", dtype)
    y = f.argument("y", "[m]", dtype)
    f.returns(with_integers(f, "repeat", [x], " repeats = {0} axis = 1", ["2"], "[n, 6]", dtype),
              with_integers(f, "repeat", [x], " repeats = {0} axis = -2", ["m"], "[m * n, 3]", dtype),
              with_integers(f, "repeat", [y], " repeats = {0}", ["m - 1"], "[m * m - m]", dtype),
              with_integers(f, "tile", [x], " repeats = [{all}]", ["m", "2"], "[m * n, 6]", dtype),
              with_integers(f, "tile", [x], " repeats = [{all}]", ["2", "1", "m"], "[2, n, 3 * m]", dtype),
              with_integers(f, "tile", [x], " repeats = [{all}]", ["m"], "[n, 3 * m]", dtype))
    f.reference = lambda x, y: (
        x.repeat(2, 1), x.repeat(y.size, 0), y.repeat(y.size - 1), numpy.tile(x, (y.size, 2)),
        numpy.tile(x, (2, 1, y.size)), numpy.tile(x, (y.size,)))
    f.run(n=2, m=3)
    f.run(n=0, m=1)
    f.run(n=3, m=0, fails="-1")
    f = function("split_" + dtype)
    x = f.argument("x", "[n, 6]", dtype)
    y = f.argument("y", "[m]", dtype)
    f.returns(*several(f, "split", [x], " sizes = [{all}] axis = 1", ["1", "3", "0", "2"],
                       ["[n, 1]", "[n, 3]", "[n, 0]", "[n, 2]"], dtype),
              *several(f, "split", [x], " sizes = [{all}] axis = -2", ["m", "n - m"], ["[m, 6]", "[n - m, 6]"], dtype))
    f.reference = lambda x, y: tuple(numpy.split(x, [1, 4, 4], 1) + numpy.split(x, [y.size], 0))
    f.run(n=5, m=2)
    f.run(n=2, m=2)
    f.run(n=1, m=2, fails="-1")
    f = function("meshgrid_" + dtype)
    x, y, z = f.argument("x", "[n]", dtype), f.argument("y", "[m]", dtype), f.argument("z", "[2]", dtype)
    f.returns(*several(f, "meshgrid", [x, y, z], ' indexing = "ij"', [], ["[n, m, 2]"] * 3, dtype),
              *several(f, "meshgrid", [x, y, z], ' indexing = "xy"', [], ["[m, n, 2]"] * 3, dtype),
              *several(f, "meshgrid", [z], ' indexing = "xy"', [], ["[2]"], dtype))
    f.reference = lambda x, y, z: (*numpy.meshgrid(x, y, z, indexing="ij"), *numpy.meshgrid(x, y, z), z)
    f.run(n=3, m=4)
    f.run(n=0, m=1)
f = function("dims_static")
x = f.argument("x", "[1, 3, 1, 2]", "f32")
f.returns(f.op("squeeze", [x], "[3, 2]", "f32"), f.op("expand_dims", [x], "[1, 3, 1, 1, 2]", "f32", "axis = [2]"),
          f.op("flip", [x], "[1, 3, 1, 2]", "f32", "axis = 1"))
f.reference = lambda x: (x[0, :, 0], x[:, :, None], x[:, ::-1])
f.run()
f = function("squeeze_condition")
x = f.argument("x", "[n, 4]", "f32")
f.returns(f.op("squeeze", [x], "[4]", "f32", "axis = [0]"))
f.reference = lambda x: x[0]
f.run(n=1)
f.run(n=2, fails="2.*1|1.*2")

#
# pad
#

MODES = {"constant": "constant", "reflect": "reflect", "edge": "edge", "circular": "wrap"}
for dtype in DTYPES:
    for mode, numpy_mode in MODES.items():
        f = function("pad_%s_%s" % (mode, dtype))
        x = f.argument("x", "[n, 4]", dtype)
        y = f.argument("y", "[m]", dtype)
        text = ' widths = [{all}] mode = "%s"' % mode
        f.returns(with_integers(f, "pad", [x], text, ["1", "2", "0", "3"], "[n + 3, 7]", dtype),
                  with_integers(f, "pad", [x], text, ["m", "0", "m", "m - 1"], "[m + n, 2 * m + 3]", dtype))
        f.reference = lambda x, y, mode=numpy_mode: (
            numpy.pad(x, ((1, 2), (0, 3)), mode), numpy.pad(x, ((y.size, 0), (y.size, y.size - 1)), mode))
        f.run(n=3, m=2)
        # Margins that are longer than the operand.
        f.run(n=2, m=9)
        f.run(n=1, m=3)
        if mode != "constant":
            f.run(n=0, m=1, fails="0.*1|1.*0")
        else:
            f.run(n=0, m=1)
for dtype in SCALAR_DTYPES:
    f = function("pad_value_" + dtype)
    x, v = f.argument("x", "[n, 4]", dtype), f.argument("v", "[]", dtype)
    ints = integers(f, ["2", "1", "-1", "-2"])
    result = "!relax.tensor<[n + 3, 1], %s>" % dtype
    f.returns(f.line('relax.pad %s value = %s widths = [%s] mode = "constant" : (%s) -> %s' % (
        x.name, v.name, ", ".join(i.name for i in ints), ", ".join(a.type for a in [x, v] + ints), result), result))
    f.reference = lambda x, v: numpy.pad(x[:, 1:-2], ((2, 1), (0, 0)), constant_values=v)
    f.run(n=3)
f = function("pad_removes")
x = f.argument("x", "[n]", "f32")
f.returns(with_integers(f, "pad", [x], ' widths = [{all}] mode = "constant"', ["-3", "2"], "[n - 1]", "f32"),
          with_integers(f, "pad", [x], ' widths = [{all}] mode = "constant"', ["4", "-2"], "[n + 2]", "f32"))
f.reference = lambda x: (numpy.append(x[3:], numpy.zeros(min(2, x.size - 1)))[:x.size - 1],
                         numpy.append(numpy.zeros(4), x)[:x.size + 2])
f.run(n=6)
f.run(n=3)
f.run(n=0, fails="-1")

#
# one_hot and reverse_sequence
#

for dtype in SCALAR_DTYPES:
    f = function("one_hot_" + dtype)
    i, on, off = f.argument("i", "[n, 3]", "i64"), f.argument("on", "[]", dtype), f.argument("off", "[]", dtype)
    f.returns(with_integers(f, "one_hot", [i, on, off], " depth = {0} axis = -1", ["5"], "[n, 3, 5]", dtype),
              with_integers(f, "one_hot", [i, on, off], " depth = {0} axis = 0", ["n"], "[n, n, 3]", dtype))

    def one_hot(i, on, off, depth, axis):
        marks = numpy.where(i < 0, i + depth, i)[..., None] == numpy.arange(depth)
        return numpy.moveaxis(numpy.where(marks, on, off), -1, axis)

    f.reference = lambda i, on, off, one_hot=one_hot: (one_hot(i, on, off, 5, -1), one_hot(i, on, off, len(i), 0))
    f.run(n=4)
    f.run(n=0)
for dtype in DTYPES:
    f = function("reverse_sequence_" + dtype)
    x, l = f.argument("x", "[t, n, 2]", dtype), f.argument("l", "[n]", "i32")
    y = f.argument("y", "[n, 3, t]", dtype)
    f.returns(f.op("reverse_sequence", [x, l], "[t, n, 2]", dtype, "batch_axis = 1 seq_axis = 0"),
              f.op("reverse_sequence", [y, l], "[n, 3, t]", dtype, "batch_axis = 0 seq_axis = -1"))

    def reverse(x, lengths, batch, axis):
        x = numpy.moveaxis(x, (batch, axis), (0, 1)).copy()
        for row, length in zip(x, lengths):
            length = max(0, min(int(length), len(row)))
            row[:length] = row[:length][::-1].copy()
        return numpy.moveaxis(x, (0, 1), (batch, axis))

    f.reference = lambda x, l, y, reverse=reverse: (reverse(x, l, 1, 0), reverse(y, l, 0, 2))
    f.run(t=4, n=6)
    f.run(t=0, n=2)

#
# pixel_shuffle and batch_flatten
#

def pixel_shuffle(x, r):
    c, h, w = x.shape[-3:]
    blocks = numpy.moveaxis(x.reshape(x.shape[:-3] + (c // (r * r), r, r, h, w)), (-4, -3), (-3, -1))
    return blocks.reshape(x.shape[:-3] + (c // (r * r), h * r, w * r))


for dtype in DTYPES:
    f = function("pixels_" + dtype)
    x, y = f.argument("x", "[n, 12, h, w]", dtype), f.argument("y", "[c, 2, 3]", dtype)
    f.returns(f.op("pixel_shuffle", [x], "[n, 3, 2 * h, 2 * w]", dtype, "factor = 2"),
              f.op("pixel_shuffle", [x], "[n, 12, h, w]", dtype, "factor = 1"),
              f.op("pixel_shuffle", [y], "[c floordiv 9, 6, 9]", dtype, "factor = 3"),
              f.op("batch_flatten", [x], "[n, 12 * h * w]", dtype), f.op("batch_flatten", [y], "[c, 6]", dtype))
    f.reference = lambda x, y: (pixel_shuffle(x, 2), x, pixel_shuffle(y, 3),
                                x.reshape(len(x), 12 * x.shape[2] * x.shape[3]), y.reshape(len(y), 6))
    f.run(n=2, h=3, w=2, c=18)
    f.run(n=0, h=1, w=2, c=9)
    f.run(n=1, h=3, w=2, c=17, fails="8.*0|0.*8")

#
# layout_transform
#

def layout(f, x, index_map, shape, dtype, value=None):
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.layout_transform %s%s index_map = affine_map<%s> : (%s) -> %s" % (
        x.name, " value = " + value.name if value else "", index_map,
        ", ".join(v.type for v in (x, value) if v), result), result)


def padded(x, axis, tile, value):
    widths = [(0, -x.shape[axis] % tile if a == axis else 0) for a in range(x.ndim)]
    return numpy.pad(x, widths, constant_values=value)


for dtype in DTYPES:
    f = function("layout_" + dtype)
    x, y = f.argument("x", "[n, 8]", dtype), f.argument("y", "[m, 3, 5]", dtype)
    f.returns(layout(f, x, "(d0, d1) -> (d0, d1 floordiv 4, d1 mod 4)", "[n, 2, 4]", dtype),
              layout(f, x, "(d0, d1) -> (d1 floordiv 4, d0, d1 mod 4)", "[2, n, 4]", dtype),
              layout(f, y, "(d0, d1, d2) -> (d0 floordiv 4, d2, (d0 floordiv 2) mod 2, d0 mod 2, d1)",
                     "[m floordiv 4, 5, 2, 2, 3]", dtype),
              layout(f, y, "(d0, d1, d2) -> (d0 floordiv 2, (d0 mod 2) * 15 + d1 * 5 + d2, 0)", "[m floordiv 2, 30, 1]", dtype),
              layout(f, y, "(d0, d1, d2) -> (d2, d0, d1)", "[5, m, 3]", dtype),
              layout(f, y, "(d0, d1, d2) -> (d1, d2 mod 5, d0)", "[3, 5, m]", dtype))
    f.reference = lambda x, y: (
        x.reshape(-1, 2, 4), x.reshape(len(x), 2, 4).transpose(1, 0, 2),
        y.reshape(len(y) // 4, 2, 2, 3, 5).transpose(0, 4, 1, 2, 3), y.reshape(len(y) // 2, 30, 1),
        y.transpose(2, 0, 1), y.transpose(1, 2, 0))
    f.run(n=3, m=8)
    f.run(n=0, m=0)
    f.run(n=1, m=6, fails="2.*0|0.*2")
for dtype in SCALAR_DTYPES:
    f = function("layout_padded_" + dtype)
    x, v = f.argument("x", "[n, m]", dtype), f.argument("v", "[]", dtype)
    f.returns(layout(f, x, "(d0, d1) -> (d0 floordiv 4, d1, d0 mod 4)", "[n ceildiv 4, m, 4]", dtype, v),
              layout(f, x, "(d0, d1) -> (d1 floordiv 3, d0 floordiv 2, d0 mod 2, d1 mod 3)",
                     "[m ceildiv 3, n ceildiv 2, 2, 3]", dtype, v),
              layout(f, x, "(d0, d1) -> (d1, d0)", "[m, n]", dtype, v))

    def reference(x, v):
        rows = padded(x, 0, 4, v).reshape(-1, 4, x.shape[1]) if x.shape[1] else numpy.zeros((-(-len(x) // 4), 4, 0), x.dtype)
        both = padded(padded(x, 0, 2, v), 1, 3, v)
        tiles = both.reshape(both.shape[0] // 2, 2, both.shape[1] // 3, 3)
        return rows.transpose(0, 2, 1), tiles.transpose(2, 0, 1, 3), x.T

    f.reference = reference
    f.run(n=5, m=4)
    f.run(n=8, m=6)
    f.run(n=1, m=1)
    f.run(n=3, m=0)
f = function("layout_conditions")
x = f.argument("x", "[n, m]", "f32")
f.returns(layout(f, x, "(d0, d1) -> (d0 * 3 + d1)", "[3 * n]", "f32"),
          layout(f, x, "(d0, d1) -> (d1 mod 3, d0)", "[3, n]", "f32"))
f.reference = lambda x: (x.reshape(-1), x.T)
f.run(n=4, m=3)
f.run(n=4, m=2, fails="3.*2|2.*3")
f = function("layout_static")
x, v = f.argument("x", "[5, 6]", "f32"), f.argument("v", "[]", "f32")
f.returns(layout(f, x, "(d0, d1) -> (d0 floordiv 2, d1 floordiv 3, d1 mod 3, d0 mod 2)", "[3, 2, 3, 2]", "f32", v))
f.reference = lambda x, v: padded(x, 0, 2, v).reshape(3, 2, 2, 3).transpose(0, 2, 3, 1)
f.run()
