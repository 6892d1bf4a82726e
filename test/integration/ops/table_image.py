"""Operators that sample images. The reference resizes by a matrix for each axis, made of neighbours one by one."""

import itertools
import math

import numpy

from programs import Function

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


#
# resize
#


def resize(f, x, sizes, axes, shape, dtype, mode, coordinates, attributes="", scales=None, roi=None):
    ints = [f.line("sym.value %s : !sym.int<%s>" % (s, s), "!sym.int<%s>" % s) for s in sizes]
    operands = [x] + ints + ([scales] if scales else []) + ([roi] if roi else [])
    result = "!relax.tensor<%s, %s>" % (shape, dtype)
    return f.line("relax.resize %s sizes = [%s]%s%s axes = %s mode = \"%s\" coordinates = \"%s\"%s : (%s) -> %s" % (
        x.name, ", ".join(i.name for i in ints), " scales = " + scales.name if scales else "",
        " roi = " + roi.name if roi else "", axes, mode, coordinates, attributes and " {%s}" % attributes,
        ", ".join(o.type for o in operands), result), result)


def place(o, size, out, scale, coordinates, roi):
    width = out if scale is None else scale * size
    ratio = out / size if scale is None else scale
    if coordinates == "asymmetric":
        return o / ratio
    if coordinates == "tf_half_pixel_for_nn":
        return (o + 0.5) / ratio
    if coordinates == "align_corners":
        return 0.0 if width == 1 else o * (size - 1) / (width - 1)
    if coordinates == "tf_crop_and_resize":
        start, end = roi
        if width == 1:
            return 0.5 * (start + end) * (size - 1)
        return start * (size - 1) + o * (end - start) * (size - 1) / (width - 1)
    half = (o + 0.5) / ratio - 0.5
    if coordinates == "pytorch_half_pixel":
        return half if out > 1 else 0.0
    if coordinates == "half_pixel_symmetric":
        return half + size / 2 * (1 - out / width)
    return half


def keys(d, a):
    d = abs(d)
    if d <= 1:
        return (a + 2) * d ** 3 - (a + 3) * d ** 2 + 1
    return a * d ** 3 - 5 * a * d ** 2 + 8 * a * d - 4 * a if d < 2 else 0.0


def weights(size, out, mode, coordinates, scale=None, roi=None, rounding="round_prefer_floor", alpha=-0.75,
            exclude=False, antialias=False):
    """The matrix of one axis, and which rows lie outside of the image."""
    matrix, outside = numpy.zeros((out, size)), numpy.zeros(out, bool)
    ratio = out / size if scale is None else scale
    for o in range(out):
        at = place(o, size, out, scale, coordinates, roi)
        outside[o] = coordinates == "tf_crop_and_resize" and not 0 <= at <= size - 1
        if mode == "nearest":
            how = rounding if rounding != "simple" else "ceil" if ratio < 1 else "floor"
            index = {"floor": math.floor(at), "ceil": math.ceil(at), "round_prefer_floor": math.ceil(at - 0.5),
                     "round_prefer_ceil": math.floor(at + 0.5)}[how]
            matrix[o, min(max(index, 0), size - 1)] = 1
            continue
        stretch = min(ratio, 1.0) if antialias else 1.0
        reach = math.ceil((2 if mode == "cubic" else 1) / stretch) + 2
        total = 0.0
        for tap in range(math.floor(at) - reach, math.floor(at) + reach + 1):
            distance = (tap - at) * stretch
            weight = keys(distance, alpha) if mode == "cubic" else max(0.0, 1 - abs(distance))
            if exclude and not 0 <= tap < size:
                continue
            total += weight
            matrix[o, min(max(tap, 0), size - 1)] += weight
        if exclude or antialias:
            matrix[o] /= total
    return matrix, outside


def resized(x, axes, sizes, mode, coordinates, extrapolation=0.0, scales=None, roi=None, **options):
    if 0 in sizes:
        shape = list(x.shape)
        for axis, out in zip(axes, sizes):
            shape[axis] = out
        return numpy.zeros(shape)
    result, hidden = x, None
    for i, (axis, out) in enumerate(zip(axes, sizes)):
        ends = None if roi is None else (roi[i], roi[i + len(axes)])
        matrix, outside = weights(x.shape[axis], out, mode, coordinates, None if scales is None else scales[i], ends,
                                  **options)
        if mode == "nearest":
            result = numpy.take(result, matrix.argmax(1), axis)
        else:
            result = numpy.moveaxis(numpy.tensordot(matrix, result, (1, axis)), 0, axis)
        shape = [1] * x.ndim
        shape[axis] = out
        here = outside.reshape(shape)
        hidden = here if hidden is None else hidden | here
    return numpy.where(hidden, extrapolation, result)


COORDINATES = ["half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "tf_half_pixel_for_nn", "asymmetric",
               "align_corners"]
ROUNDINGS = ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil", "simple"]
RUNS = [{"n": 2, "h": 5, "w": 3, "a": 7, "b": 6}, {"n": 1, "h": 6, "w": 8, "a": 3, "b": 1},
        {"n": 3, "h": 1, "w": 4, "a": 4, "b": 2}]
for coordinates in COORDINATES:
    # Sizes alone.
    f = function("resize_sizes_" + coordinates)
    x = f.argument("x", "[n, h, w]", "f32")
    y, z = f.argument("y", "[a]", "f32"), f.argument("z", "[b]", "f32")
    f.returns(*[resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", "nearest", coordinates,
                       'rounding_method = "%s"' % rounding) for rounding in ROUNDINGS],
              resize(f, x, ["b", "a"], "[-1, 1]", "[n, a, b]", "f32", "linear", coordinates),
              resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", "cubic", coordinates),
              resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", "cubic", coordinates,
                     "exclude_outside, cubic_alpha = -0.5 : f64"))

    def reference(x, y, z, coordinates=coordinates):
        def rule(mode, **options):
            return resized(x, (1, 2), (y.size, z.size), mode, coordinates, **options)
        return (*[rule("nearest", rounding=rounding) for rounding in ROUNDINGS], rule("linear"), rule("cubic"),
                rule("cubic", exclude=True, alpha=-0.5))

    f.reference = reference
    f.tolerance = 2e-5
    for sizes in RUNS:
        f.run(**sizes)
    # Scales as a tensor: other than the quotients of the sizes.
    f = function("resize_scales_" + coordinates)
    x, s = f.argument("x", "[n, h, w]", "f32"), f.argument("s", "[2]", "f32", contents="positive")
    y, z = f.argument("y", "[a]", "f32"), f.argument("z", "[b]", "f32")
    f.returns(resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", "nearest", coordinates, 'rounding_method = "floor"', s),
              resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", "linear", coordinates, "", s),
              resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", "cubic", coordinates, "", s))
    f.reference = lambda x, s, y, z, coordinates=coordinates: (
        resized(x, (1, 2), (y.size, z.size), "nearest", coordinates, scales=s, rounding="floor"),
        resized(x, (1, 2), (y.size, z.size), "linear", coordinates, scales=s),
        resized(x, (1, 2), (y.size, z.size), "cubic", coordinates, scales=s))
    f.tolerance = 2e-5
    for sizes in RUNS:
        f.run(**sizes)
for mode in ["linear", "cubic"]:
    f = function("resize_antialias_" + mode)
    x = f.argument("x", "[n, h, w]", "f32")
    y, z = f.argument("y", "[a]", "f32"), f.argument("z", "[b]", "f32")
    f.returns(resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", mode, "half_pixel", "antialias"),
              resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", mode, "half_pixel", "antialias, exclude_outside"))
    f.reference = lambda x, y, z, mode=mode: tuple(
        resized(x, (1, 2), (y.size, z.size), mode, "half_pixel", antialias=True, exclude=exclude)
        for exclude in (False, True))
    f.tolerance = 2e-5
    for sizes in RUNS + [{"n": 1, "h": 31, "w": 17, "a": 4, "b": 5}]:
        f.run(**sizes)
for mode in ["nearest", "linear", "cubic"]:
    f = function("resize_crop_" + mode)
    x, roi = f.argument("x", "[n, h, w]", "f32"), f.argument("roi", "[4]", "f64")
    y, z = f.argument("y", "[a]", "f32"), f.argument("z", "[b]", "f32")
    f.returns(resize(f, x, ["a", "b"], "[1, 2]", "[n, a, b]", "f32", mode, "tf_crop_and_resize",
                     "extrapolation_value = 7.5 : f64", roi=roi))
    f.reference = lambda x, roi, y, z, mode=mode: resized(
        x, (1, 2), (y.size, z.size), mode, "tf_crop_and_resize", 7.5, roi=roi)
    f.tolerance = 2e-5
    for sizes in RUNS:
        f.run(**sizes)
for dtype in ["f32", "f64", "f16", "bf16", "i1", "i8", "i32", "i64", "ui8"]:
    f = function("resize_" + dtype)
    x = f.argument("x", "[n, 4]", dtype)
    numeric = [] if dtype == "i1" else ["linear"]
    f.returns(resize(f, x, ["2 * n", "3"], "[0, 1]", "[2 * n, 3]", dtype, "nearest", "half_pixel"),
              *[resize(f, x, ["2 * n", "3"], "[0, 1]", "[2 * n, 3]", dtype, mode, "asymmetric") for mode in numeric])
    whole = dtype[-1].isdigit() and dtype[0] in "iu"
    f.reference = lambda x, numeric=numeric, whole=whole: tuple(
        numpy.trunc(y) if whole else y for y in
        [resized(x, (0, 1), (2 * len(x), 3), "nearest", "half_pixel")]
        + [resized(x, (0, 1), (2 * len(x), 3), mode, "asymmetric") for mode in numeric])
    if dtype == "i1":
        f.reference = lambda x: resized(x, (0, 1), (2 * len(x), 3), "nearest", "half_pixel").astype(bool)
    f.run(n=3)
    f.run(n=0)
f = function("resize_clamped")
x = f.argument("x", "[n]", "ui8", contents="extreme")
f.returns(resize(f, x, ["4 * n"], "[0]", "[4 * n]", "ui8", "cubic", "half_pixel"))
f.reference = lambda x: numpy.clip(resized(x.astype(float), (0,), (4 * x.size,), "cubic", "half_pixel"), 0, 255).astype(
    numpy.uint8)
f.run(n=6)
f = function("resize_condition")
x, y = f.argument("x", "[n]", "f32"), f.argument("y", "[m]", "f32")
f.returns(resize(f, x, ["m"], "[0]", "[m]", "f32", "linear", "half_pixel"))
f.reference = lambda x, y: resized(x, (0,), (y.size,), "linear", "half_pixel")
f.run(n=2, m=3)
f.run(n=0, m=0)
f.run(n=2, m=0)
f.run(n=0, m=2, fails="0.*1|1.*0")
f = function("resize_static")
x = f.argument("x", "[1, 2, 3, 4]", "f32")
f.returns(resize(f, x, ["6", "8"], "[2, 3]", "[1, 2, 6, 8]", "f32", "linear", "align_corners"),
          resize(f, x, ["3", "5", "2"], "[1, 2, 3]", "[1, 3, 5, 2]", "f32", "linear", "half_pixel"))
f.reference = lambda x: (resized(x, (2, 3), (6, 8), "linear", "align_corners"),
                         resized(x, (1, 2, 3), (3, 5, 2), "linear", "half_pixel"))
f.tolerance = 1e-5
f.run()

#
# grid_sample and affine_grid
#


def mirrored(p, low, span):
    if span <= 0:
        return 0.0
    turns, rest = divmod(abs(p - low), span)
    return rest + low if turns % 2 == 0 else span - rest + low


def grid_sample(x, grid, mode, padding, align):
    """Samples each point alone, in plain Python."""
    spatial, result = x.shape[2:], numpy.zeros(x.shape[:2] + grid.shape[1:-1])

    def inside(p, size):
        if padding == "reflection":
            p = mirrored(p, 0.0, size - 1.0) if align else mirrored(p, -0.5, float(size))
        return min(max(p, 0), size - 1)

    for at in numpy.ndindex(*grid.shape[:-1]):
        taps = []
        for axis, size in enumerate(spatial):
            g = grid[at][len(spatial) - 1 - axis]
            p = (g + 1) / 2 * (size - 1) if align else ((g + 1) * size - 1) / 2
            if mode == "nearest":
                neighbours = [(numpy.rint(p), 1.0)]
            elif mode == "linear":
                p = p if padding == "zeros" else inside(p, size)
                neighbours = [(math.floor(p), math.floor(p) + 1 - p), (math.floor(p) + 1, p - math.floor(p))]
            else:
                neighbours = [(math.floor(p) + k, keys(math.floor(p) + k - p, -0.75)) for k in (-1, 0, 1, 2)]
            if padding == "zeros":
                taps.append([(int(i), w) for i, w in neighbours if 0 <= i < size])
            else:
                taps.append([(int(inside(i, size)), w) for i, w in neighbours])
        for combination in itertools.product(*taps):
            index = tuple(i for i, _ in combination)
            weight = math.prod(w for _, w in combination)
            result[(at[0], slice(None)) + at[1:]] += weight * x[(at[0], slice(None)) + index]
    return result


for padding in ["zeros", "border", "reflection"]:
    for align in ["", "align_corners"]:
        f = function("grid_sample_%s%s" % (padding, align))
        x, g = f.argument("x", "[n, 2, h, w]", "f32"), f.argument("g", "[n, m, 3, 2]", "f32")
        f.returns(*[f.op("grid_sample", [x, g], "[n, 2, m, 3]", "f32", 'mode = "%s" padding_mode = "%s" %s' % (
            mode, padding, align)) for mode in ["nearest", "linear", "cubic"]])
        f.reference = lambda x, g, padding=padding, align=bool(align): tuple(
            grid_sample(x, g, mode, padding, align) for mode in ["nearest", "linear", "cubic"])
        f.tolerance = 2e-4
        f.run(n=2, h=4, w=5, m=6)
        f.run(n=1, h=1, w=3, m=2)
        f.run(n=0, h=2, w=2, m=2)
for dtype in ["f64", "f16", "bf16"]:
    f = function("grid_sample_" + dtype)
    x, g = f.argument("x", "[n, c, h, w, d]", dtype), f.argument("g", "[n, 2, m, 3, 3]", dtype)
    f.returns(f.op("grid_sample", [x, g], "[n, c, 2, m, 3]", dtype, 'mode = "linear" padding_mode = "zeros"'))
    f.reference = lambda x, g: grid_sample(x, g, "linear", "zeros", False)
    f.tolerance = {"f64": 1e-10, "f16": 2e-2, "bf16": 1e-1}[dtype]
    f.run(n=1, c=2, h=3, w=2, d=4, m=2)
f = function("grid_sample_condition")
x, g = f.argument("x", "[n, 1, h]", "f32"), f.argument("g", "[n, m, k]", "f32")
f.returns(f.op("grid_sample", [x, g], "[n, 1, m]", "f32", 'mode = "linear" padding_mode = "border"'))
f.reference = lambda x, g: grid_sample(x, g, "linear", "border", False)
f.tolerance = 1e-5
f.run(n=2, h=3, m=4, k=1)
f.run(n=2, h=3, m=4, k=2, fails="2.*1|1.*2")
f.run(n=2, h=0, m=4, k=1, fails="0.*1|1.*0")


def affine_grid(theta, size, align):
    axes = []
    for d in size:
        i = numpy.arange(d)
        axes.append((2 * i / (d - 1) - 1 if d > 1 else 0 * i) if align else (2 * i + 1) / d - 1)
    mesh = numpy.meshgrid(*axes, indexing="ij")
    points = numpy.stack(mesh[::-1] + [numpy.ones(size)], -1)
    return numpy.einsum("nrk,...k->n...r", theta, points)


for dtype in ["f32", "f64", "f16", "bf16"]:
    f = function("affine_grid_" + dtype)
    t, u = f.argument("t", "[n, 2, 3]", dtype), f.argument("u", "[n, 3, 4]", dtype)
    m = f.argument("m", "[m]", "f32")

    def affine(theta, sizes, shape, attributes):
        ints = [f.line("sym.value %s : !sym.int<%s>" % (s, s), "!sym.int<%s>" % s) for s in sizes]
        result = "!relax.tensor<%s, %s>" % (shape, dtype)
        return f.line("relax.affine_grid %s size = [%s]%s : (%s) -> %s" % (
            theta.name, ", ".join(i.name for i in ints), attributes, ", ".join(o.type for o in [theta] + ints), result),
            result)

    f.returns(affine(t, ["m", "3"], "[n, m, 3, 2]", ""), affine(t, ["m", "3"], "[n, m, 3, 2]", " align_corners"),
              affine(u, ["2", "1", "m"], "[n, 2, 1, m, 3]", ""),
              affine(u, ["2", "1", "m"], "[n, 2, 1, m, 3]", " align_corners"))
    f.reference = lambda t, u, m: (
        affine_grid(t, (m.size, 3), False), affine_grid(t, (m.size, 3), True),
        affine_grid(u, (2, 1, m.size), False), affine_grid(u, (2, 1, m.size), True))
    f.tolerance = {"f32": 1e-5, "f64": 1e-12, "f16": 1e-2, "bf16": 8e-2}[dtype]
    f.run(n=2, m=4)
    f.run(n=1, m=1)
