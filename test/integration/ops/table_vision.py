"""Regions of images. The reference pools each bin in plain Python."""

import math

import numpy

from programs import Function

FUNCTIONS = []


def function(name):
    FUNCTIONS.append(Function(name))
    return FUNCTIONS[-1]


def neighbours(place, size):
    if place < -1 or place > size:
        return [(0, 0.0), (0, 0.0)]
    place = min(max(place, 0.0), size - 1.0)
    low = int(place)
    return [(low, 1 - (place - low)), (min(low + 1, size - 1), place - low)]


def roi_align(x, rois, batch, pooled, mode, ratio, aligned, scale):
    result = numpy.zeros((len(rois), x.shape[1]) + pooled)
    for r, roi in enumerate(rois):
        image = x[min(max(int(batch[r]), 0), len(x) - 1)]
        start = [roi[axis] * scale - (0.5 if aligned else 0) for axis in (1, 0)]
        extent = [roi[axis + 2] * scale - roi[axis] * scale for axis in (1, 0)]
        if not aligned:
            extent = [max(e, 1.0) for e in extent]
        size = [e / p for e, p in zip(extent, pooled)]
        count = [ratio or max(math.ceil(s), 0) for s in size]
        for bin_at in numpy.ndindex(*pooled):
            points = []
            for point in numpy.ndindex(*count):
                y, x_at = (start[a] + (bin_at[a] + (point[a] + 0.5) / count[a]) * size[a] for a in (0, 1))
                terms = [image[:, i, j] * wi * wj if -1 <= y <= x.shape[2] and -1 <= x_at <= x.shape[3] else image[:, 0, 0] * 0
                         for i, wi in neighbours(y, x.shape[2]) for j, wj in neighbours(x_at, x.shape[3])]
                points.append(numpy.max(terms, 0) if mode == "max" else numpy.sum(terms, 0))
            if points:
                result[(r, slice(None)) + bin_at] = numpy.max(points, 0) if mode == "max" else numpy.mean(points, 0)
    return result


def half_away(v):
    return math.floor(abs(v) + 0.5) * (1 if v >= 0 else -1)


def roi_pool(x, rois, batch, pooled, scale):
    result = numpy.zeros((len(rois), x.shape[1]) + pooled)
    for r, roi in enumerate(rois):
        image = x[min(max(int(batch[r]), 0), len(x) - 1)]
        x1, y1, x2, y2 = (half_away(v * scale) for v in roi)
        size = (max(y2 - y1 + 1, 1) / pooled[0], max(x2 - x1 + 1, 1) / pooled[1])
        for i, j in numpy.ndindex(*pooled):
            ys = [min(max(v + y1, 0), x.shape[2]) for v in (math.floor(i * size[0]), math.ceil((i + 1) * size[0]))]
            xs = [min(max(v + x1, 0), x.shape[3]) for v in (math.floor(j * size[1]), math.ceil((j + 1) * size[1]))]
            part = image[:, ys[0]:ys[1], xs[0]:xs[1]]
            result[r, :, i, j] = part.max((1, 2)) if part.size else 0
    return result


RUNS = [{"n": 2, "c": 3, "h": 7, "w": 9, "r": 12}, {"n": 1, "c": 1, "h": 1, "w": 2, "r": 5}, {"n": 1, "c": 2, "h": 3, "w": 3, "r": 0}]
TOLERANCE = {"f32": 1e-4, "f64": 1e-10}
for dtype in TOLERANCE:
    for mode in ["avg", "max"]:
        for aligned in ["", " aligned"]:
            f = function("roi_align_%s_%s%s" % (mode, dtype, aligned.strip()))
            x, rois = f.argument("x", "[n, c, h, w]", dtype), f.argument("rois", "[r, 4]", dtype)
            b = f.argument("b", "[r]", "i64")
            cases = [((2, 3), 2, 1.0), ((3, 1), 0, 4.0), ((1, 2), 0, 0.7)]
            f.returns(*[f.op("roi_align", [x, rois, b], "[r, c, %d, %d]" % pooled, dtype,
                             'pooled_size = [%d, %d] mode = "%s"%s {sample_ratio = %d : i64, spatial_scale = %r : f64}' % (
                                 *pooled, mode, aligned, ratio, scale)) for pooled, ratio, scale in cases])
            f.reference = lambda x, rois, b, mode=mode, aligned=bool(aligned), cases=cases: tuple(
                roi_align(x, rois, b, pooled, mode, ratio, aligned, scale) for pooled, ratio, scale in cases)
            f.tolerance = TOLERANCE[dtype]
            for sizes in RUNS:
                f.run(**sizes)
    f = function("roi_pool_" + dtype)
    x, rois = f.argument("x", "[n, c, h, w]", dtype), f.argument("rois", "[r, 4]", dtype)
    b = f.argument("b", "[r]", "i32")
    f.returns(*[f.op("roi_pool", [x, rois, b], "[r, c, 2, 3]", dtype,
                     "pooled_size = [2, 3] {spatial_scale = %r : f64}" % scale) for scale in (1.0, 3.0)])
    f.reference = lambda x, rois, b: tuple(roi_pool(x, rois, b, (2, 3), scale) for scale in (1.0, 3.0))
    for sizes in RUNS:
        f.run(**sizes)
f = function("roi_align_f16")
x, rois = f.argument("x", "[n, c, h, w]", "f16"), f.argument("rois", "[r, 4]", "f16")
b = f.argument("b", "[r]", "ui8")
f.returns(f.op("roi_align", [x, rois, b], "[r, c, 2, 2]", "f16", 'pooled_size = [2, 2] mode = "avg"'))
f.reference = lambda x, rois, b: roi_align(x, rois, b, (2, 2), "avg", 0, False, 1.0)
f.tolerance = 2e-2
f.run(n=2, c=1, h=4, w=5, r=6)
f = function("roi_align_condition")
x, rois = f.argument("x", "[n, 1, 4, 4]", "f32"), f.argument("rois", "[r, k]", "f32")
b = f.argument("b", "[m]", "i64")
f.returns(f.op("roi_align", [x, rois, b], "[r, 1, 1, 1]", "f32", 'pooled_size = [1, 1] mode = "avg"'))
f.reference = lambda x, rois, b: roi_align(x, rois, b, (1, 1), "avg", 0, False, 1.0)
f.tolerance = 1e-5
f.run(n=1, r=2, k=4, m=2)
f.run(n=1, r=2, k=3, m=2, fails="3.*4|4.*3")
f.run(n=1, r=2, k=4, m=3, fails="2.*3|3.*2")
f.run(n=0, r=2, k=4, m=2, fails="0.*1|1.*0")
