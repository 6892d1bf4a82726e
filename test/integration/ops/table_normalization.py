"""The table of normalizations and attention."""

import numpy

from programs import Function

FUNCTIONS = []
TOLERANCE = {"f32": 1e-4, "f64": 1e-11, "f16": 2e-2, "bf16": 1e-1}


def function(name, dtype):
    FUNCTIONS.append(Function(name))
    FUNCTIONS[-1].tolerance = TOLERANCE[dtype]
    return FUNCTIONS[-1]


def along_channels(vector, x, axis=1):
    shape = [1] * x.ndim
    shape[axis] = -1
    return vector.reshape(shape)


def normalize(x, axes, epsilon):
    centered = x - x.mean(axis=axes, keepdims=True)
    return centered / numpy.sqrt((centered * centered).mean(axis=axes, keepdims=True) + epsilon)


def group_norm(x, gamma, beta, groups, epsilon):
    split = x.reshape((x.shape[0], groups, -1))
    result = normalize(split, (2,), epsilon).reshape(x.shape)
    return result * along_channels(gamma, x) + along_channels(beta, x)


def attention(q, k, v, bias=None, scale=None, mask=None):
    scores = numpy.einsum("bihd,bjhd->bhij", q, k) * (1 / numpy.sqrt(q.shape[3]) if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    if mask:
        lead = scores.shape[3] - scores.shape[2] if mask == "BottomRight" else 0
        seen = numpy.arange(scores.shape[3])[None, :] <= numpy.arange(scores.shape[2])[:, None] + lead
        scores = numpy.where(seen, scores, -numpy.inf)
    scores = numpy.exp(scores - scores.max(axis=3, keepdims=True))
    return numpy.einsum("bhij,bjhd->bihd", scores / scores.sum(axis=3, keepdims=True), v)


for dtype in ["f32", "f64", "f16", "bf16"]:
    for name, shape, channels, axis, runs in [("", "[n, c, h, w]", "[c]", 1, [dict(n=2, c=3, h=4, w=5), dict(n=0, c=3, h=4, w=5)]),
                                              ("_static", "[2, 3, 4]", "[3]", 1, [{}]),
                                              ("_last", "[n, 4]", "[4]", -1, [dict(n=3)])]:
        f = function("batch_norm%s_%s" % (name, dtype), dtype)
        operands = [f.argument(n, shape if n == "x" else channels, dtype, contents="positive" if n == "v" else "uniform")
                    for n in "xgbmv"]
        f.returns(f.op("batch_norm", operands, shape, dtype, "epsilon = 1.0e-3" + (" axis = %d" % axis if axis != 1 else "")))
        f.reference = lambda x, g, b, m, v, axis=axis: (
            (x - along_channels(m, x, axis)) / numpy.sqrt(along_channels(v, x, axis) + 1e-3) * along_channels(g, x, axis)
            + along_channels(b, x, axis))
        for sizes in runs:
            f.run(**sizes)

    for name, shape, part, axes, runs in [("", "[n, m]", "[m]", [-1], [dict(n=3, m=5), dict(n=1, m=1), dict(n=0, m=2), dict(n=2, m=100)]),
                                          ("_two", "[n, m, 4]", "[m, 4]", [1, 2], [dict(n=3, m=5)]),
                                          ("_middle", "[n, m, 4]", "[m]", [-2], [dict(n=3, m=5)]),
                                          ("_static", "[2, 6]", "[6]", [1], [{}])]:
        f = function("layer_norm%s_%s" % (name, dtype), dtype)
        x, g, b = f.argument("x", shape, dtype), f.argument("g", part, dtype), f.argument("b", part, dtype)
        text = "axes = %s epsilon = 1.0e-2" % axes
        f.returns(f.op("layer_norm", [x, g, b], shape, dtype, text), f.op("layer_norm", [x, g], shape, dtype, text),
                  f.op("rms_norm", [x, g], shape, dtype, text))

        def reference(x, g, b, axes=tuple(axes)):
            wide = [1] * x.ndim
            for axis in axes:
                wide[axis] = x.shape[axis]
            g, b = g.reshape(wide), b.reshape(wide)
            layer = normalize(x, axes, 1e-2) * g
            return layer + b, layer, x / numpy.sqrt((x * x).mean(axis=axes, keepdims=True) + 1e-2) * g

        f.reference = reference
        for sizes in runs:
            f.run(**sizes)

    for name, shape, channels, runs in [("", "[n, 4, h, w]", "[4]", [dict(n=2, h=3, w=5)]), ("_static", "[2, 6, 3]", "[6]", [{}])]:
        f = function("channel_norm%s_%s" % (name, dtype), dtype)
        x, g, b = f.argument("x", shape, dtype), f.argument("g", channels, dtype), f.argument("b", channels, dtype)
        f.returns(f.op("group_norm", [x, g, b], shape, dtype, "num_groups = 2 epsilon = 1.0e-2"),
                  f.op("instance_norm", [x, g, b], shape, dtype, "epsilon = 1.0e-2"))
        f.reference = lambda x, g, b: (group_norm(x, g, b, 2, 1e-2), group_norm(x, g, b, x.shape[1], 1e-2))
        for sizes in runs:
            f.run(**sizes)

    f = function("dropout_" + dtype, dtype)
    x = f.argument("x", "[n, 4]", dtype)
    f.returns(f.op("add", [f.op("dropout", [x], "[n, 4]", dtype, "rate = 0.5"), x], "[n, 4]", dtype))
    f.reference = lambda x: x + x
    f.run(n=3)

    f = function("attention_" + dtype, dtype)
    q, k = f.argument("q", "[b, n, 2, 4]", dtype), f.argument("k", "[b, m, 2, 4]", dtype)
    v, y = f.argument("v", "[b, m, 2, 3]", dtype), f.argument("y", "[n, m]", dtype)
    result = "[b, n, 2, 3]"
    f.returns(f.op("attention", [q, k, v], result, dtype),
              f.op("attention", [q, k, v], result, dtype, 'scale = 0.25 causal_mask = "TopLeft"'),
              f.op("attention", [q, k, v], result, dtype, 'causal_mask = "BottomRight"'),
              f.op("attention", [q, k, v, y], result, dtype))
    f.reference = lambda q, k, v, y: (attention(q, k, v), attention(q, k, v, scale=0.25, mask="TopLeft"),
                                      attention(q, k, v, mask="BottomRight"), attention(q, k, v, y))
    f.run(b=2, n=3, m=5)
    f.run(b=1, n=1, m=1)
    f.run(b=1, n=4, m=17)

f = function("group_norm_symbolic", "f32")
x, g, b = f.argument("x", "[n, c, h]", "f32"), f.argument("g", "[c]", "f32"), f.argument("b", "[c]", "f32")
f.returns(f.op("group_norm", [x, g, b], "[n, c, h]", "f32", "num_groups = 3 epsilon = 1.0e-2"))
f.reference = lambda x, g, b: group_norm(x, g, b, 3, 1e-2)
f.run(n=2, c=6, h=4)
f.run(n=2, c=7, h=4, fails="1.*0")

f = function("layer_norm_condition", "f32")
x, g = f.argument("x", "[n, m]", "f32"), f.argument("g", "[k]", "f32")
f.returns(f.op("layer_norm", [x, g], "[n, m]", "f32", "axes = [1] epsilon = 1.0e-2"))
f.reference = lambda x, g: normalize(x, (1,), 1e-2) * g
f.run(n=2, m=4, k=4)
f.run(n=2, m=4, k=1, fails="1.*4|4.*1")
