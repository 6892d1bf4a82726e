"""Boxes of detectors: which are valid, where they are, and which stay."""

import numpy

from programs import Function

FUNCTIONS = []


def several(f, op, operands, types, attributes=""):
    """An operator with several results."""
    texts = ["!relax.tensor<%s, %s>" % t for t in types]
    value = f.line("relax.%s %s %s : (%s) -> (%s)" % (
        op, ", ".join(o.name for o in operands), attributes, ", ".join(o.type for o in operands), ", ".join(texts)), "")
    f.lines[-1] = f.lines[-1].replace(value.name + " =", "%s:%d =" % (value.name, len(types)), 1)
    return [type(value)("%s#%d" % (value.name, i), text) for i, text in enumerate(texts)]


#
# get_valid_counts
#

def valid_counts(x, threshold, kind, score):
    counts = numpy.zeros(len(x), numpy.int32)
    boxes, places = numpy.full(x.shape, -1.0), numpy.full(x.shape[:2], -1, numpy.int32)
    for b, rows in enumerate(x):
        valid = [i for i, row in enumerate(rows) if row[score] > threshold and (kind < 0 or row[kind] >= 0)]
        counts[b] = len(valid)
        boxes[b, :len(valid)], places[b, :len(valid)] = rows[valid], valid
    return counts, boxes, places


def counts_types(shape, dtype):
    batch, anchors, _ = shape.strip("[]").split(", ")
    return [("[%s]" % batch, "i32"), (shape, dtype), ("[%s, %s]" % (batch, anchors), "i32")]


for dtype in ["f32", "f64", "f16", "bf16"]:
    f = Function("get_valid_counts_" + dtype)
    FUNCTIONS.append(f)
    x = f.argument("x", "[b, n, 6]", dtype, contents="special" if dtype == "f32" else "uniform")
    cases = [(0.5, 0, 1), (-0.25, -1, 4), (0.0, 5, 0), (9.0, 0, 1)]
    f.returns(*[part for t, i, s in cases for part in several(
        f, "get_valid_counts", [x], counts_types("[b, n, 6]", dtype),
        "{score_threshold = %r : f64, id_index = %d : i64, score_index = %d : i64}" % (t, i, s))])
    f.reference = lambda x, cases=cases: tuple(part for case in cases for part in valid_counts(x, *case))
    f.run(b=2, n=13)
    f.run(b=1, n=1)
    f.run(b=3, n=0)
    f.run(b=0, n=4)
f = Function("get_valid_counts_symbols")
FUNCTIONS.append(f)
x = f.argument("x", "[b, n, k]", "f32")
f.returns(*several(f, "get_valid_counts", [x], counts_types("[b, n, k]", "f32"), "{id_index = 2 : i64}"))
f.reference = lambda x: valid_counts(x, 0.0, 2, 1)
f.run(b=2, n=5, k=3)
f.run(b=1, n=7, k=5)
f.run(b=1, n=7, k=2, fails="1.*2|2.*1")

#
# multibox_transform_loc
#

def multibox(c, l, a, variances, clip, threshold, background, softmax):
    offsets = l.reshape(len(l), a.shape[1], 4)
    center, size = (a[..., :2] + a[..., 2:]) / 2, a[..., 2:] - a[..., :2]
    center = offsets[..., :2] * variances[:2] * size + center
    half = numpy.exp(offsets[..., 2:] * variances[2:]) * size / 2
    boxes = numpy.concatenate([(center - half)[..., ::-1], (center + half)[..., ::-1]], -1)
    if clip:
        boxes = numpy.clip(boxes, 0, 1)
    if softmax:
        e = numpy.exp(c - c.max(1, keepdims=True, initial=-numpy.inf))
        c = e / e.sum(1, keepdims=True)
    scores = numpy.where(c >= threshold, c, 0)
    if not background:
        scores[:, :1] = 0
    return boxes, scores


VARIANCES = numpy.array([0.1, 0.25, 0.5, 0.3])
for dtype in ["f32", "f64", "f16"]:
    f = Function("multibox_" + dtype)
    FUNCTIONS.append(f)
    c, l = f.argument("c", "[b, 5, n]", dtype), f.argument("l", "[b, 4 * n]", dtype)
    a = f.argument("a", "[1, n, 4]", dtype)
    # The threshold is no score but by accident: scores are not rounded to multiples of anything.
    cases = [(True, 0.2, False, True), (False, 0.0, True, True), (False, 0.30012345, True, False)]
    f.returns(*[part for clip, t, keep, soft in cases for part in several(
        f, "multibox_transform_loc", [c, l, a], [("[b, n, 4]", dtype), ("[b, 5, n]", dtype)],
        "variances = [%s]%s {threshold = %r : f64, keep_background = %s, apply_softmax = %s}" % (
            ", ".join("%r" % v for v in VARIANCES.tolist()), " clip" if clip else "", t, str(keep).lower(),
            str(soft).lower()))])
    f.reference = lambda c, l, a, cases=cases: tuple(
        part for case in cases for part in multibox(c, l, a, VARIANCES, *case))
    f.tolerance = {"f16": 2e-2, "f32": 1e-5}.get(dtype)
    f.run(b=2, n=9)
    f.run(b=1, n=1)
    f.run(b=1, n=0)
    f.run(b=0, n=3)
f = Function("multibox_condition")
FUNCTIONS.append(f)
c, l, a = f.argument("c", "[b, 2, n]", "f32"), f.argument("l", "[b, m]", "f32"), f.argument("a", "[1, n, 4]", "f32")
f.returns(*several(f, "multibox_transform_loc", [c, l, a], [("[b, n, 4]", "f32"), ("[b, 2, n]", "f32")],
                   "variances = [1.0, 1.0, 1.0, 1.0]"))
f.reference = lambda c, l, a: multibox(c, l, a, numpy.ones(4), False, 0, True, True)
f.tolerance = 1e-4
f.run(b=2, n=3, m=12)
f.run(b=2, n=3, m=13, fails="12.*13|13.*12")

#
# non_max_suppression
#

def overlap(a, b):
    a, b = (numpy.concatenate([numpy.minimum(v[:2], v[2:]), numpy.maximum(v[:2], v[2:])]) for v in (a, b))
    sides = numpy.minimum(a[2:], b[2:]) - numpy.maximum(a[:2], b[:2])
    if not (sides > 0).all():
        return 0
    common = sides[0] * sides[1]
    return common / (numpy.prod(a[2:] - a[:2]) + numpy.prod(b[2:] - b[:2]) - common)


def suppress(x, counts, places, most, least_overlap, force, top, corner, score, kind):
    boxes, kept, number = numpy.full(x.shape, -1.0), numpy.full(places.shape, -1, numpy.int32), []
    for b, rows in enumerate(x):
        order = sorted(range(counts[b]), key=lambda i: -rows[i, score])
        taken = []
        for i in order if top < 0 else order[:top]:
            if 0 <= most <= len(taken):
                break
            if not any((kind < 0 or rows[j, kind] >= 0) and (force or kind < 0 or rows[i, kind] == rows[j, kind]) and
                       overlap(rows[i, corner:corner + 4], rows[j, corner:corner + 4]) >= least_overlap for j in taken):
                taken.append(i)
        boxes[b, :len(taken)], kept[b, :len(taken)] = rows[taken], places[b, taken]
        number.append([len(taken)])
    return boxes, kept, numpy.array(number, numpy.int32).reshape(len(x), 1)


def suppress_softly(x, counts, places, most, least_overlap, force, top, corner, score, kind, sigma, least_score):
    boxes, kept, number = numpy.full(x.shape, -1.0), numpy.full(places.shape, -1, numpy.int32), []
    for b, rows in enumerate(x):
        left = sorted(range(counts[b]), key=lambda i: -rows[i, score])
        left, scores, taken = left if top < 0 else left[:top], rows[:, score].copy(), 0
        while left and taken != most:
            best = max(left, key=lambda i: scores[i])
            if scores[best] < least_score:
                break
            left.remove(best)
            boxes[b, taken], kept[b, taken] = rows[best], places[b, best]
            boxes[b, taken, score] = scores[best]
            taken += 1
            for i in left:
                common = overlap(rows[i, corner:corner + 4], rows[best, corner:corner + 4])
                if ((kind < 0 or rows[best, kind] >= 0) and (force or kind < 0 or rows[i, kind] == rows[best, kind]) and
                        common >= least_overlap):
                    scores[i] *= numpy.exp(-common * common / sigma)
        number.append([taken])
    return boxes, kept, numpy.array(number, numpy.int32).reshape(len(x), 1)


f = Function("non_max_suppression")
FUNCTIONS.append(f)
x, kinds = f.argument("x", "[b, n, 5]", "f32"), f.argument("kinds", "[b, n, 1]", "i1")
classes = f.op("astype", [kinds], "[b, n, 1]", "f32", "dtype = f32")
boxes = f.op("concat", [classes, x], "[b, n, 6]", "f32", "axis = 2")
counts, valid, places = several(f, "get_valid_counts", [boxes], counts_types("[b, n, 6]", "f32"),
                                "{score_threshold = -1.0 : f64}")
CASES = [(-1, 0.25, False, -1, 2, 1, 0), (2, 0.125, True, -1, 2, 1, 0), (-1, 0.125, False, 4, 2, 1, 0),
         (-1, 0.0625, False, -1, 2, 1, -1), (0, 0.5, False, -1, 1, 0, 5)]
f.returns(*[part for most, least, force, top, corner, score, kind in CASES for part in several(
    f, "non_max_suppression", [valid, counts, places], [("[b, n, 6]", "f32"), ("[b, n]", "i32"), ("[b, 1]", "i32")],
    "%s{max_output_size = %d : i64, iou_threshold = %r : f64, top_k = %d : i64, coord_start = %d : i64, "
    "score_index = %d : i64, id_index = %d : i64}" % ("force_suppress " if force else "", most, least, top, corner, score,
                                                      kind))])


def after_counts(x, kinds):
    counts, valid, places = valid_counts(numpy.concatenate([kinds, x], 2), -1.0, 0, 1)
    return tuple(part for case in CASES for part in suppress(valid, counts, places, *case))


f.reference = after_counts
f.run(b=2, n=20)
f.run(b=1, n=1)
f.run(b=2, n=0)

f = Function("non_max_suppression_soft")
FUNCTIONS.append(f)
x, kinds = f.argument("x", "[b, n, 5]", "f32"), f.argument("kinds", "[b, n, 1]", "i1")
classes = f.op("astype", [kinds], "[b, n, 1]", "f32", "dtype = f32")
boxes = f.op("concat", [classes, x], "[b, n, 6]", "f32", "axis = 2")
counts, valid, places = several(f, "get_valid_counts", [boxes], counts_types("[b, n, 6]", "f32"),
                                "{score_threshold = -1.0 : f64}")
SOFT = [(-1, 0.0, False, -1, 2, 1, 0, 0.5, 0.25), (3, 0.125, True, -1, 2, 1, 0, 0.25, -1.0),
        (-1, 0.0625, False, 5, 2, 1, -1, 2.0, 0.0)]
f.returns(*[part for most, least, force, top, corner, score, kind, sigma, low in SOFT for part in several(
    f, "non_max_suppression", [valid, counts, places], [("[b, n, 6]", "f32"), ("[b, n]", "i32"), ("[b, 1]", "i32")],
    "%s{max_output_size = %d : i64, iou_threshold = %r : f64, top_k = %d : i64, coord_start = %d : i64, "
    "score_index = %d : i64, id_index = %d : i64, soft_nms_sigma = %r : f64, score_threshold = %r : f64}" %
    ("force_suppress " if force else "", most, least, top, corner, score, kind, sigma, low))])


def softly_after_counts(x, kinds):
    counts, valid, places = valid_counts(numpy.concatenate([kinds, x], 2), -1.0, 0, 1)
    return tuple(part for case in SOFT for part in suppress_softly(valid, counts, places, *case))


f.reference = softly_after_counts
f.tolerance = 1e-5
f.run(b=2, n=20)
f.run(b=1, n=1)
f.run(b=2, n=0)
