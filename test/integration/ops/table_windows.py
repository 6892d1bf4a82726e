"""The table of convolutions and pooling. The references go over the points of a window, not over the places."""

import itertools

import numpy

from programs import Function

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def pad(x, padding, value):
    rank = x.ndim - 2
    return numpy.pad(x, [(0, 0), (0, 0)] + [(padding[i], padding[rank + i]) for i in range(rank)], constant_values=value)


def window_point(x, point, strides, dilation, sizes):
    """The elements that the windows have at one point."""
    index = tuple(slice(p * d, p * d + (n - 1) * s + 1, s) if n else slice(0, 0)
                  for p, d, s, n in zip(point, dilation, strides, sizes))
    return x[(slice(None), slice(None)) + index]


def conv(x, w, strides=None, padding=None, dilation=None, groups=1):
    rank = x.ndim - 2
    strides, dilation, padding = strides or [1] * rank, dilation or [1] * rank, padding or [0] * 2 * rank
    x = pad(x, padding, 0)
    sizes = [(n - (k - 1) * d - 1) // s + 1 for n, k, d, s in zip(x.shape[2:], w.shape[2:], dilation, strides)]
    result = numpy.zeros([x.shape[0], w.shape[0]] + sizes, x.dtype)
    inner, outer = w.shape[1], w.shape[0] // groups
    for g in range(groups):
        for point in numpy.ndindex(*w.shape[2:]):
            part = window_point(x, point, strides, dilation, sizes)[:, g * inner:(g + 1) * inner]
            weights = w[(slice(g * outer, (g + 1) * outer), slice(None)) + point]
            result[:, g * outer:(g + 1) * outer] += numpy.einsum("nc...,oc->no...", part, weights).astype(x.dtype)
    return result


def conv_transpose(x, w, strides=None, padding=None, output_padding=None, dilation=None, groups=1):
    rank = x.ndim - 2
    strides, dilation, padding = strides or [1] * rank, dilation or [1] * rank, padding or [0] * 2 * rank
    output_padding = output_padding or [0] * rank
    full = [(n - 1) * s + (k - 1) * d + 1 + o
            for n, k, d, s, o in zip(x.shape[2:], w.shape[2:], dilation, strides, output_padding)]
    result = numpy.zeros([x.shape[0], w.shape[1] * groups] + full, x.dtype)
    inner, outer = w.shape[0] // groups, w.shape[1]
    for g in range(groups):
        for point in numpy.ndindex(*w.shape[2:]):
            weights = w[(slice(g * inner, (g + 1) * inner), slice(None)) + point]
            part = numpy.einsum("nc...,co->no...", x[:, g * inner:(g + 1) * inner], weights).astype(x.dtype)
            window_point(result[:, g * outer:(g + 1) * outer], point, strides, dilation, x.shape[2:])[...] += part
    index = tuple(slice(padding[i], full[i] - padding[rank + i]) for i in range(rank))
    return result[(slice(None), slice(None)) + index]


def pool(kind, x, pool_size, strides=None, padding=None, dilation=None, ceil_mode=False, count_include_pad=False):
    rank = x.ndim - 2
    strides, dilation, padding = strides or [1] * rank, dilation or [1] * rank, padding or [0] * 2 * rank
    sizes = []
    for i in range(rank):
        rest = x.shape[2 + i] + padding[i] + padding[rank + i] - (pool_size[i] - 1) * dilation[i] - 1
        places = (-(-rest // strides[i]) if ceil_mode else rest // strides[i]) + 1
        if ceil_mode and (places - 1) * strides[i] >= x.shape[2 + i] + padding[i]:
            places -= 1
        sizes.append(places)
    counts = numpy.ones_like(x, numpy.float64)
    counts = pad(counts, padding, 1 if count_include_pad else 0)
    lowest = -numpy.inf if x.dtype.kind == "f" else numpy.iinfo(x.dtype).min
    x = pad(x, padding, lowest if kind == "max" else 0)
    behind = [0] * rank + [max(0, (sizes[i] - 1) * strides[i] + (pool_size[i] - 1) * dilation[i] + 1 - x.shape[2 + i])
                           for i in range(rank)]
    x, counts = pad(x, behind, lowest if kind == "max" else 0), pad(counts, behind, 0)
    points = list(itertools.product(*[range(size) for size in pool_size]))
    parts = [window_point(x, point, strides, dilation, sizes) for point in points]
    if kind == "max":
        return numpy.maximum.reduce(parts)
    return sum(parts) / sum(window_point(counts, point, strides, dilation, sizes) for point in points)


def adaptive_pool(kind, x, output_size):
    result = numpy.zeros(x.shape[:2] + tuple(output_size), x.dtype)
    for place in numpy.ndindex(*output_size):
        index = tuple(slice(i * n // o, -(-(i + 1) * n // o)) for i, n, o in zip(place, x.shape[2:], output_size))
        part = x[(slice(None), slice(None)) + index].reshape(x.shape[:2] + (-1,))
        result[(slice(None), slice(None)) + place] = part.max(axis=2) if kind == "max" else part.mean(axis=2)
    return result


def written(attributes):
    """Attributes in the order and the syntax of the operators."""
    order = ["pool_size", "output_size", "strides", "padding", "output_padding", "dilation", "groups", "ceil_mode",
             "count_include_pad"]
    words = []
    for name in order:
        if attributes.get(name) is True:
            words.append(name)
        elif name in attributes:
            words.append("%s = %s" % (name, attributes[name]))
    return " ".join(words)


# name, operator, data, weight, result, attributes, runs
CONVOLUTIONS = [
    ("plain", "conv2d", "[2, 3, 6, 7]", "[4, 3, 3, 2]", "[2, 4, 4, 6]", {}, [{}]),
    ("symbolic", "conv2d", "[n, 3, h, w]", "[4, 3, 3, 3]", "[n, 4, h, w]", dict(padding=[1, 1, 1, 1]),
     [dict(n=2, h=5, w=7), dict(n=1, h=1, w=1), dict(n=0, h=4, w=4), dict(n=1, h=17, w=33)]),
    ("stride", "conv2d", "[n, 2, h, w]", "[3, 2, 3, 3]", "[n, 3, (h + 1) floordiv 2, (w - 1) floordiv 3 + 1]",
     dict(strides=[2, 3], padding=[1, 1, 1, 1]), [dict(n=2, h=6, w=7), dict(n=1, h=7, w=9)]),
    ("uneven_padding", "conv2d", "[1, 2, h, 5]", "[3, 2, 2, 2]", "[1, 3, h + 1, 8]", dict(padding=[0, 3, 2, 1]),
     [dict(h=3)]),
    ("dilation", "conv2d", "[1, 2, h, w]", "[3, 2, 3, 2]", "[1, 3, h - 2, w - 3]", dict(padding=[1, 0, 1, 0], dilation=[2, 3]),
     [dict(h=4, w=7)]),
    ("groups", "conv2d", "[n, 4, h, w]", "[6, 2, 3, 3]", "[n, 6, h - 2, w - 2]", dict(groups=2), [dict(n=2, h=5, w=4)]),
    ("depthwise", "conv2d", "[n, 4, h, w]", "[8, 1, 3, 3]", "[n, 8, h, w]", dict(padding=[1, 1, 1, 1], groups=4),
     [dict(n=2, h=5, w=4)]),
    ("pointwise", "conv2d", "[n, 5, h, w]", "[3, 5, 1, 1]", "[n, 3, h, w]", {}, [dict(n=2, h=5, w=4)]),
    ("all_symbolic", "conv2d", "[n, c, h, w]", "[o, c, k, l]", "[n, o, h - k + 1, w - l + 3]", dict(padding=[0, 1, 0, 1]),
     [dict(n=2, c=3, h=5, w=4, o=2, k=3, l=2)]),
    ("symbolic_groups", "conv2d", "[1, c, h, 3]", "[o, d, 2, 2]", "[1, o, h - 1, 2]", dict(groups=2),
     [dict(c=4, h=5, o=6, d=2)]),
    ("line", "conv1d", "[n, 3, w]", "[4, 3, 3]", "[n, 4, (w - 1) floordiv 2 + 1]", dict(strides=[2], padding=[2, 0]),
     [dict(n=2, w=7), dict(n=2, w=8)]),
    ("line_static", "conv1d", "[1, 2, 5]", "[2, 2, 5]", "[1, 2, 1]", {}, [{}]),
    ("volume", "conv3d", "[n, 2, d, h, w]", "[4, 1, 2, 3, 2]", "[n, 4, d, h, w floordiv 2]",
     dict(strides=[1, 1, 2], padding=[0, 1, 0, 1, 1, 0], groups=2), [dict(n=2, d=3, h=4, w=6)]),
    ("plain", "conv2d_transpose", "[2, 3, 4, 5]", "[3, 2, 3, 2]", "[2, 2, 6, 6]", {}, [{}]),
    ("stride", "conv2d_transpose", "[n, 3, h, w]", "[3, 2, 3, 3]", "[n, 2, 2 * h, 3 * w - 2]",
     dict(strides=[2, 3], padding=[1, 1, 1, 1], output_padding=[1, 0]), [dict(n=2, h=3, w=4), dict(n=1, h=1, w=1)]),
    ("dilation", "conv2d_transpose", "[n, 3, h, w]", "[3, 2, 2, 3]", "[n, 2, h + 1, 2 * w + 5]",
     dict(strides=[1, 2], padding=[1, 0, 1, 0], dilation=[3, 3]), [dict(n=2, h=3, w=4)]),
    ("groups", "conv2d_transpose", "[n, 4, h, w]", "[4, 3, 2, 2]", "[n, 6, 2 * h, 2 * w]", dict(strides=[2, 2], groups=2),
     [dict(n=2, h=3, w=4)]),
    ("phases", "conv2d_transpose", "[n, 2, h, w]", "[2, 3, 4, 4]", "[n, 3, 2 * h, 2 * w]",
     dict(strides=[2, 2], padding=[1, 1, 1, 1]), [dict(n=2, h=3, w=4), dict(n=1, h=1, w=1)]),
    ("uneven_phases", "conv2d_transpose", "[n, 4, h, w]", "[4, 3, 6, 3]", "[n, 6, 3 * h, 3 * w - 3]",
     dict(strides=[3, 3], padding=[2, 1, 1, 2], groups=2), [dict(n=2, h=3, w=4), dict(n=1, h=1, w=2)]),
    ("partial_phases", "conv2d_transpose", "[n, 2, h, w]", "[2, 3, 2, 2]", "[n, 3, 2 * h + 1, 2 * w + 1]",
     dict(strides=[2, 2], output_padding=[1, 1]), [dict(n=2, h=3, w=4)]),
    ("cut_phases", "conv2d_transpose", "[n, 2, h, w]", "[2, 3, 2, 4]", "[n, 3, 2 * h - 6, 2 * w - 8]",
     dict(strides=[2, 2], padding=[4, 5, 2, 5]), [dict(n=1, h=6, w=7), dict(n=1, h=4, w=5)]),
    ("phases", "conv1d_transpose", "[n, 2, w]", "[2, 3, 8]", "[n, 3, 4 * w + 4]", dict(strides=[4]), [dict(n=2, w=5)]),
    ("phases", "conv3d_transpose", "[1, 2, d, h, w]", "[2, 1, 2, 1, 2]", "[1, 1, 2 * d, h, 2 * w]",
     dict(strides=[2, 1, 2]), [dict(d=2, h=3, w=4)]),
    ("cut", "conv2d_transpose", "[n, 2, h, w]", "[2, 3, 1, 2]", "[n, 3, h - 3, w - 1]", dict(padding=[2, 1, 1, 1]),
     [dict(n=1, h=6, w=5), dict(n=1, h=4, w=3)]),
    ("symbolic_kernel", "conv1d_transpose", "[n, 2, w]", "[2, 3, k]", "[n, 3, 2 * w + k - 6]", dict(strides=[2], padding=[3, 1]),
     [dict(n=1, w=5, k=3), dict(n=2, w=4, k=6)]),
    ("line", "conv1d_transpose", "[n, 2, w]", "[2, 3, 3]", "[n, 3, 2 * w + 1]", dict(strides=[2]), [dict(n=2, w=5)]),
    ("volume", "conv3d_transpose", "[1, 2, d, h, w]", "[2, 1, 2, 1, 3]", "[1, 1, 2 * d, h, w + 2]", dict(strides=[2, 1, 1]),
     [dict(d=2, h=3, w=4)]),
]
for name, op, data, weight, result, attributes, runs in CONVOLUTIONS:
    f = function("%s_%s" % (op, name))
    x, w = f.argument("x", data, "f32"), f.argument("w", weight, "f32")
    f.returns(f.op(op, [x, w], result, "f32", written(attributes)))
    rule = conv_transpose if "transpose" in op else conv
    f.reference = lambda x, w, rule=rule, attributes=attributes: rule(x, w, **attributes)
    f.tolerance = 1e-4
    for sizes in runs:
        f.run(**sizes)

for dtype in ["f64", "f16", "bf16", "i8", "i32", "i64", "ui8"]:
    f = function("windows_" + dtype)
    x, w = f.argument("x", "[n, 4, h, 5]", dtype), f.argument("w", "[4, 2, 2, 3]", dtype)
    attributes = dict(strides=[2, 1], padding=[1, 0, 1, 0], groups=2)
    pooling = dict(pool_size=[2, 3], padding=[0, 1, 1, 0])
    types = ["[n, 4, h floordiv 2 + 1, 3]", "[n, 4, 2 * h - 2, 7]", "[n, 4, h, 4]"]
    f.returns(f.op("conv2d", [x, w], types[0], dtype, written(attributes)),
              f.op("conv2d_transpose", [x, w], types[1], dtype, written(attributes)),
              f.op("max_pool2d", [x], types[2], dtype, written(pooling)))
    f.reference = lambda x, w, attributes=attributes, pooling=pooling: (
        conv(x, w, **attributes), conv_transpose(x, w, **attributes), pool("max", x, **pooling))
    f.tolerance = {"f64": 1e-12, "f16": 3e-2, "bf16": 2e-1}.get(dtype)
    f.run(n=2, h=4)

for dtype in ["f64", "f16", "bf16", "i8"]:
    f = function("phases_" + dtype)
    x, w = f.argument("x", "[n, 4, h, 5]", dtype), f.argument("w", "[4, 2, 2, 4]", dtype)
    attributes = dict(strides=[2, 2], padding=[0, 1, 0, 1], groups=2)
    f.returns(f.op("conv2d_transpose", [x, w], "[n, 4, 2 * h, 10]", dtype, written(attributes)))
    f.reference = lambda x, w, attributes=attributes: conv_transpose(x, w, **attributes)
    f.tolerance = {"f64": 1e-12, "f16": 3e-2, "bf16": 2e-1}.get(dtype)
    f.run(n=2, h=4)

f = function("conv2d_conditions")
x, w = f.argument("x", "[1, c, h, 4]", "f32"), f.argument("w", "[2, 3, k, 2]", "f32")
f.returns(f.op("conv2d", [x, w], "[1, 2, h - k + 1, 3]", "f32"))
f.reference = conv
f.tolerance = 1e-4
f.run(c=3, h=4, k=4)
f.run(c=4, h=4, k=2, fails="4.*3|3.*4")
f.run(c=3, h=4, k=5, fails="5.*4|4.*5")

f = function("conv2d_unknown")
x, w = f.argument("x", "[?, 3, ?, ?]", "f32", actual="[a, 3, b, c]"), f.argument("w", "[2, 3, 3, 3]", "f32")
f.returns(f.op("conv2d", [x, w], "[?, 2, ?, ?]", "f32"))
f.reference = conv
f.tolerance = 1e-4
f.run(a=2, b=4, c=5)

# name, data, result, attributes, runs; both kinds, count_include_pad as well
POOLS = [
    ("plain", "[2, 3, 6, 7]", "[2, 3, 5, 5]", dict(pool_size=[2, 3]), [{}]),
    ("stride", "[n, 2, h, w]", "[n, 2, (h + 1) floordiv 2, (w + 1) floordiv 2]",
     dict(pool_size=[3, 3], strides=[2, 2], padding=[1, 1, 1, 1]),
     [dict(n=2, h=6, w=7), dict(n=1, h=1, w=1), dict(n=0, h=4, w=4)]),
    ("ceil", "[n, 2, h, w]", "[n, 2, ?, ?]",
     dict(pool_size=[3, 2], strides=[2, 3], padding=[1, 0, 1, 1], ceil_mode=True),
     [dict(n=2, h=6, w=7), dict(n=1, h=4, w=6), dict(n=1, h=5, w=5)]),
    ("ceil_static", "[1, 1, 4, 6]", "[1, 1, 2, 2]", dict(pool_size=[3, 1], strides=[2, 3], ceil_mode=True), [{}]),
    ("dilation", "[n, 2, h, w]", "[n, 2, h - 2, w - 1]", dict(pool_size=[3, 2], padding=[1, 1, 1, 1], dilation=[2, 3]),
     [dict(n=2, h=6, w=7)]),
    ("line", "[n, 2, w]", "[n, 2, w floordiv 2]", dict(pool_size=[2], strides=[2]), [dict(n=2, w=7)]),
    ("volume", "[n, 2, d, h, w]", "[n, 2, d, h - 1, w floordiv 2 + 1]",
     dict(pool_size=[3, 2, 2], strides=[1, 1, 2], padding=[1, 0, 1, 1, 0, 1]), [dict(n=2, d=3, h=4, w=5)]),
]
for name, data, result, attributes, runs in POOLS:
    rank = len(attributes["pool_size"])
    for kind, include in [("max", False), ("avg", False), ("avg", True)]:
        f = function("%s_pool_%s%s" % (kind, name, "_all" if include else ""))
        x = f.argument("x", data, "f32")
        every = dict(attributes, count_include_pad=True) if include else attributes
        f.returns(f.op("%s_pool%dd" % (kind, rank), [x], result, "f32", written(every)))
        f.reference = lambda x, kind=kind, every=every: pool(kind, x, **every)
        f.tolerance = 1e-5
        for sizes in runs:
            f.run(**sizes)

for dtype in ["f64", "f16", "bf16"]:
    f = function("avg_pool_" + dtype)
    x = f.argument("x", "[n, 2, h, 4]", dtype)
    f.returns(f.op("avg_pool2d", [x], "[n, 2, h, 4]", dtype, "pool_size = [3, 3] padding = [1, 1, 1, 1]"),
              f.op("adaptive_avg_pool2d", [x], "[n, 2, 2, 3]", dtype, "output_size = [2, 3]"))
    f.reference = lambda x: (pool("avg", x, [3, 3], padding=[1, 1, 1, 1]), adaptive_pool("avg", x, [2, 3]))
    f.tolerance = {"f64": 1e-12, "f16": 1e-2, "bf16": 5e-2}[dtype]
    f.run(n=2, h=5)

f = function("max_pool_special")
x = f.argument("x", "[1, 1, n]", "f32", contents="special")
f.returns(f.op("max_pool1d", [x], "[1, 1, n]", "f32", "pool_size = [3] padding = [1, 1]"))
f.reference = lambda x: pool("max", x, [3], padding=[1, 1])
f.run(n=40)

# data, result, output_size, runs
ADAPTIVE = [
    ("1d", "[n, 2, w]", "[n, 2, 3]", [3], [dict(n=2, w=7), dict(n=1, w=2), dict(n=1, w=9)]),
    ("2d", "[n, 2, h, w]", "[n, 2, 2, 3]", [2, 3], [dict(n=2, h=5, w=7)]),
    ("global", "[n, 2, h, w]", "[n, 2, 1, 1]", [1, 1], [dict(n=2, h=5, w=7)]),
    ("3d", "[1, 2, 3, 5, w]", "[1, 2, 3, 2, 1]", [3, 2, 1], [dict(w=4)]),
    ("same", "[n, 2, w]", "[n, 2, w]", None, [dict(n=2, w=7)]),
]
for name, data, result, sizes, runs in ADAPTIVE:
    rank = data.count(",") - 1
    for kind in ["max", "avg"]:
        f = function("adaptive_%s_%s" % (kind, name))
        x = f.argument("x", data, "f32")
        attributes = dict(output_size=sizes) if sizes else {}
        f.returns(f.op("adaptive_%s_pool%dd" % (kind, rank), [x], result, "f32", written(attributes)))
        f.reference = lambda x, kind=kind, sizes=sizes: adaptive_pool(kind, x, sizes or x.shape[2:])
        f.tolerance = 1e-5
        for run in runs:
            f.run(**run)
